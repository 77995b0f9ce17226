// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Proofs of records, and of their fields, chunks and batches.
//!
//! Two steps lead from the chain to the content. [`anchored`] and [`anchored_batch`] read out of a
//! storage proof (the node's `state_getReadProof`) what is anchored; a caller that learns this in
//! another way it trusts can skip the step. The others check what a patient shows against it, with
//! `medibloc_record_commitment`.

use crate::{
	keys::{self, Item},
	trie::{decode, Witness},
	AccountId32, Error,
};
use medibloc_primitives::record::{Anchor, AnchorId, Batch, BatchId, Commitment, Subject};
use medibloc_record_commitment::{BatchProof, ChunkProof, FieldProof, Manifest};
use sp_core::{Bytes, H256};

/// The reason for refusing a proof about a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Mismatch {
	/// The manifest is not the one that the commitment is to.
	#[error("the manifest is that of another record")]
	Manifest,
	/// The field is not one of the record, or the record has no fields.
	#[error("the record does not have this field there")]
	Field,
	/// The chunk is not one of the record.
	#[error("the record does not have this chunk there")]
	Chunk,
	/// The proof is of a batch of another size.
	#[error("the proof is of a batch of another size")]
	Count,
	/// The record is not in the batch.
	#[error("the batch does not have this record there")]
	Batch,
}

/// Reads the record `id` of `subject` out of a storage proof of [`keys::anchors`] under a state root
/// that the caller trusts; `None` if the proof shows that there is no such record, or that it was
/// erased.
///
/// Fails with [`Error::OtherState`], [`Error::Incomplete`], [`Error::Superfluous`] or
/// [`Error::Malformed`].
pub fn anchored(
	state_root: H256,
	subject: &Subject<AccountId32>,
	id: AnchorId,
	proof: &[Bytes],
) -> Result<Option<Anchor>, Error> {
	let witness = Witness::new(state_root, proof)?;
	let value = witness.read(Item::Anchors, &keys::anchors(subject, id))?;
	witness.ensure_used_up()?;
	value.map(|value| decode(Item::Anchors, &value)).transpose()
}

/// Reads the batch `id` out of a storage proof of [`keys::batches`] under a state root that the caller
/// trusts; `None` if the proof shows that there is no such batch.
///
/// Fails as [`anchored`] does.
pub fn anchored_batch(
	state_root: H256,
	id: BatchId,
	proof: &[Bytes],
) -> Result<Option<Batch>, Error> {
	let witness = Witness::new(state_root, proof)?;
	let value = witness.read(Item::Batches, &keys::batches(id))?;
	witness.ensure_used_up()?;
	value.map(|value| decode(Item::Batches, &value)).transpose()
}

/// Checks that the manifest describes the record with this commitment.
pub fn verify_manifest(commitment: &Commitment, manifest: &Manifest) -> Result<(), Mismatch> {
	ensure(manifest.commitment() == *commitment, Mismatch::Manifest)
}

/// Checks that the record with this commitment, which the manifest describes, has this field.
pub fn verify_field(
	commitment: &Commitment,
	manifest: &Manifest,
	proof: &FieldProof,
) -> Result<(), Mismatch> {
	verify_manifest(commitment, manifest)?;
	ensure(proof.verify(manifest), Mismatch::Field)
}

/// Checks that the record with this commitment, which the manifest describes, has this chunk.
pub fn verify_chunk(
	commitment: &Commitment,
	manifest: &Manifest,
	proof: &ChunkProof,
) -> Result<(), Mismatch> {
	verify_manifest(commitment, manifest)?;
	ensure(proof.verify(manifest), Mismatch::Chunk)
}

/// Checks that the batch of `count` records that is anchored with this root has this record.
pub fn verify_in_batch(root: &H256, count: u32, proof: &BatchProof) -> Result<(), Mismatch> {
	ensure(proof.count == count, Mismatch::Count)?;
	ensure(proof.verify(root), Mismatch::Batch)
}

fn ensure(holds: bool, otherwise: Mismatch) -> Result<(), Mismatch> {
	if holds {
		Ok(())
	} else {
		Err(otherwise)
	}
}
