// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Runtime API of anchored records.

use super::{AnchorId, BatchId, Commitment, RecordInfo, Subject};
#[cfg(doc)]
use crate::apis::MAX_PAGE;
use alloc::{string::String, vec::Vec};
use codec::{Codec, Decode, Encode};
use scale_info::TypeInfo;
use sp_core::H256;

/// An inclusion proof of one record in an anchored batch.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct BatchProof {
	/// Position of the record in the batch, from 0.
	pub index: u32,
	/// The commitment to the record.
	pub commitment: Commitment,
	/// Sibling hashes from the leaf to the root.
	pub path: Vec<H256>,
}

sp_api::decl_runtime_apis! {
	/// Anchored records, their lineage and batches.
	///
	/// What each method reads at most does not depend on how much is stored: `record` one record with its
	/// author, `lineage` twice and `records` once [`MAX_PAGE`] of them, `verify_record` one batch, beside
	/// hashing the path that it is given; `record_keys` and `batch_keys` one record or batch with its author.
	pub trait RecordAnchorsApi<AccountId> where AccountId: Codec {
		/// One record of `subject`, erased or not.
		fn record(subject: Subject<AccountId>, id: AnchorId) -> Option<RecordInfo<AccountId>>;

		/// A page of the versions of a record, erased ones included, oldest first, at most `limit` and
		/// [`MAX_PAGE`].
		///
		/// Without `after` the page holds the version `id`: it starts `limit - 1` versions before it, or
		/// with the first one if that is nearer. If the first record of the page has a predecessor, there
		/// are earlier versions: ask with that as `id`. If the last one has a successor, there are later
		/// versions: pass its id as `after`, and the page starts with that successor, whatever `id` is.
		fn lineage(
			subject: Subject<AccountId>,
			id: AnchorId,
			after: Option<AnchorId>,
			limit: u32,
		) -> Vec<RecordInfo<AccountId>>;

		/// A page of the records of `subject`, erased ones left out, at most `limit`.
		///
		/// Records come in the order of storage, which is not that of their ids but stays the same.
		/// For the next page pass the id of the last record as `after`; an empty page is the end. A
		/// record anchored meanwhile may be missed: learn of it by its event.
		fn records(
			subject: Subject<AccountId>,
			after: Option<AnchorId>,
			limit: u32,
		) -> Vec<RecordInfo<AccountId>>;

		/// Whether the record is in the batch; `None` if there is no such batch.
		fn verify_record(batch: BatchId, proof: BatchProof) -> Option<bool>;

		/// The storage keys of all that tells of a record, of what became of it and of its author's
		/// certification, each with the names of pallet and item, as in `Timestamp.Now`: what a proof
		/// must show, and no more.
		fn record_keys(subject: Subject<AccountId>, id: AnchorId) -> Vec<(String, Vec<u8>)>;

		/// The same of a batch of records and of its author's certification.
		fn batch_keys(id: BatchId) -> Vec<(String, Vec<u8>)>;
	}
}
