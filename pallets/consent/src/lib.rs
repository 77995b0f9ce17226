// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Access to health records: grants, requests and the access log.
//!
//! # Overview
//!
//! Access by others is always denied by default. It takes a grant of the patient to permit it, and
//! the patient can end that grant at any time, with effect from the same block. A patient may also
//! forbid: an explicit denial beats every permit. Every access is logged by
//! whoever accesses, under the grant that permits it, in an append-only log that proves itself.
//!
//! The records themselves, and the keys to them, are never on the chain.
//!
//! # Terminology
//!
//! - **Patient**: the account whose records are meant.
//! - **Grantee**: an account; an account while it is certified as an institution; or everyone who is
//!   certified in a role.
//! - **Grant**: terms that the patient gave to a grantee. They permit or deny.
//! - **Request**: terms that an account asks of a patient. At most one is open for each patient and
//!   account. It grants nothing.
//! - **Access log**: a Merkle mountain range over all accesses to the records of one patient.
//!
//! # Roles and their calls
//!
//! - Patient: [`grant`](Pallet::grant), [`narrow`](Pallet::narrow), [`extend`](Pallet::extend),
//!   [`revoke`](Pallet::revoke), [`revoke_all_for`](Pallet::revoke_all_for),
//!   [`lift`](Pallet::lift), [`accept`](Pallet::accept), [`decline`](Pallet::decline),
//!   [`set_default`](Pallet::set_default).
//! - Requester: [`request`](Pallet::request), [`withdraw_request`](Pallet::withdraw_request).
//! - Grantee: [`renounce`](Pallet::renounce), [`log_access`](Pallet::log_access).
//! - Anyone: [`prune_expired`](Pallet::prune_expired), [`prune_log`](Pallet::prune_log).
//!
//! # How other pallets use it
//!
//! Through [`ConsentInspect`](medibloc_primitives::ConsentInspect). The rule itself is
//! [`decide_access`](medibloc_primitives::consent::decide_access). It reads what it needs through the
//! trait [`Facts`](medibloc_primitives::consent::Facts), which this pallet answers from its state and
//! an offline verifier from a storage proof, so that both decide alike:
//!
//! 1. A query that names a single record is denied if there is no such record of that class.
//! 2. The patient may always do everything else.
//! 3. A moment of which grants are no longer known is unknown.
//! 4. A denial in force to any circle of the accessor (the account; the account as an institution, or a
//!    role, if it held a credential in that role at any moment since the denial holds) denies whatever it
//!    overlaps: every version of a record that it names, and a query for the whole class of the record.
//! 5. Else a permit must contain all of the query: record or class, action, purpose, country, moment.
//!    Of several that to the narrowest circle counts.
//!
//! So a permit to an account does not stand against a denial to its role, not even once the credential has
//! run out or was given up. Who wants to permit one of many denies the others one by one, or permits that
//! one only: what is not permitted is denied.
//!
//! Grants are given and ended for a patient through
//! [`ConsentMutate`](medibloc_primitives::ConsentMutate), by pallets that know who may act for whom.
//!
//! Past moments are answered as well: ended grants stay for [`Config::GrantRetention`], and a
//! changed grant is never rewritten: [`narrow`](Pallet::narrow) ends it and begins another, and a
//! grant never begins before it was given. What was dropped is remembered by its end: for a moment
//! before it the answer is [`Verdict::Unknown`](medibloc_primitives::consent::Verdict::Unknown), not a
//! guess. What does not look back: the number of uses, and whether a single record exists.
//!
//! # What an observer of the chain sees
//!
//! Everybody sees which account granted what to which account or role: classes of records, actions,
//! purposes, times and limits. Everybody sees each logged access: who, which class or record id, for
//! which purpose, in which country, when. Events and calls of the past stay readable after pruning.
//!
//! Nobody sees from the chain who the person behind an account is, what a record says, the agreement
//! in words (only its hash, which must be salted), or a key. The classes are coarse, so that none
//! tells a condition. Yet a grantee may: one who deals with a specialised clinic in the open is
//! linked to it. Patients should use an account of their own for their health data and may grant to
//! roles where that serves.
//!
//! # Implementation
//!
//! All that concerns one patient and one grantee is one item of [`Consents`], so that a grant, a
//! revocation and the check of a direct grant each touch one item. The check reads one more, of the
//! patient: [`Summaries`], which says from when on all grants are known and which wider circles were
//! denied anything. Wider circles are read only when no direct grant permits, or they may deny, and
//! credentials are asked only where they could change the answer.
//!
//! The single records that a denial names are looked up when it is given, so that a query need not look up
//! each of them: stored are their classes, and for each its first version, which corrections name too.
//!
//! A full entry drops the grant that ended first and says from when on it knows all, so that what is
//! over never stands in the way of a grant.
//!
//! Each stored item records the deposit that was paid for it. A changed deposit parameter changes
//! no refund. Expiry is evaluated at the read; clearing up is open to anyone and bounded.
//!
//! What a call agrees to is bound: [`accept`](Pallet::accept) names the terms by their hash, and every
//! other call names a grant by its id, whose terms nobody but the patient can change. Ending a grant
//! ([`revoke`](Pallet::revoke), [`revoke_all_for`](Pallet::revoke_all_for),
//! [`narrow`](Pallet::narrow), [`renounce`](Pallet::renounce)) and clearing up open nothing that was
//! refused, and need neither room nor money: [`narrow`](Pallet::narrow) carries the deposit over and
//! takes a place that is kept free for it, if need be that of the grant that ended first. Only
//! [`lift`](Pallet::lift) and the end of a denial by time open what other grants permit.
//!
//! Purposes, actions and classes are stored as bits and named in calls
//! ([`NamedTerms`](medibloc_primitives::consent::NamedTerms)).
//!
//! Later parts attach here without changing what is stored: the basis of a grant beside the
//! patient's own (guardians), grantees beside the present ones (sealed ones), grants made by other
//! pallets (templates and trades of data), and the log by its leaves (batches, disputes).

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

