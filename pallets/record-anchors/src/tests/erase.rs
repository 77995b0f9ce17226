// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Anchors, Deposits, Lifecycles, Locators, Tombstone, Tombstones};
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::{
	record::{Opinion, Source},
	AnchorInspect,
};

#[test]
fn erasing_a_record_leaves_only_a_tombstone() {
	ExtBuilder.build_and_execute(|| {
		let subject = of(PATIENT);
		let id = anchor_by_doctor(subject.clone());
		assert_ok!(RecordAnchors::acknowledge(signed(PATIENT), id));
		assert_ok!(RecordAnchors::set_locator(
			signed(DOCTOR),
			subject.clone(),
			id,
			commitment(8),
			1,
			1
		));
		pass(5);
		assert_ok!(RecordAnchors::erase(signed(PATIENT), id));

		assert!(!Anchors::<Test>::contains_key(&subject, id));
		assert!(!Lifecycles::<Test>::contains_key(&subject, id));
		assert!(!Locators::<Test>::contains_key(&subject, id));
		assert_eq!(RecordAnchors::class(&PATIENT, id), None);
		assert_eq!(
			Tombstones::<Test>::get(&subject, id),
			Some(Tombstone {
				commitment: commitment(1),
				class: RecordClass::Laboratory,
				source: Source::Clinician(DOCTOR_SERIAL),
				predecessor: None,
				successor: None,
				retracted_at: None,
				opinion: Some((Opinion::Acknowledged, NOW)),
				erased_at: NOW + 5,
			})
		);
		assert_eq!(free(DOCTOR), ENDOWMENT);
		System::assert_last_event(Event::Erased { subject, id }.into());
	});
}

#[test]
fn a_tombstone_remembers_that_and_when_the_record_was_retracted_and_contested() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		pass(1);
		assert_ok!(RecordAnchors::retract(signed(DOCTOR), of(PATIENT), id));
		pass(1);
		assert_ok!(RecordAnchors::contest(signed(PATIENT), id));
		pass(1);
		assert_ok!(RecordAnchors::erase(signed(PATIENT), id));
		let tombstone = Tombstones::<Test>::get(of(PATIENT), id).unwrap();
		assert_eq!(tombstone.retracted_at, Some(NOW + 1));
		assert_eq!(tombstone.opinion, Some((Opinion::Contested, NOW + 2)));
		assert_eq!(tombstone.erased_at, NOW + 3);
		let told = RecordAnchors::record(&of(PATIENT), id).unwrap();
		assert_eq!((told.retracted_at, told.opinion), (tombstone.retracted_at, tombstone.opinion));
	});
}

#[test]
fn erasing_gives_the_surety_back_to_the_writer() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(RecordAnchors::erase(signed(PATIENT), id));
		assert_eq!((free(DOCTOR), free(PATIENT)), (ENDOWMENT, ENDOWMENT));
	});
}

#[test]
fn erasing_an_own_record_pays_its_deposit_back_as_it_was_paid() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_patient();
		RecordDeposit::set(400);
		let other = anchor_by_patient();
		assert_ok!(RecordAnchors::erase(signed(PATIENT), id));
		assert!(!Deposits::<Test>::contains_key(of(PATIENT), id));
		assert_eq!(on_hold(HoldReason::Record, PATIENT), 400);
		RecordDeposit::set(1);
		assert_ok!(RecordAnchors::erase(signed(PATIENT), other));
		assert_eq!(free(PATIENT), ENDOWMENT);
	});
}

#[test]
fn an_erased_record_keeps_its_place_in_the_lineage() {
	ExtBuilder.build_and_execute(|| {
		let first = anchor_by_doctor(of(PATIENT));
		let second = amend_by_doctor(first, 2);
		let third = amend_by_doctor(second, 3);
		assert_ok!(RecordAnchors::erase(signed(PATIENT), second));
		let tombstone = Tombstones::<Test>::get(of(PATIENT), second).unwrap();
		assert_eq!((tombstone.predecessor, tombstone.successor), (Some(first), Some(third)));
		assert_eq!(Lifecycles::<Test>::get(of(PATIENT), first).successor, Some(second));
		assert_eq!(Lifecycles::<Test>::get(of(PATIENT), third).predecessor, Some(second));
		amend_by_doctor(third, 4);
	});
}

#[test]
fn erase_rejects_an_erased_record() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(RecordAnchors::erase(signed(PATIENT), id));
		assert_noop!(RecordAnchors::erase(signed(PATIENT), id), Error::<Test>::NotFound);
	});
}

#[test]
fn only_the_subject_erases() {
	ExtBuilder.build_and_execute(|| {
		for id in [anchor_by_doctor(of(PATIENT)), anchor_by_doctor(pseudonym())] {
			for who in [DOCTOR, STRANGER] {
				assert_noop!(RecordAnchors::erase(signed(who), id), Error::<Test>::NotFound);
			}
		}
	});
}
