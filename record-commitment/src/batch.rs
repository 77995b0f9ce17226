// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Batches: one Merkle root over the commitments to many records.
//!
//! A leaf binds the place of its record and the number of records, so that a proof holds for no
//! other place and no other batch.

use crate::{
	hash::{tagged, tagged_many},
	tree::{self, Tree},
	Error,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use medibloc_primitives::record::Commitment;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// The most records in a batch.
pub const MAX_RECORDS: u32 = 1 << 20;

const LEAF_TAG: &[u8] = b"medibloc/batch/leaf/v1";

fn leaf(count: u32, index: u32, commitment: &Commitment) -> H256 {
	tagged(LEAF_TAG, (count, index, commitment))
}

/// Whether the record at `index` of a batch of `count` records under `root` has this commitment,
/// given the sibling hashes from the leaf to the root.
pub fn verify(root: &H256, count: u32, index: u32, commitment: &Commitment, path: &[H256]) -> bool {
	count <= MAX_RECORDS && tree::verify(root, count, index, &leaf(count, index, commitment), path)
}

/// A batch kept in memory, to prove any of its records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
	commitments: Vec<Commitment>,
	tree: Tree,
}

impl Batch {
	/// Builds the tree over these commitments, in this order.
	pub fn new(commitments: Vec<Commitment>) -> Result<Self, Error> {
		let count = u32::try_from(commitments.len())
			.ok()
			.filter(|count| *count <= MAX_RECORDS)
			.ok_or(Error::TooMany)?;
		let leaves: Vec<_> = (0u32..)
			.zip(&commitments)
			.map(|(index, commitment)| (count, index, commitment))
			.collect();
		let tree = Tree::new(tagged_many(LEAF_TAG, &leaves))?;
		Ok(Self { commitments, tree })
	}

	/// The root, to be anchored together with the count.
	pub fn root(&self) -> H256 {
		self.tree.root()
	}

	/// The number of records, which is never zero.
	pub fn count(&self) -> u32 {
		self.tree.count()
	}

	/// The proof of the record at `index`.
	pub fn prove(&self, index: u32) -> Result<BatchProof, Error> {
		let commitment = usize::try_from(index)
			.ok()
			.and_then(|index| self.commitments.get(index))
			.copied()
			.ok_or(Error::NotFound)?;
		Ok(BatchProof { count: self.count(), index, commitment, path: self.tree.path(index)? })
	}
}

/// Shows that a record is in a batch.
#[derive(
	Clone,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct BatchProof {
	/// The number of records in the batch.
	pub count: u32,
	/// The place of the record.
	pub index: u32,
	/// The commitment to the record.
	pub commitment: Commitment,
	/// The sibling hashes from the leaf to the root.
	pub path: Vec<H256>,
}

impl BatchProof {
	/// Whether the proof holds for the batch with this root.
	///
	/// The count is only as good as the root: compare it with the anchored one if it matters.
	pub fn verify(&self, root: &H256) -> bool {
		verify(root, self.count, self.index, &self.commitment, &self.path)
	}
}

/// Checks many proofs of one batch, fastest in the order of their indices.
#[derive(Clone, Debug)]
pub struct Verifier {
	tree: tree::Verifier,
	count: u32,
}

impl Verifier {
	/// For the batch anchored with this root and count; `None` if no batch has that many records.
	pub fn new(root: H256, count: u32) -> Option<Self> {
		(count <= MAX_RECORDS).then(|| Self { tree: tree::Verifier::new(root, count), count })
	}

	/// Whether [`BatchProof::verify`] holds and the proof is for this count.
	pub fn verify(&mut self, proof: &BatchProof) -> bool {
		let BatchProof { count, index, commitment, path } = proof;
		*count == self.count && self.tree.verify(*index, &leaf(*count, *index, commitment), path)
	}
}
