// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Storage keys of the items that are proven.
//!
//! A key begins with `twox128` of the names of pallet and item. The keys of a map follow, each with
//! its hash before it, but for the subject of a record, of which there is only the hash.

use crate::AccountId32;
use alloc::vec::Vec;
use codec::Encode;
use core::fmt;
use medibloc_primitives::{
	consent::Grantee,
	credential::{Role, Serial},
	record::{AnchorId, BatchId, Subject},
};
use sp_crypto_hashing::{blake2_128, blake2_256, twox_128, twox_64};

/// A storage item of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Item {
	/// The time of the block.
	Now,
	/// The grants of a patient to one grantee.
	Consents,
	/// The summary of all that a patient granted.
	Summaries,
	/// The credential of an account in one role.
	Credentials,
	/// The closed validity periods of an account in one role.
	Histories,
	/// An authority.
	Authorities,
	/// The holder and the role of a credential.
	Holders,
	/// A record.
	Anchors,
	/// The events in the life of a record.
	Lifecycles,
	/// What stays of an erased record.
	Tombstones,
	/// A batch of records.
	Batches,
	/// The accumulator over all accesses to the records of a patient.
	AccessLogs,
	/// The last encryption key of an account.
	EncryptionKeys,
}

impl Item {
	/// The names of the pallet and of the item in it.
	pub fn names(self) -> (&'static str, &'static str) {
		match self {
			Item::Now => ("Timestamp", "Now"),
			Item::Consents => ("Consent", "Consents"),
			Item::Summaries => ("Consent", "Summaries"),
			Item::Credentials => ("Credentials", "Credentials"),
			Item::Histories => ("Credentials", "Histories"),
			Item::Authorities => ("Credentials", "Authorities"),
			Item::Holders => ("Credentials", "Holders"),
			Item::Anchors => ("RecordAnchors", "Anchors"),
			Item::Lifecycles => ("RecordAnchors", "Lifecycles"),
			Item::Tombstones => ("RecordAnchors", "Tombstones"),
			Item::Batches => ("RecordAnchors", "Batches"),
			Item::AccessLogs => ("Consent", "AccessLogs"),
			Item::EncryptionKeys => ("EncryptionKeys", "Keys"),
		}
	}

	fn key(self, parts: &[&[u8]]) -> Vec<u8> {
		let (pallet, item) = self.names();
		let prefix = [twox_128(pallet.as_bytes()), twox_128(item.as_bytes())].concat();
		[&prefix[..], &parts.concat()].concat()
	}
}

/// As in `Consent.Consents`.
impl fmt::Display for Item {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let (pallet, item) = self.names();
		write!(f, "{pallet}.{item}")
	}
}

fn blake2_128_concat(key: impl Encode) -> Vec<u8> {
	let key = key.encode();
	[&blake2_128(&key)[..], &key].concat()
}

fn twox_64_concat(key: impl Encode) -> Vec<u8> {
	let key = key.encode();
	[&twox_64(&key)[..], &key].concat()
}

/// Of [`Item::Now`].
pub fn now() -> Vec<u8> {
	Item::Now.key(&[])
}

/// Of [`Item::Consents`].
pub fn consents(patient: &AccountId32, grantee: &Grantee<AccountId32>) -> Vec<u8> {
	Item::Consents.key(&[&blake2_128_concat(patient), &blake2_128_concat(grantee)])
}

/// Of [`Item::Summaries`].
pub fn summaries(patient: &AccountId32) -> Vec<u8> {
	Item::Summaries.key(&[&blake2_128_concat(patient)])
}

/// Of [`Item::Credentials`].
pub fn credentials(holder: &AccountId32, role: Role) -> Vec<u8> {
	Item::Credentials.key(&[&blake2_128_concat(holder), &twox_64_concat(role)])
}

/// Of [`Item::Histories`].
pub fn histories(holder: &AccountId32, role: Role) -> Vec<u8> {
	Item::Histories.key(&[&blake2_128_concat(holder), &twox_64_concat(role)])
}

/// Of [`Item::Authorities`].
pub fn authorities(authority: &AccountId32) -> Vec<u8> {
	Item::Authorities.key(&[&blake2_128_concat(authority)])
}

/// Of [`Item::Holders`].
pub fn holders(serial: Serial) -> Vec<u8> {
	Item::Holders.key(&[&twox_64_concat(serial)])
}

/// Of [`Item::Anchors`].
pub fn anchors(subject: &Subject<AccountId32>, id: AnchorId) -> Vec<u8> {
	of_record(Item::Anchors, subject, id)
}

/// Of [`Item::Lifecycles`].
pub fn lifecycles(subject: &Subject<AccountId32>, id: AnchorId) -> Vec<u8> {
	of_record(Item::Lifecycles, subject, id)
}

/// Of [`Item::Tombstones`].
pub fn tombstones(subject: &Subject<AccountId32>, id: AnchorId) -> Vec<u8> {
	of_record(Item::Tombstones, subject, id)
}

fn of_record(item: Item, subject: &Subject<AccountId32>, id: AnchorId) -> Vec<u8> {
	item.key(&[&blake2_256(&subject.encode()), &id.encode()])
}

/// Of [`Item::Batches`].
pub fn batches(id: BatchId) -> Vec<u8> {
	Item::Batches.key(&[&id.encode()])
}

/// Of [`Item::AccessLogs`].
pub fn access_logs(patient: &AccountId32) -> Vec<u8> {
	Item::AccessLogs.key(&[&blake2_128_concat(patient)])
}

/// Of [`Item::EncryptionKeys`].
pub fn encryption_keys(account: &AccountId32) -> Vec<u8> {
	Item::EncryptionKeys.key(&[&blake2_128_concat(account)])
}
