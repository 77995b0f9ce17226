// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use medibloc_primitives::{
	consent::{DenyReason, GrantId, Terms, Verdict},
	ItemId, Moment,
};

fn lift(grant: GrantId) -> DispatchResultWithPostInfo {
	Consent::lift(signed(PATIENT), doctor(), grant)
}

fn check(at: Option<Moment>) -> Verdict {
	Consent::check_access(&PATIENT, &DOCTOR, &asked(), at)
}

#[test]
fn lift_ends_a_denial_and_leaves_the_past() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), terms());
		let denial = grant_to(doctor(), denial());
		let deposits = on_hold(HoldReason::Grant, PATIENT);
		set_time(START + DAY);
		assert_eq!(check(None), Verdict::Deny(DenyReason::ExplicitDeny));
		assert_ok!(lift(denial));
		assert!(check(None).is_permit());
		assert_eq!(check(Some(START + DAY - 1)), Verdict::Deny(DenyReason::ExplicitDeny));
		assert_eq!(grants(&doctor())[1].revoked_at, Some(START + DAY));
		assert_eq!(on_hold(HoldReason::Grant, PATIENT), deposits);
		let event = Event::Lifted { patient: PATIENT, grantee: doctor(), grant: denial };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn lift_rejects_a_permit() {
	ExtBuilder.build_and_execute(|| {
		let permit = grant_to(doctor(), terms());
		assert_noop!(lift(permit), Error::<Test>::NotDenial);
	});
}

#[test]
fn lift_rejects_an_ended_denial() {
	ExtBuilder.build_and_execute(|| {
		let lifted = grant_to(doctor(), denial());
		assert_ok!(lift(lifted));
		assert_noop!(lift(lifted), Error::<Test>::Revoked);

		let expired = grant_to(doctor(), Terms { until: START + DAY, ..denial() });
		set_time(START + DAY);
		assert_noop!(lift(expired), Error::<Test>::Expired);
	});
}

#[test]
fn lift_rejects_everyone_but_the_patient() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), denial());
		for stranger in [OTHER_PATIENT, DOCTOR] {
			assert_noop!(
				Consent::lift(signed(stranger), doctor(), id),
				Error::<Test>::GrantNotFound
			);
		}
		assert_noop!(lift(ItemId(1)), Error::<Test>::GrantNotFound);
	});
}
