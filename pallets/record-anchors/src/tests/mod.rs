// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod acknowledge;
mod amend;
mod anchor;
mod anchor_batch;
mod api;
mod co_sign;
mod confirm_restored;
mod contest;
mod encoding;
mod erase;
mod errors;
mod force_retract;
mod integrity;
mod model;
mod origins;
mod refuse;
mod release_sureties;
mod remove_co_signature;
mod remove_locator;
mod report_corruption;
mod retract;
mod set_locator;
mod set_writer_policy;
mod try_state;

use crate::{mock::*, Error, Event, HoldReason};
use medibloc_primitives::{
	credential::Role,
	record::{AnchorId, Commitment, Origin, RecordClass, Subject},
	Moment,
};
use pallet_support::Deposit;
use sp_runtime::DispatchResult;

fn of(account: AccountId) -> Subject<AccountId> {
	Subject::Account(account)
}

fn pseudonym() -> Subject<AccountId> {
	Subject::Pseudonym(Commitment::repeat_byte(0xaa))
}

fn commitment(byte: u8) -> Commitment {
	Commitment::repeat_byte(byte)
}

fn anchor_by_doctor(subject: Subject<AccountId>) -> AnchorId {
	RecordAnchors::do_anchor(
		DOCTOR,
		subject,
		commitment(1),
		RecordClass::Laboratory,
		Origin::Clinician,
		Some(Role::Practitioner),
	)
	.unwrap()
	.0
}

fn anchor_by_patient() -> AnchorId {
	RecordAnchors::do_anchor(
		PATIENT,
		of(PATIENT),
		commitment(2),
		RecordClass::VitalSign,
		Origin::Device,
		None,
	)
	.unwrap()
	.0
}

fn amend_by_doctor(predecessor: AnchorId, byte: u8) -> AnchorId {
	let role = Some(Role::Practitioner);
	RecordAnchors::amend(signed(DOCTOR), of(PATIENT), predecessor, commitment(byte), role).unwrap();
	last_id()
}

fn co_sign_by_nurse(id: AnchorId) -> DispatchResult {
	let commitment = crate::Anchors::<Test>::get(of(PATIENT), id).unwrap().commitment;
	RecordAnchors::co_sign(signed(NURSE), of(PATIENT), id, commitment, Role::Practitioner)
}

/// The id that the last event names.
fn last_id() -> AnchorId {
	match last_event() {
		Event::Anchored { id, .. }
		| Event::Amended { id, .. }
		| Event::BatchAnchored { id, .. } => id,
		other => panic!("the last event brings no id: {other:?}"),
	}
}

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
	crate::Locators::<Test>::get(of(PATIENT), id).unwrap().corrupted_at
}
