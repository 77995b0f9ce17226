// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Call, Deposit, Locator, Locators};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::BadOrigin, traits::Dispatchable, DispatchResult, TokenError};

fn set_locator(who: AccountId, id: AnchorId) -> DispatchResult {
	RecordAnchors::set_locator(signed(who), of(PATIENT), id, commitment(8), 4_096, 3)
}

fn remove_locator(who: AccountId, id: AnchorId) -> DispatchResult {
	RecordAnchors::remove_locator(signed(who), of(PATIENT), id)
}

fn report_corruption(who: AccountId, id: AnchorId) -> DispatchResult {
	RecordAnchors::report_corruption(signed(who), of(PATIENT), id)
}

fn confirm_restored(who: AccountId, id: AnchorId) -> DispatchResult {
	RecordAnchors::confirm_restored(signed(who), of(PATIENT), id)
}

fn corrupted_at(id: AnchorId) -> Option<Moment> {
	Locators::<Test>::get(of(PATIENT), id).unwrap().corrupted_at
}

#[test]
fn the_subject_and_the_author_set_a_locator_for_a_deposit() {
	ExtBuilder.build_and_execute(|| {
		let subject = of(PATIENT);
		for payer in [PATIENT, DOCTOR] {
			let id = anchor_by_doctor(subject.clone());
			assert_ok!(set_locator(payer, id));
			let locator = Locator {
				content: commitment(8),
				size: 4_096,
				replicas: 3,
				corrupted_at: None,
				deposit: Deposit { payer, amount: 20 },
			};
			assert_eq!(Locators::<Test>::get(&subject, id), Some(locator));
			assert_eq!(on_hold(HoldReason::Locator, payer), 20);
			System::assert_last_event(Event::LocatorSet { subject: subject.clone(), id }.into());
		}
	});
}

#[test]
fn replacing_a_locator_pays_its_deposit_back_as_it_was_paid() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		LocatorDeposit::set(50);
		assert_ok!(set_locator(DOCTOR, id));
		assert_eq!(on_hold(HoldReason::Locator, PATIENT), 0);
		assert_eq!(on_hold(HoldReason::Locator, DOCTOR), 50);
		LocatorDeposit::set(1);
		assert_ok!(set_locator(DOCTOR, id));
		assert_eq!(on_hold(HoldReason::Locator, DOCTOR), 1);
	});
}

#[test]
fn a_deposit_can_pay_for_the_locator_that_replaces_it() {
	ExtBuilder.build_and_execute(|| {
		LocatorDeposit::set(ENDOWMENT - 1);
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		assert_ok!(set_locator(PATIENT, id));
	});
}

#[test]
fn a_payer_without_funds_leaves_the_locator_as_it_is() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		LocatorDeposit::set(ENDOWMENT);
		let call = RuntimeCall::from(Call::set_locator {
			subject: of(PATIENT),
			id,
			content: commitment(9),
			size: 1,
			replicas: 1,
		});
		assert_noop!(call.dispatch(signed(DOCTOR)), TokenError::FundsUnavailable);
	});
}

#[test]
fn a_new_locator_is_not_corrupted() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		assert_ok!(report_corruption(PATIENT, id));
		assert_ok!(set_locator(PATIENT, id));
		assert_eq!(corrupted_at(id), None);
	});
}

#[test]
fn a_locator_must_be_complete() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		for (content, size, replicas) in
			[(Commitment::zero(), 1, 1), (commitment(1), 0, 1), (commitment(1), 1, 0)]
		{
			assert_noop!(
				RecordAnchors::set_locator(
					signed(PATIENT),
					of(PATIENT),
					id,
					content,
					size,
					replicas
				),
				Error::<Test>::InvalidLocator
			);
		}
	});
}

#[test]
fn removing_a_locator_pays_its_deposit_back_to_its_payer() {
	ExtBuilder.build_and_execute(|| {
		let subject = of(PATIENT);
		let id = anchor_by_doctor(subject.clone());
		assert_ok!(set_locator(DOCTOR, id));
		LocatorDeposit::set(7);
		assert_ok!(remove_locator(PATIENT, id));
		assert_eq!(Locators::<Test>::get(&subject, id), None);
		assert_eq!(Balances::free_balance(DOCTOR), ENDOWMENT);
		System::assert_last_event(Event::LocatorRemoved { subject, id }.into());
	});
}

