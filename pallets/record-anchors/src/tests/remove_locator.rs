// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::Locators;
use frame_support::{assert_noop, assert_ok};

#[test]
fn removing_a_locator_pays_its_deposit_back_to_its_payer() {
	ExtBuilder.build_and_execute(|| {
		let subject = of(PATIENT);
		let id = anchor_by_doctor(subject.clone());
		assert_ok!(set_locator(DOCTOR, id));
		LocatorDeposit::set(7);
		assert_ok!(remove_locator(PATIENT, id));
		assert_eq!(Locators::<Test>::get(&subject, id), None);
		assert_eq!(on_hold(HoldReason::Locator, DOCTOR), 0);
		System::assert_last_event(Event::LocatorRemoved { subject, id }.into());
	});
}

#[test]
fn a_record_without_locator_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_noop!(remove_locator(PATIENT, id), Error::<Test>::LocatorNotFound);
	});
}

#[test]
fn an_author_never_removes_the_locator_of_the_subject() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		assert_noop!(remove_locator(DOCTOR, id), Error::<Test>::LocatorOfSubject);
		Credentials::set_live(DOCTOR_SERIAL, false);
		assert_noop!(remove_locator(AUTHORITY, id), Error::<Test>::LocatorOfSubject);
	});
}

#[test]
fn the_authority_removes_the_locator_of_an_author_who_is_no_longer_certified() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(DOCTOR, id));
		assert_noop!(remove_locator(AUTHORITY, id), Error::<Test>::StillCertified);
		Credentials::set_live(DOCTOR_SERIAL, false);
		assert_noop!(remove_locator(DOCTOR, id), Error::<Test>::CredentialNotLive);
		assert_ok!(remove_locator(AUTHORITY, id));
		assert_eq!(on_hold(HoldReason::Locator, DOCTOR), 0);
	});
}

#[test]
fn others_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		assert_ok!(co_sign_by_nurse(id));
		for who in [NURSE, HOSPITAL, STRANGER] {
			assert_noop!(remove_locator(who, id), Error::<Test>::NoPermission);
		}
	});
}

#[test]
fn an_unknown_record_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(remove_locator(PATIENT, AnchorId::default()), Error::<Test>::NotFound);
	});
}
