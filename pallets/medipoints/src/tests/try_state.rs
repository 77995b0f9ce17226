// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariant checks: each detects storage that breaks its invariant.

use super::*;
use crate::{Daily, Holds, Lot, Pair, Pairs, Pending, SpentBudget};
use frame_support::{assert_err, traits::fungible::Mutate, BoundedVec};
use sp_runtime::TryRuntimeError;

fn detects(error: &'static str, corrupt: impl FnOnce()) {
	ExtBuilder.build().execute_with(|| {
		buy(ALICE, 2_000);
		acknowledged(DOCTOR, ALICE);
		assert_ok!(Medipoints::hold(&ALICE, JUROR, 500));
		redeem(ALICE, 500);
		check_state();
		corrupt();
		assert_err!(Medipoints::do_try_state(), TryRuntimeError::Other(error));
	});
}

fn set_lots(lots: Vec<Lot<Balance>>) {
	Accounts::<Test>::mutate(ALICE, |account| account.lots = BoundedVec::truncate_from(lots));
}

fn lot(month: Month, points: Points) -> Lot<Balance> {
	Lot { month, points, backing: points }
}

#[test]
fn lots_out_of_order_are_detected() {
	let before = |months| Month(Month::of(NOW).0 - months);
	for months in [[0, 1], [1, 1]] {
		detects("lots are out of order", || {
			set_lots(months.map(|months| lot(before(months), 500)).to_vec());
		});
	}
	detects("lots are out of order", || {
		Holds::<Test>::mutate(ALICE, JUROR, |held| held.try_push(lot(before(1), 1)).unwrap());
	});
	detects("lots are out of order", || {
		Redemptions::<Test>::mutate(ALICE, |redemptions| {
			redemptions[0].lots.try_push(lot(before(1), 1)).unwrap()
		});
	});
}

#[test]
fn empty_lots_are_detected() {
	detects("a lot is empty", || set_lots(vec![lot(month(), 0)]));
}

#[test]
fn lots_of_a_month_to_come_are_detected() {
	detects("a lot is of a month to come", || set_lots(vec![lot(month().after(1), 1_000)]));
}

#[test]
fn entries_that_say_nothing_are_detected() {
	detects("an empty entry is stored", || {
		Accounts::<Test>::insert(BOB, crate::Account::default())
	});
	detects("an empty entry is stored", || {
		Holds::<Test>::insert(BOB, JUROR, BoundedVec::default());
	});
	detects("an empty entry is stored", || {
		Redemptions::<Test>::insert(BOB, BoundedVec::default());
	});
	detects("an empty entry is stored", || {
		Redemptions::<Test>::mutate(ALICE, |redemptions| {
			redemptions[0].lots = BoundedVec::new();
		});
	});
}

#[test]
fn points_out_of_nothing_are_detected() {
	let error = "the points are not those that were issued and not spent";
	detects(error, || set_lots(vec![lot(month(), 1_001)]));
	detects(error, || {
		Accounts::<Test>::remove(DOCTOR);
	});
	detects(error, || {
		Holds::<Test>::mutate(ALICE, JUROR, |held| held[0].points += 1);
	});
	detects(error, || Totals::<Test>::mutate(|totals| totals.spent += 1));
	detects(error, || Totals::<Test>::mutate(|totals| totals.spent = totals.issued + 1));
}

#[test]
fn another_backing_than_the_total_is_detected() {
	let error = "what is set aside is not the total";
	detects(error, || {
		Accounts::<Test>::mutate(ALICE, |account| account.lots[0].backing += 1);
	});
	detects(error, || Totals::<Test>::mutate(|totals| totals.backing -= 1));
}

#[test]
fn promises_beyond_the_backing_are_detected() {
	detects("more is promised than is set aside", || {
		Redemptions::<Test>::mutate(ALICE, |redemptions| redemptions[0].promised = 501);
	});
	detects("what is promised is not the total", || {
		Totals::<Test>::mutate(|totals| totals.promised -= 1);
	});
}

#[test]
fn a_reserve_that_cannot_pay_is_detected() {
	// 2,000 of the buyer, 1,600 of what was earned, and the existential deposit.
	detects("the reserve cannot pay", || {
		Balances::set_balance(&Medipoints::reserve(), 3_600);
	});
	ExtBuilder.build().execute_with(|| {
		buy(ALICE, 2_000);
		acknowledged(DOCTOR, ALICE);
		Balances::set_balance(&Medipoints::reserve(), 3_601);
		check_state();
	});
}

#[test]
fn a_redeem_rate_above_the_price_is_detected() {
	detects("a point is redeemed for more than it is bought for", || force_rates(999, 1_000));
}

#[test]
fn redemptions_with_one_id_are_detected() {
	detects("two redemptions have one id", || {
		redeem(ALICE, 500);
		Redemptions::<Test>::mutate(ALICE, |redemptions| redemptions[1].id = redemptions[0].id);
	});
}

#[test]
fn what_is_counted_of_a_time_to_come_is_detected() {
	detects("a day to come is counted", || {
		let day = (NOW / DAY) as u32 + 1;
		Accounts::<Test>::mutate(DOCTOR, |account| account.authored = Daily { day, points: 1 });
	});
	detects("a day to come is counted", || {
		let day = (NOW / DAY) as u32 + 1;
		Accounts::<Test>::mutate(DOCTOR, |account| account.contributed = Daily { day, points: 1 });
	});
	detects("a period to come has spent", || {
		SpentBudget::<Test>::put((NOW / EarnPeriod::get() + 1, 1));
	});
	detects("a pair is of a month to come", || {
		let pair = Pair { month: month().after(1), points: 1, is_pending: false };
		Pairs::<Test>::insert(DOCTOR, BOB, pair);
	});
	detects("claims wait of a month to come", || {
		let pending = crate::types::Pending { claims: 1, points: 1 };
		Pending::<Test>::insert((DOCTOR, month().after(1)), pending);
	});
}

#[test]
fn pairs_and_claims_of_nothing_are_detected() {
	detects("a pair earned nothing", || {
		Pairs::<Test>::insert(DOCTOR, BOB, Pair { month: month(), ..Default::default() });
	});
	detects("a claim that can be made brings nothing", || {
		Pending::<Test>::insert((DOCTOR, month()), crate::types::Pending { claims: 2, points: 1 });
	});
}
