// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Proofs of records, and of their fields, chunks and batches.
//!
//! Two steps lead from the chain to the content. [`anchored`] and [`anchored_batch`] read out of a
//! storage proof what is anchored, what became of it, and whether its author's certification still
//! counts; [`RecordProof`](crate::RecordProof) does so from the answer of a node to
//! `medibloc_recordProof` or `medibloc_batchProof`. A caller that learns this in another way it trusts
//! can skip the step. The others check what a patient shows against it, with
//! `medibloc_record_commitment`.

use crate::{trie::Witness, AccountId32, Error, ProvenBatch, ProvenRecord};
use medibloc_primitives::record::{AnchorId, BatchId, Commitment, Subject};
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

/// Reads the record `id` of `subject`, and what became of it and of its author, out of a storage proof
/// of what [`record_keys`](crate::record_keys) names, under a state root that the caller trusts; `None`
/// if the proof shows that there never was such a record.
///
/// Check [`ProvenRecord::status`], or take the commitment from [`ProvenRecord::current`].
///
/// Fails with [`Error::OtherState`], [`Error::Incomplete`], [`Error::Superfluous`] or
/// [`Error::Malformed`].
pub fn anchored(
	state_root: H256,
	subject: &Subject<AccountId32>,
	id: AnchorId,
	proof: &[Bytes],
) -> Result<Option<ProvenRecord>, Error> {
	let witness = Witness::new(state_root, proof)?;
	let record = ProvenRecord::gather(subject, id, |item, key| witness.read(item, &key))?;
	witness.ensure_used_up()?;
	Ok(record)
}

/// Reads the batch `id` and its author out of a storage proof of what
/// [`batch_keys`](crate::batch_keys) names, under a state root that the caller trusts; `None` if the proof shows that there is no such batch.
///
/// Fails as [`anchored`] does.
pub fn anchored_batch(
	state_root: H256,
	id: BatchId,
	proof: &[Bytes],
) -> Result<Option<ProvenBatch>, Error> {
	let witness = Witness::new(state_root, proof)?;
	let batch = ProvenBatch::gather(id, |item, key| witness.read(item, &key))?;
	witness.ensure_used_up()?;
	Ok(batch)
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
