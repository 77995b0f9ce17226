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
