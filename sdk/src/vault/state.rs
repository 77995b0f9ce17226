// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! State of a vault.

use crate::{
	encryption::{EncryptionKey, SecretKey},
	record::RecordSecrets,
};
use codec::{Decode, Encode};
use medibloc_primitives::record::Commitment;
use sp_core::{crypto::AccountId32, H256};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// The identity of a secret key: its account, chain and epoch.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct KeyId {
	/// The chain, by the hash of its first block.
	pub genesis: H256,
	/// The account.
	pub account: AccountId32,
	/// The epoch of the key.
	pub epoch: u32,
}

impl From<&EncryptionKey> for KeyId {
	fn from(key: &EncryptionKey) -> Self {
		let EncryptionKey { genesis, account, epoch, .. } = key;
		Self { genesis: *genesis, account: account.clone(), epoch: *epoch }
	}
}

/// A change to what a vault holds.
#[derive(Clone, Debug)]
pub enum Change {
	/// Keeps the secrets of a record, in the place of those that were kept for its commitment.
	PutRecord(RecordSecrets),
	/// Deletes the secrets of a record.
	ForgetRecord(Commitment),
	/// Keeps a secret key of an account.
	PutKey(KeyId, SecretKey),
	/// Deletes a secret key of an account.
	ForgetKey(KeyId),
}

impl Change {
	/// Whether this takes something out for good.
	pub(super) fn erases(&self) -> bool {
		matches!(self, Self::ForgetRecord(_) | Self::ForgetKey(_))
	}

	/// `u8` of the variant, then its fields. Secrets as `bytes`.
	pub(super) fn encode_to(&self, bytes: &mut Vec<u8>) {
		match self {
			Self::PutRecord(secrets) => (0u8, secrets.encode().as_slice()).encode_to(bytes),
			Self::ForgetRecord(commitment) => (1u8, commitment).encode_to(bytes),
			Self::PutKey(id, secret) => (2u8, id, secret.expose()).encode_to(bytes),
			Self::ForgetKey(id) => (3u8, id).encode_to(bytes),
		}
	}

	/// `None` if the bytes do not begin with a change.
	pub(super) fn decode(bytes: &mut &[u8]) -> Option<Self> {
		match u8::decode(bytes).ok()? {
			0 => {
				let secrets = Zeroizing::new(Vec::<u8>::decode(bytes).ok()?);
				RecordSecrets::decode(&secrets).ok().map(Self::PutRecord)
			},
			1 => Commitment::decode(bytes).ok().map(Self::ForgetRecord),
			2 => {
				let id = KeyId::decode(bytes).ok()?;
				let secret = Zeroizing::new(<[u8; 32]>::decode(bytes).ok()?);
				Some(Self::PutKey(id, SecretKey::from(*secret)))
			},
			3 => KeyId::decode(bytes).ok().map(Self::ForgetKey),
			_ => None,
		}
	}
}

/// All that a vault holds.
#[derive(Clone, Default)]
pub(super) struct State {
	records: BTreeMap<Commitment, RecordSecrets>,
	keys: BTreeMap<KeyId, SecretKey>,
}

impl State {
	pub(super) fn apply(&mut self, change: Change) {
		match change {
			Change::PutRecord(secrets) => {
				self.records.insert(secrets.commitment(), secrets);
			},
			Change::ForgetRecord(commitment) => {
				self.records.remove(&commitment);
			},
			Change::PutKey(id, secret) => {
				self.keys.insert(id, secret);
			},
			Change::ForgetKey(id) => {
				self.keys.remove(&id);
			},
		}
	}

	/// The changes that make this state out of nothing.
	pub(super) fn changes(&self) -> Vec<Change> {
		let keys = self.keys().map(|(id, secret)| Change::PutKey(id.clone(), secret.clone()));
		let records = self.records.values().cloned().map(Change::PutRecord);
		keys.chain(records).collect()
	}

	pub(super) fn record(&self, commitment: &Commitment) -> Option<&RecordSecrets> {
		self.records.get(commitment)
	}

	pub(super) fn records(&self) -> impl Iterator<Item = &Commitment> {
		self.records.keys()
	}

	pub(super) fn key(&self, id: &KeyId) -> Option<&SecretKey> {
		self.keys.get(id)
	}

	pub(super) fn keys(&self) -> impl Iterator<Item = (&KeyId, &SecretKey)> {
		self.keys.iter()
	}

	pub(super) fn current_key(
		&self,
		genesis: &H256,
		account: &AccountId32,
	) -> Option<(&KeyId, &SecretKey)> {
		let id = |epoch| KeyId { genesis: *genesis, account: account.clone(), epoch };
		self.keys.range(id(0)..=id(u32::MAX)).next_back()
	}
}
