// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{weights::WeightInfo, Anchor, Anchors, Call, Deposits, Lifecycles};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use medibloc_primitives::record::Source;
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn anchor(
	who: AccountId,
	subject: Subject<AccountId>,
	origin: Origin,
	role: Option<Role>,
) -> DispatchResult {
	let class = RecordClass::Condition;
	RecordAnchors::anchor(signed(who), subject, commitment(7), class, origin, role)
}

#[test]
fn a_certified_provider_anchors_a_record_of_a_patient() {
	ExtBuilder.build_and_execute(|| {
		let subject = of(PATIENT);
		assert_ok!(anchor(DOCTOR, subject.clone(), Origin::Clinician, Some(Role::Practitioner)));

		let id = last_id();
		let source = Source::Clinician(DOCTOR_SERIAL);
		let class = RecordClass::Condition;
		assert_eq!(
			Anchors::<Test>::get(&subject, id),
			Some(Anchor { commitment: commitment(7), class, source })
		);
		System::assert_last_event(Event::Anchored { subject, id, class, source }.into());
	});
}

#[test]
fn a_certified_record_costs_no_deposit_and_one_entry() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert!(!Deposits::<Test>::contains_key(of(PATIENT), id));
		assert!(!Lifecycles::<Test>::contains_key(of(PATIENT), id));
		assert_eq!(free(DOCTOR), ENDOWMENT);
	});
}

#[test]
fn a_provider_anchors_a_record_of_a_pseudonym() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(pseudonym());
		assert!(Anchors::<Test>::contains_key(pseudonym(), id));
	});
}

#[test]
fn a_provider_imports_a_record() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(anchor(HOSPITAL, of(PATIENT), Origin::Import, Some(Role::Institution)));
		let record = Anchors::<Test>::get(of(PATIENT), last_id()).unwrap();
		assert_eq!(record.source, Source::ProviderImport(HOSPITAL_SERIAL));
	});
}

#[test]
fn a_subject_anchors_own_records_for_a_deposit() {
	ExtBuilder.build_and_execute(|| {
		for (origin, source) in [
			(Origin::Device, Source::Device),
			(Origin::Patient, Source::Patient),
			(Origin::Import, Source::Import),
		] {
			assert_ok!(anchor(PATIENT, of(PATIENT), origin, None));
			let id = last_id();
			assert_eq!(Anchors::<Test>::get(of(PATIENT), id).unwrap().source, source);
			assert_eq!(
				Deposits::<Test>::get(of(PATIENT), id),
				Some(Deposit { payer: Some(PATIENT), amount: 30 })
			);
		}
		assert_eq!(on_hold(HoldReason::Record, PATIENT), 3 * 30);
	});
}

#[test]
fn a_subject_who_cannot_pay_the_deposit_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		RecordDeposit::set(ENDOWMENT);
		assert_noop!(
			anchor(PATIENT, of(PATIENT), Origin::Device, None),
			DispatchError::Token(TokenError::FundsUnavailable)
		);
	});
}

#[test]
fn nobody_writes_about_others_without_a_role() {
	ExtBuilder.build_and_execute(|| {
		for origin in [Origin::Clinician, Origin::Device, Origin::Patient, Origin::Import] {
			for subject in [of(PATIENT), pseudonym()] {
				assert_noop!(anchor(DOCTOR, subject, origin, None), Error::<Test>::NoPermission);
			}
		}
	});
}

#[test]
fn a_role_that_gives_no_care_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(
			anchor(RESEARCHER, of(PATIENT), Origin::Clinician, Some(Role::Researcher)),
			Error::<Test>::NotProvider
		);
	});
}

#[test]
fn a_credential_that_is_not_live_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		let by_doctor = |role| anchor(DOCTOR, of(PATIENT), Origin::Clinician, Some(role));
		assert_noop!(by_doctor(Role::Institution), Error::<Test>::CredentialNotLive);
		Credentials::set_live(DOCTOR_SERIAL, false);
		assert_noop!(by_doctor(Role::Practitioner), Error::<Test>::CredentialNotLive);
		assert_noop!(
			anchor(STRANGER, of(PATIENT), Origin::Import, Some(Role::Practitioner)),
			Error::<Test>::CredentialNotLive
		);
	});
}

#[test]
fn role_and_origin_must_go_together() {
	ExtBuilder.build_and_execute(|| {
		for origin in [Origin::Device, Origin::Patient] {
			assert_noop!(
				anchor(DOCTOR, of(DOCTOR), origin, Some(Role::Practitioner)),
				Error::<Test>::RoleMismatch
			);
		}
		assert_noop!(
			anchor(DOCTOR, of(DOCTOR), Origin::Clinician, None),
			Error::<Test>::RoleMismatch
		);
	});
}

#[test]
fn a_commitment_of_zeros_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(
			RecordAnchors::anchor(
				signed(DOCTOR),
				of(PATIENT),
				Commitment::zero(),
				RecordClass::Other,
				Origin::Clinician,
				Some(Role::Practitioner),
			),
			Error::<Test>::InvalidCommitment
		);
	});
}

#[test]
fn anchoring_fails_when_ids_run_out() {
	ExtBuilder.build_and_execute(|| {
		Timestamp::set_timestamp((u64::from(u32::MAX) + 1) * 1_000);
		assert_noop!(
			anchor(DOCTOR, of(PATIENT), Origin::Clinician, Some(Role::Practitioner)),
			Error::<Test>::IdsExhausted
		);
	});
}

#[test]
fn one_commitment_anchored_twice_makes_two_records() {
	ExtBuilder.build_and_execute(|| {
		let first = anchor_by_doctor(of(PATIENT));
		let second = anchor_by_doctor(of(PATIENT));
		assert_ne!(first, second);
		assert_eq!(
			Anchors::<Test>::get(of(PATIENT), first),
			Anchors::<Test>::get(of(PATIENT), second)
		);
	});
}

#[test]
fn ids_tell_when_a_record_was_anchored() {
	ExtBuilder.build_and_execute(|| {
		let first = anchor_by_doctor(of(PATIENT));
		pass(5_000);
		let second = anchor_by_doctor(of(PATIENT));
		assert_eq!(first.issued_at(), NOW);
		assert_eq!(second.issued_at(), NOW + 5_000);
	});
}

#[test]
fn the_weight_depends_on_the_deposit() {
	let weight = |role| {
		let call = Call::<Test>::anchor {
			subject: of(PATIENT),
			commitment: commitment(1),
			class: RecordClass::Other,
			record_origin: Origin::Import,
			role,
		};
		call.get_dispatch_info().call_weight
	};
	assert_eq!(weight(Some(Role::Practitioner)), <() as WeightInfo>::anchor());
	assert_eq!(weight(None), <() as WeightInfo>::anchor_own());
}
