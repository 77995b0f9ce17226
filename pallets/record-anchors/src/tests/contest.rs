// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Lifecycles, Sureties};
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::{record::Opinion, LiveMoment};

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
fn contesting_begins_the_window_of_the_surety_anew() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		let until = || Sureties::<Test>::get(of(PATIENT), id).unwrap().until;
		live(29_999);
		assert_ok!(RecordAnchors::contest(signed(PATIENT), id));
		assert_eq!(until(), LiveMoment::from_millis(59_999));

		let other = anchor_by_doctor(of(PATIENT));
		live(30_000);
		assert_ok!(RecordAnchors::contest(signed(PATIENT), other));
		let until = Sureties::<Test>::get(of(PATIENT), other).unwrap().until;
		assert!(until.is_over(Live::get()), "a window that is over stays over");
		assert_eq!(on_hold(HoldReason::Surety, DOCTOR), 2 * 25);
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
