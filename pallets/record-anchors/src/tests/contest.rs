// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::Lifecycles;
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::record::Opinion;

#[test]
fn the_subject_contests_a_record() {
	ExtBuilder.build_and_execute(|| {
		let subject = of(PATIENT);
		let id = anchor_by_doctor(subject.clone());
		assert_ok!(RecordAnchors::contest(signed(PATIENT), id));
		assert_eq!(Lifecycles::<Test>::get(&subject, id).opinion, Some((Opinion::Contested, NOW)));
		System::assert_last_event(Event::Contested { subject, id }.into());
	});
}

#[test]
fn the_same_opinion_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(RecordAnchors::contest(signed(PATIENT), id));
		assert_noop!(RecordAnchors::contest(signed(PATIENT), id), Error::<Test>::OpinionUnchanged);
	});
}

#[test]
fn a_retracted_record_can_be_contested() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(RecordAnchors::retract(signed(DOCTOR), of(PATIENT), id));
		assert_ok!(RecordAnchors::contest(signed(PATIENT), id));
	});
}

#[test]
fn nobody_speaks_for_the_subject() {
	ExtBuilder.build_and_execute(|| {
		for id in [anchor_by_doctor(of(PATIENT)), anchor_by_doctor(pseudonym())] {
			for who in [DOCTOR, STRANGER] {
				assert_noop!(RecordAnchors::contest(signed(who), id), Error::<Test>::NotFound);
			}
		}
	});
}
