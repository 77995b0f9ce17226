// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_support::{assert_noop, assert_ok};

#[test]
fn the_subject_and_the_author_confirm_a_restoration() {
	ExtBuilder.build_and_execute(|| {
		let subject = of(PATIENT);
		let id = anchor_by_doctor(subject.clone());
		assert_ok!(set_locator(DOCTOR, id));
		for who in [PATIENT, DOCTOR] {
			assert_ok!(report_corruption(PATIENT, id));
			assert_ok!(confirm_restored(who, id));
			assert_eq!(corrupted_at(id), None);
			System::assert_last_event(
				Event::RestorationConfirmed { subject: subject.clone(), id }.into(),
			);
		}
	});
}

#[test]
fn only_what_was_reported_is_confirmed() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		assert_noop!(confirm_restored(PATIENT, id), Error::<Test>::NotReported);
	});
}

#[test]
fn a_record_without_locator_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_noop!(confirm_restored(PATIENT, id), Error::<Test>::LocatorNotFound);
	});
}

#[test]
fn an_author_confirms_by_a_live_credential_and_only_its_own_locator() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(DOCTOR, id));
		assert_ok!(report_corruption(PATIENT, id));
		Credentials::set_live(DOCTOR_SERIAL, false);
		assert_noop!(confirm_restored(DOCTOR, id), Error::<Test>::CredentialNotLive);
		assert_noop!(confirm_restored(AUTHORITY, id), Error::<Test>::NoPermission);
		Credentials::set_live(DOCTOR_SERIAL, true);
		assert_ok!(set_locator(PATIENT, id));
		assert_ok!(report_corruption(PATIENT, id));
		assert_noop!(confirm_restored(DOCTOR, id), Error::<Test>::LocatorOfSubject);
	});
}

#[test]
fn others_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		assert_ok!(co_sign_by_nurse(id));
		for who in [NURSE, HOSPITAL, STRANGER] {
			assert_noop!(confirm_restored(who, id), Error::<Test>::NoPermission);
		}
	});
}

#[test]
fn an_unknown_record_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(confirm_restored(PATIENT, AnchorId::default()), Error::<Test>::NotFound);
	});
}
