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
		assert_eq!(free(DOCTOR), ENDOWMENT);
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
fn others_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		assert_ok!(RecordAnchors::co_sign(signed(NURSE), of(PATIENT), id, Role::Practitioner));
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
