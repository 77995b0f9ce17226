// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Whoever plays the rates: every sequence of moves up to a length, and random longer ones. What the player
//! has, and what all points of the player can be redeemed for at most, is never more than at the start.

use super::*;
use crate::Holds;
use frame_support::storage::{with_transaction, TransactionOutcome};
use proptest::{collection::vec, prelude::*, sample::select};
use sp_runtime::DispatchError;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Move {
	Buy,
	RedeemSome,
	RedeemAll,
	Cancel,
	Pay,
	Hold,
	Release,
	Burn,
	/// Both rates up for a week, as quickly as they may.
	Raise,
	/// Both rates down for a week.
	Lower,
	/// The rates apart, the redeem rate at the price.
	Close,
	WaitQuarter,
	/// Until points of today expire.
	WaitTwoYears,
}

use Move::*;

const MOVES: [Move; 13] = [
	Buy,
	RedeemSome,
	RedeemAll,
	Cancel,
	Pay,
	Hold,
	Release,
	Burn,
	Raise,
	Lower,
	Close,
	WaitQuarter,
	WaitTwoYears,
];

fn rates(days: u32, change: impl Fn(Balance, Balance) -> (Balance, Balance)) {
	for _ in 0..days {
		pass(DAY);
		let rates = Rates::<Test>::get();
		let (buy, redeem) = change(rates.buy, rates.redeem);
		assert_ok!(Medipoints::set_rates(signed(ADMIN), buy, redeem));
	}
}

/// Makes a move, if it can be made; tells whether it changed anything.
fn make(step: Move) -> bool {
	let (who, ids) = (ALICE, Redemptions::<Test>::get(ALICE));
	match step {
		Buy => Medipoints::buy(signed(who), 100_000, 0).is_ok(),
		RedeemSome => Medipoints::redeem(signed(who), spendable(who) / 3, 0).is_ok(),
		RedeemAll => Medipoints::redeem(signed(who), spendable(who), 0).is_ok(),
		Cancel => {
			ids.first().is_some_and(|it| Medipoints::cancel_redemption(signed(who), it.id).is_ok())
		},
		Pay => ids.first().is_some_and(|it| Medipoints::pay(signed(who), who, it.id).is_ok()),
		Hold => spendable(who) > 1 && Medipoints::hold(&who, JUROR, spendable(who) / 2).is_ok(),
		Release => Medipoints::release(&who, JUROR, u64::MAX) > 0,
		Burn => Medipoints::burn_held(&who, JUROR, held(who) / 4) > 0,
		Raise => {
			rates(7, |buy, redeem| {
				let most = MaxRate::get();
				((buy + buy / 10).min(most), (redeem + redeem / 10).min(most))
			});
			true
		},
		Lower => {
			rates(7, |buy, redeem| ((buy - buy / 10).max(10), (redeem - redeem / 10).max(10)));
			true
		},
		Close => {
			rates(3, |buy, redeem| (buy, (redeem + redeem / 10).min(buy)));
			true
		},
		WaitQuarter => {
			pass(90 * DAY);
			true
		},
		WaitTwoYears => {
			pass_months(25);
			true
		},
	}
}

/// What is set aside for all points of the player: what they can be redeemed for at most.
fn backing() -> Balance {
	let held = Holds::<Test>::get(ALICE, JUROR);
	let reserved = Redemptions::<Test>::get(ALICE);
	let reserved = reserved.iter().flat_map(|redemption| &redemption.lots);
	let account = Accounts::<Test>::get(ALICE);
	account.lots.iter().chain(&held).chain(reserved).map(|lot| lot.backing).sum()
}

/// Turns all points into MED, at the rates of now, and gives what the player has then.
fn cash_in() -> Balance {
	Medipoints::release(&ALICE, JUROR, u64::MAX);
	MaxRedemptions::set(9);
	let _ = Medipoints::redeem(signed(ALICE), spendable(ALICE), 0);
	pass(90 * DAY);
	for redemption in Redemptions::<Test>::get(ALICE) {
		assert_ok!(Medipoints::pay(signed(BOB), ALICE, redemption.id));
	}
	MaxRedemptions::set(3);
	free(ALICE)
}

