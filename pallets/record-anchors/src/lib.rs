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
//! - **Writer**: whoever writes a record about somebody else.
//! - **Surety**: the deposit of a writer, which goes to the subject if it refuses the record in time.
//! - **Tombstone**: what stays of an erased record.
//! - **Batch**: the Merkle root over the commitments to many records.
//!
//! # Roles and their calls
//!
//! - A provider of care with a live credential: [`anchor`](Pallet::anchor) about those who let them,
//!   [`anchor_batch`](Pallet::anchor_batch), [`co_sign`](Pallet::co_sign).
//! - The subject: [`anchor`](Pallet::anchor) about themselves, [`acknowledge`](Pallet::acknowledge),
//!   [`contest`](Pallet::contest), [`erase`](Pallet::erase), [`refuse`](Pallet::refuse),
//!   [`set_writer_policy`](Pallet::set_writer_policy).
//! - The author: [`amend`](Pallet::amend), [`retract`](Pallet::retract).
//! - The subject and the author: [`set_locator`](Pallet::set_locator),
//!   [`remove_locator`](Pallet::remove_locator), [`confirm_restored`](Pallet::confirm_restored); with
//!   the co-signers too: [`report_corruption`](Pallet::report_corruption).
//! - The subject and the co-signer: [`remove_co_signature`](Pallet::remove_co_signature).
//! - The authority behind an author or co-signer who is certified no more:
//!   [`retract`](Pallet::retract), [`remove_locator`](Pallet::remove_locator),
//!   [`remove_co_signature`](Pallet::remove_co_signature); in its place the admin origin:
//!   [`force_retract`](Pallet::force_retract).
//! - Anyone: [`release_sureties`](Pallet::release_sureties).
//!
//! Authors and co-signers act by a live credential in the role in which they wrote or signed. Whoever
//! was struck off, and whoever has their key, does nothing any more to what they once wrote.
//!
//! A subject known by a pseudonym has no account to sign with, so nobody makes the calls of the
//! subject for it. Such a record is forgotten by deleting what links the pseudonym to a person. A
//! pseudonym belongs to whoever writes under it first: nobody else writes under it, and it removes
//! co-signatures that strangers left.
//!
//! # How other pallets use it
//!
//! They ask through [`AnchorInspect`](medibloc_primitives::AnchorInspect) for the class of a record and its
//! first version.
//! Of a subject that lets only those write whom it gave consent, this pallet asks
//! [`ConsentInspect::names`](medibloc_primitives::ConsentInspect::names), which asks nothing back. It tells
//! [`RecordRewards`](medibloc_primitives::RecordRewards) what may earn points: a record that its subject
//! anchored, and one that a certified author wrote and its subject acknowledged, if that is its first opinion of
//! it. A record that was disputed or retracted before, or whose author is certified no more, earns nothing.
//! The runtime API is answered by [`record`](Pallet::record), [`lineage`](Pallet::lineage),
//! [`records`](Pallet::records) and [`verify_record`](Pallet::verify_record).
//!
//! # What an observer of the chain sees
//!
//! Of each record: whom it is about (an account, or a pseudonym), its class, who wrote it in which role,
//! when it was anchored, corrected, retracted, acknowledged, contested, refused or erased, who co-signed
//! it, how large its encrypted data is, and whom the subject lets write. So how often an account is treated, by which provider, and how coarse
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
//!   writes one entry of 110 bytes, key included, and a surety that goes when its window is over. That
//!   entry is the record and the index by subject at once; the id comes from the block and not from a
//!   counter; whatever is rarely needed lives in entries of its own that are absent until then.
//! - Certified records pay no lasting deposit: the credential is what limits them, and they are
//!   permanent. What a subject anchors about themselves and every locator is paid for by a deposit,
//!   which is given back in the amount that was paid. Opinions and co-signatures are bounded by the
//!   record that they belong to.
//! - A subject who chose nothing can be treated by every certified provider. What is written about it
//!   unasked-for it refuses, many records in one call, and is paid for that out of the sureties: they
//!   are about the fee of refusing one record among many. So a writer pays for every record that nobody
//!   wanted, and a subject gains nothing by refusing those of an honest doctor, who loses no more than
//!   such a fee each time, learns it by the event, and can write in batches, or stop. Contesting
//!   what a record says costs its author nothing: the surety is kept for one more period, in which
//!   the subject can still refuse the record. Acknowledging, erasing and the end of the window give the
//!   surety back; retracting does not, or spam would be free for whoever retracts it.
//! - A correction names the first version of its record, in the entry that the rule on access reads anyway,
//!   so that a denial of one version is one of all. Other records are no longer for it.
//! - Windows are live time, so that no outage takes a subject's month away.
//! - A batch names no subject. It is found by nobody to whom its records are not shown, so that nobody
//!   has to refuse it: no policy is asked and no surety is taken. That it holds a record about
//!   somebody is a claim of its author and no act upon them.
//! - Authors correct what they wrote whatever the policy says, for a wrong record does harm. The subject
//!   ends a lineage by erasing or refusing its latest version.
//! - A co-signature names the commitment that it is for, and obeys the policy of the subject too.
//! - A tombstone carries no deposit: to have a record erased costs the fee and no more.
//! - One commitment can be anchored more than once. Commitments are salted, so whoever repeats one
//!   copied it, and the copy names its own author and a later time: it proves nothing that the first
//!   one does not. To refuse it would take a second index, the size of the first.
//! - A tombstone remembers what a moment in the past is judged by: whether the record was retracted or
//!   contested, and since when. Who co-signed it goes with it.
//! - A retracted record can be neither amended nor co-signed: its lineage is closed. Older versions
//!   can still be retracted one by one.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

