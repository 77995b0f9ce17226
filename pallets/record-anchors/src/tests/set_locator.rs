// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Call, Locator, Locators};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::Dispatchable, TokenError};

#[test]
fn the_subject_and_the_author_set_a_locator_for_a_deposit() {
	ExtBuilder.build_and_execute(|| {
		let subject = of(PATIENT);
		for payer in [PATIENT, DOCTOR] {
			let id = anchor_by_doctor(subject.clone());
			assert_ok!(set_locator(payer, id));
			let locator = Locator {
				content: commitment(8),
				size: 4_096,
				replicas: 3,
				by_subject: payer == PATIENT,
				corrupted_at: None,
				deposit: Deposit { payer: Some(payer), amount: 20 },
			};
			assert_eq!(Locators::<Test>::get(&subject, id), Some(locator));
			assert_eq!(on_hold(HoldReason::Locator, payer), 20);
			System::assert_last_event(Event::LocatorSet { subject: subject.clone(), id }.into());
		}
	});
}

#[test]
fn replacing_a_locator_pays_its_deposit_back_as_it_was_paid() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(DOCTOR, id));
		LocatorDeposit::set(50);
		assert_ok!(set_locator(PATIENT, id));
		assert_eq!(on_hold(HoldReason::Locator, DOCTOR), 0);
		assert_eq!(on_hold(HoldReason::Locator, PATIENT), 50);
		LocatorDeposit::set(1);
		assert_ok!(set_locator(PATIENT, id));
		assert_eq!(on_hold(HoldReason::Locator, PATIENT), 1);
	});
}

#[test]
fn a_deposit_can_pay_for_the_locator_that_replaces_it() {
	ExtBuilder.build_and_execute(|| {
		LocatorDeposit::set(ENDOWMENT - 1);
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		assert_ok!(set_locator(PATIENT, id));
	});
}

#[test]
fn a_payer_without_funds_leaves_the_locator_as_it_is() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		LocatorDeposit::set(ENDOWMENT + 1);
		let call = RuntimeCall::from(Call::set_locator {
			subject: of(PATIENT),
			id,
			content: commitment(9),
			size: 1,
			replicas: 1,
		});
		assert_noop!(call.dispatch(signed(PATIENT)), TokenError::FundsUnavailable);
	});
}

#[test]
fn a_new_locator_is_not_corrupted() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		assert_ok!(report_corruption(PATIENT, id));
		assert_ok!(set_locator(PATIENT, id));
		assert_eq!(corrupted_at(id), None);
	});
}

#[test]
fn a_locator_must_be_complete() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		for (content, size, replicas) in
			[(Commitment::zero(), 1, 1), (commitment(1), 0, 1), (commitment(1), 1, 0)]
		{
			assert_noop!(
				RecordAnchors::set_locator(
					signed(PATIENT),
					of(PATIENT),
					id,
					content,
					size,
					replicas
				),
				Error::<Test>::InvalidLocator
			);
		}
	});
}

#[test]
fn an_author_never_replaces_the_locator_of_the_subject() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(DOCTOR, id));
		assert_ok!(set_locator(DOCTOR, id));
		assert_ok!(set_locator(PATIENT, id));
		assert_noop!(set_locator(DOCTOR, id), Error::<Test>::LocatorOfSubject);
		assert_ok!(remove_locator(PATIENT, id));
		assert_ok!(set_locator(DOCTOR, id));
	});
}

#[test]
fn an_author_sets_a_locator_by_a_live_credential() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		Credentials::set_live(DOCTOR_SERIAL, false);
		assert_noop!(set_locator(DOCTOR, id), Error::<Test>::CredentialNotLive);
		assert_noop!(set_locator(AUTHORITY, id), Error::<Test>::NoPermission);
	});
}

#[test]
fn others_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		assert_ok!(co_sign_by_nurse(id));
		for who in [NURSE, HOSPITAL, STRANGER] {
			assert_noop!(set_locator(who, id), Error::<Test>::NoPermission);
		}
	});
}

#[test]
fn an_unknown_record_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(set_locator(PATIENT, AnchorId::default()), Error::<Test>::NotFound);
	});
}
