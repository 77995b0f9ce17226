// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

/// A pot that has ended the listing of a patient who did nothing.
fn ended() -> ItemId {
	let pot = pot();
	enrol(pot, PATIENT);
	assert_ok!(Sponsorship::leave(signed(PATIENT), pot));
	pot
}

fn prune(pot: ItemId, who: AccountId) -> sp_runtime::DispatchResult {
	Sponsorship::prune(signed(STRANGER), pot, accounts([who]))
}

#[test]
fn what_is_over_is_deleted_with_the_account() {
	ExtBuilder.build_and_execute(|| {
		let pot = ended();
		assert_ok!(prune(pot, PATIENT));
		assert_eq!(last_event(), Event::Pruned { pot, count: 1 });
		assert_eq!(Listings::<Test>::iter().count(), 0);
		assert_eq!(Sponsorships::<Test>::get(PATIENT), None);
		assert!(!System::account_exists(&PATIENT));
		assert_eq!(on_hold(HoldReason::Listing, &money(pot)), 0);
		assert_eq!(free(&money(pot)), 100_000);
		assert_eq!(Pots::<Test>::get(pot).unwrap().listings, 0);
	});
}

#[test]
fn a_listing_that_ran_out_is_deleted() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		let list = accounts([PATIENT]);
		assert_ok!(Sponsorship::enrol(signed(HOSPITAL), pot, list, Some(NOW + DAY)));
		assert_noop!(prune(pot, PATIENT), Error::<Test>::NothingToPrune);
		pass(DAY);
		assert_ok!(prune(pot, PATIENT));
		assert_eq!(Sponsorships::<Test>::get(PATIENT), None);
	});
}

#[test]
fn an_account_with_money_or_another_listing_stays() {
	ExtBuilder.build_and_execute(|| {
		let (first, second) = (pot(), pot());
		enrol(first, PATIENT);
		enrol(second, PATIENT);
		succeed(Tx::new(PATIENT, overstate()));
		assert_ok!(Sponsorship::leave(signed(PATIENT), first));
		assert_ok!(prune(first, PATIENT));
		assert_eq!(System::sufficients(&PATIENT), 1);
		endow(&PATIENT, ED);
		assert_ok!(Sponsorship::leave(signed(PATIENT), second));
		assert_ok!(prune(second, PATIENT));
		assert!(System::account_exists(&PATIENT));
		assert_eq!((System::sufficients(&PATIENT), System::providers(&PATIENT)), (0, 1));
	});
}

#[test]
fn nothing_is_deleted_before_the_deposits_are_back() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		succeed(Tx::new(PATIENT, store(1, 100)));
		assert_ok!(Sponsorship::leave(signed(PATIENT), pot));
		pass_blocks(10);
		assert_noop!(prune(pot, PATIENT), Error::<Test>::NothingToPrune);
		// By an account that pays for itself now.
		endow(&PATIENT, 10_000);
		succeed(Tx::new(PATIENT, delete(1)));
		assert_ok!(prune(pot, PATIENT));
	});
}

#[test]
fn the_last_reference_stays_until_a_new_account_has_a_later_nonce() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		// The account began at block 1 with nonce 1.
		for _ in 0..3 {
			succeed(Tx::new(PATIENT, overstate()));
		}
		assert_ok!(Sponsorship::leave(signed(PATIENT), pot));
		for block in [2, 3] {
			set_block(block, NOW);
			assert_noop!(prune(pot, PATIENT), Error::<Test>::NothingToPrune);
		}
		set_block(4, NOW);
		assert_ok!(prune(pot, PATIENT));
		assert!(!System::account_exists(&PATIENT));
		enrol(pot, PATIENT);
		assert_eq!(*System::account_nonce(PATIENT), 4);
	});
}

#[test]
fn prune_passes_over_what_is_not_over() {
	ExtBuilder.build_and_execute(|| {
		let pot = ended();
		enrol(pot, OTHER);
		let list = accounts([THIRD, OTHER, PATIENT, PATIENT]);
		assert_ok!(Sponsorship::prune(signed(STRANGER), pot, list));
		assert_eq!(last_event(), Event::Pruned { pot, count: 1 });
		assert_eq!(sponsor(&OTHER), Some(pot));
	});
}

#[test]
fn prune_rejects_what_is_no_pot() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(prune(ItemId(7), PATIENT), Error::<Test>::NotFound);
	});
}
