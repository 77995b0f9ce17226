// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Lifecycles, WriterPolicy};
use frame_support::{assert_noop, assert_ok};

fn co_sign(who: AccountId, id: AnchorId, role: Role) -> DispatchResult {
	let anchor = crate::Anchors::<Test>::get(of(PATIENT), id);
	let commitment = anchor.map_or(commitment(1), |anchor| anchor.commitment);
	RecordAnchors::co_sign(signed(who), of(PATIENT), id, commitment, role)
}

#[test]
fn providers_vouch_for_a_record() {
	ExtBuilder.build_and_execute(|| {
		let (subject, serial) = (of(PATIENT), HOSPITAL_SERIAL);
		let id = anchor_by_doctor(subject.clone());
		assert_ok!(co_sign(NURSE, id, Role::Practitioner));
		assert_ok!(co_sign(HOSPITAL, id, Role::Institution));
		assert_eq!(
			Lifecycles::<Test>::get(&subject, id).co_signers.into_inner(),
			vec![NURSE_SERIAL, HOSPITAL_SERIAL]
		);
		System::assert_last_event(Event::CoSigned { subject, id, serial }.into());
	});
}

#[test]
fn a_provider_vouches_for_a_record_of_the_patient() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_patient();
		assert_ok!(co_sign(DOCTOR, id, Role::Practitioner));
	});
}

#[test]
fn an_account_stands_behind_a_record_once() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		Credentials::issue(DOCTOR, Role::CareApp);
		assert_noop!(co_sign(DOCTOR, id, Role::Practitioner), Error::<Test>::AlreadySigned);
		assert_noop!(co_sign(DOCTOR, id, Role::CareApp), Error::<Test>::AlreadySigned);

		assert_ok!(co_sign(NURSE, id, Role::Practitioner));
		Credentials::set_live(NURSE_SERIAL, false);
		Credentials::issue(NURSE, Role::Practitioner);
		assert_noop!(co_sign(NURSE, id, Role::Practitioner), Error::<Test>::AlreadySigned);
	});
}

#[test]
fn a_subject_does_not_vouch_for_own_records() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_patient();
		Credentials::issue(PATIENT, Role::Practitioner);
		assert_noop!(co_sign(PATIENT, id, Role::Practitioner), Error::<Test>::AlreadySigned);
	});
}

#[test]
fn the_number_of_co_signers_is_limited() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		for who in 100..103 {
			Credentials::issue(who, Role::Practitioner);
			assert_ok!(co_sign(who, id, Role::Practitioner));
		}
		assert_noop!(co_sign(NURSE, id, Role::Practitioner), Error::<Test>::TooManyCoSigners);
	});
}

#[test]
fn only_a_live_credential_of_a_provider_vouches() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_noop!(co_sign(RESEARCHER, id, Role::Researcher), Error::<Test>::NotProvider);
		Credentials::set_live(NURSE_SERIAL, false);
		assert_noop!(co_sign(NURSE, id, Role::Practitioner), Error::<Test>::CredentialNotLive);
		assert_noop!(co_sign(PATIENT, id, Role::Practitioner), Error::<Test>::CredentialNotLive);
	});
}

#[test]
fn nobody_vouches_for_a_retracted_record() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(RecordAnchors::retract(signed(DOCTOR), of(PATIENT), id));
		assert_noop!(co_sign(NURSE, id, Role::Practitioner), Error::<Test>::AlreadyRetracted);
	});
}

#[test]
fn a_co_signature_is_for_the_commitment_that_was_looked_at() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_noop!(
			RecordAnchors::co_sign(
				signed(NURSE),
				of(PATIENT),
				id,
				commitment(2),
				Role::Practitioner
			),
			Error::<Test>::CommitmentMismatch
		);
	});
}

#[test]
fn a_co_signer_is_subject_to_the_policy_on_writers() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		let set = |policy| RecordAnchors::set_writer_policy(signed(PATIENT), policy);
		assert_ok!(set(WriterPolicy::Nobody));
		assert_noop!(co_sign(NURSE, id, Role::Practitioner), Error::<Test>::WriterRefused);
		assert_ok!(set(WriterPolicy::Consented));
		assert_noop!(co_sign(NURSE, id, Role::Practitioner), Error::<Test>::WriterRefused);
		Permits::set(vec![(PATIENT, NURSE)]);
		assert_ok!(co_sign(NURSE, id, Role::Practitioner));
	});
}

#[test]
fn co_sign_rejects_an_unknown_record() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(
			co_sign(NURSE, AnchorId::default(), Role::Practitioner),
			Error::<Test>::NotFound
		);
	});
}
