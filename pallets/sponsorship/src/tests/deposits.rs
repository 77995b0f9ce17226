// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Storage deposits that a pot pays, and the trait by which other pallets ask for them.

use super::*;
use crate::Budget;
use medibloc_primitives::{Deposit, SponsorshipMutate};

const ITEM: items::HoldReason = items::HoldReason::Item;

fn payer(who: &AccountId, number: u8) -> Option<AccountId> {
	items::Items::<Test>::get((who, number)).expect("it is stored").payer
}

#[test]
fn the_pot_pays_a_deposit_and_gets_it_back() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		let fee = succeed(Tx::new(PATIENT, store(1, 300)));
		let stored = items::Items::<Test>::get((PATIENT, 1)).unwrap();
		assert_eq!(stored, Deposit { payer: Some(money(pot)), amount: 300 });
		assert_eq!(on_hold(ITEM, &money(pot)), 300);
		assert_eq!(listing(pot, &PATIENT).on_hold, 300);
		assert!(events().contains(&Event::DepositPaid { pot, account: PATIENT, amount: 300 }));
		let more = succeed(Tx::new(PATIENT, delete(1)));
		assert_eq!(listing(pot, &PATIENT).on_hold, 0);
		assert_eq!(free(&money(pot)), 100_000 - 200 - fee - more);
		assert_eq!(free(&PATIENT), 0);
	});
}

#[test]
fn what_counts_is_what_is_out_at_a_time() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		succeed(Tx::new(PATIENT, store(1, 600)));
		succeed(Tx::new(PATIENT, store(2, 400)));
		fail(Tx::new(PATIENT, store(3, 1)));
		// A new period changes nothing.
		pass(DAY);
		fail(Tx::new(PATIENT, store(3, 1)));
		succeed(Tx::new(PATIENT, delete(2)));
		succeed(Tx::new(PATIENT, store(3, 400)));
		assert_eq!(listing(pot, &PATIENT).on_hold, 1_000);
	});
}

#[test]
fn a_deposit_beyond_the_limit_is_the_signers_as_a_whole() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		endow(&PATIENT, 5_000);
		succeed(Tx::new(PATIENT, store(1, 999)));
		succeed(Tx::new(PATIENT, store(2, 2)));
		assert_eq!((payer(&PATIENT, 1), payer(&PATIENT, 2)), (Some(money(pot)), None));
		assert_eq!((on_hold(ITEM, &money(pot)), on_hold(ITEM, &PATIENT)), (999, 2));
		// The fee is the pot's still.
		assert_eq!(free(&PATIENT), 4_998);
	});
}

#[test]
fn a_deposit_that_the_pot_has_not_is_the_signers() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot_with(Budget { deposits: 1_000_000, ..BUDGET }, 5_000);
		enrol(pot, PATIENT);
		let tx = Tx::new(PATIENT, store(1, 5_000));
		fail(tx.clone());
		endow(&PATIENT, 6_000);
		succeed(Tx::new(PATIENT, store(1, 5_000)));
		assert_eq!(payer(&PATIENT, 1), None);
		assert_eq!(listing(pot, &PATIENT).on_hold, 0);
	});
}

#[test]
fn a_pot_keeps_its_existential_deposit() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot_with(Budget { deposits: 1_000_000, ..BUDGET }, 10_000);
		enrol(pot, PATIENT);
		let fee = Tx::new(PATIENT, store(1, 0)).fee();
		let rest = 10_000 - 200 - fee - ED;
		fail(Tx::new(PATIENT, store(1, rest + 1)));
		// What was paid is gone, and so is the most of another while it is executed.
		let rest = free(&money(pot)) - fee - ED;
		succeed(Tx::new(PATIENT, store(1, rest)));
		assert!(free(&money(pot)) >= ED);
		assert_eq!(on_hold(ITEM, &money(pot)), rest);
	});
}

#[test]
fn a_call_that_fails_leaves_no_deposit_and_is_paid_for() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		let fee = fail(Tx::new(PATIENT, items::Call::fail { price: 100 }));
		let listing = listing(pot, &PATIENT);
		assert_eq!((listing.on_hold, listing.spent), (0, fee));
		assert_eq!(on_hold(ITEM, &money(pot)), 0);
	});
}

#[test]
fn a_deposit_comes_back_to_the_pot_after_the_listing_ended() {
	ExtBuilder.build_and_execute(|| {
		let (first, second) = (pot(), pot());
		enrol(first, PATIENT);
		enrol(second, PATIENT);
		succeed(Tx::new(PATIENT, store(1, 300)));
		succeed(Tx::new(PATIENT, Call::accept { pot: second }));
		succeed(Tx::new(PATIENT, Call::leave { pot: first }));
		let before = free(&money(first));
		succeed(Tx::new(PATIENT, delete(1)));
		assert_eq!(free(&money(first)), before + 300);
		assert_eq!((listing(first, &PATIENT).on_hold, on_hold(ITEM, &money(second))), (0, 0));
	});
}

#[test]
fn outside_of_a_sponsored_transaction_everybody_pays_for_themselves() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		endow(&PATIENT, 10_000);
		let ask = || <Sponsorship as SponsorshipMutate<_, _>>::charge_deposit(&PATIENT, 1);
		assert_eq!(ask(), PATIENT);
		// Within a batch, for which the signer pays.
		let calls = vec![store(1, 100)];
		succeed(Tx::new(PATIENT, pallet_utility::Call::batch_all { calls }));
		assert_eq!(payer(&PATIENT, 1), None);
		// With a tip.
		succeed(Tx::new(PATIENT, store(2, 100)).tip(1));
		assert_eq!(payer(&PATIENT, 2), None);
		// And after the one that was sponsored.
		succeed(Tx::new(PATIENT, store(3, 100)));
		assert_eq!(payer(&PATIENT, 3), Some(money(pot)));
		assert_eq!(ask(), PATIENT);
	});
}

#[test]
fn only_the_signer_is_paid_for() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		enrol(pot, OTHER);
		assert_ok!(Sponsorship::begin(pot, &PATIENT, 10));
		let ask =
			|who: &AccountId| <Sponsorship as SponsorshipMutate<_, _>>::charge_deposit(who, 1);
		assert_eq!((ask(&PATIENT), ask(&OTHER), ask(&RICH)), (money(pot), OTHER, RICH));
		Sponsorship::settle(pot, PATIENT, 10, 10);
		assert_eq!(ask(&PATIENT), PATIENT);
	});
}

#[test]
fn refunds_of_others_and_of_too_much_change_nothing_else() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		succeed(Tx::new(PATIENT, store(1, 300)));
		let note = <Sponsorship as SponsorshipMutate<_, Balance>>::note_refunded;
		note(&PATIENT, &PATIENT, 100);
		note(&OTHER, &money(pot), 100);
		note(&PATIENT, &RICH, 100);
		assert_eq!(listing(pot, &PATIENT).on_hold, 300);
		assert_eq!(Listings::<Test>::iter().count(), 1);
		succeed(Tx::new(PATIENT, delete(1)));
		note(&PATIENT, &money(pot), 100);
		assert_eq!(listing(pot, &PATIENT).on_hold, 0);
	});
}

#[test]
fn a_bond_is_never_the_pots() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		fail(Tx::new(PATIENT, items::Call::bond { amount: 100 }));
		endow(&PATIENT, 1_000);
		succeed(Tx::new(PATIENT, items::Call::bond { amount: 100 }));
		assert_eq!(on_hold(items::HoldReason::Bond, &PATIENT), 100);
		assert_eq!(on_hold(items::HoldReason::Bond, &money(pot)), 0);
	});
}
