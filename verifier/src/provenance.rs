// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Lifecycle of a record, and standing of its author's certification, as a storage proof shows them.

use crate::{
	facts::{certifications, stored},
	keys::{self, Item},
	AccountId32, Error,
};
use alloc::{
	string::{String, ToString},
	vec::Vec,
};
use medibloc_primitives::{
	credential::{Role, Serial},
	record::{
		Anchor, AnchorId, Batch, BatchId, Commitment, Lifecycle, RecordClass, Source, Subject,
		Tombstone,
	},
	Moment,
};

/// What the state says of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenRecord {
	/// The commitment. [`ProvenRecord::current`] gives it only if the record still stands.
	pub commitment: Commitment,
	/// The class of the record.
	pub class: RecordClass,
	/// The origin of the record, and the credential of its author.
	pub source: Source,
	/// Its author; `None` if the subject wrote it.
	pub author: Option<Author>,
	/// The events in its life. Of an erased record only its place in its lineage is left.
	pub lifecycle: Lifecycle<Vec<Serial>>,
	/// The moment of erasure.
	pub erased_at: Option<Moment>,
	/// The time of the block, for [`Freshness::check`](crate::Freshness::check).
	pub time: Moment,
}

/// What the state says of one batch of records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenBatch {
	/// The batch.
	pub batch: Batch,
	/// Its author; `None` if no credential stands behind it.
	pub author: Option<Author>,
	/// The time of the block, for [`Freshness::check`](crate::Freshness::check).
	pub time: Moment,
}

/// The author of a record, by the credential that stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
	/// The serial of the credential.
	pub serial: Serial,
	/// The account that wrote the record.
	pub account: AccountId32,
	/// The role in which it was certified.
	pub role: Role,
	/// Whether the certification of that moment still counts.
	pub certification: AuthorCertification,
}

/// Whether the author of a record was certified when it was anchored, as the chain has it now. It was
/// when it was anchored, or the chain had not taken the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorCertification {
	/// It was. What happened to the credential later changes nothing in this.
	Certified,
	/// What the issuing authority did at that time was declared void, the author's credential with it.
	Void,
	/// The chain no longer keeps the validity period of that time.
	Unknown,
}

/// What became of a record: the gravest of all that did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordStatus {
	/// It stands as it was written.
	#[error("the record stands as it was written")]
	Current,
	/// The validity period in which its author was certified is no longer kept.
	#[error("it is no longer known whether the author was certified")]
	AuthorUnknown,
	/// Its author corrected it by another record.
	#[error("the record was corrected by record {}", .by.0)]
	Superseded {
		/// The record that corrects it.
		by: AnchorId,
	},
	/// The credential by which it was written was declared void.
	#[error("the credential of the author was declared void")]
	AuthorVoid,
	/// Its author declared it entered in error.
	#[error("the record was retracted at {at}")]
	Retracted {
		/// The moment.
		at: Moment,
	},
	/// Its subject erased it.
	#[error("the record was erased at {at}")]
	Erased {
		/// The moment.
		at: Moment,
	},
}

impl ProvenRecord {
	/// What became of the record.
	pub fn status(&self) -> RecordStatus {
		let author = self.author.as_ref().map(|author| author.certification);
		let Lifecycle { retracted_at, successor, .. } = self.lifecycle;
		if let Some(at) = self.erased_at {
			RecordStatus::Erased { at }
		} else if let Some(at) = retracted_at {
			RecordStatus::Retracted { at }
		} else if author == Some(AuthorCertification::Void) {
			RecordStatus::AuthorVoid
		} else if let Some(by) = successor {
			RecordStatus::Superseded { by }
		} else if author == Some(AuthorCertification::Unknown) {
			RecordStatus::AuthorUnknown
		} else {
			RecordStatus::Current
		}
	}

	/// The commitment, if the record stands as it was written.
	///
	/// Fails with what became of it otherwise. Whoever wants it all the same takes
	/// [`ProvenRecord::commitment`].
	pub fn current(&self) -> Result<Commitment, RecordStatus> {
		match self.status() {
			RecordStatus::Current => Ok(self.commitment),
			status => Err(status),
		}
	}

	/// Asks `read` for each storage key that there must be a proof for: those of the time; of the record,
	/// of its life and of its tombstone; and, if somebody else than the subject wrote it, of the author
	/// by serial, of the author's credential and history in that role, and of the authorities behind
	/// them. `None` if there never was such a record.
	///
	/// Fails where `read` does, and with [`Error::Malformed`].
	pub fn gather<E: From<Error>>(
		subject: &Subject<AccountId32>,
		id: AnchorId,
		mut read: impl FnMut(Item, Vec<u8>) -> Result<Option<Vec<u8>>, E>,
	) -> Result<Option<Self>, E> {
		let read = &mut read;
		let time = stored(read, Item::Now, keys::now())?.unwrap_or_default();
		let anchor: Option<Anchor> = stored(read, Item::Anchors, keys::anchors(subject, id))?;
		let lifecycle = stored(read, Item::Lifecycles, keys::lifecycles(subject, id))?;
		let key = keys::tombstones(subject, id);
		let tombstone: Option<Tombstone> = stored(read, Item::Tombstones, key)?;
		let (commitment, class, source, lifecycle, erased_at) = match (anchor, tombstone) {
			(Some(anchor), _) => {
				let Anchor { commitment, class, source, .. } = anchor;
				(commitment, class, source, lifecycle.unwrap_or_default(), None)
			},
			(None, Some(tombstone)) => {
				let Tombstone { commitment, class, source, erased_at, .. } = tombstone;
				(commitment, class, source, tombstone.lifecycle(), Some(erased_at))
			},
			(None, None) => return Ok(None),
		};
		let author = Author::gather(source, id.issued_at(), read)?;
		Ok(Some(Self { commitment, class, source, author, lifecycle, erased_at, time }))
	}
}

