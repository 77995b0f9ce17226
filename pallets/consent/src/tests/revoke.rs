// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Grants are ended by `revoke` and `revoke_all_for`.

use crate::{mock::*, Consents, Error, Event, HoldReason, RequestPolicy};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use medibloc_primitives::{
	consent::{DenyReason, GrantId, Grantee, Terms, Verdict},
	credential::Role,
	ItemId,
};

fn revoke(grant: GrantId) -> DispatchResultWithPostInfo {
	Consent::revoke(RuntimeOrigin::signed(PATIENT), doctor(), grant)
}

fn revoke_all(grantee: Grantee<AccountId>) -> DispatchResultWithPostInfo {
	Consent::revoke_all_for(RuntimeOrigin::signed(PATIENT), grantee)
}

#[test]
fn revoke_binds_within_the_same_block_and_leaves_the_past() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), terms());
		let deposit = held(HoldReason::Grant, PATIENT);
		set_time(START + DAY);
		let check = |at| Consent::check_access(&PATIENT, &DOCTOR, &asked(), at);
		assert!(check(None).is_permit());
		assert_ok!(revoke(id));
		assert_eq!(check(None), Verdict::Deny(DenyReason::Revoked));
		assert!(check(Some(START + DAY - 1)).is_permit());
		assert_eq!(grants(&doctor())[0].revoked_at, Some(START + DAY));
		assert_eq!(held(HoldReason::Grant, PATIENT), deposit);
		let event = Event::Revoked { patient: PATIENT, grantee: doctor(), grant: id };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn revoke_in_the_block_of_the_grant_leaves_no_moment_of_access() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(revoke(grant_to(doctor(), terms())));
		for at in [START - 1, START, START + 1] {
			let verdict = Consent::check_access(&PATIENT, &DOCTOR, &asked(), Some(at));
			assert!(!verdict.is_permit());
		}
	});
}

#[test]
fn revoke_ends_a_denial_too() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), terms());
		let denial = grant_to(doctor(), denial());
		assert!(!Consent::check_access(&PATIENT, &DOCTOR, &asked(), None).is_permit());
		assert_ok!(revoke(denial));
		assert!(Consent::check_access(&PATIENT, &DOCTOR, &asked(), None).is_permit());
	});
}

#[test]
fn revoke_rejects_a_second_time() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), terms());
		assert_ok!(revoke(id));
		assert_noop!(revoke(id), Error::<Test>::Revoked);
	});
}

#[test]
fn revoke_is_possible_up_to_but_not_at_the_end() {
	ExtBuilder.build_and_execute(|| {
		let one = grant_to(doctor(), terms());
		let two = grant_to(doctor(), terms());
		let until = terms().until;
		set_time(until - 1);
		assert_ok!(revoke(one));
		set_time(until);
		assert_noop!(revoke(two), Error::<Test>::Expired);
	});
}

#[test]
fn revoke_rejects_everyone_but_the_patient() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), terms());
		for stranger in [OTHER_PATIENT, DOCTOR] {
			assert_noop!(
				Consent::revoke(RuntimeOrigin::signed(stranger), doctor(), id),
				Error::<Test>::GrantNotFound
			);
		}
		assert_noop!(revoke(ItemId(1)), Error::<Test>::GrantNotFound);
	});
}

#[test]
fn revoke_all_ends_what_is_in_force_and_nothing_else() {
	ExtBuilder.build_and_execute(|| {
		let first = grant_to(doctor(), terms());
		grant_to(doctor(), Terms { until: START + DAY, ..terms() });
		grant_to(doctor(), Terms { from: START + 5 * DAY, ..terms() });
		grant_to(doctor(), denial());
		let hospital = Grantee::Institution(HOSPITAL);
		grant_to(hospital.clone(), terms());
		assert_ok!(revoke(first));
		set_time(START + DAY);
		assert_ok!(revoke_all(doctor()));

		let ended = grants(&doctor()).iter().map(|grant| grant.revoked_at).collect::<Vec<_>>();
		let now = Some(START + DAY);
		assert_eq!(ended, [Some(START), None, now, now]);
		assert_eq!(grants(&hospital)[0].revoked_at, None);
		let event = Event::AllRevoked { patient: PATIENT, grantee: doctor(), count: 2 };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn revoke_all_leaves_an_open_request() {
	ExtBuilder.build_and_execute(|| {
		let patient = RuntimeOrigin::signed(PATIENT);
		assert_ok!(Consent::set_default(patient, RequestPolicy::Anyone));
		assert_ok!(Consent::request(RuntimeOrigin::signed(DOCTOR), PATIENT, terms()));
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