extern crate alloc;

pub use pallet::*;
pub use types::{Anchor, Batch, Lifecycle, Locator, Surety, Tombstone, WriterPolicy};
pub use weights::WeightInfo;

mod api;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod deposits;
mod inspect;
mod lifecycle;
mod locators;
#[cfg(test)]
mod mock;
mod money;
mod parties;
mod records;
mod safe_mode;
mod sureties;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
pub mod weights;
mod writers;

#[frame_support::pallet]
pub mod pallet {
	use crate::{
		types::{
			Anchor, BalanceOf, Batch, DepositOf, LifecycleOf, LocatorOf, SuretyOf, Tombstone,
			WriterPolicy,
		},
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
		ConsentInspect, CredentialInspect, LiveTime, Moment, RecordRewards, SponsorshipMutate,
	};
	use medibloc_record_commitment::batch::MAX_RECORDS;
	use sp_core::H256;
	use sp_runtime::SaturatedConversion;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The origin that retracts a record where neither its author nor an authority can.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The currency of the deposits.
		type Currency: MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// The reasons for holds of the whole runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// The payers of storage deposits.
		type Sponsorship: SponsorshipMutate<Self::AccountId, BalanceOf<Self>>;

		/// The time of the block.
		type Time: Time<Moment = Moment>;

		/// The clock of the windows in which a subject can refuse a record.
		type LiveTime: LiveTime;

		/// The registry of credentials, needed to write about others.
		type Credentials: CredentialInspect<Self::AccountId>;

		/// The registry of consent, asked for subjects that let only those write to whom they gave it.
		type Consents: ConsentInspect<Self::AccountId>;

		/// What is told of records that may earn something: those by certified authors that their subjects
		/// acknowledge, and those of subjects about themselves.
		type Rewards: RecordRewards<Self::AccountId>;

		/// The deposit for a record that its subject anchored, held until it is erased.
		type RecordDeposit: Get<BalanceOf<Self>>;

		/// The deposit for a locator, held until it is replaced or removed.
		type LocatorDeposit: Get<BalanceOf<Self>>;

		/// The surety for a record about another account: about the fee of refusing one among many.
		type SuretyDeposit: Get<BalanceOf<Self>>;

		/// The window in which a subject can refuse a record and be paid for it, in milliseconds of live
		/// time.
		#[pallet::constant]
		type SuretyPeriod: Get<Moment>;

		/// The most records in a call that takes a list of them.
		#[pallet::constant]
		type MaxListed: Get<u32>;

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
		/// The surety for a record about another account.
		#[codec(index = 2)]
		Surety,
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

	/// The sureties for records about other accounts. Taken when the record is written; given back when
	/// the subject acknowledges or erases it, and by anyone once the window is over; paid to the subject
	/// when it refuses the record before.
	#[pallet::storage]
	pub type Sureties<T: Config> = StorageDoubleMap<
		_,
		Blake2_256,
		Subject<T::AccountId>,
		Identity,
		AnchorId,
		SuretyOf<T>,
		OptionQuery,
	>;

	/// The subjects' policies on writers, where they differ from the default.
	///
	/// Written by [`Pallet::set_writer_policy`], which clears it when the default is chosen. One byte for
	/// an account that exists, so without a deposit.
	#[pallet::storage]
	pub type WriterPolicies<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, WriterPolicy, ValueQuery>;

