// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Anchors, Locators, Sureties, Tombstones};
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::record::Opinion;

fn refuse(who: AccountId, ids: &[AnchorId]) -> DispatchResult {
	RecordAnchors::refuse(signed(who), ids.to_vec().try_into().unwrap())
}

fn anchor_by_hospital() -> AnchorId {
	let (class, origin) = (RecordClass::Document, Origin::Import);
	let role = Some(Role::Institution);
	RecordAnchors::do_anchor(HOSPITAL, of(PATIENT), commitment(3), class, origin, role).unwrap().0
}

#[test]
fn the_subject_refuses_many_records_at_the_cost_of_their_writers() {
	ExtBuilder.build_and_execute(|| {
		let ids =
			[anchor_by_doctor(of(PATIENT)), anchor_by_doctor(of(PATIENT)), anchor_by_hospital()];
		pass(5);
		live(29_999);
		assert_ok!(refuse(PATIENT, &ids));
		for id in ids {
			assert!(!Anchors::<Test>::contains_key(of(PATIENT), id));
			assert!(!Sureties::<Test>::contains_key(of(PATIENT), id));
			let tombstone = Tombstones::<Test>::get(of(PATIENT), id).unwrap();
			assert_eq!(tombstone.opinion, Some((Opinion::Contested, NOW + 5)));
			assert_eq!(tombstone.erased_at, NOW + 5);
			let refused = Event::Refused { subject: of(PATIENT), id };
			System::assert_has_event(refused.into());
		}
		assert_eq!(free(PATIENT), ENDOWMENT + 3 * 25);
		assert_eq!((free(DOCTOR), free(HOSPITAL)), (ENDOWMENT - 2 * 25, ENDOWMENT - 25));
	});
}

#[test]
fn once_the_window_is_over_the_surety_goes_back() {
	ExtBuilder.build_and_execute(|| {
		let early = anchor_by_doctor(of(PATIENT));
		live(1);
		let late = anchor_by_doctor(of(PATIENT));
		live(29_999);
		assert_ok!(refuse(PATIENT, &[early, late]));
		assert_eq!((free(PATIENT), free(DOCTOR)), (ENDOWMENT + 25, ENDOWMENT - 25));
	});
}

#[test]
fn a_contested_record_can_be_refused_for_one_more_window() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		live(20_000);
		pass(3);
		assert_ok!(RecordAnchors::contest(signed(PATIENT), id));
		live(20_000);
		pass(3);
		assert_ok!(refuse(PATIENT, &[id]));
		assert_eq!(free(PATIENT), ENDOWMENT + 25);
		let tombstone = Tombstones::<Test>::get(of(PATIENT), id).unwrap();
		assert_eq!(tombstone.opinion, Some((Opinion::Contested, NOW + 3)));
	});
}

#[test]
fn an_acknowledged_record_costs_its_writer_nothing() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(RecordAnchors::acknowledge(signed(PATIENT), id));
		assert_ok!(refuse(PATIENT, &[id]));
		assert_eq!((free(PATIENT), free(DOCTOR)), (ENDOWMENT, ENDOWMENT));
	});
}

#[test]
fn the_deposit_of_a_locator_goes_back_to_its_payer() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(DOCTOR, id));
		assert_ok!(refuse(PATIENT, &[id]));
		assert!(!Locators::<Test>::contains_key(of(PATIENT), id));
		assert_eq!(free(DOCTOR), ENDOWMENT - 25);
	});
}

#[test]
fn what_was_slashed_of_a_surety_is_not_paid() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		slash(HoldReason::Surety, DOCTOR, 10);
		assert_ok!(refuse(PATIENT, &[id]));
		assert_eq!((free(PATIENT), free(DOCTOR)), (ENDOWMENT + 15, ENDOWMENT - 25));
	});
}

#[test]
fn refusing_succeeds_where_the_subject_cannot_be_paid() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		frame_system::Account::<Test>::mutate(PATIENT, |account| account.data.free = u64::MAX);
		assert_ok!(refuse(PATIENT, &[id]));
		assert_eq!(free(DOCTOR), ENDOWMENT);
	});
}

#[test]
fn one_record_that_is_not_there_or_own_changes_nothing() {
	ExtBuilder.build_and_execute(|| {
		let (id, own) = (anchor_by_doctor(of(PATIENT)), anchor_by_patient());
		let call = |ids: Vec<AnchorId>| crate::Call::refuse { ids: ids.try_into().unwrap() };
		assert_noop!(
			dispatch(PATIENT, call(vec![id, AnchorId::default()])),
			Error::<Test>::NotFound
		);
		assert_noop!(dispatch(PATIENT, call(vec![id, id])), Error::<Test>::NotFound);
		assert_noop!(dispatch(PATIENT, call(vec![id, own])), Error::<Test>::OwnRecord);
	});
}

#[test]
fn an_empty_list_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(refuse(PATIENT, &[]), Error::<Test>::InvalidCount);
	});
}

#[test]
fn nobody_refuses_for_the_subject() {
	ExtBuilder.build_and_execute(|| {
		for id in [anchor_by_doctor(of(PATIENT)), anchor_by_doctor(pseudonym())] {
			for who in [DOCTOR, STRANGER] {
				assert_noop!(refuse(who, &[id]), Error::<Test>::NotFound);
			}
		}
	});
}
