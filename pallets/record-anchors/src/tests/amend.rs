// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{weights::WeightInfo, Anchor, Anchors, Call, Lifecycles};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use medibloc_primitives::{
	record::{Source, Version},
	AnchorInspect,
};

fn amend(who: AccountId, predecessor: AnchorId, role: Option<Role>) -> DispatchResult {
	RecordAnchors::amend(signed(who), of(PATIENT), predecessor, commitment(9), role)
}

const PRACTITIONER: Option<Role> = Some(Role::Practitioner);

#[test]
fn the_author_appends_a_correction() {
	ExtBuilder.build_and_execute(|| {
		let subject = of(PATIENT);
		let predecessor = anchor_by_doctor(subject.clone());
		let before = Anchors::<Test>::get(&subject, predecessor);
		assert_ok!(amend(DOCTOR, predecessor, PRACTITIONER));

		let id = last_id();
		let source = Source::Clinician(DOCTOR_SERIAL);
		assert_eq!(
			Anchors::<Test>::get(&subject, id),
			Some(Anchor {
				commitment: commitment(9),
				class: RecordClass::Laboratory,
				source,
				first: Some(predecessor),
			})
		);
		assert_eq!(Anchors::<Test>::get(&subject, predecessor), before);
		assert_eq!(Lifecycles::<Test>::get(&subject, predecessor).successor, Some(id));
		assert_eq!(Lifecycles::<Test>::get(&subject, id).predecessor, Some(predecessor));
		System::assert_last_event(Event::Amended { subject, predecessor, id, source }.into());
	});
}

#[test]
fn every_version_is_told_by_the_first_also_once_that_is_erased() {
	ExtBuilder.build_and_execute(|| {
		let first = anchor_by_doctor(of(PATIENT));
		let second = amend_by_doctor(first, 2);
		let version = |id| <RecordAnchors as AnchorInspect<_>>::version(&PATIENT, id);
		let expected = Some(Version { class: RecordClass::Laboratory, first });
		assert_eq!([first, second].map(version), [expected; 2]);

		assert_ok!(RecordAnchors::erase(signed(PATIENT), first));
		let third = amend_by_doctor(second, 3);
		assert_eq!([first, second, third].map(version), [None, expected, expected]);
		// Another subject has no such records, and another record is another one.
		assert_eq!(<RecordAnchors as AnchorInspect<_>>::version(&STRANGER, third), None);
		let other = anchor_by_doctor(of(PATIENT));
		assert_eq!(version(other), Some(Version { class: RecordClass::Laboratory, first: other }));
	});
}

#[test]
fn a_correction_names_the_credential_that_is_live_now() {
	ExtBuilder.build_and_execute(|| {
		let predecessor = anchor_by_doctor(of(PATIENT));
		Credentials::set_live(DOCTOR_SERIAL, false);
		assert_noop!(amend(DOCTOR, predecessor, PRACTITIONER), Error::<Test>::CredentialNotLive);

		let serial = Credentials::issue(DOCTOR, Role::Practitioner);
		assert_ok!(amend(DOCTOR, predecessor, PRACTITIONER));
		let correction = Anchors::<Test>::get(of(PATIENT), last_id()).unwrap();
		assert_eq!(correction.source, Source::Clinician(serial));
	});
}

#[test]
fn a_subject_amends_own_records_for_a_deposit() {
	ExtBuilder.build_and_execute(|| {
		let predecessor = anchor_by_patient();
		assert_ok!(amend(PATIENT, predecessor, None));
		let correction = Anchors::<Test>::get(of(PATIENT), last_id()).unwrap();
		assert_eq!(correction.source, Source::Device);
		assert_eq!(on_hold(HoldReason::Record, PATIENT), 2 * 30);
	});
}

#[test]
fn what_a_co_signer_said_stays_with_the_corrected_record() {
	ExtBuilder.build_and_execute(|| {
		let predecessor = anchor_by_doctor(of(PATIENT));
		assert_ok!(co_sign_by_nurse(predecessor));
		assert_ok!(amend(DOCTOR, predecessor, PRACTITIONER));
		let signed = Lifecycles::<Test>::get(of(PATIENT), predecessor).co_signers;
		assert_eq!(signed.into_inner(), vec![NURSE_SERIAL]);
		assert!(Lifecycles::<Test>::get(of(PATIENT), last_id()).co_signers.is_empty());
	});
}

