// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Points that are held, released and burnt for other pallets.

use super::*;
use crate::Holds;

const LABELLER: PointsHold = PointsHold::Labeller;

fn held_months(who: AccountId) -> Vec<(Month, Points)> {
	Holds::<Test>::get(who, JUROR).iter().map(|lot| (lot.month, lot.points)).collect()
}

#[test]
fn held_points_cannot_be_spent_and_keep_their_months() {
	ExtBuilder.build_and_execute(|| {
		let first = month();
		buy(ALICE, 1_000);
		pass_months(2);
		buy(ALICE, 1_000);
		assert_ok!(Medipoints::hold(&ALICE, JUROR, 1_200));
		assert_eq!(held_months(ALICE), [(first, 1_000), (first.after(2), 200)]);
		assert_eq!((spendable(ALICE), held(ALICE)), (800, 1_200));
		assert_eq!(last_event(), Event::Held { who: ALICE, reason: JUROR, points: 1_200 });
		pass_months(5);
		assert_eq!(Medipoints::release(&ALICE, JUROR, 1_200), 1_200);
		assert_eq!(lots(ALICE), [(first, 1_000, 1_000), (first.after(2), 1_000, 1_000)]);
		assert_eq!(last_event(), Event::Released { who: ALICE, reason: JUROR, points: 1_200 });
		assert!(!Holds::<Test>::contains_key(ALICE, JUROR));
	});
}

#[test]
fn no_more_is_held_than_can_be_spent() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		assert_noop!(Medipoints::hold(&ALICE, JUROR, 1_001), Error::<Test>::Insufficient);
		assert_ok!(Medipoints::hold(&ALICE, JUROR, 600));
		assert_noop!(Medipoints::hold(&ALICE, JUROR, 401), Error::<Test>::Insufficient);
		assert_ok!(Medipoints::hold(&ALICE, LABELLER, 400));
		assert_noop!(Medipoints::hold(&ALICE, LABELLER, 1), Error::<Test>::Insufficient);
		assert_ok!(Medipoints::hold(&BOB, LABELLER, 0));
		assert!(!Holds::<Test>::contains_key(BOB, LABELLER));
	});
}

#[test]
fn a_hold_that_fails_changes_nothing_even_if_points_have_expired() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		pass_months(25);
		assert_noop!(Medipoints::hold(&ALICE, JUROR, 1), Error::<Test>::Insufficient);
	});
}

#[test]
fn reasons_do_not_mix() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		assert_ok!(Medipoints::hold(&ALICE, JUROR, 600));
		assert_ok!(Medipoints::hold(&ALICE, LABELLER, 400));
		assert_eq!(Medipoints::burn_held(&ALICE, LABELLER, 1_000), 400);
		assert_eq!(Medipoints::held(&ALICE, JUROR), 600);
		assert_eq!(Medipoints::release(&ALICE, LABELLER, 1), 0);
		assert_eq!(Medipoints::release(&ALICE, JUROR, u64::MAX), 600);
	});
}

#[test]
fn what_expires_while_it_is_held_comes_back_with_this_month() {
	ExtBuilder.build_and_execute(|| {
		let first = month();
		buy(ALICE, 1_000);
		pass_months(1);
		buy(ALICE, 1_000);
		assert_ok!(Medipoints::hold(&ALICE, JUROR, 2_000));
		pass_months(24);
		// The first has expired by now, the second has not.
		assert_eq!(Medipoints::release(&ALICE, JUROR, 2_000), 2_000);
		assert_eq!(lots(ALICE), [(first.after(1), 1_000, 1_000), (month(), 1_000, 1_000)]);
		pass_months(1);
		assert_eq!(spendable(ALICE), 1_000);
	});
}

#[test]
fn released_is_the_oldest_and_burnt_is_the_oldest() {
	ExtBuilder.build_and_execute(|| {
		let first = month();
		buy(ALICE, 1_000);
		pass_months(1);
		buy(ALICE, 1_000);
		assert_ok!(Medipoints::hold(&ALICE, JUROR, 2_000));
		assert_eq!(Medipoints::burn_held(&ALICE, JUROR, 300), 300);
		assert_eq!(held_months(ALICE), [(first, 700), (first.after(1), 1_000)]);
		assert_eq!(Medipoints::release(&ALICE, JUROR, 800), 800);
		assert_eq!(lots(ALICE), [(first, 700, 700), (first.after(1), 100, 100)]);
	});
}

#[test]
fn what_is_burnt_is_nobodys_and_its_med_is_surplus() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		assert_ok!(Medipoints::hold(&ALICE, JUROR, 1_000));
		assert_eq!(Medipoints::burn_held(&ALICE, JUROR, 400), 400);
		assert_eq!(last_event(), Event::Burnt { who: ALICE, reason: JUROR, points: 400 });
		let totals = Totals::<Test>::get();
		assert_eq!((totals.issued, totals.spent, totals.backing), (1_000, 400, 600));
		assert_eq!(reserve(), FUND + 1_000);
		assert_eq!(held(ALICE), 600);
		// More than there is: all of it.
		assert_eq!(Medipoints::burn_held(&ALICE, JUROR, u64::MAX), 600);
		assert_eq!(Medipoints::burn_held(&ALICE, JUROR, 1), 0);
		assert!(!Holds::<Test>::contains_key(ALICE, JUROR));
	});
}

#[test]
fn what_is_held_for_years_stays_within_bounds() {
	ExtBuilder.build_and_execute(|| {
		for round in 1..=80 {
			buy(ALICE, 1_000);
			assert_ok!(Medipoints::hold(&ALICE, JUROR, 1_000));
			assert!(held_months(ALICE).len() <= 26);
			assert_eq!(held(ALICE), round * 1_000);
			pass_months(1);
		}
		assert_eq!(held_months(ALICE).len(), 26);
		assert_eq!(Medipoints::release(&ALICE, JUROR, u64::MAX), 80_000);
		assert_eq!(spendable(ALICE), 80_000);
		assert_eq!(lots(ALICE).len(), 25);
	});
}

#[test]
fn releasing_sweeps_what_has_expired_beside_it() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		assert_ok!(Medipoints::hold(&ALICE, JUROR, 400));
		pass_months(25);
		assert_eq!(Medipoints::release(&ALICE, JUROR, 400), 400);
		assert_eq!(lots(ALICE), [(month(), 400, 400)]);
		assert_eq!(Totals::<Test>::get().spent, 600);
	});
}