fn try_out<T>(what: impl FnOnce() -> T) -> T {
	with_transaction(|| TransactionOutcome::Rollback(Ok::<_, DispatchError>(what()))).unwrap()
}

/// Starts with points that were bought and earned, which are worth what was set aside for them.
fn start() -> Balance {
	fund_reserve(1 << 40);
	for subject in [BOB, DOCTOR, ADMIN] {
		acknowledged(ALICE, subject);
	}
	buy(ALICE, 3 * POINT);
	free(ALICE) + backing()
}

fn check(most: Balance, path: &[Move]) {
	assert!(free(ALICE) + backing() <= most, "{path:?} gains");
	let cashed = try_out(cash_in);
	assert!(cashed <= most, "{path:?} gains by {}", cashed - most);
}

/// Every path of so many moves that do something.
fn explore(most: Balance, path: &mut Vec<Move>, left: u32, seen: &mut u32) {
	*seen += 1;
	if left == 0 {
		check(most, path);
		return;
	}
	for step in MOVES {
		try_out(|| {
			if make(step) {
				path.push(step);
				assert!(free(ALICE) + backing() <= most, "{path:?} gains");
				explore(most, path, left - 1, seen);
				path.pop();
			}
		});
	}
}

#[test]
fn no_path_of_four_moves_gains_anything() {
	ExtBuilder.build_and_execute(|| {
		let (most, mut seen) = (start(), 0);
		explore(most, &mut Vec::new(), 4, &mut seen);
		assert!(seen > 2_000, "only {seen} paths could be walked");
	});
}

#[test]
fn whoever_does_nothing_clever_loses_the_margin() {
	ExtBuilder.build_and_execute(|| {
		let most = start();
		// Of the price of 3,000 the margin of a fifth, and nothing of what was earned.
		assert_eq!(try_out(cash_in), most - 600);
	});
}

/// Each path that a rate could be played by, with what it brings.
#[test]
fn named_paths_bring_what_was_paid_and_no_more() {
	let paths: [(&[Move], Balance); 7] = [
		// Buy low, redeem high.
		(&[Buy, Raise, Raise], 0),
		// Wait for the margin to close.
		(&[Buy, Close], 0),
		// Reserve, let the rate rise, cancel, reserve anew.
		(&[Buy, RedeemAll, Raise, Cancel, RedeemAll], 0),
		// Reserve as a hedge against a fall, and keep what was promised.
		(&[Buy, RedeemAll, Lower], 20_600),
		// Buy low after a fall, and wait for the old rate.
		(&[Lower, Buy, Raise, Raise], 0),
		// Hold over the end of the life of the points, then redeem at a higher rate. Half of them is lost.
		(&[Buy, Hold, WaitTwoYears, Raise, Release], 53_900),
		// Expire in the hands of the pallet.
		(&[Buy, RedeemAll, WaitTwoYears], 20_600),
	];
	for (path, loss) in paths {
		ExtBuilder.build_and_execute(|| {
			let most = start();
			for step in path {
				assert!(make(*step), "{step:?} of {path:?} does something");
			}
			let cashed = try_out(cash_in);
			assert!(cashed <= most, "{path:?} gains");
			assert_eq!(most - cashed, loss, "what {path:?} loses");
		});
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn no_long_path_gains_anything(path in vec(select(&MOVES[..]), 1..60)) {
		ExtBuilder.build_and_execute(|| {
			let mut most = start();
			for (step, taken) in path.iter().enumerate() {
				// What is earned on the way is a gain, and that is all.
				if step % 7 == 6 {
					let before = backing();
					acknowledged(ALICE, 100 + step as u64);
					most += backing().saturating_sub(before);
				}
				make(*taken);
				assert!(free(ALICE) + backing() <= most, "{path:?}");
			}
			check(most, &path);
		});
	}
}
