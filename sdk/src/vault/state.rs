// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! State of a vault.

use super::AccountSeed;
use crate::{
	encryption::{EncryptionKey, SecretKey},
	record::RecordSecrets,
	rings::{KeptRingKey, RingKeyId, RingSecret, SeenRing},
};
use codec::{Decode, Encode};
use medibloc_primitives::{record::Commitment, Moment};
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

/// The identity of a task: what kind of work it is, and on what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct TaskId {
	/// The kind of work, as in `jury/vote`.
	pub kind: String,
	/// What it is about, as whoever does the work encodes it.
	pub key: Vec<u8>,
}

/// A change to what a vault holds.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Change {
	/// Keeps the secrets of a record, in the place of those that were kept for its commitment.
	PutRecord(RecordSecrets),
	/// Deletes the secrets of a record.
	ForgetRecord(Commitment),
	/// Keeps a secret key of an account.
	PutKey(KeyId, SecretKey),
	/// Deletes a secret key of an account.
	ForgetKey(KeyId),
	/// Keeps the key of a member of a ring, in the place of the one with this identity.
	PutRingKey(RingKeyId, KeptRingKey),
	/// Deletes the key of a member of a ring.
	ForgetRingKey(RingKeyId),
	/// Keeps what a program needs to finish its work after an interruption, in the place of what it kept
	/// for it before.
	PutTask(TaskId, Zeroizing<Vec<u8>>),
	/// Deletes what was kept for a task.
	ForgetTask(TaskId),
	/// Keeps the seed of an account.
	PutAccount(AccountSeed),
	/// Deletes the seed of an account. What the account holds is lost, unless the seed is elsewhere too.
	ForgetAccount(AccountId32),
}

impl Change {
	/// Whether this takes something out for good.
	pub(super) fn erases(&self) -> bool {
		matches!(
			self,
			Self::ForgetRecord(_)
				| Self::ForgetKey(_)
				| Self::ForgetRingKey(_)
				| Self::ForgetTask(_)
				| Self::ForgetAccount(_)
		)
	}

	/// The format of files that may have this in them.
	pub(super) fn format(&self) -> u32 {
		match self {
			Self::PutRecord(_) | Self::ForgetRecord(_) | Self::PutKey(..) | Self::ForgetKey(_) => 1,
			_ => 2,
		}
	}

	/// `u8` of the variant, then its fields. Secrets as `bytes`.
	pub(super) fn encode_to(&self, bytes: &mut Vec<u8>) {
		match self {
			Self::PutRecord(secrets) => (0u8, secrets.encode().as_slice()).encode_to(bytes),
			Self::ForgetRecord(commitment) => (1u8, commitment).encode_to(bytes),
			Self::PutKey(id, secret) => (2u8, id, secret.expose()).encode_to(bytes),
			Self::ForgetKey(id) => (3u8, id).encode_to(bytes),
			Self::PutRingKey(id, key) => {
				let KeptRingKey { secret, ends_at, seen } = key;
				(4u8, id, secret.expose(), ends_at, seen).encode_to(bytes)
			},
			Self::ForgetRingKey(id) => (5u8, id).encode_to(bytes),
			Self::PutTask(id, content) => (6u8, id, content.as_slice()).encode_to(bytes),
			Self::ForgetTask(id) => (7u8, id).encode_to(bytes),
			Self::PutAccount(seed) => (8u8, seed.expose()).encode_to(bytes),
			Self::ForgetAccount(account) => (9u8, account).encode_to(bytes),
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
			4 => {
				let id = RingKeyId::decode(bytes).ok()?;
				let secret = Zeroizing::new(<[u8; 32]>::decode(bytes).ok()?);
				let ends_at = Option::<Moment>::decode(bytes).ok()?;
				let seen = Option::<SeenRing>::decode(bytes).ok()?;
				let secret = RingSecret::from(*secret);
				Some(Self::PutRingKey(id, KeptRingKey { secret, ends_at, seen }))
			},
			5 => RingKeyId::decode(bytes).ok().map(Self::ForgetRingKey),
			6 => {
				let id = TaskId::decode(bytes).ok()?;
				Vec::<u8>::decode(bytes).ok().map(|content| Self::PutTask(id, content.into()))
			},
			7 => TaskId::decode(bytes).ok().map(Self::ForgetTask),
			8 => {
				let seed = Zeroizing::new(<[u8; 32]>::decode(bytes).ok()?);
				Some(Self::PutAccount(AccountSeed::from(*seed)))
			},
			9 => AccountId32::decode(bytes).ok().map(Self::ForgetAccount),
			_ => None,
		}
	}
}

/// All that a vault holds.
#[derive(Clone, Default)]
pub(super) struct State {
	records: BTreeMap<Commitment, RecordSecrets>,
	keys: BTreeMap<KeyId, SecretKey>,
	ring_keys: BTreeMap<RingKeyId, KeptRingKey>,
	tasks: BTreeMap<TaskId, Zeroizing<Vec<u8>>>,
	accounts: BTreeMap<AccountId32, AccountSeed>,
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
			Change::PutRingKey(id, key) => {
				self.ring_keys.insert(id, key);
			},
			Change::ForgetRingKey(id) => {
				self.ring_keys.remove(&id);
			},
			Change::PutTask(id, content) => {
				self.tasks.insert(id, content);
			},
			Change::ForgetTask(id) => {
				self.tasks.remove(&id);
			},
			Change::PutAccount(seed) => {
				self.accounts.insert(seed.account(), seed);
			},
			Change::ForgetAccount(account) => {
				self.accounts.remove(&account);
			},
		}
	}

	/// The changes that make this state out of nothing.
	pub(super) fn changes(&self) -> Vec<Change> {
		let keys = self.keys().map(|(id, secret)| Change::PutKey(id.clone(), secret.clone()));
		let records = self.records.values().cloned().map(Change::PutRecord);
		let ring_keys = self.ring_keys.iter();
		let ring_keys = ring_keys.map(|(id, key)| Change::PutRingKey(id.clone(), key.clone()));
		let tasks = self.tasks.iter();
		let tasks = tasks.map(|(id, content)| Change::PutTask(id.clone(), content.clone()));
		let accounts = self.accounts.values().cloned().map(Change::PutAccount);
		keys.chain(records).chain(ring_keys).chain(tasks).chain(accounts).collect()
	}

	pub(super) fn ring_key(&self, id: &RingKeyId) -> Option<&KeptRingKey> {
		self.ring_keys.get(id)
	}

	pub(super) fn ring_keys(&self) -> impl Iterator<Item = (&RingKeyId, &KeptRingKey)> {
		self.ring_keys.iter()
	}

	pub(super) fn task(&self, id: &TaskId) -> Option<&Zeroizing<Vec<u8>>> {
		self.tasks.get(id)
	}

	pub(super) fn tasks(&self) -> impl Iterator<Item = (&TaskId, &Zeroizing<Vec<u8>>)> {
		self.tasks.iter()
	}

	pub(super) fn accounts(&self) -> impl Iterator<Item = &AccountSeed> {
		self.accounts.values()
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
