// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Rings: membership that is proven without saying which member proves it.
//!
//! # Overview
//!
//! Some things must be done by one of many without anybody learning by which: a juror votes, a person claims
//! what every person has once. For these the chain keeps *rings* of public keys. Whoever holds the secret of
//! one of the keys proves so for a *context* and shows an *alias*: the same each time for the same key and
//! context, and linked to neither the key nor any other context. So it is seen that a member acts twice in
//! one context, and never which member acts.
//!
//! This pallet collects keys in cohorts, places those of a cohort in rings by randomness that nobody knew
//! while they were collected, builds the rings step by step, and checks proofs. What is used up in a
//! context is kept by whoever defines the context.
//!
//! # Terminology
//!
//! - **Key** (of a ring): a public key of Bandersnatch. Its secret stays with the member, who deletes it when
//!   its cohort ends.
//! - **Cohort**: keys that are collected, frozen and placed together. There are those of practitioners, of
//!   persons and of vouchers.
//! - **Ring**: keys of a cohort that a proof is made over: at most 255 of practitioners, at most 767 of persons;
//!   all vouchers of a cohort, which are at most 16,127. It never changes.
//! - **Alias**: what a proof shows for a context.
//! - **Possession proof**: a signature by a key over the chain, the cohort and who enrols it.
//! - **Vouch**: the word of an institution that a key belongs to a person who has no other, and the deposit
//!   for it.
//! - **Seed**: what places the keys of a cohort: the hash of the randomness and the cohort.
//! - **Parameters**: points of the structured reference string that rings are committed to with.
//!
//! # Roles and their calls
//!
//! - An institution with a live credential: [`vouch`](Pallet::vouch).
//! - The institution that vouched: [`withdraw_vouch`](Pallet::withdraw_vouch), until the cohort is frozen.
//! - Anyone: [`freeze`](Pallet::freeze) when a cohort of persons is due, [`build`](Pallet::build) a step of
//!   what is frozen, [`retire`](Pallet::retire) what is over,
//!   [`provide_parameters`](Pallet::provide_parameters) once. These cost nothing if there was something to do.
//!   Blocks with room do the first three by themselves, but for the first step of retiring.
//!
//! # How other pallets use it
//!
//! - [`AnonymousMembership`](medibloc_primitives::AnonymousMembership) checks proofs: one, or up to 32 of a
//!   ring at a third of the cost each. While a transaction is validated, ask
//!   [`has_room`](medibloc_primitives::AnonymousMembership::has_room); in its dispatch, tell
//!   [`note_checked`](medibloc_primitives::AnonymousMembership::note_checked).
//! - [`RingsMutate`](medibloc_primitives::RingsMutate) opens, fills, freezes and ends cohorts of practitioners
//!   and vouchers. A key can be reserved, so that nobody else enrols it, and become a member later.
//! - [`RingsInspect`](medibloc_primitives::RingsInspect) tells of cohorts and rings.
//!   [`RingsWeights`](medibloc_primitives::RingsWeights) tells what all of that costs.
//!
//! A context names what it is for and the chain ([`context`](medibloc_primitives::rings::context)), a message
//! everything that the proof is to stand for. A context of persons admits any ring of the present year that
//! was frozen before the context opened ([`frozen_at`](medibloc_primitives::RingsInspect::frozen_at)); else a
//! key could be enrolled because of it.
//!
//! The runtime API is answered by [`cohort`](Pallet::cohort), [`collecting_cohort`](Pallet::collecting_cohort)
//! and [`ring`](Pallet::ring).
//!
//! # What an observer of the chain sees
//!
//! - That a key is enrolled, in which cohort and ring, when, and by whom: the practitioner, or the institution
//!   that vouched. So being a juror is public, and how many persons an institution knows. Whose key it vouched
//!   for is not on the chain; the institution knows.
//! - Of each proof: its ring, context, message and alias, and the time. So it is public that one of so many
//!   acted, and when. A member who always acts at the same hour is found by that, and so is one who acts in the
//!   first block after something that only few knew. Programs wait for random times.
//! - All that one alias did in its context.
//!
//! Nobody sees which member made a proof, or whether two aliases are of one member. A member is one of as many
//! as the ring has keys whose holders do not work together against it: the institution that vouched for
//! nearly all keys of a ring, or made them up, knows who is left.
//!
//! Whoever obtains the *secret* of a key learns all its aliases, past and future, in every context. That is why
//! keys of jurors are made anew for each epoch, those of persons for each year, and deleted after it. The holder can
//! show others what they did: a proof is a receipt.
//!
//! A node that is asked for rings, or sent a proof, learns who asks or sends by the connection. Rings are fetched
//! whole, the commitment is computed again from the members before anybody proves over it, and both are compared
//! with a finalized block: a list that was made for one asker would find that one.
//!
//! # Implementation
//!
//! - The proofs are ring VRF signatures of the crate `verifiable` (Bandersnatch, with KZG over BLS12-381), of
//!   785 bytes. It is used through [`medibloc_ring_vrf`] and without its features, so single-threaded and without
//!   a prover. What comes with a transaction is decoded with every check, what this pallet stored without.
//! - A ring is verified over the smallest domain that its members fit into: 512 points up to 255 members, 1,024 up to
//!   767, else 16,384. A fresh instance of the runtime, as one that validates a transaction is, has to set that domain
//!   up: 4, 9 and about 190 ms. [`RingsWeights`](medibloc_primitives::RingsWeights) adds it to each check.
//! - *One key acts once* in a context is what holds. *One key per human* is the duty of the institutions that
//!   vouch. Against one that does not do it stand a deposit for each vouch while the key serves, a bound on
//!   vouches per cohort ([`Config::MaxVouches`]), the public trail of its vouches with the credential behind them,
//!   and its authority, which can end that credential. More is not claimed.
//! - In order of enrolment an institution could put 766 keys of its own around that of one patient, and
//!   jurors who work together could own a ring. So the keys of a cohort are permuted by randomness that came after
//!   it was frozen ([`Placement`](medibloc_primitives::rings::Placement)), over as few rings as there can be. Nothing
//!   of the permutation is stored but its seed.
//! - Permuting helps only where there are others. So an institution vouches for no more than
//!   [`Config::MaxShare`] of a cohort, as it is with the new key, or of [`Config::MinPersons`] while it is smaller: who
//!   has more persons waits until others came with theirs, and holds up nobody else. Asked when the cohort is
//!   frozen, it would let one large institution keep all others from their rings. What others withdraw afterwards
//!   can raise a share; whoever does so to help gains less than by leaving the keys where they are.
//! - Keys are checked when they enter: that they are the only encoding of a point of the large subgroup, that no
//!   standing cohort has them, and that whoever enrols them has them from their holder. Building checks nothing,
//!   and cannot fail by what a stranger sent. A reserved key comes without a possession proof: its holder keeps it
//!   secret until then, and whoever reserves another's afterwards finds it taken.
//! - A cohort of persons collects in the month before the one from which its keys serve. So the keys of a new year
//!   are there when it begins: those of January are collected in December. A month with fewer persons than
//!   [`Config::MinPersons`] gives them no ring of few: they wait in the same cohort for those of the next
//!   months, until in December the year has no month left. A cohort that fell short can be retired at once.
//! - Keys end with the calendar year, by the wall clock: proofs of another year are refused.
//! - A deposit goes back when the vouch is withdrawn or its cohort deleted. Whoever is certified no more still
//!   gets it back.
//! - Rings are built with at most [`Config::KeysPerStep`] keys a step, each by a call or by a block that has room
//!   (`on_idle`, one step a block). The bounded queue of cohorts that blocks work on is a convenience: a cohort that
//!   found no room in it is built by calls, and enters the queue with the first.
//! - The count of proofs of a block is not kept after it, so that the pool, which asks between blocks, finds room.
//! - Of the parameters the runtime contains those for rings of up to 767 keys (96 KiB). Those for larger ones are
//!   1.5 MB, needed by a chain with many jurors only: they are in storage, brought once, and compared with hashes in
//!   the runtime. Until they are there, such a ring waits.
//! - With `runtime-benchmarks` the pallet has proofs that it cannot make in WASM: 32 of a full ring of each size. Other
//!   pallets' benchmarks ask for a proof of any context and message, get one of those, and the check is told
//!   to take it for what was asked for; its cost is that of any check. What tells it so is written by
//!   benchmarks only, and is in no other runtime.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