#[test]
fn a_record_has_one_successor() {
	ExtBuilder.build_and_execute(|| {
		let predecessor = anchor_by_doctor(of(PATIENT));
		let id = amend_by_doctor(predecessor, 2);
		assert_noop!(amend(DOCTOR, predecessor, PRACTITIONER), Error::<Test>::AlreadyAmended);
		assert_ok!(amend(DOCTOR, id, PRACTITIONER));
	});
}

#[test]
fn only_the_author_amends() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_noop!(amend(NURSE, id, PRACTITIONER), Error::<Test>::NoPermission);
		assert_noop!(amend(PATIENT, id, None), Error::<Test>::NoPermission);
		let own = anchor_by_patient();
		assert_noop!(amend(DOCTOR, own, PRACTITIONER), Error::<Test>::NoPermission);
	});
}

#[test]
fn a_correction_is_written_as_the_record_was() {
	ExtBuilder.build_and_execute(|| {
		Credentials::issue(PATIENT, Role::Practitioner);
		assert_ok!(RecordAnchors::anchor(
			signed(PATIENT),
			of(PATIENT),
			commitment(1),
			RecordClass::Other,
			Origin::Import,
			None,
		));
		assert_noop!(amend(PATIENT, last_id(), PRACTITIONER), Error::<Test>::RoleMismatch);

		let id = anchor_by_doctor(of(PATIENT));
		assert_noop!(amend(DOCTOR, id, None), Error::<Test>::RoleMismatch);
	});
}

#[test]
fn another_live_credential_of_the_author_does_not_amend() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		Credentials::set_live(DOCTOR_SERIAL, false);
		Credentials::issue(DOCTOR, Role::CareApp);
		assert_noop!(amend(DOCTOR, id, Some(Role::CareApp)), Error::<Test>::RoleMismatch);
		assert_noop!(amend(DOCTOR, id, PRACTITIONER), Error::<Test>::CredentialNotLive);
	});
}

#[test]
fn a_correction_about_another_takes_a_surety_and_asks_no_policy() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		let nobody = crate::WriterPolicy::Nobody;
		assert_ok!(RecordAnchors::set_writer_policy(signed(PATIENT), nobody));
		assert_ok!(amend(DOCTOR, id, PRACTITIONER));
		assert!(crate::Sureties::<Test>::contains_key(of(PATIENT), last_id()));
		assert_eq!(on_hold(HoldReason::Surety, DOCTOR), 2 * 25);
	});
}

#[test]
fn a_lineage_ends_with_its_latest_version_refused() {
	ExtBuilder.build_and_execute(|| {
		let first = anchor_by_doctor(of(PATIENT));
		let second = amend_by_doctor(first, 2);
		let refused = vec![second].try_into().unwrap();
		assert_ok!(RecordAnchors::refuse(signed(PATIENT), refused));
		assert_noop!(amend(DOCTOR, first, PRACTITIONER), Error::<Test>::AlreadyAmended);
		assert_noop!(amend(DOCTOR, second, PRACTITIONER), Error::<Test>::NotFound);
	});
}

#[test]
fn amend_rejects_a_retracted_record() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(RecordAnchors::retract(signed(DOCTOR), of(PATIENT), id));
		assert_noop!(amend(DOCTOR, id, PRACTITIONER), Error::<Test>::AlreadyRetracted);
	});
}

#[test]
fn amend_rejects_an_erased_or_unknown_record() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_noop!(
			RecordAnchors::amend(signed(DOCTOR), of(STRANGER), id, commitment(9), PRACTITIONER),
			Error::<Test>::NotFound
		);
		assert_ok!(RecordAnchors::erase(signed(PATIENT), id));
		assert_noop!(amend(DOCTOR, id, PRACTITIONER), Error::<Test>::NotFound);
	});
}

#[test]
fn amend_rejects_a_commitment_of_zeros() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		let zeros = Commitment::zero();
		assert_noop!(
			RecordAnchors::amend(signed(DOCTOR), of(PATIENT), id, zeros, PRACTITIONER),
			Error::<Test>::InvalidCommitment
		);
	});
}

#[test]
fn the_weight_depends_on_the_deposit() {
	let weight = |role| {
		let call = Call::<Test>::amend {
			subject: of(PATIENT),
			predecessor: AnchorId::default(),
			commitment: commitment(1),
			role,
		};
		call.get_dispatch_info().call_weight
	};
	assert_eq!(weight(PRACTITIONER), <() as WeightInfo>::amend());
	assert_eq!(weight(None), <() as WeightInfo>::amend_own());
}
