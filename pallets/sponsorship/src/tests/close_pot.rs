// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn a_pot_without_listings_is_closed_and_all_comes_back() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot_with(BUDGET, 1_000);
		enrol(pot, PATIENT);
		assert_ok!(Sponsorship::leave(signed(PATIENT), pot));
		assert_ok!(Sponsorship::prune(signed(STRANGER), pot, accounts([PATIENT])));
		assert_ok!(Sponsorship::close_pot(signed(HOSPITAL), pot));
		assert_eq!(last_event(), Event::PotClosed { pot, amount: 1_000 });
		assert_eq!(free(&HOSPITAL), ENDOWMENT + 1_000);
		assert!(!System::account_exists(&money(pot)));
		assert_eq!((Pots::<Test>::get(pot), PotAccounts::<Test>::get(money(pot))), (None, None));
	});
}

#[test]
fn a_pot_that_was_never_funded_is_closed() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(Sponsorship::create_pot(signed(HOSPITAL), BUDGET));
		let Event::PotCreated { pot, .. } = last_event() else { panic!() };
		Certified::set(Vec::new());
		assert_ok!(Sponsorship::close_pot(signed(HOSPITAL), pot));
		assert_eq!(free(&HOSPITAL), ENDOWMENT);
	});
}

#[test]
fn close_pot_rejects_a_pot_with_listings_ended_or_not() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		assert_noop!(Sponsorship::close_pot(signed(HOSPITAL), pot), Error::<Test>::InUse);
		assert_ok!(Sponsorship::leave(signed(PATIENT), pot));
		assert_noop!(Sponsorship::close_pot(signed(HOSPITAL), pot), Error::<Test>::InUse);
	});
}

#[test]
fn close_pot_rejects_a_pot_with_anything_on_hold() {
	ExtBuilder.build().execute_with(|| {
		let pot = pot();
		// A pallet that did not ask.
		leak_hold(items::HoldReason::Item, &money(pot));
		assert_noop!(Sponsorship::close_pot(signed(HOSPITAL), pot), Error::<Test>::DepositsHeld);
	});
}

#[test]
fn close_pot_rejects_others() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		public_pot(1_000);
		assert_noop!(Sponsorship::close_pot(signed(APP), pot), Error::<Test>::NoPermission);
		assert_noop!(
			Sponsorship::close_pot(signed(GOVERNANCE), PUBLIC_POT),
			Error::<Test>::NoPermission
		);
	});
}
