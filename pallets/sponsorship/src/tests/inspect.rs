// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_support::traits::Contains;

fn is_sponsored(who: &AccountId) -> bool {
	<Sponsorship as Contains<AccountId>>::contains(who)
}

#[test]
fn an_account_is_sponsored_while_a_pot_pays_for_it() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		assert!(!is_sponsored(&PATIENT));
		let list = accounts([PATIENT, RICH]);
		assert_ok!(Sponsorship::enrol(signed(HOSPITAL), pot, list, Some(NOW + DAY)));
		// To the other it is an offer.
		assert!(is_sponsored(&PATIENT) && !is_sponsored(&RICH));
		assert_ok!(Sponsorship::accept(signed(RICH), pot));
		assert!(is_sponsored(&RICH));
		assert_ok!(Sponsorship::leave(signed(RICH), pot));
		assert!(!is_sponsored(&RICH));
		pass(DAY);
		assert!(!is_sponsored(&PATIENT));
	});
}

#[test]
fn a_budget_that_is_used_up_changes_nothing() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot_with(crate::Budget { fees: 0, ..BUDGET }, 10_000);
		enrol(pot, PATIENT);
		assert!(is_sponsored(&PATIENT));
	});
}
