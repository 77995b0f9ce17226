// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers of the runtime API.

use crate::{types::LifecycleOf, Anchor, Anchors, Batches, Config, Lifecycles, Pallet, Tombstones};
use alloc::vec::Vec;
use core::iter::successors;
use medibloc_primitives::{
	apis::{BatchProof, MAX_PAGE},
	record::{AnchorId, BatchId, RecordInfo, Source, Subject},
	CredentialInspect,
};
use medibloc_record_commitment::batch;
use pallet_support::page;

impl<T: Config> Pallet<T> {
	/// One record of `subject`, erased or not.
	pub fn record(
		subject: &Subject<T::AccountId>,
		id: AnchorId,
	) -> Option<RecordInfo<T::AccountId>> {
		if let Some(anchor) = Anchors::<T>::get(subject, id) {
			return Some(Self::info(id, anchor, Lifecycles::<T>::get(subject, id)));
		}
		let tombstone = Tombstones::<T>::get(subject, id)?;
		Some(RecordInfo {
			id,
			commitment: tombstone.commitment,
			class: tombstone.class,
			source: tombstone.source,
			author: Self::author(tombstone.source),
			anchored_at: id.issued_at(),
			predecessor: tombstone.predecessor,
			successor: tombstone.successor,
			retracted_at: None,
			opinion: None,
			co_signers: Vec::new(),
			erased_at: Some(tombstone.erased_at),
		})
	}

	/// A page of the versions of a record, oldest first, at most `limit` and at most [`MAX_PAGE`]:
	/// those that come after the version `after`; without it those around `id`, which starts at most
	/// `limit - 1` versions before it. Reads at most twice as many records as the page can hold.
	pub fn lineage(
		subject: &Subject<T::AccountId>,
		id: AnchorId,
		after: Option<AnchorId>,
		limit: u32,
	) -> Vec<RecordInfo<T::AccountId>> {
		let limit = limit.min(MAX_PAGE) as usize;
		let later = |version: &RecordInfo<_>| Self::record(subject, version.successor?);
		let earlier = |version: &RecordInfo<_>| Self::record(subject, version.predecessor?);
		let first = match after {
			Some(after) => Self::record(subject, after).as_ref().and_then(later),
			None => successors(Self::record(subject, id), earlier).take(limit).last(),
		};
		successors(first, later).take(limit).collect()
	}

	/// A page of the records of `subject`, erased ones left out: those after `after` in the order of
	/// storage, at most `limit` and at most [`MAX_PAGE`].
	pub fn records(
		subject: &Subject<T::AccountId>,
		after: Option<AnchorId>,
		limit: u32,
	) -> Vec<RecordInfo<T::AccountId>> {
		page::<Anchors<T>, _, _, _>(subject, after.as_ref(), limit)
			.map(|(id, anchor)| Self::info(id, anchor, Lifecycles::<T>::get(subject, id)))
			.collect()
	}

	/// Whether the record is in the batch; `None` if there is no such batch.
	pub fn verify_record(id: BatchId, proof: &BatchProof) -> Option<bool> {
		let batch = Batches::<T>::get(id)?;
		Some(batch::verify(&batch.root, batch.count, proof.index, &proof.commitment, &proof.path))
	}

	fn info(id: AnchorId, anchor: Anchor, lifecycle: LifecycleOf<T>) -> RecordInfo<T::AccountId> {
		RecordInfo {
			id,
			commitment: anchor.commitment,
			class: anchor.class,
			source: anchor.source,
			author: Self::author(anchor.source),
			anchored_at: id.issued_at(),
			predecessor: lifecycle.predecessor,
			successor: lifecycle.successor,
			retracted_at: lifecycle.retracted_at,
			opinion: lifecycle.opinion,
			co_signers: lifecycle.co_signers.into_inner(),
			erased_at: None,
		}
	}

	fn author(source: Source) -> Option<T::AccountId> {
		T::Credentials::holder(source.serial()?).map(|(holder, _)| holder)
	}
}
