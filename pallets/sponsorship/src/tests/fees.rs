// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Fees of sponsored transactions: withdrawn from the pot before, corrected after, counted.

use super::*;
use pallet_transaction_payment::Event as PaymentEvent;

#[test]
fn the_pot_pays_and_the_signer_has_nothing() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		let (before, fees) = (free(&money(pot)), free(&FEES));
		let tx = Tx::new(PATIENT, store(1, 0));
		let valid = tx.validate().unwrap();
		let fee = succeed(tx.clone());
		assert!(fee > 0 && fee <= tx.fee());
		assert_eq!(free(&money(pot)), before - fee);
		assert_eq!(free(&FEES), fees + fee);
		assert_eq!(free(&PATIENT), 0);
		assert_eq!(listing(pot, &PATIENT).spent, fee);
		assert!(events().contains(&Event::Sponsored { pot, account: PATIENT, fee }));
		System::assert_has_event(
			PaymentEvent::TransactionFeePaid { who: money(pot), actual_fee: fee, tip: 0 }.into(),
		);
		// It goes before none that pays as much.
		let own = Tx::new(RICH, store(1, 0)).validate().unwrap();
		assert_eq!(valid.priority, own.priority);
	});
}

#[test]
fn what_a_call_did_not_need_comes_back_to_the_pot() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		let before = free(&money(pot));
		let tx = Tx::new(PATIENT, overstate());
		let (most, fee) = (tx.fee(), succeed(tx));
		assert!(fee + 80 < most, "{fee} of {most}");
		assert_eq!(free(&money(pot)), before - fee);
		assert_eq!(listing(pot, &PATIENT).spent, fee);
	});
}

#[test]
fn who_pays_alone_does_not_pay_for_sponsorship() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		let sponsored = succeed(Tx::new(PATIENT, store(1, 0)));
		let own = succeed(Tx::new(RICH, store(1, 0)));
		assert_eq!(free(&RICH), ENDOWMENT - own);
		assert!(own < sponsored, "{own} of {sponsored}");
	});
}

#[test]
fn budgets_are_by_account_and_period() {
	ExtBuilder.build_and_execute(|| {
		let (mut spent, pot) = (0, pot());
		enrol(pot, PATIENT);
		enrol(pot, OTHER);
		while spent + Tx::new(PATIENT, overstate()).fee() <= BUDGET.fees {
			spent += succeed(Tx::new(PATIENT, overstate()));
			assert_eq!(listing(pot, &PATIENT).spent, spent);
		}
		assert!(spent > 0);
		refuse(&Tx::new(PATIENT, overstate()), InvalidTransaction::Payment);
		// The other has a budget of its own.
		succeed(Tx::new(OTHER, overstate()));
		pass(DAY - 1);
		refuse(&Tx::new(PATIENT, overstate()), InvalidTransaction::Payment);
		pass(1);
		let fee = succeed(Tx::new(PATIENT, overstate()));
		assert_eq!(listing(pot, &PATIENT).spent, fee);
	});
}

#[test]
fn a_budget_is_used_to_the_last_unit() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		let tx = Tx::new(PATIENT, store(1, 0));
		let budget = crate::Budget { fees: tx.fee(), ..BUDGET };
		assert_ok!(Sponsorship::set_budget(signed(HOSPITAL), pot, budget));
		let fee = succeed(tx);
		assert_eq!(listing(pot, &PATIENT).spent, fee);
	});
}

#[test]
fn the_signer_pays_what_the_pot_cannot_and_all_of_it() {
	ExtBuilder.build_and_execute(|| {
		let tx = || Tx::new(RICH, overstate());
		let pot = pot_with(BUDGET, 200 + ED);
		enrol(pot, RICH);
		assert_ok!(Sponsorship::accept(signed(RICH), pot));
		// One less than the fee.
		endow(&money(pot), tx().fee() - 1);
		let before = free(&money(pot));
		let fee = succeed(tx());
		assert_eq!((free(&RICH), free(&money(pot))), (ENDOWMENT - fee, before));
		assert_eq!(listing(pot, &RICH).spent, 0);

		endow(&money(pot), 1);
		let more = succeed(tx());
		assert_eq!((free(&RICH), free(&money(pot))), (ENDOWMENT - fee, before + 1 - more));
	});
}

#[test]
fn general_transactions_cost_nobody_anything() {
	ExtBuilder.build_and_execute(|| {
		assert_eq!(
			Tx::general(overstate()).validate(),
			Err(InvalidTransaction::UnknownOrigin.into())
		);
	});
}
