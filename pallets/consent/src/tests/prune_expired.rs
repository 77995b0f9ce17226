// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, Consents, Error, Event, HoldReason, RequestPolicy, Summaries};
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::consent::{Grantee, Terms};

fn prune() -> sp_runtime::DispatchResult {
	Consent::prune_expired(RuntimeOrigin::signed(STRANGER), PATIENT, doctor())
}

fn request() {
	let patient = RuntimeOrigin::signed(PATIENT);
	assert_ok!(Consent::set_default(patient, RequestPolicy::Anyone));
	assert_ok!(Consent::request(RuntimeOrigin::signed(DOCTOR), PATIENT, terms().into()));
}

#[test]
fn prune_removes_an_expired_grant_after_the_retention_and_not_before() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), Terms { until: START + DAY, ..terms() });
		let removable = START + DAY + GrantRetention::get();
		set_time(removable - 1);
		assert_noop!(prune(), Error::<Test>::NothingToPrune);
		set_time(removable);
		assert_ok!(prune());
		assert!(!Consents::<Test>::contains_key(PATIENT, doctor()));
		assert_eq!(free(PATIENT), FUNDS);
		assert_eq!(
			last_event(),
			Event::Pruned { patient: PATIENT, grantee: doctor(), grants: 1, request: false }
		);
	});
}

#[test]
fn prune_counts_the_retention_from_the_revocation() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), terms());
		assert_ok!(Consent::revoke(RuntimeOrigin::signed(PATIENT), doctor(), id));
		set_time(START + GrantRetention::get());
		assert_ok!(prune());
	});
}

#[test]
fn prune_leaves_what_is_in_force() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), Terms { until: START + DAY, ..terms() });
		let kept = grant_to(doctor(), Terms { until: START + 300 * DAY, ..terms() });
		let first = grants(&doctor())[0].deposit.amount;
		let before = on_hold(HoldReason::Grant, PATIENT);
		set_time(START + 100 * DAY);
		assert_ok!(prune());
		let [grant] = &grants(&doctor())[..] else { panic!("there is one grant") };
		assert_eq!(grant.id, kept);
		assert_eq!(on_hold(HoldReason::Grant, PATIENT), before - first);
		assert_noop!(prune(), Error::<Test>::NothingToPrune);
	});
}

#[test]
fn prune_removes_a_lapsed_request_and_not_an_open_one() {
	ExtBuilder.build_and_execute(|| {
		request();
		set_time(START + RequestLifetime::get() - 1);
		assert_noop!(prune(), Error::<Test>::NothingToPrune);
		set_time(START + RequestLifetime::get());
		assert_ok!(prune());
		assert!(!Consents::<Test>::contains_key(PATIENT, doctor()));
		assert_eq!(free(DOCTOR), FUNDS);
		assert_eq!(
			last_event(),
			Event::Pruned { patient: PATIENT, grantee: doctor(), grants: 0, request: true }
		);
	});
}

#[test]
fn prune_keeps_the_moment_from_which_on_grants_are_known() {
	ExtBuilder.build_and_execute(|| {
		for _ in 0..=MaxGrants::get() {
			let id = grant_to(doctor(), terms());
			set_time(now() + DAY);
			assert_ok!(Consent::revoke(signed(PATIENT), doctor(), id));
		}
		let known_since = || Consents::<Test>::get(PATIENT, doctor()).map(|it| it.known_since);
		assert_eq!(known_since(), Some(START + DAY));
		set_time(START + 2 * DAY + GrantRetention::get());
		assert_ok!(prune());
		assert_eq!((grants(&doctor()).len(), known_since()), (3, Some(START + DAY)));
		// With the last of them, what is known begins later than that anyway.
		set_time(START + 100 * DAY);
		assert_ok!(prune());
		assert!(!Consents::<Test>::contains_key(PATIENT, doctor()));
	});
}

#[test]
fn prune_remembers_the_last_end_of_what_it_removed() {
	ExtBuilder.build_and_execute(|| {
		for days in [2, 3, 1] {
			grant_to(doctor(), Terms { until: START + days * DAY, ..terms() });
		}
		let known_since = || Summaries::<Test>::get(PATIENT).known_since;
		set_time(START + 2 * DAY + GrantRetention::get());
		assert_eq!(known_since(), 0);
		assert_ok!(prune());
		assert_eq!((grants(&doctor()).len(), known_since()), (1, START + 2 * DAY));
		set_time(START + 3 * DAY + GrantRetention::get());
		assert_ok!(prune());
		assert_eq!(known_since(), START + 3 * DAY);
	});
}

#[test]
fn prune_of_a_request_leaves_the_past_known() {
	ExtBuilder.build_and_execute(|| {
		request();
		set_time(START + RequestLifetime::get());
		assert_ok!(prune());
		assert!(!Summaries::<Test>::contains_key(PATIENT));
	});
}

#[test]
fn prune_keeps_grants_as_long_as_the_log_whatever_the_parameter_says() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), Terms { until: START + DAY, ..terms() });
		GrantRetention::set(0);
		set_time(START + DAY + LogRetention::get() - 1);
		assert_noop!(prune(), Error::<Test>::NothingToPrune);
		set_time(START + DAY + LogRetention::get());
		assert_ok!(prune());
	});
}

#[test]
fn prune_rejects_where_nothing_is_stored() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(prune(), Error::<Test>::NothingToPrune);
		let stranger = RuntimeOrigin::signed(STRANGER);
		assert_noop!(
			Consent::prune_expired(stranger, PATIENT, Grantee::Institution(HOSPITAL)),
			Error::<Test>::NothingToPrune
		);
	});
}
