// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Claims, Pending};

/// What two subjects acknowledged, and who claimed of it, in January.
fn set_up() -> Month {
	SponsoredAccounts::set(vec![ALICE, BOB]);
	acknowledged(DOCTOR, ALICE);
	acknowledged(DOCTOR, BOB);
	let of = month();
	for alias in 0..3 {
		Claims::<Test>::insert((DOCTOR, of), [alias; 32], ());
	}
	of
}

#[test]
fn anyone_clears_claims_once_they_can_be_made_no_more() {
	ExtBuilder.build_and_execute(|| {
		let of = set_up();
		pass_months(2);
		assert_ok!(Medipoints::prune_claims(signed(BOB), DOCTOR, of, 2));
		assert_eq!(Claims::<Test>::iter().count(), 1);
		assert!(!Pending::<Test>::contains_key((DOCTOR, of)));
		assert_eq!(last_event(), Event::ClaimsPruned { author: DOCTOR, month: of, count: 2 });
		assert_ok!(Medipoints::prune_claims(signed(BOB), DOCTOR, of, u32::MAX));
		assert_eq!(Claims::<Test>::iter().count(), 0);
		assert_noop!(
			Medipoints::prune_claims(signed(BOB), DOCTOR, of, 1),
			Error::<Test>::NothingToPrune
		);
	});
}

/// Else the same keys could claim once more.
#[test]
fn nothing_is_cleared_while_it_can_be_claimed() {
	ExtBuilder.build_and_execute(|| {
		let of = set_up();
		for time in [now(), of.after(1).start(), of.after(2).start() - 1] {
			set_time(time);
			assert_noop!(
				Medipoints::prune_claims(signed(BOB), DOCTOR, of, 9),
				Error::<Test>::NotOver
			);
		}
		set_time(of.after(2).start());
		assert_ok!(Medipoints::prune_claims(signed(BOB), DOCTOR, of, 9));
		let far = Medipoints::prune_claims(signed(BOB), DOCTOR, Month(u16::MAX), 9);
		assert_noop!(far, Error::<Test>::NotOver);
	});
}

#[test]
fn a_call_clears_no_more_than_fits() {
	ExtBuilder.build_and_execute(|| {
		let of = set_up();
		for alias in 3..10 {
			Claims::<Test>::insert((DOCTOR, of), [alias; 32], ());
		}
		pass_months(2);
		assert_ok!(Medipoints::prune_claims(signed(BOB), DOCTOR, of, u32::MAX));
		assert_eq!(Claims::<Test>::iter().count(), 10 - 4);
	});
}

#[test]
fn claims_of_other_authors_and_months_stay() {
	ExtBuilder.build_and_execute(|| {
		let of = set_up();
		acknowledged(ADMIN, ALICE);
		Claims::<Test>::insert((ADMIN, of), [1; 32], ());
		pass_months(1);
		acknowledged(DOCTOR, ALICE);
		let next = month();
		pass_months(1);
		assert_ok!(Medipoints::prune_claims(signed(BOB), DOCTOR, of, 9));
		assert!(Pending::<Test>::contains_key((ADMIN, of)));
		assert!(Claims::<Test>::contains_key((ADMIN, of), [1; 32]));
		assert!(Pending::<Test>::contains_key((DOCTOR, next)));
	});
}
