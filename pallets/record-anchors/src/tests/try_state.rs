// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariant checks: each detects storage that breaks its invariant.

use super::*;
use crate::{
	Anchors, Batch, Batches, Deposits, Lifecycles, Locator, Locators, Pseudonyms, Sureties, Surety,
	Tombstone, Tombstones, WriterPolicies, WriterPolicy,
};
use frame_support::{assert_err, assert_ok};
use medibloc_primitives::{record::Source, ItemId};
use sp_runtime::TryRuntimeError;

const UNKNOWN_SERIAL: u32 = 99;

fn detects(error: &'static str, corrupt: impl FnOnce()) {
	ExtBuilder.build().execute_with(|| {
		corrupt();
		assert_err!(RecordAnchors::do_try_state(), TryRuntimeError::Other(error));
	});
}

fn set_source(id: AnchorId, source: Source) {
	Anchors::<Test>::mutate(of(PATIENT), id, |anchor| anchor.as_mut().unwrap().source = source);
}

fn set_links(id: AnchorId, predecessor: Option<AnchorId>, successor: Option<AnchorId>) {
	Lifecycles::<Test>::mutate(of(PATIENT), id, |lifecycle| {
		lifecycle.predecessor = predecessor;
		lifecycle.successor = successor;
	});
}

fn tombstone(source: Source) -> Tombstone {
	Tombstone {
		commitment: commitment(1),
		class: RecordClass::Other,
		source,
		predecessor: None,
		successor: None,
		retracted_at: None,
		opinion: None,
		erased_at: NOW,
	}
}

fn deposit() -> Deposit<AccountId, Balance> {
	Deposit { payer: Some(PATIENT), amount: 0 }
}

#[test]
fn a_record_that_is_both_anchored_and_erased_is_detected() {
	detects("a record is both anchored and erased", || {
		let id = anchor_by_doctor(of(PATIENT));
		Tombstones::<Test>::insert(of(PATIENT), id, tombstone(Source::Clinician(DOCTOR_SERIAL)));
	});
}

#[test]
fn a_lifecycle_of_no_record_is_detected() {
	detects("a lifecycle is of no record", || {
		Lifecycles::<Test>::mutate(of(PATIENT), ItemId(1), |lifecycle| {
			lifecycle.retracted_at = Some(NOW)
		});
	});
}

#[test]
fn a_locator_of_no_record_is_detected() {
	detects("a locator is of no record", || {
		let locator = Locator {
			content: commitment(8),
			size: 1,
			replicas: 1,
			by_subject: true,
			corrupted_at: None,
			deposit: deposit(),
		};
		Locators::<Test>::insert(of(PATIENT), ItemId(1), locator);
	});
}

#[test]
fn a_deposit_of_no_record_is_detected() {
	detects("a deposit is of no record", || {
		Deposits::<Test>::insert(of(PATIENT), ItemId(1), deposit());
	});
}

#[test]
fn an_own_record_without_deposit_is_detected() {
	detects("the records of subjects, and no others, have a deposit", || {
		let id = anchor_by_doctor(of(PATIENT));
		set_source(id, Source::Patient);
	});
}

#[test]
fn a_certified_record_with_deposit_is_detected() {
	detects("the records of subjects, and no others, have a deposit", || {
		let id = anchor_by_patient();
		set_source(id, Source::Clinician(DOCTOR_SERIAL));
	});
}

#[test]
fn a_successor_that_does_not_exist_is_detected() {
	detects("a successor is no record", || {
		let id = anchor_by_doctor(of(PATIENT));
		set_links(id, None, Some(ItemId(1)));
	});
}

#[test]
fn a_successor_of_another_subject_is_detected() {
	detects("a successor is no record", || {
		let id = anchor_by_doctor(of(PATIENT));
		let other = anchor_by_doctor(of(STRANGER));
		set_links(id, None, Some(other));
	});
}