impl ProvenBatch {
	/// Asks `read` for each storage key that there must be a proof for: those of the time, of the batch,
	/// and of its author as [`ProvenRecord::gather`] does. `None` if there is no such batch.
	///
	/// Fails where `read` does, and with [`Error::Malformed`].
	pub fn gather<E: From<Error>>(
		id: BatchId,
		mut read: impl FnMut(Item, Vec<u8>) -> Result<Option<Vec<u8>>, E>,
	) -> Result<Option<Self>, E> {
		let read = &mut read;
		let time = stored(read, Item::Now, keys::now())?.unwrap_or_default();
		let Some(batch) = stored::<Batch, E>(read, Item::Batches, keys::batches(id))? else {
			return Ok(None);
		};
		let author = Author::gather(batch.source, id.issued_at(), read)?;
		Ok(Some(Self { batch, author, time }))
	}

	/// The batch, if its author's certification counts.
	///
	/// Fails with what became of it otherwise.
	pub fn current(&self) -> Result<Batch, RecordStatus> {
		match self.author.as_ref().map(|author| author.certification) {
			None | Some(AuthorCertification::Certified) => Ok(self.batch),
			Some(AuthorCertification::Void) => Err(RecordStatus::AuthorVoid),
			Some(AuthorCertification::Unknown) => Err(RecordStatus::AuthorUnknown),
		}
	}
}

impl Author {
	/// The author of what was anchored in the second from `anchored_at` on.
	fn gather<E: From<Error>>(
		source: Source,
		anchored_at: Moment,
		read: &mut impl FnMut(Item, Vec<u8>) -> Result<Option<Vec<u8>>, E>,
	) -> Result<Option<Self>, E> {
		let Some(serial) = source.serial() else { return Ok(None) };
		// A serial that a record names is known for good.
		let (account, role): (AccountId32, Role) =
			stored(read, Item::Holders, keys::holders(serial))?
				.ok_or(Error::Malformed(Item::Holders))?;
		let (certifications, authorities) = certifications(read, &account, [role])?;
		let periods = certifications.into_iter().flat_map(|certification| {
			let running = certification.credential.running();
			let earlier = certification.history.into_iter().flat_map(|history| history.periods);
			running.into_iter().chain(earlier)
		});
		let mut found = AuthorCertification::Unknown;
		for period in periods {
			// The id tells the second only, and the credential may be of the same second.
			let at = anchored_at.max(period.from);
			let of_that_second = at < anchored_at.saturating_add(1_000) && period.covers(at);
			let Some(authority) = authorities.get(&period.issuer).filter(|_| of_that_second) else {
				continue;
			};
			if authority.upholds(&period, at) {
				found = AuthorCertification::Certified;
				break;
			}
			if authority.voids(period.issued_at) {
				found = AuthorCertification::Void;
			}
		}
		Ok(Some(Self { serial, account, role, certification: found }))
	}
}

/// The storage keys that a proof of what became of the record `id` of `subject` must show, each with the
/// names of pallet and item, given what is stored under each: those that [`ProvenRecord::gather`] asks
/// for.
///
/// Ends at what this version cannot decode, as a verifier of this version does.
pub fn record_keys(
	subject: &Subject<AccountId32>,
	id: AnchorId,
	read: impl FnMut(&[u8]) -> Option<Vec<u8>>,
) -> Vec<(String, Vec<u8>)> {
	asked(read, |note| ProvenRecord::gather(subject, id, note).map(drop))
}

/// The storage keys that a proof of the batch `id` must show, as [`record_keys`] those of a record: those
/// that [`ProvenBatch::gather`] asks for.
pub fn batch_keys(
	id: BatchId,
	read: impl FnMut(&[u8]) -> Option<Vec<u8>>,
) -> Vec<(String, Vec<u8>)> {
	asked(read, |note| ProvenBatch::gather(id, note).map(drop))
}

/// A question for what is stored under a key of an item.
type Read<'a> = dyn FnMut(Item, Vec<u8>) -> Result<Option<Vec<u8>>, Error> + 'a;

/// The keys that `gather` asks for, up to the first that it cannot decode.
fn asked(
	mut read: impl FnMut(&[u8]) -> Option<Vec<u8>>,
	gather: impl FnOnce(&mut Read<'_>) -> Result<(), Error>,
) -> Vec<(String, Vec<u8>)> {
	let mut keys = Vec::new();
	let mut note = |item: Item, key: Vec<u8>| {
		let value = read(&key);
		keys.push((item.to_string(), key));
		Ok(value)
	};
	gather(&mut note).ok();
	keys
}