extern crate alloc;

pub use pallet::*;
pub use parameters::{Chunk, CHUNK_LEN};
pub use types::{Commitment, Enrolment, OpenCommitment, Progress, Stage, Standing, Vouch};
pub use weights::WeightInfo;

mod api;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod building;
mod cohorts;
#[cfg(any(test, feature = "runtime-benchmarks"))]
mod fixtures;
mod inspect;
mod keys;
mod membership;
#[cfg(test)]
mod mock;
mod money;
mod mutate;
mod parameters;
mod persons;
mod retiring;
mod safe_mode;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
pub mod weights;
mod work;

#[frame_support::pallet]
pub mod pallet {
	use crate::{
		parameters::Chunk,
		types::{BalanceOf, Commitment, Enrolment, Progress, Standing, VouchOf},
		WeightInfo,
	};
	use frame_support::{
		dispatch::PostDispatchInfo,
		pallet_prelude::*,
		traits::{fungible::MutateHold, Time},
	};
	use frame_system::pallet_prelude::*;
	use medibloc_primitives::{
		credential::Serial,
		rings::{Cohort, PossessionProof, RingId, RingKey, MAX_PROOFS},
		CredentialInspect, DelayedRandomness, Jurisdiction, Moment, Month,
	};
	use sp_core::H256;
	use sp_runtime::Permill;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<Hash = H256, RuntimeEvent: From<Event<Self>>> {
		/// The currency of the deposits.
		type Currency: MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// The reasons for holds of the whole runtime.
		type RuntimeHoldReason: From<HoldReason>;

		/// The time of the block.
		type Time: Time<Moment = Moment>;

		/// The registry of credentials, needed to vouch.
		type Credentials: CredentialInspect<Self::AccountId>;

		/// The randomness that places the keys of a frozen cohort.
		type Randomness: DelayedRandomness;

		/// The deposit for a vouch, held until it is withdrawn or its cohort deleted.
		type VouchDeposit: Get<BalanceOf<Self>>;

		/// The most vouches of an institution in one cohort.
		#[pallet::constant]
		type MaxVouches: Get<u32>;

		/// The largest share of an institution in a cohort, each time that it vouches; of as many keys as have
		/// rings, while there are fewer.
		#[pallet::constant]
		type MaxShare: Get<Permill>;

		/// The fewest persons that have rings.
		#[pallet::constant]
		type MinPersons: Get<u32>;

		/// The most keys of a cohort.
		#[pallet::constant]
		type MaxMembers: Get<u32>;

		/// The most keys that one step adds to a ring, or deletes.
		#[pallet::constant]
		type KeysPerStep: Get<u32>;

		/// The most cohorts that blocks work on by themselves.
		#[pallet::constant]
		type MaxQueued: Get<u32>;

		/// The most proofs that a block checks.
		#[pallet::constant]
		type MaxProofsPerBlock: Get<u32>;

		/// The weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The reasons for which this pallet holds funds.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The deposit for a vouch.
		#[codec(index = 0)]
		Vouch,
	}

