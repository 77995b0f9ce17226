// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod encoding;
mod integrity;
mod invariants;
mod publish;
mod try_state;
mod withdraw;

use crate::{mock::*, Error, Event, HoldReason, Keys};
use frame_support::traits::fungible::InspectHold;
use medibloc_primitives::encryption_key::signed_forms;
use scale_info::{TypeDef, TypeInfo};
use sp_keyring::Sr25519Keyring;
use sp_runtime::MultiSignature;

/// The test that reaches each error.
const REACHED: [(&str, &str); 5] = [
	("InvalidKey", "publish::publish_rejects_a_key_that_is_not_safe_to_encrypt_to"),
	("EpochNotLater", "publish::publish_rejects_an_epoch_that_is_not_later"),
	("EpochTooFar", "publish::publish_rejects_an_epoch_that_is_too_far"),
	("InvalidSignature", "publish::publish_rejects_a_signature_over_anything_else"),
	("NotFound", "withdraw::withdraw_rejects_who_has_no_key"),
];

/// Nearly every number is a public key; zeros are not.
fn key(byte: u8) -> [u8; 32] {
	[byte; 32]
}

fn signed(who: Sr25519Keyring) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.to_account_id())
}

fn sign(who: Sr25519Keyring, key: &[u8; 32], epoch: u32) -> MultiSignature {
	let [bytes, _] = signed_forms(&GENESIS, &who.to_account_id(), epoch, key);
	who.sign(&bytes).into()
}

/// Publishes with a signature.
fn publish(who: Sr25519Keyring, byte: u8, epoch: u32) {
	let signature = Some(sign(who, &key(byte), epoch));
	EncryptionKeys::publish(signed(who), key(byte), epoch, signature).unwrap();
}

fn withdraw(who: Sr25519Keyring) {
	EncryptionKeys::withdraw(signed(who)).unwrap();
}

/// The epoch and the key that are published.
fn published(who: Sr25519Keyring) -> Option<(u32, [u8; 32])> {
	let entry = Keys::<Test>::get(who.to_account_id())?;
	entry.published.map(|published| (entry.epoch, published.key))
}

fn on_hold(who: Sr25519Keyring) -> Balance {
	Balances::balance_on_hold(&HoldReason::Key.into(), &who.to_account_id())
}

#[test]
fn every_error_is_reached_by_a_test() {
	let TypeDef::Variant(errors) = Error::<Test>::type_info().type_def else { panic!() };
	let errors: Vec<_> = errors.variants.iter().map(|variant| variant.name).collect();
	assert_eq!(errors, REACHED.map(|(error, _)| error));
}
