// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::{
	consent::{DenyReason, GrantId, Grantee, Verdict},
	credential::Role,
	ItemId, Moment,
};

fn renounce(who: AccountId, grant: GrantId) -> sp_runtime::DispatchResult {
	Consent::renounce(RuntimeOrigin::signed(who), PATIENT, grant)
}

#[test]
fn renounce_ends_a_permit_at_once() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), terms());
		assert_ok!(renounce(DOCTOR, id));
		assert_eq!(
			Consent::check_access(&PATIENT, &DOCTOR, &asked(), None),
			Verdict::Deny(DenyReason::Revoked)
		);
		let event = Event::Renounced { patient: PATIENT, grantee: doctor(), grant: id };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn renounce_finds_a_permit_to_the_institution() {
	ExtBuilder.build_and_execute(|| {
		let hospital = Grantee::Institution(HOSPITAL);
		grant_to(Grantee::Account(HOSPITAL), terms());
		let id = grant_to(hospital.clone(), terms());
		assert_ok!(renounce(HOSPITAL, id));
		assert_eq!(grants(&hospital)[0].revoked_at, Some(START));
		assert_eq!(grants(&Grantee::Account(HOSPITAL))[0].revoked_at, None);
		let event = Event::Renounced { patient: PATIENT, grantee: hospital, grant: id };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn renounce_rejects_a_denial() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), denial());
		assert_noop!(renounce(DOCTOR, id), Error::<Test>::NotPermit);
	});
}

#[test]
fn renounce_rejects_what_was_granted_to_others_or_to_a_role() {
	ExtBuilder.build_and_execute(|| {
		certify(STRANGER, Role::Practitioner, 0..Moment::MAX);
		let others = grant_to(doctor(), terms());
		let roles = grant_to(Grantee::Role(Role::Practitioner), terms());
		for id in [others, roles, ItemId(1)] {
			assert_noop!(renounce(STRANGER, id), Error::<Test>::GrantNotFound);
		}
		assert_noop!(renounce(PATIENT, others), Error::<Test>::GrantNotFound);
	});
}

#[test]
fn renounce_rejects_an_ended_grant() {
	ExtBuilder.build_and_execute(|| {
		let one = grant_to(doctor(), terms());
		let two = grant_to(doctor(), terms());
		assert_ok!(renounce(DOCTOR, one));
		assert_noop!(renounce(DOCTOR, one), Error::<Test>::Revoked);
		set_time(terms().until);
		assert_noop!(renounce(DOCTOR, two), Error::<Test>::Expired);
	});
}
