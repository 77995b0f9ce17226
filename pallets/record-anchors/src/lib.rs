// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Registry of health records: salted commitments, their authors and lineage.
//!
//! # Overview
//!
//! The data of a record is encrypted and kept off the chain. The chain keeps a salted commitment to
//! it, by whom it was written about whom, and what became of it: corrected, retracted, acknowledged,
//! contested, co-signed or erased. With that anyone to whom a record is shown can check that it is
//! the one that was written, by somebody who was certified at that time.
//!
//! # Terminology
//!
//! - **Anchor**: the entry of one record. Its commitment, class and source never change.
//! - **Subject**: whom a record is about: an account, or a pseudonym that only the parties can link.
//! - **Source**: who stands behind a record. Of a certified author the serial of the credential that
//!   was live then, so that the provenance outlives the credential.
//! - **Lineage**: a record with all its corrections. A correction is a new record; each record has at
//!   most one predecessor and one successor.
//! - **Locator**: a salted commitment to where the encrypted data is, never the content id itself.
//! - **Tombstone**: what stays of an erased record.
//! - **Batch**: the Merkle root over the commitments to many records.
//!
//! # Roles and their calls
//!
//! - A provider of care with a live credential: [`anchor`](Pallet::anchor) about anyone,
//!   [`anchor_batch`](Pallet::anchor_batch), [`co_sign`](Pallet::co_sign).
//! - The subject: [`anchor`](Pallet::anchor) about themselves, [`acknowledge`](Pallet::acknowledge),
//!   [`contest`](Pallet::contest), [`erase`](Pallet::erase).
//! - The author: [`amend`](Pallet::amend), [`retract`](Pallet::retract).
//! - The subject and the author: [`set_locator`](Pallet::set_locator),
//!   [`remove_locator`](Pallet::remove_locator), [`confirm_restored`](Pallet::confirm_restored); with
//!   the co-signers too: [`report_corruption`](Pallet::report_corruption).
//!
//! A subject known by a pseudonym has no account to sign with, so nobody makes the calls of the
//! subject for it. Such a record is forgotten by deleting what links the pseudonym to a person.
//!
//! # How other pallets use it
//!
//! They ask through [`AnchorInspect`](medibloc_primitives::AnchorInspect) for the class of a record.
//! The runtime API is answered by [`record`](Pallet::record), [`lineage`](Pallet::lineage),
//! [`records`](Pallet::records) and [`verify_record`](Pallet::verify_record).
//!
//! # What an observer of the chain sees
//!
//! Of each record: whom it is about (an account, or a pseudonym), its class, who wrote it in which role,
//! when it was anchored, corrected, retracted, acknowledged, contested or erased, who co-signed it, and
//! how large its encrypted data is. So how often an account is treated, by which provider, and how coarse
//! a kind of record came of it, is public; patients should use an account of their own for their health
//! data, and providers a fresh pseudonym for each patient without one. Events and calls of the past stay
//! readable after an erasure.
//!
//! Nobody sees what a record says, where its data is kept, or which records of a batch are about whom.
//! Commitments are salted, so that nothing can be guessed from them.
//!
//! # Implementation
//!
//! - Anchoring is the call that the chain is sized for. A certified `anchor` reads the credential and
//!   writes one entry of 110 bytes, key included. That entry is the record and the index by subject
//!   at once; the id comes from the block and not from a counter; whatever is rarely needed lives in
//!   entries of its own that are absent until then.
//! - Certified records pay no deposit: the credential is what limits them, and they are permanent.
//!   What a subject anchors about themselves and every locator is paid for by a deposit, which is
//!   given back in the amount that was paid. Opinions and co-signatures are bounded by the record
//!   that they belong to.
//! - A tombstone carries no deposit: to have a record erased costs the fee and no more.
//! - One commitment can be anchored more than once. Commitments are salted, so whoever repeats one
//!   copied it, and the copy names its own author and a later time: it proves nothing that the first
//!   one does not. To refuse it would take a second index, the size of the first.
//! - A retracted record can be neither amended nor co-signed: its lineage is closed. Older versions
//!   can still be retracted one by one, whether or not the author is still certified.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

extern crate alloc;

pub use pallet::*;
pub use types::{Anchor, Batch, Lifecycle, Locator, Tombstone};
pub use weights::WeightInfo;

mod api;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod inspect;
mod lifecycle;
mod locators;
#[cfg(test)]
mod mock;
mod parties;
mod records;
mod safe_mode;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
pub mod weights;

