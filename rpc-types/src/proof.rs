// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Consent proofs, and proofs of records and batches.

use crate::Grantee;
use serde::{Deserialize, Serialize};
use sp_core::{Bytes, H256};

/// A block header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
	/// The header as it is hashed: `blake2_256` of these bytes is the hash of the block.
	pub scale: Bytes,
	/// The same for reading.
	pub json: HeaderFields,
}

/// The fields of a block header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HeaderFields {
	/// The hash of the block before.
	pub parent_hash: H256,
	/// The number of the block.
	pub number: u64,
	/// The root of the state after the block.
	pub state_root: H256,
	/// The root of the extrinsics in the block.
	pub extrinsics_root: H256,
	/// The consensus digest of the block.
	pub digest: Digest,
}

/// The consensus digest of a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Digest {
	/// The SCALE-encoded items.
	pub logs: Vec<Bytes>,
}

/// The storage key of what a patient granted to one grantee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConsentKey {
	/// The grantee.
	pub grantee: Grantee,
	/// The key.
	pub key: Bytes,
}

/// The storage key of something else that is proven.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OtherKey {
	/// The pallet and its storage item, as in `Timestamp.Now`.
	pub item: String,
	/// The key.
	pub key: Bytes,
}

/// A consent proof: the grants to an accessor, or their absence, provable without trust in the
/// node. `medibloc-verifier` reads and checks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConsentProof {
	/// The header of the block.
	pub header: Header,
	/// The hash of the block.
	pub block_hash: H256,
	/// The root of the state that the proof is of, as the header says.
	pub state_root: H256,
	/// The keys of consents that the proof is about. It proves that nothing is stored where it has no
	/// value.
	pub keys: Vec<ConsentKey>,
	/// The keys of the time, of the summary of the patient, and of the credentials of the accessor and
	/// those who issued them.
	pub other_keys: Vec<OtherKey>,
	/// The trie nodes on the way to all of the keys.
	pub proof: Vec<Bytes>,
}

/// A record proof: what is anchored of a record or of a batch of records, and what became of it and of its
/// author, provable without trust in the node. `medibloc-verifier` reads and checks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordProof {
	/// The header of the block.
	pub header: Header,
	/// The hash of the block.
	pub block_hash: H256,
	/// The root of the state that the proof is of, as the header says.
	pub state_root: H256,
	/// The keys of the time, of the record and what became of it, or of the batch, and of its author's
	/// certification.
	pub keys: Vec<OtherKey>,
	/// The trie nodes on the way to all of the keys. They prove that nothing is stored where there is
	/// no value.
	pub proof: Vec<Bytes>,
}