#[test]
fn links_that_disagree_are_detected() {
	detects("a successor names another predecessor", || {
		let first = anchor_by_doctor(of(PATIENT));
		let second = amend_by_doctor(first, 2);
		set_links(second, None, None);
	});
}

fn set_first(id: AnchorId, first: Option<AnchorId>) {
	Anchors::<Test>::mutate(of(PATIENT), id, |anchor| anchor.as_mut().unwrap().first = first);
}

#[test]
fn a_correction_that_names_another_first_version_is_detected() {
	for wrong in 0..2 {
		detects("a correction names another first version", || {
			let first = anchor_by_doctor(of(PATIENT));
			let second = amend_by_doctor(first, 2);
			let third = amend_by_doctor(second, 3);
			set_first(third, [None, Some(second)][wrong]);
		});
	}
}

#[test]
fn a_record_that_corrects_none_and_names_a_first_version_is_detected() {
	detects("a record that corrects none names a first version", || {
		let id = anchor_by_doctor(of(PATIENT));
		set_first(id, Some(id));
	});
}

#[test]
fn two_predecessors_of_one_record_are_detected() {
	detects("a successor names another predecessor", || {
		let first = anchor_by_doctor(of(PATIENT));
		let second = amend_by_doctor(first, 2);
		let other = anchor_by_doctor(of(PATIENT));
		set_links(other, None, Some(second));
	});
}

#[test]
fn a_predecessor_that_does_not_exist_is_detected() {
	detects("a lineage has no first version", || {
		let id = anchor_by_doctor(of(PATIENT));
		set_links(id, Some(ItemId(1)), None);
	});
}

#[test]
fn a_cycle_is_detected() {
	detects("a lineage has no first version", || {
		let first = anchor_by_doctor(of(PATIENT));
		let second = amend_by_doctor(first, 2);
		set_links(first, Some(second), Some(second));
		set_links(second, Some(first), Some(first));
	});
}

#[test]
fn a_cycle_after_a_first_version_is_detected() {
	detects("a successor names another predecessor", || {
		let first = anchor_by_doctor(of(PATIENT));
		let second = amend_by_doctor(first, 2);
		let third = amend_by_doctor(second, 3);
		set_links(third, Some(second), Some(second));
	});
}

#[test]
fn a_tombstone_that_lost_its_links_is_detected() {
	detects("a successor names another predecessor", || {
		let first = anchor_by_doctor(of(PATIENT));
		let second = amend_by_doctor(first, 2);
		assert_ok!(RecordAnchors::erase(signed(PATIENT), second));
		assert_ok!(RecordAnchors::do_try_state());
		Tombstones::<Test>::insert(of(PATIENT), second, tombstone(Source::Patient));
	});
}

#[test]
fn unknown_authors_and_co_signers_are_detected() {
	detects("an author is unknown", || {
		let id = anchor_by_doctor(of(PATIENT));
		set_source(id, Source::Clinician(UNKNOWN_SERIAL));
	});
	detects("an author is unknown", || {
		let source = Source::ProviderImport(UNKNOWN_SERIAL);
		Tombstones::<Test>::insert(of(PATIENT), ItemId(1), tombstone(source));
	});
	detects("an author is unknown", || {
		let source = Source::Clinician(UNKNOWN_SERIAL);
		Batches::<Test>::insert(ItemId(1), Batch { root: commitment(1), count: 1, source });
	});
	detects("a co-signer is unknown", || {
		let id = anchor_by_doctor(of(PATIENT));
		Lifecycles::<Test>::mutate(of(PATIENT), id, |lifecycle| {
			lifecycle.co_signers.force_push(UNKNOWN_SERIAL)
		});
	});
}