	/// The cohorts. Opened by pallets or by the first vouch of a month, cleared when they are deleted.
	#[pallet::storage]
	pub type Cohorts<T> = StorageMap<_, Blake2_128Concat, Cohort, Standing, OptionQuery>;

	/// The enrolled and the reserved keys. Written when a key enters, cleared when it is taken out or its
	/// cohort is deleted.
	#[pallet::storage]
	pub type Keys<T> = StorageMap<_, Blake2_128Concat, RingKey, Enrolment, OptionQuery>;

	/// The members of the cohorts by position in the order of enrolment, without gaps. Cleared as
	/// [`Keys`] are.
	// Positions come from the chain, so they need no hashing.
	#[pallet::storage]
	pub type Members<T> =
		StorageDoubleMap<_, Blake2_128Concat, Cohort, Identity, u32, RingKey, OptionQuery>;

	/// The keys that are reserved for cohorts. Cleared when they become members, are given free, or their
	/// cohort is deleted.
	#[pallet::storage]
	pub type Reserved<T> =
		StorageDoubleMap<_, Blake2_128Concat, Cohort, Blake2_128Concat, RingKey, (), OptionQuery>;

	/// The commitments to the rings of the cohorts. Written when a ring is built, cleared when its cohort is
	/// deleted.
	#[pallet::storage]
	pub type Rings<T> =
		StorageDoubleMap<_, Blake2_128Concat, Cohort, Identity, u16, Commitment, OptionQuery>;

