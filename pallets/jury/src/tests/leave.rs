// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn leave(who: AccountId) -> DispatchResult {
	dispatch(who, Call::leave { jurisdiction: KR })
}

#[test]
fn leave_takes_the_first_enrolment_of_a_term_back_with_its_deposit() {
	ExtBuilder.founded(|| {
		assert_ok!(enrol(juror(0)));
		assert_ok!(leave(juror(0)));
		assert_eq!(last_event(), Event::Left { jurisdiction: KR, epoch: 1, who: juror(0) });
		assert_eq!((held(juror(0)), PointsLedger::spendable(&juror(0))), (0, POINTS));
		assert!(juror_of(1, juror(0)).is_none());
		assert_eq!(Rings::members(&jurors_cohort(1)), 0);
		assert_ok!(enrol(juror(0)));
	});
}

#[test]
fn leave_keeps_the_deposit_for_epochs_that_began() {
	ExtBuilder.seated(3, || {
		assert_ok!(enrol(juror(0)));
		assert_ok!(leave(juror(0)));
		assert_eq!(held(juror(0)), 1_000);
		assert_eq!(juror_of(1, juror(0)).unwrap().keys.len(), 1);
		assert_noop!(leave(juror(0)), Error::<Test>::NotEnrolled);
	});
}

#[test]
fn leave_needs_no_credential() {
	ExtBuilder.founded(|| {
		assert_ok!(enrol(juror(0)));
		decertify(juror(0), Role::Practitioner);
		assert_ok!(leave(juror(0)));
	});
}

#[test]
fn leave_is_for_those_who_are_enrolled_for_the_coming_epoch() {
	ExtBuilder.founded(|| {
		assert_noop!(leave(juror(0)), Error::<Test>::NotEnrolled);
		let elsewhere = dispatch(juror(0), Call::leave { jurisdiction: DE });
		assert_noop!(elsewhere, Error::<Test>::JuryNotFound);
		enrol_all(jurors(3));
		next_epoch();
		assert_noop!(leave(juror(0)), Error::<Test>::NotEnrolled);
	});
}
