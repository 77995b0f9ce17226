// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariant checks: each detects storage that breaks its invariant.

use super::*;
use crate::{types::KeySetOf, FurtherKey};
use frame_support::{
	assert_err,
	traits::{fungible::MutateHold, tokens::Precision},
};
use sp_runtime::TryRuntimeError;

/// Corrupts the state of a chain on which the patient added a key.
fn detects(error: &'static str, corrupt: impl FnOnce()) {
	ExtBuilder.build().execute_with(|| {
		add(&PATIENT.account(), PHONE);
		Passkeys::do_try_state().unwrap();
		corrupt();
		assert_err!(Passkeys::do_try_state(), TryRuntimeError::Other(error));
	});
}

fn change(change: impl FnOnce(&mut KeySetOf<Test>)) {
	Keys::<Test>::mutate(PATIENT.account(), change);
}

fn free_key(key: Authenticator) -> FurtherKey<Deposit<AccountId, Balance>> {
	FurtherKey { passkey: key.passkey(), deposit: deposit(0) }
}

#[test]
fn an_account_without_a_key_is_detected() {
	detects("an account has no key", || {
		change(|set| {
			set.further.clear();
			set.is_first_removed = true;
		})
	});
}

#[test]
fn keys_that_were_not_added_are_detected() {
	detects("an account has keys that it did not add", || change(|set| set.additions = 0));
}

#[test]
fn a_key_that_is_there_twice_is_detected() {
	const ERROR: &str = "an account has a key twice";
	for key in [PHONE, PATIENT] {
		detects(ERROR, || {
			change(|set| {
				set.additions = 2;
				set.further.try_push(free_key(key)).unwrap();
			})
		});
	}
}

#[test]
fn a_key_that_is_not_on_the_curve_is_detected() {
	detects("a key is not on the curve", || {
		change(|set| set.further[0].passkey.key = [5; 33]);
	});
}

#[test]
fn a_relying_party_under_another_hash_is_detected() {
	detects("a relying party has another hash", || {
		let taken = RelyingParties::<Test>::take(sha2_256(ID.as_bytes())).unwrap();
		RelyingParties::<Test>::insert([1; 32], taken);
	});
}

#[test]
fn a_relying_party_that_is_not_valid_is_detected() {
	const ERROR: &str = "a relying party is not valid";
	detects(ERROR, || {
		RelyingParties::<Test>::insert(sha2_256(ID.as_bytes()), relying_party(ID, &[]));
	});
	detects(ERROR, || {
		RelyingParties::<Test>::insert(sha2_256(b"A"), relying_party("A", &[ORIGIN]));
	});
}

#[test]
fn holds_that_differ_from_the_deposits_are_detected() {
	const ERROR: &str = "what is on hold is not what the deposits say";
	detects(ERROR, || change(|set| set.further[0].deposit.amount += 1));
	detects(ERROR, || change(|set| set.further.clear()));
	detects(ERROR, || Keys::<Test>::remove(PATIENT.account()));
	// Of an account without a key.
	detects(ERROR, || leak_hold(HoldReason::Key, STRANGER.account()));
	detects(ERROR, || {
		change(|set| set.further[0].deposit.payer = Some(STRANGER.account()));
	});
	detects(ERROR, || {
		let (reason, who) = (HoldReason::Key.into(), PATIENT.account());
		Balances::release_all(&reason, &who, Precision::Exact).unwrap();
	});
	detects("a deposit was paid by no account", || {
		let set = Keys::<Test>::get(PATIENT.account());
		Keys::<Test>::insert(PAUPER.account(), set);
	});
}
