// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{
	weights::WeightInfo, Anchor, Anchors, Call, Deposits, Lifecycles, Sureties, Surety,
	WriterPolicy,
};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use medibloc_primitives::{record::Source, LiveMoment};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn anchor(
	who: AccountId,
	subject: Subject<AccountId>,
	origin: Origin,
	role: Option<Role>,
) -> DispatchResult {
	let class = RecordClass::Condition;
	RecordAnchors::anchor(signed(who), subject, commitment(7), class, origin, role)
		.map(drop)
		.map_err(|failure| failure.error)
}

fn anchor_about_patient() -> DispatchResult {
	anchor(DOCTOR, of(PATIENT), Origin::Clinician, Some(Role::Practitioner))
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
			Some(Anchor { commitment: commitment(7), class, source, first: None })
		);
		System::assert_last_event(Event::Anchored { subject, id, class, source }.into());
	});
}

#[test]
fn a_record_about_another_takes_a_surety_and_no_other_deposit() {
	ExtBuilder.build_and_execute(|| {
		live(7);
		let id = anchor_by_doctor(of(PATIENT));
		assert!(!Deposits::<Test>::contains_key(of(PATIENT), id));
		assert!(!Lifecycles::<Test>::contains_key(of(PATIENT), id));
		assert_eq!(
			Sureties::<Test>::get(of(PATIENT), id),
			Some(Surety {
				until: LiveMoment::from_millis(30_007),
				deposit: Deposit { payer: Some(DOCTOR), amount: 25 },
			})
		);
		assert_eq!(on_hold(HoldReason::Surety, DOCTOR), 25);
	});
}

#[test]
fn a_record_of_a_pseudonym_or_about_the_writer_takes_no_surety() {
	ExtBuilder.build_and_execute(|| {
		for subject in [pseudonym(), of(DOCTOR)] {
			assert_ok!(anchor(DOCTOR, subject, Origin::Clinician, Some(Role::Practitioner)));
		}
		assert_eq!(free(DOCTOR), ENDOWMENT);
	});
}

#[test]
fn a_writer_who_cannot_pay_the_surety_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		SuretyDeposit::set(ENDOWMENT);
		assert_noop!(anchor_about_patient(), DispatchError::Token(TokenError::FundsUnavailable));
	});
}

#[test]
fn a_subject_without_a_policy_is_treated_by_every_certified_provider() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(anchor_about_patient());
		assert_ok!(anchor(HOSPITAL, of(PATIENT), Origin::Import, Some(Role::Institution)));
	});
}

#[test]
fn a_subject_can_let_only_those_write_to_whom_it_gave_consent() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(RecordAnchors::set_writer_policy(signed(PATIENT), WriterPolicy::Consented));
		assert_noop!(anchor_about_patient(), Error::<Test>::WriterRefused);
		Permits::set(vec![(STRANGER, DOCTOR), (PATIENT, NURSE)]);
		assert_noop!(anchor_about_patient(), Error::<Test>::WriterRefused);
		Permits::set(vec![(PATIENT, DOCTOR)]);
		assert_ok!(anchor_about_patient());
	});
}

#[test]
fn a_subject_can_let_nobody_write_but_itself() {
	ExtBuilder.build_and_execute(|| {
		Permits::set(vec![(PATIENT, DOCTOR)]);
		assert_ok!(RecordAnchors::set_writer_policy(signed(PATIENT), WriterPolicy::Nobody));
		assert_noop!(anchor_about_patient(), Error::<Test>::WriterRefused);
		assert_ok!(anchor(PATIENT, of(PATIENT), Origin::Patient, None));
		Credentials::issue(PATIENT, Role::Practitioner);
		assert_ok!(anchor(PATIENT, of(PATIENT), Origin::Clinician, Some(Role::Practitioner)));
	});
}

#[test]
fn a_pseudonym_is_of_whoever_writes_under_it_first() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(anchor(DOCTOR, pseudonym(), Origin::Clinician, Some(Role::Practitioner)));
		assert_noop!(
			anchor(NURSE, pseudonym(), Origin::Clinician, Some(Role::Practitioner)),
			Error::<Test>::PseudonymTaken
		);
		assert_ok!(anchor(DOCTOR, pseudonym(), Origin::Import, Some(Role::Practitioner)));
		let other = Subject::Pseudonym(commitment(0xbb));
		assert_ok!(anchor(NURSE, other, Origin::Clinician, Some(Role::Practitioner)));
	});
}

#[test]
fn asking_for_consent_is_paid_for_only_where_it_is_asked_for() {
	ExtBuilder.build_and_execute(|| {
		let actual = |origin, role, who| {
			let class = RecordClass::Other;
			RecordAnchors::anchor(signed(who), of(PATIENT), commitment(7), class, origin, role)
				.unwrap()
				.actual_weight
		};
		let doctor = Some(Role::Practitioner);
		let default = <() as WeightInfo>::anchor();
		assert_eq!(actual(Origin::Clinician, doctor, DOCTOR), Some(default));
		assert_eq!(actual(Origin::Patient, None, PATIENT), None);
		Permits::set(vec![(PATIENT, DOCTOR)]);
		assert_ok!(RecordAnchors::set_writer_policy(signed(PATIENT), WriterPolicy::Consented));
		assert_eq!(actual(Origin::Clinician, doctor, DOCTOR), None);
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
	assert_eq!(weight(Some(Role::Practitioner)), <() as WeightInfo>::anchor_consented());
	assert_eq!(weight(None), <() as WeightInfo>::anchor_own());
}

#[test]
fn a_record_that_its_subject_anchors_is_told() {
	ExtBuilder.build_and_execute(|| {
		for origin in [Origin::Patient, Origin::Device, Origin::Import] {
			let id = RecordAnchors::do_anchor(
				PATIENT,
				of(PATIENT),
				commitment(2),
				RecordClass::VitalSign,
				origin,
				None,
			);
			assert_ok!(id);
			let class = RecordClass::VitalSign;
			assert_eq!(Told::take(), [Rewarded::Subject { subject: PATIENT, class }]);
		}
	});
}

#[test]
fn records_of_the_certified_and_those_that_are_refused_are_not_told() {
	ExtBuilder.build_and_execute(|| {
		anchor_by_doctor(of(PATIENT));
		anchor_by_doctor(of(DOCTOR));
		anchor_by_doctor(pseudonym());
		for (who, subject) in [(DOCTOR, of(PATIENT)), (STRANGER, pseudonym())] {
			assert_noop!(anchor(who, subject, Origin::Patient, None), Error::<Test>::NoPermission);
		}
		RecordDeposit::set(ENDOWMENT * 2);
		assert!(anchor(PATIENT, of(PATIENT), Origin::Patient, None).is_err());
		assert_eq!(Told::take(), []);
	});
}

#[test]
fn a_correction_by_the_subject_is_not_told() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_patient();
		Told::take();
		assert_ok!(RecordAnchors::amend(signed(PATIENT), of(PATIENT), id, commitment(3), None));
		assert_eq!(Told::take(), []);
	});
}
