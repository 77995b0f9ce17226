// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The attacks of `docs/decisions/0051-sponsorship.md`.

use super::*;
use crate::Budget;
use sp_runtime::generic::Era;

/// Room for some twenty transactions a day.
const LARGE: Budget<Balance> = Budget { fees: 25_000, ..BUDGET };

/// Sends until it is refused; what was paid.
fn flood(mut tx: impl FnMut(u8) -> Tx) -> Balance {
	let mut paid = 0;
	for number in 0..=u8::MAX {
		let tx = tx(number);
		let applied = tx.apply();
		match applied {
			Ok(_) => paid += tx.actual_fee(&applied),
			Err(why) => {
				assert_eq!(why, InvalidTransaction::Payment.into());
				return paid;
			},
		}
	}
	panic!("the flood has no end");
}

#[test]
fn failing_transactions_empty_one_budget_and_nothing_else() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		enrol(pot, OTHER);
		let before = free(&money(pot));
		let paid = flood(|_| Tx::new(PATIENT, items::Call::fail { price: 1 }));
		assert!(
			paid <= BUDGET.fees && paid + Tx::new(PATIENT, overstate()).fee() > BUDGET.fees / 2
		);
		assert_eq!(free(&money(pot)), before - paid);
		succeed(Tx::new(OTHER, overstate()));
	});
}

#[test]
fn fees_and_deposits_of_a_flood_stay_within_both_budgets() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot_with(LARGE, 500_000);
		enrol(pot, PATIENT);
		let before = free(&money(pot));
		let mut paid = 0;
		for _ in 0..5 {
			paid += flood(|number| Tx::new(PATIENT, store(number, 150)));
			pass(DAY);
		}
		assert!(paid <= 5 * LARGE.fees);
		let held = on_hold(items::HoldReason::Item, &money(pot));
		assert!((BUDGET.deposits - 150..=BUDGET.deposits).contains(&held));
		assert_eq!(free(&money(pot)), before - paid - held);
	});
}

#[test]
fn a_tip_does_not_turn_the_pot_into_money_of_an_author() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, RICH);
		assert_ok!(Sponsorship::accept(signed(RICH), pot));
		let before = free(&money(pot));
		for tip in [1, 1_000, 100_000] {
			let wealth = free(&RICH);
			let fee = succeed(Tx::new(RICH, overstate()).tip(tip));
			assert_eq!(free(&RICH), wealth - fee);
			assert!(fee > tip);
		}
		assert_eq!(free(&money(pot)), before);
	});
}

#[test]
fn many_accounts_get_a_budget_each_and_never_the_last_of_a_pot() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot_with(BUDGET, 12_000);
		let everybody = [PATIENT, OTHER, THIRD];
		everybody.iter().for_each(|who| enrol(pot, who.clone()));
		let mut paid = 0;
		for who in everybody {
			let one = flood(|_| Tx::new(who.clone(), overstate()));
			assert!(one <= BUDGET.fees);
			paid += one;
		}
		assert!(paid > BUDGET.fees);
		assert_eq!(free(&money(pot)), 12_000 - 600 - paid);
		assert!(free(&money(pot)) >= ED);
		assert_eq!(on_hold(HoldReason::Listing, &money(pot)), 600);
	});
}

#[test]
fn a_beneficiary_takes_nothing_out_of_a_pot() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot_with(LARGE, 100_000);
		enrol(pot, PATIENT);
		let all = Balances::total_issuance();
		for round in 0..3 {
			succeed(Tx::new(PATIENT, store(1, 700)));
			succeed(Tx::new(PATIENT, store(2, 300)));
			succeed(Tx::new(PATIENT, delete(1)));
			succeed(Tx::new(PATIENT, delete(2)));
			if round == 1 {
				succeed(Tx::new(PATIENT, Call::leave { pot }));
				enrol(pot, PATIENT);
				succeed(Tx::new(PATIENT, Call::accept { pot }));
			}
			pass(DAY);
		}
		assert_eq!(Balances::total_balance(&PATIENT), 0);
		assert_eq!(Balances::total_issuance(), all);
	});
}

#[test]
fn the_border_of_two_periods_gives_two_budgets_and_no_third() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		pass(DAY - 1);
		let before = free(&money(pot));
		flood(|_| Tx::new(PATIENT, overstate()));
		pass(1);
		flood(|_| Tx::new(PATIENT, overstate()));
		pass(DAY - 1);
		flood(|_| Tx::new(PATIENT, overstate()));
		assert!(before - free(&money(pot)) <= 2 * BUDGET.fees);
	});
}