#[test]
fn those_who_stand_behind_a_record_report_corruption() {
	ExtBuilder.build_and_execute(|| {
		let subject = of(PATIENT);
		let id = anchor_by_doctor(subject.clone());
		assert_ok!(RecordAnchors::co_sign(signed(NURSE), subject.clone(), id, Role::Practitioner));
		assert_ok!(set_locator(PATIENT, id));
		for who in [PATIENT, DOCTOR, NURSE] {
			pass(100);
			assert_ok!(report_corruption(who, id));
			assert_eq!(corrupted_at(id), Some(Timestamp::get()));
			System::assert_last_event(
				Event::CorruptionReported { subject: subject.clone(), id }.into(),
			);
			assert_ok!(confirm_restored(PATIENT, id));
		}
	});
}

#[test]
fn the_subject_and_the_author_confirm_a_restoration() {
	ExtBuilder.build_and_execute(|| {
		let subject = of(PATIENT);
		let id = anchor_by_doctor(subject.clone());
		assert_ok!(set_locator(PATIENT, id));
		for who in [PATIENT, DOCTOR] {
			assert_ok!(report_corruption(PATIENT, id));
			assert_ok!(confirm_restored(who, id));
			assert_eq!(corrupted_at(id), None);
			System::assert_last_event(
				Event::RestorationConfirmed { subject: subject.clone(), id }.into(),
			);
		}
	});
}

#[test]
fn corruption_is_reported_once() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		assert_ok!(report_corruption(PATIENT, id));
		assert_noop!(report_corruption(DOCTOR, id), Error::<Test>::AlreadyReported);
	});
}

#[test]
fn only_what_was_reported_is_confirmed() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		assert_noop!(confirm_restored(PATIENT, id), Error::<Test>::NotReported);
	});
}

#[test]
fn a_record_without_locator_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_noop!(remove_locator(PATIENT, id), Error::<Test>::LocatorNotFound);
		assert_noop!(report_corruption(PATIENT, id), Error::<Test>::LocatorNotFound);
		assert_noop!(confirm_restored(PATIENT, id), Error::<Test>::LocatorNotFound);
	});
}

#[test]
fn others_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_ok!(set_locator(PATIENT, id));
		assert_ok!(RecordAnchors::co_sign(signed(NURSE), of(PATIENT), id, Role::Practitioner));
		for who in [NURSE, HOSPITAL, STRANGER] {
			assert_noop!(set_locator(who, id), Error::<Test>::NoPermission);
			assert_noop!(remove_locator(who, id), Error::<Test>::NoPermission);
			assert_noop!(confirm_restored(who, id), Error::<Test>::NoPermission);
		}
		for who in [HOSPITAL, STRANGER] {
			assert_noop!(report_corruption(who, id), Error::<Test>::NoPermission);
		}
	});
}

#[test]
fn an_unknown_record_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		let id = AnchorId::default();
		assert_noop!(set_locator(PATIENT, id), Error::<Test>::NotFound);
		assert_noop!(remove_locator(PATIENT, id), Error::<Test>::NotFound);
		assert_noop!(report_corruption(PATIENT, id), Error::<Test>::NotFound);
		assert_noop!(confirm_restored(PATIENT, id), Error::<Test>::NotFound);
	});
}

#[test]
fn unsigned_and_root_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		let subject = || of(PATIENT);
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			let by = || origin.clone();
			assert_noop!(
				RecordAnchors::set_locator(by(), subject(), id, commitment(1), 1, 1),
				BadOrigin
			);
			assert_noop!(RecordAnchors::remove_locator(by(), subject(), id), BadOrigin);
			assert_noop!(RecordAnchors::report_corruption(by(), subject(), id), BadOrigin);
			assert_noop!(RecordAnchors::confirm_restored(by(), subject(), id), BadOrigin);
		}
	});
}
