// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers of a node to `medibloc_consentProof`, `medibloc_recordProof` and `medibloc_batchProof`.

use crate::{
	decision::{Proven, Question},
	facts::ProvenFacts,
	keys, record,
	trie::Witness,
	trust::{hash_of, Trusted},
	AccountId32, Error, ProvenBatch, ProvenRecord,
};
use alloc::vec::Vec;
use medibloc_primitives::{
	consent::Grantee,
	record::{AnchorId, BatchId, Subject},
};
use serde::{Deserialize, Serialize};
use sp_core::{Bytes, H256};

/// The answer to `medibloc_consentProof`, as far as a verifier needs it. `docs/rpc.md` describes all
/// of it; what is not listed here may be there and is ignored.
///
/// In JSON, bytes and hashes are hexadecimal with `0x` before them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConsentProof {
	/// The header of the block.
	pub header: EncodedHeader,
	/// The hash of the block.
	pub block_hash: H256,
	/// The root of the state after the block.
	pub state_root: H256,
	/// The keys of [`Item::Consents`](keys::Item::Consents) that the proof is about, one for each
	/// grantee that the accessor can be, in the order of `Grantee::circles`.
	pub keys: Vec<Key>,
	/// The trie nodes on the way to those keys and to the others that [`ProvenFacts::gather`] reads, each
	/// once, in any order.
	pub proof: Vec<Bytes>,
}

/// A header as it is hashed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EncodedHeader {
	/// SCALE-encoded.
	pub scale: Bytes,
}

/// A storage key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
	/// The key.
	pub key: Bytes,
}

impl ConsentProof {
	/// Adds the nodes of another storage proof of the same block, but for those that are there.
	///
	/// A query that names a single record needs the node's `state_getReadProof` of
	/// [`keys::anchors`] besides.
	pub fn add_nodes(&mut self, nodes: impl IntoIterator<Item = Vec<u8>>) {
		for node in nodes.into_iter().map(Bytes) {
			if !self.proof.contains(&node) {
				self.proof.push(node);
			}
		}
	}

	/// Checks everything but the age, which [`Proven::decide`] does.
	///
	/// Fails with the [`Error`] that says what is wrong: with the header, with the parties, or with
	/// the proof.
	pub fn verify(&self, trusted: &Trusted, question: &Question) -> Result<Proven, Error> {
		let root = state_root(trusted, &self.header, self.block_hash, self.state_root)?;
		let Question { patient, accessor, request } = question;
		if !self.is_about(patient, accessor) {
			return Err(Error::Foreign);
		}
		let witness = Witness::new(root, &self.proof)?;
		let read = |item, key: Vec<u8>| witness.read(item, &key);
		let facts = ProvenFacts::gather(patient, accessor, request.anchor, read)?;
		witness.ensure_used_up()?;
		Ok(Proven::new(question.request, facts))
	}

	fn is_about(&self, patient: &AccountId32, accessor: &AccountId32) -> bool {
		let keys = Grantee::circles(accessor).map(|grantee| keys::consents(patient, &grantee));
		self.keys.iter().map(|entry| &entry.key.0).eq(keys.collect::<Vec<_>>().iter())
	}
}

/// The answer to `medibloc_recordProof`, as far as a verifier needs it: what is anchored of a record,
/// and what became of it and of its author. The answer to `medibloc_batchProof` has the same form: what is
/// anchored of a batch of records, and what became of its author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordProof {
	/// The header of the block.
	pub header: EncodedHeader,
	/// The hash of the block.
	pub block_hash: H256,
	/// The root of the state after the block.
	pub state_root: H256,
	/// The trie nodes on the way to the keys that [`ProvenRecord::gather`] or [`ProvenBatch::gather`]
	/// reads, each once, in any order.
	pub proof: Vec<Bytes>,
}

impl RecordProof {
	/// Checks everything but the age, and gives what the proof shows of the record `id` of `subject`;
	/// `None` if there never was such a record.
	///
	/// Fails with the [`Error`] that says what is wrong: with the header or with the proof.
	pub fn verify(
		&self,
		trusted: &Trusted,
		subject: &Subject<AccountId32>,
		id: AnchorId,
	) -> Result<Option<ProvenRecord>, Error> {
		let root = state_root(trusted, &self.header, self.block_hash, self.state_root)?;
		record::anchored(root, subject, id, &self.proof)
	}

	/// Checks everything but the age, and gives what the proof shows of the batch `id`; `None` if there
	/// is no such batch.
	///
	/// That a record is in it is shown by [`record::verify_in_batch`].
	///
	/// Fails as [`RecordProof::verify`] does.
	pub fn verify_batch(
		&self,
		trusted: &Trusted,
		id: BatchId,
	) -> Result<Option<ProvenBatch>, Error> {
		let root = state_root(trusted, &self.header, self.block_hash, self.state_root)?;
		record::anchored_batch(root, id, &self.proof)
	}
}

/// The trusted state root, if the answer that names this hash and root is of its block.
fn state_root(
	trusted: &Trusted,
	header: &EncodedHeader,
	block_hash: H256,
	state_root: H256,
) -> Result<H256, Error> {
	let root = trusted.state_root(&header.scale)?;
	if block_hash != hash_of(&header.scale) || state_root != root {
		return Err(Error::Inconsistent);
	}
	Ok(root)
}