#[test]
fn a_proxy_acts_for_a_beneficiary_at_its_own_cost() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		endow(&PATIENT, 20_000);
		let (delegate, proxy_type, delay) = (DELEGATE, Anything, 0);
		succeed(Tx::new(PATIENT, pallet_proxy::Call::add_proxy { delegate, proxy_type, delay }));
		let (before, wealth) = (free(&money(pot)), free(&PATIENT));
		let (real, call) = (PATIENT, Box::new(store(1, 100)));
		let call = pallet_proxy::Call::proxy { real, force_proxy_type: None, call };
		let fee = succeed(Tx::new(DELEGATE, call));
		assert_eq!(free(&DELEGATE), ENDOWMENT - fee);
		// The deposit is that of the account that it is about.
		assert_eq!((free(&money(pot)), free(&PATIENT)), (before, wealth - 100));
	});
}

#[test]
fn an_unsolicited_listing_changes_nothing() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, RICH);
		let fee = succeed(Tx::new(RICH, overstate()).era(Era::Immortal));
		assert_eq!(free(&RICH), ENDOWMENT - fee);
		assert!(!<Sponsorship as frame_support::traits::Contains<_>>::contains(&RICH));
		// It is declined at the cost of who made it.
		succeed(Tx::new(RICH, Call::leave { pot }));
		assert_eq!(free(&RICH), ENDOWMENT - fee);
	});
}

#[test]
fn whoever_lists_an_account_first_does_not_keep_others_out() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(Sponsorship::create_pot(signed(APP), BUDGET));
		let Event::PotCreated { pot: first, .. } = last_event() else { panic!() };
		assert_ok!(Sponsorship::fund(signed(APP), first, 200 + ED));
		assert_ok!(Sponsorship::enrol(signed(APP), first, accounts([PATIENT]), None));
		let second = pot();
		enrol(second, PATIENT);
		// The first has no money for anything.
		refuse(&Tx::new(PATIENT, overstate()), InvalidTransaction::Payment);
		succeed(Tx::new(PATIENT, Call::accept { pot: second }));
		succeed(Tx::new(PATIENT, overstate()));
	});
}

/// An account is used, ends, and is listed anew by somebody who recorded its transactions.
#[test]
fn transactions_of_an_account_that_ended_do_not_come_back() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot_with(LARGE, 100_000);
		enrol(pot, PATIENT);
		let mut recorded = Vec::new();
		for _ in 0..5 {
			let nonce = *System::account_nonce(PATIENT);
			let tx = Tx::new(PATIENT, overstate()).nonce(nonce);
			succeed(tx.clone());
			recorded.push(tx);
		}
		succeed(Tx::new(PATIENT, Call::leave { pot }));
		let list = || accounts([PATIENT]);
		// Until it is safe the account stays, and with it its nonce.
		while Sponsorship::prune(signed(STRANGER), pot, list()).is_err() {
			for tx in &recorded {
				refuse(tx, InvalidTransaction::Stale);
			}
			pass_blocks(1);
		}
		assert!(!System::account_exists(&PATIENT));
		assert_eq!(System::block_number(), 7);
		enrol(pot, PATIENT);
		for tx in &recorded {
			refuse(tx, InvalidTransaction::Stale);
		}
		// The owner goes on.
		succeed(Tx::new(PATIENT, overstate()));
	});
}

/// The account lived on MED of its own, was reaped by balances with a nonce ahead of blocks, and signed for
/// ever. Whoever lists it does not pay for that.
#[test]
fn immortal_transactions_of_an_account_that_was_reaped_are_not_paid_for() {
	ExtBuilder.build_and_execute(|| {
		endow(&PATIENT, 20_000);
		let mut recorded = Vec::new();
		for _ in 0..5 {
			let nonce = *System::account_nonce(PATIENT);
			let tx = Tx::new(PATIENT, overstate()).era(Era::Immortal).nonce(nonce);
			succeed(tx.clone());
			recorded.push(tx);
		}
		let (dest, keep_alive) = (RICH, false);
		assert_ok!(Balances::transfer_all(signed(PATIENT), dest, keep_alive));
		assert!(!System::account_exists(&PATIENT));
		let pot = pot();
		enrol(pot, PATIENT);
		let valid =
			recorded.iter().filter(|tx| tx.validate() != Err(InvalidTransaction::Stale.into()));
		let valid: Vec<_> = valid.collect();
		assert!(!valid.is_empty(), "more transactions than blocks");
		for tx in valid {
			refuse(tx, InvalidTransaction::Custom(crate::reason::NOT_MORTAL));
		}
	});
}

#[test]
fn one_transaction_uses_up_what_another_was_valid_for() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		enrol(pot, OTHER);
		let [first, second] = [PATIENT, OTHER].map(|who| Tx::new(who, store(1, 0)));
		let rest = first.fee() + ED;
		let all = free(&money(pot)) - rest;
		assert_ok!(Sponsorship::withdraw(signed(HOSPITAL), pot, all));
		assert!(first.validate().is_ok() && second.validate().is_ok());
		succeed(first);
		refuse(&second, InvalidTransaction::Payment);
	});
}
