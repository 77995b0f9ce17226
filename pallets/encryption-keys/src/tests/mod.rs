// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod encoding;
mod errors;
mod integrity;
mod model;
mod origins;
mod publish;
mod try_state;
mod withdraw;

use crate::{mock::*, Error, Event, HoldReason, Keys};
use medibloc_primitives::encryption_key::signed_forms;
use pallet_support::Deposit;
use sp_keyring::Sr25519Keyring;
use sp_runtime::MultiSignature;

/// Nearly every number is a public key; zeros are not.
fn key(byte: u8) -> [u8; 32] {
	[byte; 32]
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

/// The deposit of an account for its own key.
fn deposit(amount: Balance) -> Deposit<AccountId, Balance> {
	Deposit { payer: None, amount }
}
