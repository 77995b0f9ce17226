// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod amend;
mod anchor;
mod anchor_batch;
mod co_sign;
mod encoding;
mod erase;
mod inspect;
mod invariants;
mod locator;
mod opinion;
mod retract;
mod try_state;

use crate::{mock::*, Error, Event, HoldReason};
use frame_support::traits::fungible::InspectHold;
use medibloc_primitives::{
	credential::Role,
	record::{AnchorId, Commitment, Origin, RecordClass, Subject},
	Moment,
};
use scale_info::{TypeDef, TypeInfo};

/// The test that reaches each error.
const REACHED: [(&str, &str); 17] = [
	("NotFound", "erase::erase_rejects_an_erased_record"),
	("NoPermission", "anchor::nobody_writes_about_others_without_a_role"),
	("NotProvider", "anchor::a_role_that_gives_no_care_is_rejected"),
	("CredentialNotLive", "anchor::a_credential_that_is_not_live_is_rejected"),
	("RoleMismatch", "anchor::role_and_origin_must_go_together"),
	("InvalidCommitment", "anchor::a_commitment_of_zeros_is_rejected"),
	("InvalidCount", "anchor_batch::the_count_is_limited"),
	("IdsExhausted", "anchor::anchoring_fails_when_ids_run_out"),
	("AlreadyAmended", "amend::a_record_has_one_successor"),
	("AlreadyRetracted", "retract::retract_rejects_a_retracted_record"),
	("OpinionUnchanged", "opinion::the_same_opinion_is_rejected"),
	("AlreadySigned", "co_sign::an_account_stands_behind_a_record_once"),
	("TooManyCoSigners", "co_sign::the_number_of_co_signers_is_limited"),
	("InvalidLocator", "locator::a_locator_must_be_complete"),
	("LocatorNotFound", "locator::a_record_without_locator_is_rejected"),
	("AlreadyReported", "locator::corruption_is_reported_once"),
	("NotReported", "locator::only_what_was_reported_is_confirmed"),
];

fn of(account: AccountId) -> Subject<AccountId> {
	Subject::Account(account)
}

fn pseudonym() -> Subject<AccountId> {
	Subject::Pseudonym(Commitment::repeat_byte(0xaa))
}

fn commitment(byte: u8) -> Commitment {
	Commitment::repeat_byte(byte)
}

fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
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
}

fn amend_by_doctor(predecessor: AnchorId, byte: u8) -> AnchorId {
	let role = Some(Role::Practitioner);
	RecordAnchors::amend(signed(DOCTOR), of(PATIENT), predecessor, commitment(byte), role).unwrap();
	last_id()
}

/// The id that the last event names.
fn last_id() -> AnchorId {
	match System::events().last().map(|record| record.event.clone()) {
		Some(RuntimeEvent::RecordAnchors(
			Event::Anchored { id, .. }
			| Event::Amended { id, .. }
			| Event::BatchAnchored { id, .. },
		)) => id,
		other => panic!("the last event brings no id: {other:?}"),
	}
}

fn on_hold(reason: HoldReason, who: AccountId) -> Balance {
	Balances::balance_on_hold(&reason.into(), &who)
}

fn pass(milliseconds: Moment) {
	System::set_block_number(System::block_number() + 1);
	Timestamp::set_timestamp(Timestamp::get() + milliseconds);
}

#[test]
fn every_error_is_reached_by_a_test() {
	let TypeDef::Variant(errors) = Error::<Test>::type_info().type_def else { panic!() };
	let errors: Vec<_> = errors.variants.iter().map(|variant| variant.name).collect();
	assert_eq!(errors, REACHED.map(|(error, _)| error));
}