extern crate alloc;

mod api;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod grants;
mod inspect;
mod log_access;
#[cfg(test)]
mod mock;
mod money;
mod mutate;
mod requests;
mod retention;
mod safe_mode;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use crate::{types::*, weights::WeightInfo};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible::MutateHold, Time},
	};
	use frame_system::pallet_prelude::*;
	use medibloc_primitives::{
		access_log::AccessLog,
		consent::{AccessQuery, Action, GrantId, Grantee, NamedTerms, Purpose, Summary},
		record::{AnchorId, RecordClass},
		AnchorInspect, CredentialInspect, Jurisdiction, Moment, SponsorshipMutate,
	};
	use sp_core::H256;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The currency of the deposits.
		type Currency: MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// The reasons for holds of the runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// The payers of storage deposits.
		type Sponsorship: SponsorshipMutate<Self::AccountId, BalanceOf<Self>>;

		/// The wall clock.
		type Time: Time<Moment = Moment>;

		/// The registry of credentials.
		type Credentials: CredentialInspect<Self::AccountId>;

		/// The registry of anchored records.
		type Anchors: AnchorInspect<Self::AccountId>;

		/// The deposit for a grant, beside what its terms take.
		type GrantDeposit: Get<BalanceOf<Self>>;

		/// The deposit for a request, beside what its terms take.
		type RequestDeposit: Get<BalanceOf<Self>>;

		/// The deposit for each byte of the terms of a grant or request.
		type DepositPerByte: Get<BalanceOf<Self>>;

		/// The deposit for an entry of the access log.
		type LogDeposit: Get<BalanceOf<Self>>;

		/// The lifetime of a request, in milliseconds.
		#[pallet::constant]
		type RequestLifetime: Get<Moment>;

		/// The retention of an ended grant, which answers for the past, in milliseconds. A value below
		/// [`Config::LogRetention`] counts as that, because a grant justifies what was logged under it.
		type GrantRetention: Get<Moment>;

		/// The retention of an entry of the access log, in milliseconds. The accumulator, which
		/// proves the entry, is kept for good.
		#[pallet::constant]
		type LogRetention: Get<Moment>;

		/// The longest time from now until which a grant can hold, in milliseconds.
		#[pallet::constant]
		type MaxGrantDuration: Get<Moment>;

		/// The most grants of one patient to one grantee, ended ones included until pruned.
		#[pallet::constant]
		type MaxGrants: Get<u32>;

		/// The most entries that one [`Pallet::prune_log`] removes.
		#[pallet::constant]
		type MaxPrune: Get<u32>;

		/// The weights of the calls.
		type WeightInfo: WeightInfo;

		/// Set-up that the benchmarks ask of the runtime.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: crate::BenchmarkHelper;
	}

	/// The reasons for which this pallet holds funds.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// A patient's deposit for a grant.
		#[codec(index = 0)]
		Grant,
		/// A requester's deposit for an open request.
		#[codec(index = 1)]
		Request,
		/// An accessor's deposit for an entry of an access log.
		#[codec(index = 2)]
		Log,
	}

	/// The grants of a patient to a grantee, and the open request of that account.
	///
	/// Written by the calls of both; cleared by [`Pallet::prune_expired`]. No item is empty. Both
	/// keys can be chosen, so both are hashed with Blake2.
	#[pallet::storage]
	pub type Consents<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Blake2_128Concat,
		Grantee<T::AccountId>,
		ConsentOf<T>,
	>;

	/// The patients' policies on requests, where they differ from the default.
	///
	/// Written by [`Pallet::set_default`], which clears it when the default is chosen. One byte for an
	/// account that exists, so without a deposit.
	#[pallet::storage]
	pub type Defaults<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, RequestPolicy, ValueQuery>;

	/// The summaries of all that patients granted: from when on it is known, and which roles and
	/// institutions were ever denied anything.
	///
	/// Written by [`Pallet::grant`] of a denial and by [`Pallet::prune_expired`]; never cleared. A few
	/// bytes for an account that paid for what they tell of, so without a deposit.
	#[pallet::storage]
	pub type Summaries<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, Summary, ValueQuery>;

	/// The accumulator over all accesses to the records of a patient.
	///
	/// Written by [`Pallet::log_access`]; never cleared.
	#[pallet::storage]
	pub type AccessLogs<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, AccessLog, ValueQuery>;

	/// The entries of the access log of a patient by index.
	///
	/// Written by [`Pallet::log_access`]; cleared from the oldest on by [`Pallet::prune_log`].
	#[pallet::storage]
	pub type AccessEntries<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Twox64Concat,
		u64,
		LoggedAccess<T::AccountId, DepositOf<T>>,
	>;

	/// The index of the oldest entry of the access log of a patient that is still stored.
	///
	/// Written by [`Pallet::prune_log`]; never cleared.
	#[pallet::storage]
	pub type FirstEntry<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u64, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An account asked a patient for access.
		Requested {
			/// The patient asked.
			patient: T::AccountId,
			/// The requesting account.
			requester: T::AccountId,
			/// The hash of the requested terms, which accepts them.
			terms: H256,
			/// The moment from which the request can no longer be accepted.
			expires_at: Moment,
		},
		/// A requester took back a request.
		RequestWithdrawn {
			/// The patient asked.
			patient: T::AccountId,
			/// The requesting account.
			requester: T::AccountId,
		},
		/// A patient granted what was requested.
		Accepted {
			/// The patient.
			patient: T::AccountId,
			/// The requesting account, now the grantee.
			requester: T::AccountId,
			/// The new grant.
			grant: GrantId,
		},
		/// A patient refused a request.
		Declined {
			/// The patient.
			patient: T::AccountId,
			/// The requesting account.
			requester: T::AccountId,
		},
		/// A patient gave a grant unasked.
		Granted {
			/// The patient.
			patient: T::AccountId,
			/// The grantee.
			grantee: Grantee<T::AccountId>,
			/// The new grant.
			grant: GrantId,
		},
		/// A patient replaced a grant by a narrower one.
		Narrowed {
			/// The patient.
			patient: T::AccountId,
			/// The grantee.
			grantee: Grantee<T::AccountId>,
			/// The grant that ended.
			replaced: GrantId,
			/// The grant that began.
			grant: GrantId,
		},
		/// A patient lets a grant last longer or cover more uses.
		Extended {
			/// The patient.
			patient: T::AccountId,
			/// The grantee.
			grantee: Grantee<T::AccountId>,
			/// The grant.
			grant: GrantId,
			/// The new end of the grant.
			until: Moment,
			/// The new limit of uses; `None` for no limit.
			max_uses: Option<u32>,
		},
		/// A patient ended a permit.
		Revoked {
			/// The patient.
			patient: T::AccountId,
			/// The grantee.
			grantee: Grantee<T::AccountId>,
			/// The grant.
			grant: GrantId,
		},
		/// A patient ended every permit to a grantee.
		AllRevoked {
			/// The patient.
			patient: T::AccountId,
			/// The grantee.
			grantee: Grantee<T::AccountId>,
			/// The number of permits that ended.
			count: u32,
		},
		/// A grantee gave up a grant.
		Renounced {
			/// The patient.
			patient: T::AccountId,
			/// The grantee.
			grantee: Grantee<T::AccountId>,
			/// The grant.
			grant: GrantId,
		},
		/// A patient set the policy on requests.
		DefaultSet {
			/// The patient.
			patient: T::AccountId,
			/// The new policy on requests.
			policy: RequestPolicy,
		},
		/// An access to records of a patient was logged.
		AccessLogged {
			/// The patient.
			patient: T::AccountId,
			/// The position in the patient's log.
			index: u64,
			/// The accessor.
			accessor: T::AccountId,
			/// The class of the record or records.
			class: RecordClass,
			/// The single record, or none for the whole class.
			anchor: Option<AnchorId>,
			/// The purpose of the access.
			purpose: Purpose,
			/// The action taken.
			action: Action,
			/// The country of the access.
			place: Jurisdiction,
			/// The grant that permitted it.
			grant: GrantId,
		},
		/// Ended grants or a lapsed request were removed, by a call or to make room for a new grant.
		Pruned {
			/// The patient.
			patient: T::AccountId,
			/// The grantee.
			grantee: Grantee<T::AccountId>,
			/// The number of grants removed.
			grants: u32,
			/// Whether a lapsed request was removed.
			request: bool,
		},
		/// Old entries of an access log were removed.
		LogPruned {
			/// The patient.
			patient: T::AccountId,
			/// The number of entries removed.
			count: u32,
			/// The index of the oldest entry that is still stored.
			first: u64,
		},
		/// A patient ended a denial.
		Lifted {
			/// The patient.
			patient: T::AccountId,
			/// The grantee.
			grantee: Grantee<T::AccountId>,
			/// The denial.
			grant: GrantId,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The patient granted you nothing. Send a request, or ask the patient for a grant.
		NoGrant,
		/// The patient has no such record, or it is of another class than you named.
		RecordMismatch,
		/// Your grants do not cover this record or class.
		OutOfScope,
		/// Your grants cover this record, but not this action.
		ActionNotGranted,
		/// Your grants cover this record and action, but not for this purpose.
		PurposeNotGranted,
		/// The grant was revoked, renounced or replaced.
		Revoked,
		/// The grant has run out.
		Expired,
		/// The grant has not begun yet.
		NotYetValid,
		/// The grant has no uses left. The patient can extend it.
		UsesExhausted,
		/// The patient forbids this, or a part of it, explicitly. If you named a class, one of its
		/// records may be denied: name each record.
		ExplicitDeny,
		/// The records are your own: there is nothing to request, to grant or to log.
		OwnRecords,
		/// Your grants cover this, but not from this country.
		PlaceNotAllowed,
		/// A country is written as two upper-case letters, such as KR.
		InvalidPlace,
		/// The terms name no record. Name at least one class or record, or all.
		EmptyScope,
		/// The terms name no action.
		NoActions,
		/// The terms name no purpose.
		NoPurposes,
		/// The terms cover no use. Give a limit above zero, or none.
		NoUses,
		/// The terms end before they begin, or have ended already.
		EmptyPeriod,
		/// The terms last longer than is allowed.
		TooLong,
		/// A denial holds for any number of accesses. Leave the limit of uses out.
		DenialWithUses,
		/// This is possible with a permit only. A denial is ended by lift.
		NotPermit,
		/// The new terms allow something that the grant does not. Narrow cannot widen.
		NotNarrower,
		/// The new limits take something away, or change nothing. Extend cannot narrow.
		NotWider,
		/// There are too many grants to this grantee that have not ended. End one first.
		TooManyGrants,
		/// There is no such grant to this grantee.
		GrantNotFound,
		/// There is no such request.
		RequestNotFound,
		/// The request has lapsed. The requester can send it again.
		RequestExpired,
		/// You have an open request with this patient already. Withdraw it first.
		AlreadyRequested,
		/// The patient takes no requests.
		RequestsRefused,
		/// The patient takes requests from certified accounts only, and you have no credential.
		NotCertified,
		/// Nothing is old enough to be removed.
		NothingToPrune,
		/// No permit to this grantee is in force.
		NothingToRevoke,
		/// The access log cannot hold more entries.
		LogFull,
		/// The block can give out no more ids. Try again in the next one.
		IdsExhausted,
		/// The account now requests other terms than those you named. Read them before you accept.
		RequestChanged,
		/// This is possible with a denial only. A permit is ended by revoke.
		NotDenial,
		/// A denial holds in every country and binds to nothing. Leave the obligations out.
		DenialWithObligations,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				T::MaxGrants::get() > 1,
				"a patient must be able to give a grant and narrow it"
			);
			assert!(T::MaxPrune::get() > 0, "the access log must be prunable");
			assert!(T::RequestLifetime::get() > 0, "a request must be open for some time");
			assert!(T::MaxGrantDuration::get() > 0, "a grant must hold for some time");
			assert!(
				T::GrantRetention::get() >= T::LogRetention::get(),
				"a grant must be kept at least as long as what was logged under it"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	impl<T: Config> Pallet<T> {
		/// The weight of a call after which an entry holds so many grants: if it is full, another one
		/// may have been dropped.
		fn with_room(weight: fn(u32) -> Weight, grants: u32) -> Weight {
			if grants < T::MaxGrants::get() {
				weight(grants)
			} else {
				weight(grants).saturating_add(T::WeightInfo::make_room())
			}
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Ask a patient for a permit on these terms. Grants nothing by itself.
		///
		/// The request lapses by itself after [`Config::RequestLifetime`]. A lapsed request that was
		/// not cleared yet is replaced. A deposit is held until the request is settled. Terms that
		/// begin in the past begin now.
		///
		/// Dispatch origin: signed, by whoever asks and is admitted by the patient's
		/// [`RequestPolicy`].
		///
		/// Emits [`Event::Requested`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::request(T::MaxGrants::get()))]
		pub fn request(
			origin: OriginFor<T>,
			patient: T::AccountId,
			terms: NamedTerms,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let grants = Self::do_request(who, patient, terms.into())?;
			Ok(Some(T::WeightInfo::request(grants)).into())
		}

		/// Take back your request to a patient, lapsed or not. Your deposit is paid back.
		///
		/// Dispatch origin: signed, by the requester.
		///
		/// Emits [`Event::RequestWithdrawn`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::withdraw_request(T::MaxGrants::get()))]
		pub fn withdraw_request(
			origin: OriginFor<T>,
			patient: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let grants = Self::do_withdraw_request(who, patient)?;
			Ok(Some(T::WeightInfo::withdraw_request(grants)).into())
		}

		/// Grant exactly what an account requested, and settle the request.
		///
		/// `terms` is the hash of the stored terms that you agree to: blake2_256 of the SCALE encoding
		/// of the tag `medibloc/consent/terms/v1` and the terms. If the requester has replaced them
		/// meanwhile, nothing is granted.
		///
		/// The deposit of the request is paid back to the requester; yours for the grant is held.
		/// Terms that begin in the past begin now.
		///
		/// Dispatch origin: signed, by the patient.
		///
		/// Emits [`Event::Accepted`].
		#[pallet::call_index(2)]
		#[pallet::weight(Pallet::<T>::with_room(T::WeightInfo::accept, T::MaxGrants::get()))]
		pub fn accept(
			origin: OriginFor<T>,
			requester: T::AccountId,
			terms: H256,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let grants = Self::do_accept(who, requester, terms)?;
			Ok(Some(Self::with_room(T::WeightInfo::accept, grants)).into())
		}

		/// Refuse the request of an account, lapsed or not. Its deposit is paid back.
		///
		/// Dispatch origin: signed, by the patient.
		///
		/// Emits [`Event::Declined`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::decline(T::MaxGrants::get()))]
		pub fn decline(
			origin: OriginFor<T>,
			requester: T::AccountId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let grants = Self::do_decline(who, requester)?;
			Ok(Some(T::WeightInfo::decline(grants)).into())
		}

		/// Give a grantee a permit or a denial on your records.
		///
		/// A denial beats every permit, to whichever circle of an accessor: also of those who held a
		/// credential when it was given or later, and hold it no longer. The single records that it names
		/// must exist; it denies all their versions, and is stored with the first ones. When it runs out it
		/// no longer denies: what other grants permit is permitted again from then on.
		///
		/// A deposit is held until the grant has ended and is pruned. Terms that begin in the past
		/// begin now. An open request of the grantee stays open: accept or decline settles it. Where
		/// there is no room, the grant to this grantee that ended first is dropped, and its deposit paid
		/// back.
		///
		/// Dispatch origin: signed, by the patient.
		///
		/// Emits [`Event::Granted`].
		#[pallet::call_index(4)]
		#[pallet::weight(Pallet::<T>::with_room(T::WeightInfo::grant, T::MaxGrants::get()))]
		pub fn grant(
			origin: OriginFor<T>,
			grantee: Grantee<T::AccountId>,
			terms: NamedTerms,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let (_, grants) = Self::do_grant(who, grantee, terms.into())?;
			Ok(Some(Self::with_room(T::WeightInfo::grant, grants)).into())
		}

		/// Replace a permit by a narrower one, at once.
		///
		/// The new terms must lie within the old ones and drop no obligation. The old grant ends now
		/// and a new one with a new id begins, so that the past stays as it was. The new one covers
		/// at most the uses that the old one had left. It takes over the deposit of the old one, and
		/// room is always there: this needs no more than the fee.
		///
		/// Dispatch origin: signed, by the patient.
		///
		/// Emits [`Event::Narrowed`].
		#[pallet::call_index(5)]
		#[pallet::weight(Pallet::<T>::with_room(T::WeightInfo::narrow, T::MaxGrants::get()))]
		pub fn narrow(
			origin: OriginFor<T>,
			grantee: Grantee<T::AccountId>,
			grant: GrantId,
			terms: NamedTerms,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let (_, grants) = Self::do_narrow(who, grantee, grant, terms.into())?;
			Ok(Some(Self::with_room(T::WeightInfo::narrow, grants)).into())
		}

		/// Let a grant that has not ended, permit or denial, last longer or cover more uses.
		///
		/// `until` and `max_uses` replace the present limits and may take nothing away. Without
		/// `max_uses` there is no limit.
		///
		/// Dispatch origin: signed, by the patient.
		///
		/// Emits [`Event::Extended`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::extend(T::MaxGrants::get()))]
		pub fn extend(
			origin: OriginFor<T>,
			grantee: Grantee<T::AccountId>,
			grant: GrantId,
			until: Moment,
			max_uses: Option<u32>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let grants = Self::do_extend(who, grantee, grant, until, max_uses)?;
			Ok(Some(T::WeightInfo::extend(grants)).into())
		}

		/// End a permit, with effect from this block on.
		///
		/// The grant stays stored to answer for the past; its deposit is paid back when it is pruned. A
		/// denial is ended by [`lift`](Pallet::lift): whoever may only end things cannot open any.
		///
		/// Dispatch origin: signed, by the patient.
		///
		/// Emits [`Event::Revoked`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::revoke(T::MaxGrants::get()))]
		pub fn revoke(
			origin: OriginFor<T>,
			grantee: Grantee<T::AccountId>,
			grant: GrantId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let grants = Self::do_revoke(who, grantee, grant)?;
			Ok(Some(T::WeightInfo::revoke(grants)).into())
		}

		/// End every permit to a grantee, with effect from this block on. Denials stay.
		///
		/// Dispatch origin: signed, by the patient.
		///
		/// Emits [`Event::AllRevoked`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::revoke_all_for(T::MaxGrants::get()))]
		pub fn revoke_all_for(
			origin: OriginFor<T>,
			grantee: Grantee<T::AccountId>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let grants = Self::do_revoke_all_for(who, grantee)?;
			Ok(Some(T::WeightInfo::revoke_all_for(grants)).into())
		}

		/// Give up a permit that you were given, with effect from this block on.
		///
		/// A denial cannot be renounced, nor can what was granted to a whole role.
		///
		/// Dispatch origin: signed, by the account that is the grantee, in person or as an
		/// institution.
		///
		/// Emits [`Event::Renounced`].
		#[pallet::call_index(9)]
		pub fn renounce(
			origin: OriginFor<T>,
			patient: T::AccountId,
			grant: GrantId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_renounce(who, patient, grant)
		}

		/// Set who may send you requests. Access itself is denied by default, whatever this says.
		///
		/// Dispatch origin: signed, by the patient.
		///
		/// Emits [`Event::DefaultSet`].
		#[pallet::call_index(10)]
		pub fn set_default(origin: OriginFor<T>, policy: RequestPolicy) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_default(who, policy)
		}

		/// Log that you access records of a patient, and use up one use of the grant that permits it.
		///
		/// Fails with the reason of the denial if you may not. The grant is the one that a check of the
		/// same query names. Where one record of a class is denied, or only single ones are permitted,
		/// each record is logged by its id. A deposit is held until the entry is pruned.
		///
		/// Dispatch origin: signed, by whoever accesses.
		///
		/// Emits [`Event::AccessLogged`].
		#[pallet::call_index(11)]
		pub fn log_access(
			origin: OriginFor<T>,
			patient: T::AccountId,
			class: RecordClass,
			anchor: Option<AnchorId>,
			purpose: Purpose,
			action: Action,
			place: Jurisdiction,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let place = Some(place);
			let request = AccessQuery { class, anchor, purpose, action, place };
			Self::do_log_access(patient, who, request)
		}

		/// Remove the grants of a patient to a grantee that ended longer than
		/// [`Config::GrantRetention`] ago, and a lapsed request of that account.
		///
		/// What was allowed before the last of these ends can no longer be told.
		///
		/// The deposits are paid back to the patient and the requester.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::Pruned`].
		#[pallet::call_index(12)]
		pub fn prune_expired(
			origin: OriginFor<T>,
			patient: T::AccountId,
			grantee: Grantee<T::AccountId>,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune_expired(patient, grantee)
		}

		/// Remove at most `limit` entries older than [`Config::LogRetention`] from the access log of
		/// a patient, the oldest first; never more than [`Config::MaxPrune`].
		///
		/// The deposits are paid back to those who had logged. The accumulator stays, so that whoever
		/// keeps an entry can prove it still.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::LogPruned`].
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::prune_log((*limit).min(T::MaxPrune::get())))]
		pub fn prune_log(
			origin: OriginFor<T>,
			patient: T::AccountId,
			limit: u32,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let count = Self::do_prune_log(patient, limit.min(T::MaxPrune::get()))?;
			Ok(Some(T::WeightInfo::prune_log(count)).into())
		}

		/// End a denial, with effect from this block on. What other grants permit is permitted again.
		///
		/// The grant stays stored to answer for the past; its deposit is paid back when it is pruned.
		///
		/// Dispatch origin: signed, by the patient.
		///
		/// Emits [`Event::Lifted`].
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::lift(T::MaxGrants::get()))]
		pub fn lift(
			origin: OriginFor<T>,
			grantee: Grantee<T::AccountId>,
			grant: GrantId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let grants = Self::do_lift(who, grantee, grant)?;
			Ok(Some(T::WeightInfo::lift(grants)).into())
		}
	}
}
