// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use medibloc_primitives::{
	consent::{DenyReason, GrantId, Verdict},
	ItemId,
};

fn revoke(grant: GrantId) -> DispatchResultWithPostInfo {
	Consent::revoke(RuntimeOrigin::signed(PATIENT), doctor(), grant)
}

#[test]
fn revoke_binds_within_the_same_block_and_leaves_the_past() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), terms());
		let deposit = on_hold(HoldReason::Grant, PATIENT);
		set_time(START + DAY);
		let check = |at| Consent::check_access(&PATIENT, &DOCTOR, &asked(), at);
		assert!(check(None).is_permit());
		assert_ok!(revoke(id));
		assert_eq!(check(None), Verdict::Deny(DenyReason::Revoked));
		assert!(check(Some(START + DAY - 1)).is_permit());
		assert_eq!(grants(&doctor())[0].revoked_at, Some(START + DAY));
		assert_eq!(on_hold(HoldReason::Grant, PATIENT), deposit);
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
fn revoke_rejects_a_denial() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), terms());
		let denial = grant_to(doctor(), denial());
		assert_noop!(revoke(denial), Error::<Test>::NotPermit);
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