	/// The accounts that write under a pseudonym, each the first that did. Never cleared: the records are
	/// permanent too.
	#[pallet::storage]
	pub type Pseudonyms<T: Config> =
		StorageMap<_, Blake2_128Concat, H256, T::AccountId, OptionQuery>;

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
		/// A record was declared entered in error by its author, or for one who is certified no more.
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
		/// A co-signature was removed.
		CoSignatureRemoved {
			/// The subject of the record.
			subject: Subject<T::AccountId>,
			/// The record.
			id: AnchorId,
			/// The credential of the co-signer.
			serial: Serial,
		},
		/// A record that another had written was contested and erased by its subject.
		Refused {
			/// The subject of the record.
			subject: Subject<T::AccountId>,
			/// The record.
			id: AnchorId,
		},
		/// The surety for a record was given back, its window being over.
		SuretyReleased {
			/// The subject of the record.
			subject: Subject<T::AccountId>,
			/// The record.
			id: AnchorId,
		},
		/// A subject chose who may write about it.
		WriterPolicySet {
			/// The subject.
			subject: T::AccountId,
			/// The policy.
			policy: WriterPolicy,
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
		/// A batch must hold at least one record and at most MaxBatch, and a list at least one.
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
		/// Whoever wrote or signed it is certified still, and does this themselves.
		StillCertified,
		/// The subject set the locator, and only the subject changes it.
		LocatorOfSubject,
		/// The record is another one than you mean. Look at it again.
		CommitmentMismatch,
		/// The record has no such co-signature.
		NotCoSigned,
		/// The subject does not let you write about it. Ask it for consent.
		WriterRefused,
		/// Somebody else writes under this pseudonym. Make one from fresh random bytes.
		PseudonymTaken,
		/// You wrote this record about yourself. Erase it instead.
		OwnRecord,
		/// No surety of these records is due.
		NothingToRelease,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				(1..=MAX_RECORDS).contains(&T::MaxBatch::get()),
				"no record of a batch above MAX_RECORDS can be proven"
			);
			assert!(T::MaxCoSigners::get() > 0, "MaxCoSigners is at least 1");
			assert!(T::MaxListed::get() > 0, "MaxListed is at least 1");
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
		/// in that role as its source. About another account it takes a surety, which is given back once
		/// the subject acknowledges the record or the window to refuse it is over. Without a role, the
		/// record is of origin Device, Patient or Import, about the signer, who pays a deposit for it
		/// until it is erased.
		///
		/// Dispatch origin: signed, by a provider of care with a live credential in `role` whom the
		/// [`WriterPolicy`] of the subject lets write, or who first wrote under the pseudonym; without
		/// a `role`, by the subject.
		///
		/// Emits [`Event::Anchored`].
		#[pallet::call_index(0)]
		#[pallet::weight(match role {
			Some(_) => <T as Config>::WeightInfo::anchor_consented(),
			None => <T as Config>::WeightInfo::anchor_own(),
		})]
		pub fn anchor(
			origin: OriginFor<T>,
			subject: Subject<T::AccountId>,
			commitment: Commitment,
			class: RecordClass,
			record_origin: Origin,
			role: Option<Role>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let (_, is_asked) =
				Self::do_anchor(who, subject, commitment, class, record_origin, role)?;
			let is_dear = role.is_none() || is_asked;
			Ok((!is_dear).then(<T as Config>::WeightInfo::anchor).into())
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
		/// Dispatch origin: signed, by the author of `predecessor`, in the role in which it was written and
		/// with a live credential in it. If it was written by the subject, `role` must be none. The
		/// correction takes a deposit or a surety as any record does.
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
		/// Dispatch origin: signed, by the author with a live credential in the role in which it was
		/// written, or by the subject who wrote it; for an author without one, by the authority that
		/// certified them.
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

		/// Accepts a record about the signer as theirs. Takes back an earlier dispute, and gives the
		/// surety back to the writer.
		///
		/// Dispatch origin: signed, by the subject.
		///
		/// Emits [`Event::Acknowledged`].
		#[pallet::call_index(4)]
		pub fn acknowledge(origin: OriginFor<T>, id: AnchorId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_acknowledge(who, id)
		}

		/// Disputes a record about the signer. Takes back an earlier acknowledgement. The window in which
		/// it can be refused, if it is not over, begins anew.
		///
		/// Dispatch origin: signed, by the subject.
		///
		/// Emits [`Event::Contested`].
		#[pallet::call_index(5)]
		pub fn contest(origin: OriginFor<T>, id: AnchorId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_contest(who, id)
		}

		/// Vouches for a record that somebody else wrote, by the commitment that the signer looked at.
		///
		/// Dispatch origin: signed, by a provider of care with a live credential in `role` whom the
		/// [`WriterPolicy`] of the subject lets write, and who is neither the author nor a co-signer yet.
		///
		/// Emits [`Event::CoSigned`].
		#[pallet::call_index(6)]
		pub fn co_sign(
			origin: OriginFor<T>,
			subject: Subject<T::AccountId>,
			id: AnchorId,
			commitment: Commitment,
			role: Role,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_co_sign(who, subject, id, commitment, role)
		}

		/// Sets the locator of a record: a salted commitment to the content id of its encrypted
		/// data (never the content id itself), its size in bytes and the number of copies.
		///
		/// Replaces an earlier locator, whose deposit goes back to its payer. The signer pays a deposit
		/// for the new one.
		///
		/// Dispatch origin: signed, by the subject; unless the subject set one before, by the author with a
		/// live credential.
		///
		/// Emits [`Event::LocatorSet`].
		#[pallet::call_index(7)]
		#[pallet::weight(
			<T as Config>::WeightInfo::set_locator()
				.max(<T as Config>::WeightInfo::set_locator_by_author())
		)]
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
		/// Dispatch origin: signed, by the subject; unless the subject set it, by the author with a live
		/// credential, or for one without by the authority that certified them.
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
		/// Dispatch origin: signed, by the subject, or by the author or a co-signer with a live credential.
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
		/// Dispatch origin: signed, by the subject; unless the subject set the locator, by the author with a
		/// live credential.
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

		/// Erases a record about the signer, for good. Its locator and co-signatures go, and deposits go
		/// back to their payers. A tombstone with the commitment, the place in the lineage, the
		/// retraction and the opinion stays: delete the salt and the key of the record to make it
		/// meaningless.
		///
		/// Dispatch origin: signed, by the subject.
		///
		/// Emits [`Event::Erased`].
		#[pallet::call_index(11)]
		pub fn erase(origin: OriginFor<T>, id: AnchorId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_erase(who, id)
		}

		/// Declares a record entered in error, for good, whose author is certified no more, and of which no
		/// authority can: it is suspended or removed, or has lost its key.
		///
		/// Dispatch origin: [`Config::AdminOrigin`].
		///
		/// Emits [`Event::Retracted`].
		#[pallet::call_index(12)]
		pub fn force_retract(
			origin: OriginFor<T>,
			subject: Subject<T::AccountId>,
			id: AnchorId,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_force_retract(subject, id)
		}

		/// Removes the co-signature that was given by the credential `serial`.
		///
		/// Dispatch origin: signed, by the subject or the co-signer with a live credential; for one
		/// without, by the authority that certified them. Of a record of a pseudonym, by its author with
		/// a live credential too.
		///
		/// Emits [`Event::CoSignatureRemoved`].
		#[pallet::call_index(13)]
		pub fn remove_co_signature(
			origin: OriginFor<T>,
			subject: Subject<T::AccountId>,
			id: AnchorId,
			serial: Serial,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_co_signature(who, subject, id, serial)
		}

		/// Refuses records about the signer that others wrote: contests and erases each, for good. The
		/// sureties whose windows are not over are paid to the signer, the others go back.
		///
		/// Dispatch origin: signed, by the subject.
		///
		/// Emits [`Event::Refused`] for each.
		#[pallet::call_index(14)]
		#[pallet::weight(<T as Config>::WeightInfo::refuse(ids.len().saturated_into()))]
		pub fn refuse(
			origin: OriginFor<T>,
			ids: BoundedVec<AnchorId, T::MaxListed>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_refuse(who, &ids)
		}

		/// Gives back the sureties for those of the records, each named with its subject, whose windows
		/// are over.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::SuretyReleased`] for each.
		#[pallet::call_index(15)]
		#[pallet::weight(
			<T as Config>::WeightInfo::release_sureties(records.len().saturated_into())
		)]
		pub fn release_sureties(
			origin: OriginFor<T>,
			records: BoundedVec<(T::AccountId, AnchorId), T::MaxListed>,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_release_sureties(records)
		}

		/// Chooses which certified providers may write new records about the signer, and co-sign those
		/// there are.
		///
		/// Dispatch origin: signed, by the subject.
		///
		/// Emits [`Event::WriterPolicySet`].
		#[pallet::call_index(16)]
		pub fn set_writer_policy(origin: OriginFor<T>, policy: WriterPolicy) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_writer_policy(who, policy)
		}
	}
}
