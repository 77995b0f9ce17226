// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::Lifecycles;
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::record::Opinion;

#[test]
fn the_subject_acknowledges_a_record() {
	ExtBuilder.build_and_execute(|| {
		let subject = of(PATIENT);
		let id = anchor_by_doctor(subject.clone());
		assert_ok!(RecordAnchors::acknowledge(signed(PATIENT), id));
		assert_eq!(
			Lifecycles::<Test>::get(&subject, id).opinion,
			Some((Opinion::Acknowledged, NOW))
		);
		System::assert_last_event(Event::Acknowledged { subject, id }.into());
	});
}

#[test]
fn acknowledging_gives_the_surety_back() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(RecordAnchors::acknowledge(signed(PATIENT), id));
		assert!(!crate::Sureties::<Test>::contains_key(of(PATIENT), id));
		assert_eq!(free(DOCTOR), ENDOWMENT);
	});
}

#[test]
fn the_subject_can_change_their_mind() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		let opinion = || Lifecycles::<Test>::get(of(PATIENT), id).opinion;
		assert_ok!(RecordAnchors::contest(signed(PATIENT), id));
		pass(10);
		assert_ok!(RecordAnchors::acknowledge(signed(PATIENT), id));
		assert_eq!(opinion(), Some((Opinion::Acknowledged, NOW + 10)));
		pass(10);
		assert_ok!(RecordAnchors::contest(signed(PATIENT), id));
		assert_eq!(opinion(), Some((Opinion::Contested, NOW + 20)));
	});
}

#[test]
fn the_same_opinion_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(RecordAnchors::acknowledge(signed(PATIENT), id));
		assert_noop!(
			RecordAnchors::acknowledge(signed(PATIENT), id),
			Error::<Test>::OpinionUnchanged
		);
	});
}

#[test]
fn nobody_speaks_for_the_subject() {
	ExtBuilder.build_and_execute(|| {
		for id in [anchor_by_doctor(of(PATIENT)), anchor_by_doctor(pseudonym())] {
			for who in [DOCTOR, STRANGER] {
				assert_noop!(RecordAnchors::acknowledge(signed(who), id), Error::<Test>::NotFound);
			}
		}
	});
}

#[test]
fn the_first_acknowledgement_of_a_clinical_record_is_told() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_eq!(Told::take(), []);
		assert_ok!(RecordAnchors::acknowledge(signed(PATIENT), id));
		assert_eq!(
			Told::take(),
			[Rewarded::Author { author: DOCTOR, subject: PATIENT, class: RecordClass::Laboratory }]
		);
	});
}

#[test]
fn a_record_is_told_of_once_and_not_after_a_dispute() {
	ExtBuilder.build_and_execute(|| {
		let (first, second) = (anchor_by_doctor(of(PATIENT)), anchor_by_doctor(of(PATIENT)));
		assert_ok!(RecordAnchors::acknowledge(signed(PATIENT), first));
		assert_eq!(Told::take().len(), 1);
		assert_ok!(RecordAnchors::contest(signed(PATIENT), first));
		assert_ok!(RecordAnchors::acknowledge(signed(PATIENT), first));
		assert_ok!(RecordAnchors::contest(signed(PATIENT), second));
		assert_ok!(RecordAnchors::acknowledge(signed(PATIENT), second));
		assert_eq!(Told::take(), []);
	});
}

#[test]
fn an_acknowledgement_that_fails_is_not_told() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(RecordAnchors::acknowledge(signed(PATIENT), id));
		Told::take();
		for who in [PATIENT, STRANGER, DOCTOR] {
			assert!(RecordAnchors::acknowledge(signed(who), id).is_err());
		}
		assert_eq!(Told::take(), []);
	});
}

#[test]
fn records_of_subjects_and_imports_are_not_told_when_acknowledged() {
	ExtBuilder.build_and_execute(|| {
		let own = anchor_by_patient();
		let imported = RecordAnchors::do_anchor(
			DOCTOR,
			of(PATIENT),
			commitment(1),
			RecordClass::Imaging,
			Origin::Import,
			Some(Role::Practitioner),
		);
		Told::take();
		for id in [own, imported.unwrap().0] {
			assert_ok!(RecordAnchors::acknowledge(signed(PATIENT), id));
		}
		assert_eq!(Told::take(), []);
	});
}

#[test]
fn a_doctor_who_acknowledges_an_own_record_is_not_told_of() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(DOCTOR));
		assert_ok!(RecordAnchors::acknowledge(signed(DOCTOR), id));
		assert_eq!(Told::take(), []);
	});
}

#[test]
fn a_record_of_an_author_who_is_certified_no_more_is_not_told() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		Credentials::set_live(DOCTOR_SERIAL, false);
		assert_ok!(RecordAnchors::acknowledge(signed(PATIENT), id));
		assert_eq!(Told::take(), []);
		// A renewed certificate counts for what was written under an earlier one.
		let id = {
			Credentials::set_live(DOCTOR_SERIAL, true);
			anchor_by_doctor(of(PATIENT))
		};
		Credentials::set_live(DOCTOR_SERIAL, false);
		Credentials::issue(DOCTOR, Role::Practitioner);
		assert_ok!(RecordAnchors::acknowledge(signed(PATIENT), id));
		assert_eq!(Told::take().len(), 1);
	});
}

#[test]
fn a_retracted_record_is_not_told() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(RecordAnchors::retract(signed(DOCTOR), of(PATIENT), id));
		assert_ok!(RecordAnchors::acknowledge(signed(PATIENT), id));
		assert_eq!(Told::take(), []);
	});
}

#[test]
fn a_correction_is_told_like_any_record() {
	ExtBuilder.build_and_execute(|| {
		let first = anchor_by_doctor(of(PATIENT));
		let second = amend_by_doctor(first, 2);
		assert_ok!(RecordAnchors::acknowledge(signed(PATIENT), second));
		assert_eq!(Told::take().len(), 1);
	});
}
