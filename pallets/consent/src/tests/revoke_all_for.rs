// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, Consents, Error, Event, RequestPolicy};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use medibloc_primitives::{
	consent::{Grantee, Terms},
	credential::Role,
};

fn revoke_all(grantee: Grantee<AccountId>) -> DispatchResultWithPostInfo {
	Consent::revoke_all_for(RuntimeOrigin::signed(PATIENT), grantee)
}

#[test]
fn revoke_all_ends_what_is_in_force_and_nothing_else() {
	ExtBuilder.build_and_execute(|| {
		MaxGrants::set(8);
		let first = grant_to(doctor(), terms());
		grant_to(doctor(), Terms { until: START + DAY, ..terms() });
		grant_to(doctor(), Terms { from: START + 5 * DAY, ..terms() });
		let denied = grant_to(doctor(), denial());
		let hospital = Grantee::Institution(HOSPITAL);
		grant_to(hospital.clone(), terms());
		assert_ok!(Consent::revoke(signed(PATIENT), doctor(), first));
		set_time(START + DAY);
		assert_ok!(revoke_all(doctor()));

		let ended = grants(&doctor()).iter().map(|grant| grant.revoked_at).collect::<Vec<_>>();
		let now = Some(START + DAY);
		assert_eq!(ended, [Some(START), None, now, None]);
		assert_eq!(grants(&doctor())[3].id, denied);
		assert_eq!(grants(&hospital)[0].revoked_at, None);
		let event = Event::AllRevoked { patient: PATIENT, grantee: doctor(), count: 1 };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn revoke_all_opens_nothing() {
	ExtBuilder.build_and_execute(|| {
		certify(DOCTOR, Role::Practitioner, 0..u64::MAX);
		grant_to(Grantee::Role(Role::Practitioner), terms());
		grant_to(doctor(), denial());
		let check = || Consent::check_access(&PATIENT, &DOCTOR, &asked(), None);
		assert!(!check().is_permit());
		assert_noop!(revoke_all(doctor()), Error::<Test>::NothingToRevoke);
		grant_to(doctor(), terms());
		assert_ok!(revoke_all(doctor()));
		assert!(!check().is_permit());
	});
}

#[test]
fn revoke_all_leaves_an_open_request() {
	ExtBuilder.build_and_execute(|| {
		let patient = RuntimeOrigin::signed(PATIENT);
		assert_ok!(Consent::set_default(patient, RequestPolicy::Anyone));
		assert_ok!(Consent::request(RuntimeOrigin::signed(DOCTOR), PATIENT, terms().into()));
		assert_noop!(revoke_all(doctor()), Error::<Test>::NothingToRevoke);
		grant_to(doctor(), terms());
		assert_ok!(revoke_all(doctor()));
		assert!(Consents::<Test>::get(PATIENT, doctor()).expect("stored").request.is_some());
	});
}

#[test]
fn revoke_all_rejects_where_nothing_is_in_force() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(revoke_all(doctor()), Error::<Test>::NothingToRevoke);
		grant_to(doctor(), terms());
		assert_noop!(
			Consent::revoke_all_for(RuntimeOrigin::signed(DOCTOR), doctor()),
			Error::<Test>::NothingToRevoke
		);
		assert_ok!(revoke_all(doctor()));
		assert_noop!(revoke_all(doctor()), Error::<Test>::NothingToRevoke);
		assert_noop!(revoke_all(Grantee::Role(Role::Insurer)), Error::<Test>::NothingToRevoke);
	});
}