	/// The rings that have some of their members, by cohort. Cleared when the ring has all of them.
	#[pallet::storage]
	pub type Unfinished<T> = StorageMap<_, Blake2_128Concat, Cohort, Progress, OptionQuery>;

	/// The vouches for keys of persons. Cleared when they are withdrawn, or when their cohort is deleted.
	#[pallet::storage]
	pub type Vouches<T: Config> = StorageMap<_, Blake2_128Concat, RingKey, VouchOf<T>, OptionQuery>;

	/// How many vouches an institution has in a cohort. Cleared with the last.
	#[pallet::storage]
	pub type Vouched<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		Cohort,
		Blake2_128Concat,
		T::AccountId,
		u32,
		ValueQuery,
	>;

	/// The month from which the keys serve that are collected in the one cohort of persons which is open.
	/// Written when it opens, cleared when it is frozen.
	#[pallet::storage]
	pub type Collecting<T> = StorageValue<_, Month, OptionQuery>;

	/// The cohorts that blocks with room work on, the next one first. A cohort leaves it when there is
	/// nothing more to do for it.
	#[pallet::storage]
	pub type Queue<T: Config> =
		StorageValue<_, BoundedVec<Cohort, <T as Config>::MaxQueued>, ValueQuery>;

	/// The points that rings of more than 767 members are committed to with, by chunk. Brought by anyone,
	/// never cleared.
	#[pallet::storage]
	pub type Parameters<T> = StorageMap<_, Identity, u16, Chunk, OptionQuery>;

