// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Anchors, Lifecycles};
use frame_support::{assert_noop, assert_ok};

#[test]
fn the_author_retracts_a_record_and_it_stays() {
	ExtBuilder.build_and_execute(|| {
		let subject = of(PATIENT);
		let id = anchor_by_doctor(subject.clone());
		pass(1_234);
		assert_ok!(RecordAnchors::retract(signed(DOCTOR), subject.clone(), id));
		assert_eq!(Lifecycles::<Test>::get(&subject, id).retracted_at, Some(NOW + 1_234));
		assert!(Anchors::<Test>::contains_key(&subject, id));
		System::assert_last_event(Event::Retracted { subject, id }.into());
	});
}

#[test]
fn an_author_who_is_no_longer_certified_cannot_retract() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		Credentials::set_live(DOCTOR_SERIAL, false);
		let retract = || RecordAnchors::retract(signed(DOCTOR), of(PATIENT), id);
		assert_noop!(retract(), Error::<Test>::CredentialNotLive);
		Credentials::issue(DOCTOR, Role::CareApp);
		assert_noop!(retract(), Error::<Test>::CredentialNotLive);
		Credentials::issue(DOCTOR, Role::Practitioner);
		assert_ok!(retract());
	});
}

#[test]
fn the_authority_retracts_for_an_author_who_is_no_longer_certified() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		let retract = || RecordAnchors::retract(signed(AUTHORITY), of(PATIENT), id);
		assert_noop!(retract(), Error::<Test>::StillCertified);
		Credentials::set_live(DOCTOR_SERIAL, false);
		MayAuthorityAct::set(false);
		assert_noop!(retract(), Error::<Test>::NoPermission);
		MayAuthorityAct::set(true);
		assert_ok!(retract());
		let own = anchor_by_patient();
		assert_noop!(
			RecordAnchors::retract(signed(AUTHORITY), of(PATIENT), own),
			Error::<Test>::NoPermission
		);
	});
}

#[test]
fn retracting_does_not_end_the_surety() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(RecordAnchors::retract(signed(DOCTOR), of(PATIENT), id));
		assert_eq!(on_hold(HoldReason::Surety, DOCTOR), 25);
	});
}

#[test]
fn a_subject_retracts_own_records() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_patient();
		assert_ok!(RecordAnchors::retract(signed(PATIENT), of(PATIENT), id));
	});
}

#[test]
fn an_older_version_can_be_retracted() {
	ExtBuilder.build_and_execute(|| {
		let first = anchor_by_doctor(of(PATIENT));
		let second = amend_by_doctor(first, 2);
		assert_ok!(RecordAnchors::retract(signed(DOCTOR), of(PATIENT), first));
		assert_eq!(Lifecycles::<Test>::get(of(PATIENT), second).retracted_at, None);
	});
}

#[test]
fn retract_rejects_a_retracted_record() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(RecordAnchors::retract(signed(DOCTOR), of(PATIENT), id));
		assert_noop!(
			RecordAnchors::retract(signed(DOCTOR), of(PATIENT), id),
			Error::<Test>::AlreadyRetracted
		);
	});
}

#[test]
fn only_the_author_retracts() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		for who in [PATIENT, NURSE, STRANGER] {
			assert_noop!(
				RecordAnchors::retract(signed(who), of(PATIENT), id),
				Error::<Test>::NoPermission
			);
		}
	});
}

#[test]
fn retract_rejects_an_unknown_record() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(
			RecordAnchors::retract(signed(DOCTOR), of(PATIENT), AnchorId::default()),
			Error::<Test>::NotFound
		);
	});
}
