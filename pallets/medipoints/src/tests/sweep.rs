// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn anyone_clears_what_has_expired() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		pass_months(1);
		buy(ALICE, 500);
		pass_months(24);
		assert_ok!(Medipoints::sweep(signed(BOB), ALICE));
		assert_eq!(lots(ALICE).len(), 1);
		let totals = Totals::<Test>::get();
		assert_eq!((totals.issued, totals.spent, totals.backing), (1_500, 1_000, 500));
		assert_eq!(last_event(), Event::Expired { who: ALICE, points: 1_000 });
	});
}

#[test]
fn an_entry_that_says_nothing_any_more_goes() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		acknowledged(DOCTOR, ALICE);
		pass_months(25);
		assert_ok!(Medipoints::sweep(signed(BOB), ALICE));
		assert!(!Accounts::<Test>::contains_key(ALICE));
		// The score stays.
		assert_ok!(Medipoints::sweep(signed(BOB), DOCTOR));
		assert_eq!(Medipoints::score(&DOCTOR), 2_000);
	});
}

#[test]
fn nothing_is_cleared_before_it_has_expired() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(Medipoints::sweep(signed(BOB), ALICE), Error::<Test>::NothingToPrune);
		buy(ALICE, 1_000);
		pass_months(24);
		assert_noop!(Medipoints::sweep(signed(BOB), ALICE), Error::<Test>::NothingToPrune);
		pass_months(1);
		assert_ok!(Medipoints::sweep(signed(BOB), ALICE));
		assert_noop!(Medipoints::sweep(signed(BOB), ALICE), Error::<Test>::NothingToPrune);
	});
}

#[test]
fn what_expires_pays_for_what_is_earned_next() {
	ExtBuilder.build_and_execute(|| {
		use frame_support::traits::fungible::Mutate;
		Balances::set_balance(&Medipoints::reserve(), 1);
		buy(ALICE, 1_600);
		acknowledged(DOCTOR, ALICE);
		assert_eq!(spendable(DOCTOR), 0);
		pass_months(25);
		acknowledged(DOCTOR, ALICE);
		assert_eq!(spendable(DOCTOR), 0);
		assert_ok!(Medipoints::sweep(signed(BOB), ALICE));
		acknowledged(DOCTOR, ALICE);
		assert_eq!(spendable(DOCTOR), 2_000);
	});
}