#[frame_support::pallet]
pub mod pallet {
	use crate::{
		types::{Anchor, BalanceOf, Batch, DepositOf, LifecycleOf, LocatorOf, Tombstone},
		WeightInfo,
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible::MutateHold, Time},
	};
	use frame_system::pallet_prelude::*;
	use medibloc_primitives::{
		credential::{Role, Serial},
		record::{AnchorId, BatchId, Commitment, Origin, RecordClass, Source, Subject},
		CredentialInspect, Moment,
	};
	use medibloc_record_commitment::batch::MAX_RECORDS;
	use sp_core::H256;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The currency of the deposits.
		type Currency: MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// The reasons for holds of the whole runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// The time of the block.
		type Time: Time<Moment = Moment>;

		/// The registry of credentials, needed to write about others.
		type Credentials: CredentialInspect<Self::AccountId>;

		/// The deposit for a record that its subject anchored, held until it is erased.
		type RecordDeposit: Get<BalanceOf<Self>>;

		/// The deposit for a locator, held until it is replaced or removed.
		type LocatorDeposit: Get<BalanceOf<Self>>;

		/// The most providers who can co-sign one record.
		#[pallet::constant]
		type MaxCoSigners: Get<u32>;

		/// The most records in one batch.
		#[pallet::constant]
		type MaxBatch: Get<u32>;

		/// The weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The reasons for which this pallet holds funds.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The deposit for a record that its subject anchored.
		#[codec(index = 0)]
		Record,
		/// The deposit for the locator of a record.
		#[codec(index = 1)]
		Locator,
	}

	/// The records by subject. Written when a record is anchored, cleared when it is erased.
	// The first hasher is opaque so that a key is short and does not name the subject. Ids come from
	// the chain, so they need no hashing.
	#[pallet::storage]
	pub type Anchors<T: Config> = StorageDoubleMap<
		_,
		Blake2_256,
		Subject<T::AccountId>,
		Identity,
		AnchorId,
		Anchor,
		OptionQuery,
	>;

	/// The events in the life of a record after it was anchored; absent if there were none. Cleared
	/// when the record is erased.
	#[pallet::storage]
	pub type Lifecycles<T: Config> = StorageDoubleMap<
		_,
		Blake2_256,
		Subject<T::AccountId>,
		Identity,
		AnchorId,
		LifecycleOf<T>,
		ValueQuery,
	>;

	/// The locators of encrypted records. Set by the subject or the author of the record, cleared
	/// by them or when the record is erased.
	#[pallet::storage]
	pub type Locators<T: Config> = StorageDoubleMap<
		_,
		Blake2_256,
		Subject<T::AccountId>,
		Identity,
		AnchorId,
		LocatorOf<T>,
		OptionQuery,
	>;

	/// The deposits for records that their subjects anchored. Given back when the record is erased.
	#[pallet::storage]
	pub type Deposits<T: Config> = StorageDoubleMap<
		_,
		Blake2_256,
		Subject<T::AccountId>,
		Identity,
		AnchorId,
		DepositOf<T>,
		OptionQuery,
	>;

	/// The tombstones of erased records. Never cleared, so that corrections keep their context and
	/// an erased record is told from one that never was.
	#[pallet::storage]
	pub type Tombstones<T: Config> = StorageDoubleMap<
		_,
		Blake2_256,
		Subject<T::AccountId>,
		Identity,
		AnchorId,
		Tombstone,
		OptionQuery,
	>;

	/// The batches. Written by their authors, never cleared. Whom their records are about is not on
	/// the chain.
	#[pallet::storage]
	pub type Batches<T: Config> = StorageMap<_, Identity, BatchId, Batch, OptionQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A record was anchored.
		Anchored {
			/// The subject of the record.
			subject: Subject<T::AccountId>,
			/// The new id.
			id: AnchorId,
			/// The class of the record.
			class: RecordClass,
			/// The origin of the record, and the credential of its author, if any.
			source: Source,
		},
		/// A batch of records was anchored.
		BatchAnchored {
			/// The new id.
			id: BatchId,
			/// The number of records in it.
			count: u32,
			/// The origin of the records, and the credential of their author.
			source: Source,
		},
		/// A record was corrected by a new one.
		Amended {
			/// The subject of both records.
			subject: Subject<T::AccountId>,
			/// The record that was corrected.
			predecessor: AnchorId,
			/// The id of the correction.
			id: AnchorId,
			/// The origin of the correction, and the credential of its author, if any.
			source: Source,
		},
		/// A record was declared entered in error by its author.
		Retracted {
			/// The subject of the record.
			subject: Subject<T::AccountId>,
			/// The record.
			id: AnchorId,
		},
		/// The subject accepted a record as theirs.
		Acknowledged {
			/// The subject of the record.
			subject: Subject<T::AccountId>,
			/// The record.
			id: AnchorId,
		},
		/// The subject disputed a record.
		Contested {
			/// The subject of the record.
			subject: Subject<T::AccountId>,
			/// The record.
			id: AnchorId,
		},
		/// A further provider vouched for a record.
		CoSigned {
			/// The subject of the record.
			subject: Subject<T::AccountId>,
			/// The record.
			id: AnchorId,
			/// The credential of the provider.
			serial: Serial,
		},
		/// The locator of a record was set or replaced.
		LocatorSet {
			/// The subject of the record.
			subject: Subject<T::AccountId>,
			/// The record.
			id: AnchorId,
		},
		/// The locator of a record was removed.
		LocatorRemoved {
			/// The subject of the record.
			subject: Subject<T::AccountId>,
			/// The record.
			id: AnchorId,
		},
		/// The data of a record was reported missing or damaged.
		CorruptionReported {
			/// The subject of the record.
			subject: Subject<T::AccountId>,
			/// The record.
			id: AnchorId,
		},
		/// The data of a record is there again and matches its commitment.
		RestorationConfirmed {
			/// The subject of the record.
			subject: Subject<T::AccountId>,
			/// The record.
			id: AnchorId,
		},
		/// A record was erased by its subject.
		Erased {
			/// The subject of the record.
			subject: Subject<T::AccountId>,
			/// The record.
			id: AnchorId,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The subject has no such record, or had it erased.
		NotFound,
		/// This is for the subject or the author of the record to do. To write about somebody else,
		/// name the role that you are certified for.
		NoPermission,
		/// The role does not give care. Name one that does, such as Practitioner or Institution.
		NotProvider,
		/// You hold no credential in this role, or it is expired, suspended or revoked.
		CredentialNotLive,
		/// The role does not go with the origin of the record. Clinician needs a role, Device and
		/// Patient must come without one, and a correction is written as the record was.
		RoleMismatch,
		/// The commitment or root is all zeros.
		InvalidCommitment,
		/// A batch must hold at least one record and at most MaxBatch.
		InvalidCount,
		/// No more ids can be issued in this block. Try again in a later one.
		IdsExhausted,
		/// The record was corrected already. Amend its latest version.
		AlreadyAmended,
		/// The author declared the record entered in error. Anchor a new one instead.
		AlreadyRetracted,
		/// You said the same of this record before.
		OpinionUnchanged,
		/// You stand behind this record already, as its author or as a co-signer.
		AlreadySigned,
		/// The record has as many co-signers as it can have.
		TooManyCoSigners,
		/// A locator needs a commitment to the content id that is not all zeros, a size and at least
		/// one replica.
		InvalidLocator,
		/// The record has no locator.
		LocatorNotFound,
		/// The data was reported as corrupted before and is not restored yet.
		AlreadyReported,
		/// The data was not reported as corrupted.
		NotReported,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				(1..=MAX_RECORDS).contains(&T::MaxBatch::get()),
				"no record of a batch above MAX_RECORDS can be proven"
			);
			assert!(T::MaxCoSigners::get() > 0, "MaxCoSigners is at least 1");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Anchors a record about `subject`: the salted commitment to it, its class and where it comes
		/// from.
		///
		/// With a `role`, the record is of origin Clinician or Import and names the signer's credential
		/// in that role as its source. Without, it is of origin Device, Patient or Import, about the
		/// signer, who pays a deposit for it until it is erased.
		///
		/// Dispatch origin: signed, by a provider of care with a live credential in `role`; without a
		/// `role`, by the subject.
		///
		/// Emits [`Event::Anchored`].
		#[pallet::call_index(0)]
		#[pallet::weight(match role {
			Some(_) => <T as Config>::WeightInfo::anchor(),
			None => <T as Config>::WeightInfo::anchor_own(),
		})]
		pub fn anchor(
			origin: OriginFor<T>,
			subject: Subject<T::AccountId>,
			commitment: Commitment,
			class: RecordClass,
			record_origin: Origin,
			role: Option<Role>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_anchor(who, subject, commitment, class, record_origin, role)?;
			Ok(())
		}

		/// Anchors `count` records as one: the Merkle root over their commitments. Each of them can
		/// later be proven to be in the batch.
		///
		/// Dispatch origin: signed, by a provider of care with a live credential in `role`.
		///
		/// Emits [`Event::BatchAnchored`].
		#[pallet::call_index(1)]
		pub fn anchor_batch(
			origin: OriginFor<T>,
			root: H256,
			count: u32,
			record_origin: Origin,
			role: Role,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_anchor_batch(who, root, count, record_origin, role)
		}

		/// Corrects the record `predecessor` by a new one of the same class and origin. The corrected
		/// record stays as it is and names the new one as its successor.
		///
		/// Dispatch origin: signed, by the author of `predecessor`. If it was written in the role of a
		/// provider, the correction needs a live credential in `role`. If it was written by the
		/// subject, `role` must be none, and the correction costs a deposit too.
		///
		/// Emits [`Event::Amended`].
		#[pallet::call_index(2)]
		#[pallet::weight(match role {
			Some(_) => <T as Config>::WeightInfo::amend(),
			None => <T as Config>::WeightInfo::amend_own(),
		})]
		pub fn amend(
			origin: OriginFor<T>,
			subject: Subject<T::AccountId>,
			predecessor: AnchorId,
			commitment: Commitment,
			role: Option<Role>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_amend(who, subject, predecessor, commitment, role)
		}

		/// Declares a record entered in error, for good. It is kept, so that those who relied on it can
		/// see so.
		///
		/// Dispatch origin: signed, by the author, certified still or not.
		///
		/// Emits [`Event::Retracted`].
		#[pallet::call_index(3)]
		pub fn retract(
			origin: OriginFor<T>,
			subject: Subject<T::AccountId>,
			id: AnchorId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_retract(who, subject, id)
		}

		/// Accepts a record about the signer as theirs. Takes back an earlier dispute.
		///
		/// Dispatch origin: signed, by the subject.
		///
		/// Emits [`Event::Acknowledged`].
		#[pallet::call_index(4)]
		pub fn acknowledge(origin: OriginFor<T>, id: AnchorId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_acknowledge(who, id)
		}

		/// Disputes a record about the signer. Takes back an earlier acknowledgement.
		///
		/// Dispatch origin: signed, by the subject.
		///
		/// Emits [`Event::Contested`].
		#[pallet::call_index(5)]
		pub fn contest(origin: OriginFor<T>, id: AnchorId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_contest(who, id)
		}

		/// Vouches for a record that somebody else wrote.
		///
		/// Dispatch origin: signed, by a provider of care with a live credential in `role` who is neither
		/// the author nor a co-signer yet.
		///
		/// Emits [`Event::CoSigned`].
		#[pallet::call_index(6)]
		pub fn co_sign(
			origin: OriginFor<T>,
			subject: Subject<T::AccountId>,
			id: AnchorId,
			role: Role,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_co_sign(who, subject, id, role)
		}

		/// Sets the locator of a record: a salted commitment to the content id of its encrypted
		/// data (never the content id itself), its size in bytes and the number of copies.
		///
		/// Replaces an earlier locator, whose deposit goes back to its payer. The signer pays a deposit
		/// for the new one.
		///
		/// Dispatch origin: signed, by the subject or the author of the record.
		///
		/// Emits [`Event::LocatorSet`].
		#[pallet::call_index(7)]
		pub fn set_locator(
			origin: OriginFor<T>,
			subject: Subject<T::AccountId>,
			id: AnchorId,
			content: Commitment,
			size: u64,
			replicas: u8,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_locator(who, subject, id, content, size, replicas)
		}

		/// Removes the locator of a record and gives its deposit back to its payer.
		///
		/// Dispatch origin: signed, by the subject or the author of the record.
		///
		/// Emits [`Event::LocatorRemoved`].
		#[pallet::call_index(8)]
		pub fn remove_locator(
			origin: OriginFor<T>,
			subject: Subject<T::AccountId>,
			id: AnchorId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_locator(who, subject, id)
		}

		/// Reports that the data of a record is missing, or does not match its commitment.
		///
		/// Dispatch origin: signed, by the subject, the author or a co-signer of the record.
		///
		/// Emits [`Event::CorruptionReported`].
		#[pallet::call_index(9)]
		pub fn report_corruption(
			origin: OriginFor<T>,
			subject: Subject<T::AccountId>,
			id: AnchorId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_report_corruption(who, subject, id)
		}

		/// Confirms that data reported as corrupted is there again and matches its commitment.
		///
		/// Dispatch origin: signed, by the subject or the author of the record.
		///
		/// Emits [`Event::RestorationConfirmed`].
		#[pallet::call_index(10)]
		pub fn confirm_restored(
			origin: OriginFor<T>,
			subject: Subject<T::AccountId>,
			id: AnchorId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_confirm_restored(who, subject, id)
		}

		/// Erases a record about the signer, for good. Its locator, opinion and co-signatures go, and
		/// deposits go back to their payers. A tombstone with the commitment and the place in the
		/// lineage stays: delete the salt and the key of the record to make it meaningless.
		///
		/// Dispatch origin: signed, by the subject.
		///
		/// Emits [`Event::Erased`].
		#[pallet::call_index(11)]
		pub fn erase(origin: OriginFor<T>, id: AnchorId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_erase(who, id)
		}
	}
}
