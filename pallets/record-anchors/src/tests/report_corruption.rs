// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_support::{assert_noop, assert_ok};

#[test]
fn those_who_stand_behind_a_record_report_corruption() {
	ExtBuilder.build_and_execute(|| {
		let subject = of(PATIENT);
		let id = anchor_by_doctor(subject.clone());
		assert_ok!(co_sign_by_nurse(id));
		assert_ok!(set_locator(PATIENT, id));
		for who in [PATIENT, DOCTOR, NURSE] {
			pass(100);
			assert_ok!(report_corruption(who, id));
			assert_eq!(corrupted_at(id), Some(Timestamp::get()));
			System::assert_last_event(
				Event::CorruptionReported { subject: subject.clone(), id }.into(),
			);
			assert_ok!(confirm_restored(PATIENT, id));
		}
	});
}

#[test]
fn an_author_and_a_co_signer_report_by_a_live_credential() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(co_sign_by_nurse(id));
		assert_ok!(set_locator(PATIENT, id));
		for (who, serial) in [(DOCTOR, DOCTOR_SERIAL), (NURSE, NURSE_SERIAL)] {
			Credentials::set_live(serial, false);
			assert_noop!(report_corruption(who, id), Error::<Test>::CredentialNotLive);
		}
		assert_noop!(report_corruption(AUTHORITY, id), Error::<Test>::NoPermission);
	});
}

#[test]
fn corruption_is_reported_once() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		assert_ok!(report_corruption(PATIENT, id));
		assert_noop!(report_corruption(DOCTOR, id), Error::<Test>::AlreadyReported);
	});
}

#[test]
fn a_record_without_locator_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_noop!(report_corruption(PATIENT, id), Error::<Test>::LocatorNotFound);
	});
}

#[test]
fn others_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		assert_ok!(co_sign_by_nurse(id));
		for who in [HOSPITAL, STRANGER] {
			assert_noop!(report_corruption(who, id), Error::<Test>::NoPermission);
		}
	});
}

#[test]
fn an_unknown_record_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(report_corruption(PATIENT, AnchorId::default()), Error::<Test>::NotFound);
	});
}
