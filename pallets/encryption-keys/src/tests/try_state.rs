// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariant checks: each detects storage that breaks its invariant.

use super::*;
use crate::{types::DepositOf, Entry, PublishedKey};
use frame_support::{
	assert_err,
	traits::{fungible::MutateHold, tokens::Precision},
};
use sp_runtime::TryRuntimeError;

/// Corrupts the state of a chain on which the patient published a key.
fn detects(error: &'static str, corrupt: impl FnOnce()) {
	ExtBuilder.build().execute_with(|| {
		publish(PATIENT, 1, 0);
		EncryptionKeys::do_try_state().unwrap();
		corrupt();
		assert_err!(EncryptionKeys::do_try_state(), TryRuntimeError::Other(error));
	});
}

fn change(change: impl FnOnce(&mut Entry<MultiSignature, DepositOf<Test>>)) {
	Keys::<Test>::mutate(PATIENT.to_account_id(), |entry| change(entry.as_mut().unwrap()));
}

fn change_published(with: impl FnOnce(&mut PublishedKey<MultiSignature, DepositOf<Test>>)) {
	change(|entry| with(entry.published.as_mut().unwrap()));
}

#[test]
fn a_key_that_is_not_safe_to_encrypt_to_is_detected() {
	detects("a key is not safe to encrypt to", || {
		change_published(|published| published.key = key(0));
	});
}

#[test]
fn a_signature_over_anything_else_is_detected() {
	const ERROR: &str = "a signature is not that of its account";
	detects(ERROR, || change_published(|published| published.key = key(2)));
	detects(ERROR, || change(|entry| entry.epoch = 1));
	detects(ERROR, || {
		let entry = Keys::<Test>::take(PATIENT.to_account_id()).unwrap();
		Keys::<Test>::insert(STRANGER.to_account_id(), entry);
	});
	detects(ERROR, || frame_system::BlockHash::<Test>::remove(0));
}

#[test]
fn holds_that_differ_from_the_deposits_are_detected() {
	const ERROR: &str = "what is on hold is not what the deposits say";
	detects(ERROR, || change_published(|published| published.deposit.amount = 31));
	detects(ERROR, || change(|entry| entry.published = None));
	detects(ERROR, || Keys::<Test>::remove(PATIENT.to_account_id()));
	// Of an account without a key.
	detects(ERROR, || leak_hold(HoldReason::Key, STRANGER));
	detects(ERROR, || {
		change_published(|published| published.deposit.payer = Some(STRANGER.to_account_id()))
	});
	detects(ERROR, || {
		let (reason, who) = (HoldReason::Key.into(), PATIENT.to_account_id());
		Balances::release_all(&reason, &who, Precision::Exact).unwrap();
	});
	detects("a deposit was paid by no account", || {
		let published = Some(PublishedKey { key: key(1), signature: None, deposit: deposit(30) });
		Keys::<Test>::insert(AccountId::new([9; 32]), Entry { epoch: 0, published });
	});
}