#[test]
fn holds_that_differ_from_the_deposits_are_detected() {
	detects("what is on hold is not what the deposits say", || {
		let id = anchor_by_patient();
		Deposits::<Test>::insert(of(PATIENT), id, Deposit { payer: Some(PATIENT), amount: 31 });
	});
	detects("what is on hold is not what the deposits say", || {
		let id = anchor_by_patient();
		Anchors::<Test>::remove(of(PATIENT), id);
		Deposits::<Test>::remove(of(PATIENT), id);
	});
	detects("what is on hold is not what the deposits say", || {
		let id = anchor_by_doctor(of(PATIENT));
		let content = commitment(8);
		assert_ok!(RecordAnchors::set_locator(signed(PATIENT), of(PATIENT), id, content, 1, 1));
		Locators::<Test>::remove(of(PATIENT), id);
	});
	// Of accounts without a record or locator.
	for reason in [HoldReason::Record, HoldReason::Locator, HoldReason::Surety] {
		detects("what is on hold is not what the deposits say", || leak_hold(reason, STRANGER));
	}
	detects("a deposit names no payer", || {
		let id = anchor_by_patient();
		Deposits::<Test>::insert(of(PATIENT), id, Deposit { payer: None, amount: 30 });
	});
	detects("a deposit was paid by no account", || {
		let id = anchor_by_patient();
		Deposits::<Test>::insert(of(PATIENT), id, Deposit { payer: Some(1_234), amount: 30 });
		let reason = HoldReason::Record.into();
		release_all(&reason, PATIENT);
	});
}

#[test]
fn a_surety_of_another_amount_or_of_no_record_is_detected() {
	let change = |id, change: fn(&mut crate::types::SuretyOf<Test>)| {
		Sureties::<Test>::mutate(of(PATIENT), id, |surety| change(surety.as_mut().unwrap()));
	};
	detects("what is on hold is not what the deposits say", || {
		let id = anchor_by_doctor(of(PATIENT));
		change(id, |surety| surety.deposit.amount = 24);
	});
	detects("what is on hold is not what the deposits say", || {
		let id = anchor_by_doctor(of(PATIENT));
		Sureties::<Test>::remove(of(PATIENT), id);
	});
	detects("a surety was paid by another account than the author", || {
		let id = anchor_by_doctor(of(PATIENT));
		change(id, |surety| surety.deposit.payer = Some(NURSE));
	});
	detects("a surety was paid by another account than the author", || {
		let id = anchor_by_patient();
		Sureties::<Test>::insert(of(PATIENT), id, surety());
	});
	detects("a surety is of no record", || {
		Sureties::<Test>::insert(of(PATIENT), ItemId(1), surety());
	});
}

fn surety() -> crate::types::SuretyOf<Test> {
	Surety { until: Default::default(), deposit: deposit() }
}

#[test]
fn a_pseudonym_of_two_accounts_is_detected() {
	detects("a record of a pseudonym is by another account", || {
		anchor_by_doctor(pseudonym());
		Pseudonyms::<Test>::insert(Commitment::repeat_byte(0xaa), NURSE);
	});
}

#[test]
fn a_stored_default_policy_is_detected() {
	detects("the default policy is stored", || {
		WriterPolicies::<Test>::insert(PATIENT, WriterPolicy::Certified);
	});
}

fn release_all(reason: &RuntimeHoldReason, who: AccountId) {
	use frame_support::traits::fungible::MutateHold;
	assert_ok!(Balances::release_all(
		reason,
		&who,
		frame_support::traits::tokens::Precision::Exact
	));
}

#[test]
fn batches_out_of_range_or_without_author_are_detected() {
	let source = Source::Clinician(DOCTOR_SERIAL);
	for count in [0, (1 << 20) + 1] {
		detects("the count of a batch is out of range", || {
			Batches::<Test>::insert(ItemId(1), Batch { root: commitment(1), count, source });
		});
	}
	detects("a batch is by no certified author", || {
		let batch = Batch { root: commitment(1), count: 1, source: Source::Device };
		Batches::<Test>::insert(ItemId(1), batch);
	});
}