	/// How many proofs were checked in this block. Cleared at its end.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type CheckedProofs<T> = StorageValue<_, u32, ValueQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A cohort was opened: keys can be enrolled.
		Opened {
			/// The cohort.
			cohort: Cohort,
		},
		/// A key was enrolled.
		Enrolled {
			/// The cohort.
			cohort: Cohort,
			/// The key.
			key: RingKey,
		},
		/// A key was taken out of an open cohort.
		Removed {
			/// The cohort.
			cohort: Cohort,
			/// The key.
			key: RingKey,
		},
		/// An institution vouched for the key of a person.
		Vouched {
			/// The cohort.
			cohort: Cohort,
			/// The key.
			key: RingKey,
			/// The institution.
			institution: T::AccountId,
			/// The credential by which it did.
			serial: Serial,
		},
		/// A cohort was frozen: its keys are placed and its rings built once there is randomness.
		Frozen {
			/// The cohort.
			cohort: Cohort,
			/// The number of its keys.
			members: u32,
		},
		/// A cohort was frozen with too few keys for a ring.
		FellShort {
			/// The cohort.
			cohort: Cohort,
			/// The number of its keys.
			members: u32,
		},
		/// The randomness for a cohort was forgotten before anybody asked for it: a later one is awaited.
		DrawnAnew {
			/// The cohort.
			cohort: Cohort,
		},
		/// The keys of a cohort were placed in rings.
		Placed {
			/// The cohort.
			cohort: Cohort,
			/// The number of its rings.
			rings: u16,
		},
		/// A ring was built.
		RingBuilt {
			/// The ring.
			ring: RingId,
		},
		/// All rings of a cohort were built: membership can be proven.
		Built {
			/// The cohort.
			cohort: Cohort,
			/// The number of its rings.
			rings: u16,
		},
		/// A cohort ended: nothing is proven any more.
		Retired {
			/// The cohort.
			cohort: Cohort,
		},
		/// All keys and rings of a cohort were deleted.
		Forgotten {
			/// The cohort.
			cohort: Cohort,
		},
		/// A chunk of the points for large rings was brought.
		ParametersProvided {
			/// The number of the chunk.
			index: u16,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no such cohort: it was never opened, or is deleted.
		CohortNotFound,
		/// The cohort was opened before.
		AlreadyExists,
		/// The cohort takes no keys and gives none back: it is frozen or ended.
		NotOpen,
		/// The cohort has as many keys as it can have.
		Full,
		/// The key is not the encoding of a point of the curve that has the right order.
		InvalidKey,
		/// The key is enrolled or reserved already. Make a fresh one for each cohort.
		KeyTaken,
		/// The possession proof is not by this key, for this chain, for the cohort that collects now and for
		/// you. Ask the runtime API for the cohort, and the holder of the key for a new signature.
		BadPossession,
		/// The key is no member of the cohort.
		NotEnrolled,
		/// The key is not reserved for the cohort.
		NotReserved,
		/// You hold no credential as an institution, or it is expired, suspended or revoked.
		CredentialNotLive,
		/// You vouched for as many keys of this cohort as you can.
		TooManyVouches,
		/// Nobody vouches for this key.
		NotVouched,
		/// Another institution vouched for this key.
		NoPermission,
		/// Keys of persons come in by a vouch, and their cohorts end by the calendar.
		VouchedOnly,
		/// The cohort is not one of persons, and is frozen by the pallet that opened it.
		NotPersons,
		/// The month from which the keys serve has not begun, or there are too few of them yet.
		NotDue,
		/// The randomness that places the keys is not known yet. Try again in some hours.
		NotDrawn,
		/// The cohort is open, or is built, or has no rings.
		NothingToBuild,
		/// The cohort is in use: its year is not over, or the pallet that opened it did not end it.
		NotOver,
		/// The cohort ended before.
		AlreadyRetired,
		/// You vouched for too large a part of this cohort. Try again when others vouched for more.
		ShareTooLarge,
		/// The points for rings of so many members are not all there. Bring them by `provide_parameters`.
		ParametersMissing,
		/// These are not the points with this number.
		WrongParameters,
		/// The points with this number are there already.
		KnownParameters,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Declares what the end of the block takes.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			// No benchmark counts the write of the item itself.
			T::WeightInfo::end_block().saturating_add(T::DbWeight::get().writes(1))
		}

		fn on_finalize(_: BlockNumberFor<T>) {
			CheckedProofs::<T>::kill();
		}

		fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
			Self::work(remaining)
		}

		fn integrity_test() {
			assert!(T::KeysPerStep::get() > 0, "no step would do anything");
			assert!(T::MaxQueued::get() > 0, "no block would do anything by itself");
			assert!(T::MinPersons::get() > 1, "a ring of one hides nobody");
			assert!(T::MaxVouches::get() > 0, "nobody could vouch");
			assert!(
				T::MaxShare::get().mul_floor(T::MinPersons::get()) > 0,
				"nobody could be the first to vouch"
			);
			assert!(
				T::MaxProofsPerBlock::get() >= MAX_PROOFS,
				"no block would have room for proofs that are checked together"
			);
			let jurisdiction = Jurisdiction(*b"KR");
			for cohort in [
				Cohort::Practitioners { jurisdiction, epoch: 0 },
				Cohort::Persons { year: 0, month: 0 },
				Cohort::Vouchers { jurisdiction, term: 0 },
			] {
				let capacity = cohort.ring_capacity();
				assert!(
					medibloc_ring_vrf::domain(capacity).is_some(),
					"a full ring fits into no domain"
				);
				assert!(
					T::MaxMembers::get().div_ceil(capacity) <= u16::MAX.into(),
					"the rings of a full cohort cannot be numbered"
				);
			}
			assert!(
				T::MaxMembers::get() >= T::MinPersons::get(),
				"no cohort would have enough keys"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Vouches for the key of a person, who has no other this year, and enrols it in the cohort that
		/// collects now. Takes a deposit until the vouch is withdrawn or the cohort deleted.
		///
		/// `possession` is a signature by the key over the chain, that cohort and the account of the signer.
		/// Opens the cohort if it is the first, and freezes the one before.
		///
		/// Dispatch origin: signed, by an institution with a live credential.
		///
		/// Emits [`Event::Vouched`].
		#[pallet::call_index(0)]
		pub fn vouch(
			origin: OriginFor<T>,
			key: RingKey,
			possession: PossessionProof,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_vouch(who, key, &possession)
		}

		/// Takes back the vouch for a key, which leaves its cohort, and gives its deposit back. Only
		/// while the cohort is open.
		///
		/// Dispatch origin: signed, by the institution that vouched, certified still or not.
		///
		/// Emits [`Event::Removed`].
		#[pallet::call_index(1)]
		pub fn withdraw_vouch(origin: OriginFor<T>, key: RingKey) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_vouch(who, key)
		}

		/// Freezes a cohort of persons whose month has begun and that has enough keys, or whose year has no
		/// month left. Free of charge.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::Frozen`], or [`Event::FellShort`] if it has too few keys for a ring.
		#[pallet::call_index(2)]
		pub fn freeze(origin: OriginFor<T>, cohort: Cohort) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_freeze_persons(&cohort)?;
			Ok(Pays::No.into())
		}

		/// Takes the next step of building the rings of a frozen cohort: draws the randomness that places its
		/// keys, or adds some of them to a ring. Free of charge.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::Placed`] or [`Event::DrawnAnew`], [`Event::RingBuilt`] with the last key of a ring and
		/// [`Event::Built`] with the last ring.
		#[pallet::call_index(3)]
		#[pallet::weight(Pallet::<T>::heaviest_build())]
		pub fn build(origin: OriginFor<T>, cohort: Cohort) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let work = Self::do_build(&cohort)?;
			Ok(PostDispatchInfo { actual_weight: Some(Self::weight_of(work)), pays_fee: Pays::No })
		}

		/// Ends a cohort of persons whose year is over, or that has no rings, and takes a step of deleting any
		/// cohort that ended: keys, rings, and vouches, whose deposits go back. Free of charge.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::Retired`] with the first step, and [`Event::Forgotten`] with the last.
		#[pallet::call_index(4)]
		#[pallet::weight(<T as Config>::WeightInfo::retire(T::KeysPerStep::get()))]
		pub fn retire(origin: OriginFor<T>, cohort: Cohort) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let work = Self::do_retire(&cohort)?;
			Ok(PostDispatchInfo { actual_weight: Some(Self::weight_of(work)), pays_fee: Pays::No })
		}

		/// Brings a chunk of the points that rings of more than 767 members are committed to with: chunk
		/// `index` of 126, as `params/README.md` of the pallet says. Free of charge.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::ParametersProvided`].
		#[pallet::call_index(5)]
		pub fn provide_parameters(
			origin: OriginFor<T>,
			index: u16,
			chunk: Chunk,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_provide_parameters(index, chunk)?;
			Ok(Pays::No.into())
		}
	}
}
