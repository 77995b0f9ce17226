// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::Lifecycles;
use frame_support::{assert_noop, assert_ok};

fn signed_by_nurse(subject: Subject<AccountId>) -> AnchorId {
	let id = anchor_by_doctor(subject.clone());
	let role = Role::Practitioner;
	RecordAnchors::co_sign(signed(NURSE), subject, id, commitment(1), role).unwrap();
	id
}

fn remove(who: AccountId, subject: Subject<AccountId>, id: AnchorId) -> DispatchResult {
	RecordAnchors::remove_co_signature(signed(who), subject, id, NURSE_SERIAL)
}

#[test]
fn the_subject_and_the_signer_remove_a_co_signature() {
	ExtBuilder.build_and_execute(|| {
		for who in [PATIENT, NURSE] {
			let (subject, serial) = (of(PATIENT), NURSE_SERIAL);
			let id = signed_by_nurse(subject.clone());
			assert_ok!(remove(who, subject.clone(), id));
			assert!(Lifecycles::<Test>::get(&subject, id).co_signers.is_empty());
			System::assert_last_event(Event::CoSignatureRemoved { subject, id, serial }.into());
		}
	});
}

#[test]
fn slots_that_strangers_filled_are_free_again() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		let co_sign = |who| {
			RecordAnchors::co_sign(signed(who), of(PATIENT), id, commitment(1), Role::Practitioner)
		};
		let serials = [100, 101, 102].map(|who| {
			let serial = Credentials::issue(who, Role::Practitioner);
			assert_ok!(co_sign(who));
			serial
		});
		assert_noop!(co_sign(NURSE), Error::<Test>::TooManyCoSigners);
		assert_ok!(RecordAnchors::remove_co_signature(
			signed(PATIENT),
			of(PATIENT),
			id,
			serials[1]
		));
		assert_ok!(co_sign(NURSE));
		assert_eq!(
			Lifecycles::<Test>::get(of(PATIENT), id).co_signers.into_inner(),
			vec![serials[0], serials[2], NURSE_SERIAL]
		);
	});
}

#[test]
fn a_signer_acts_by_a_live_credential_and_else_its_authority() {
	ExtBuilder.build_and_execute(|| {
		let id = signed_by_nurse(of(PATIENT));
		assert_noop!(remove(AUTHORITY, of(PATIENT), id), Error::<Test>::StillCertified);
		Credentials::set_live(NURSE_SERIAL, false);
		assert_noop!(remove(NURSE, of(PATIENT), id), Error::<Test>::CredentialNotLive);
		assert_ok!(remove(AUTHORITY, of(PATIENT), id));
	});
}

#[test]
fn the_author_removes_strangers_from_a_record_of_a_pseudonym_alone() {
	ExtBuilder.build_and_execute(|| {
		let id = signed_by_nurse(of(PATIENT));
		assert_noop!(remove(DOCTOR, of(PATIENT), id), Error::<Test>::NoPermission);
		let id = signed_by_nurse(pseudonym());
		assert_noop!(remove(HOSPITAL, pseudonym(), id), Error::<Test>::NoPermission);
		assert_ok!(remove(DOCTOR, pseudonym(), id));
	});
}

#[test]
fn a_co_signature_that_is_not_there_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_noop!(remove(PATIENT, of(PATIENT), id), Error::<Test>::NotCoSigned);
		assert_noop!(remove(PATIENT, of(PATIENT), AnchorId::default()), Error::<Test>::NotFound);
	});
}
