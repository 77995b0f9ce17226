// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Seats of block authors: session keys, liveness and the pace of sessions and eras.
//!
//! # Overview
//!
//! The staking pallet elects stashes to the seats of an era; the session pallet turns them into
//! authors. This pallet stands between the two and adds what neither has: it tells of an elected
//! stash that has no session keys, it never hands on a set that could not author, it takes points and
//! finally the candidacy from an author that stays silent, it keeps the pace of sessions and eras
//! in storage, so that a network can have its own, and it opens lists that are full to whoever stakes
//! more.
//!
//! # Terminology
//!
//! - *Seat*: the right to author blocks in an era.
//! - *Author*: who has a seat and session keys.
//! - *Candidate*: a stash that stands for election.
//! - *Silent*: who has a seat and earned less than half of what the median author earned in an era.
//! - *List*: the candidates, or the nominators. Both are bounded, because an election is.
//! - *Displace*: chill the weakest of a full list, so that a larger stake can enter.
//!
//! # Roles and their calls
//!
//! - The admin, [`Config::AdminOrigin`], calls [`set_schedule`](Pallet::set_schedule).
//! - Anyone calls [`displace`](Pallet::displace).
//!
//! Authors and candidates call the staking and the session pallet.
//!
//! # How other pallets use it
//!
//! [`Pallet`] is the `SessionManager` of the session pallet and passes everything on to
//! [`Config::SessionManager`]. [`SessionLength`] and [`SessionsPerEra`] are the numbers that session
//! and staking pallet are configured with.
//!
//! # What an observer of the chain sees
//!
//! All of it, as of any elected body: the pace of sessions and eras, which stash was elected without
//! session keys, which author was silent in which era, what it earned and forfeited, who lost its
//! candidacy, and who was displaced for whom. Nothing here is about patients or their data.
//!
//! # Implementation
//!
//! Authors have equally many slots, so that one can be judged by the others and nothing needs to be
//! counted here: the reward points of the era are the count. The median cannot be moved by a few who
//! author more than their share, it falls with the pace of the whole chain, and it is nothing once
//! most are silent: a chain in trouble removes nobody.
//!
//! A seat whose stash has no keys counts as silent, or a stake could keep it empty for nothing.
//!
//! What a silent author forfeits is not minted at all, so that nobody gains by silencing another. On
//! the [`Config::MaxMissedEras`]th era in a row it is chilled. The election for the next era has been
//! held by then, so that it may sit for one more. Nobody is chilled if fewer candidates would be left
//! than the minimum of the staking pallet, and invulnerable stashes never are.
//!
//! A stake is paid back, so that a list without a way in could be filled for nothing and shut for
//! everybody. Therefore the weakest of a full list gives way to any larger stake. It has to be the
//! weakest: otherwise one large stake could drive out all smaller ones in turn and let its owner's
//! smallest into their places. Who was elected is not displaced: its seat is for the election to take.
//! To keep a stake out, all places must be held by stakes as large.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod displacement;
mod liveness;
#[cfg(test)]
mod mock;
mod money;
mod safe_mode;
mod schedule;
mod sessions;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		storage::bounded_btree_map::BoundedBTreeMap,
		traits::{ValidatorRegistration, ValidatorSet},
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::{Perbill, Percent};
	use sp_staking::EraIndex;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The origin that sets the schedule.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The session manager that elects: asked first, and told of every session.
		type SessionManager: pallet_session::SessionManager<Self::AccountId>;

		/// The current authors, and the registry of session keys.
		type Session: ValidatorSet<Self::AccountId, ValidatorId = Self::AccountId>
			+ ValidatorRegistration<Self::AccountId>;

		/// The staking pallet.
		type Staking: StakingAdapter<AccountId = Self::AccountId>;

		/// The schedule of a genesis configuration without one.
		type DefaultSchedule: Get<Schedule<BlockNumberFor<Self>>>;

		/// The least number of blocks in a session. In the block in which a session begins there is
		/// no room for transactions.
		#[pallet::constant]
		type MinSessionLength: Get<BlockNumberFor<Self>>;

		/// The points that the median author must have earned before anybody is called silent.
		#[pallet::constant]
		type MinMedian: Get<u32>;

		/// The number of eras in a row in which an author is silent before it is chilled, that one
		/// included.
		#[pallet::constant]
		type MaxMissedEras: Get<u32>;

		/// The largest number of authors.
		#[pallet::constant]
		type MaxAuthors: Get<u32>;

		/// Weights of the call, and of what is done as a session ends or is planned.
		type WeightInfo: WeightInfo;
	}

	/// The pace of sessions and eras. Written by the genesis and the admin.
	#[pallet::storage]
	pub type CurrentSchedule<T: Config> =
		StorageValue<_, Schedule<BlockNumberFor<T>>, ValueQuery, T::DefaultSchedule>;

	/// The number of eras in a row in which an author was silent. Written at the end of an era for
	/// its authors; cleared when an author is not silent, is chilled or had no seat.
	#[pallet::storage]
	pub type MissedEras<T: Config> =
		StorageValue<_, BoundedBTreeMap<T::AccountId, u32, T::MaxAuthors>, ValueQuery>;

	/// The genesis configuration.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The pace of sessions and eras, if it is not the default.
		pub schedule: Option<Schedule<BlockNumberFor<T>>>,
		/// The least commission, which also those candidates take that the genesis names. The genesis
		/// of the staking pallet has no field for it.
		pub min_commission: Perbill,
		/// How full a list must be before anybody may chill those whose stake is below the minimum, for
		/// which the genesis of the staking pallet has no field either.
		pub chill_threshold: Option<Percent>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			if let Some(schedule) = &self.schedule {
				assert!(Pallet::<T>::is_valid(schedule), "the schedule at genesis must be valid");
				CurrentSchedule::<T>::put(schedule);
			}
			T::Staking::set_min_commission(self.min_commission);
			if let Some(threshold) = self.chill_threshold {
				T::Staking::set_chill_threshold(threshold);
			}
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The pace of sessions and eras was set.
		ScheduleSet {
			/// The new schedule.
			schedule: Schedule<BlockNumberFor<T>>,
		},
		/// A stash that was elected, or has a seat, has no session keys: its seat stays empty.
		KeysMissing {
			/// The stash that should call `set_keys`.
			stash: T::AccountId,
		},
		/// Fewer of the elected have session keys than there must be authors: the authors stay as
		/// they are.
		AuthorsKept {
			/// The number of elected stashes.
			elected: u32,
			/// The number of elected stashes with session keys.
			ready: u32,
		},
		/// An author was silent and forfeited its reward points of the era.
		PointsForfeited {
			/// The author.
			stash: T::AccountId,
			/// The era.
			era: EraIndex,
			/// The points that it had earned.
			points: u32,
			/// The points that the median author earned.
			median: u32,
		},
		/// An author was silent too often and does not stand for election any more.
		Unseated {
			/// The author.
			stash: T::AccountId,
			/// The last era in which it was silent.
			era: EraIndex,
		},
		/// An author was silent too often, but too few candidates would be left without it.
		Spared {
			/// The author.
			stash: T::AccountId,
			/// The last era in which it was silent.
			era: EraIndex,
		},
		/// The weakest of a full list was chilled, so that a larger stake can enter it.
		Displaced {
			/// The stash that left the list.
			stash: T::AccountId,
			/// The stash with the larger stake.
			entrant: T::AccountId,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// A session has at least [`Config::MinSessionLength`] blocks, and an era at least one session.
		TooShort,
		/// The stash is neither a candidate nor a nominator.
		NotFound,
		/// The list has room: enter it without displacing anybody.
		NotFull,
		/// The entrant is on the list already.
		AlreadyExists,
		/// The stash was elected or is invulnerable, and is not displaced.
		Seated,
		/// The stake of the entrant is not larger than that of the stash. Stake more.
		StakeTooSmall,
		/// Another of the list has a smaller stake. Name that one.
		NotWeakest,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				Self::is_valid(&T::DefaultSchedule::get()),
				"the default schedule is too short"
			);
			assert!(
				T::MinSessionLength::get() >= 2u32.into(),
				"there must be blocks in which no session begins",
			);
			assert!(T::MaxMissedEras::get() > 0, "an author must have had an era to be silent in");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Sets the number of blocks in a session and of sessions in an era.
		///
		/// Binds at once: the running session ends at the next multiple of its length, the running era
		/// once it has had so many sessions.
		///
		/// Dispatch origin: [`Config::AdminOrigin`].
		///
		/// Emits [`Event::ScheduleSet`].
		#[pallet::call_index(0)]
		pub fn set_schedule(
			origin: OriginFor<T>,
			schedule: Schedule<BlockNumberFor<T>>,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_set_schedule(schedule)
		}

		/// Chills `weakest`, so that `entrant`, whose stake is larger, finds room on the list of
		/// candidates or of nominators.
		///
		/// To be sent in one batch with the call by which `entrant` enters the list. Whoever is displaced
		/// keeps its stake, and can enter again with more.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::Displaced`]. Fails if the list has room, `entrant` is on it already, or
		/// `weakest` was elected or is not the weakest that was not. Of nominators each in the lowest
		/// bag of voters that holds one counts as the weakest.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::displace_candidate().max(T::WeightInfo::displace_nominator()))]
		pub fn displace(
			origin: OriginFor<T>,
			weakest: T::AccountId,
			entrant: T::AccountId,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let weight = match Self::do_displace(weakest, entrant)? {
				List::Candidates => T::WeightInfo::displace_candidate(),
				List::Nominators => T::WeightInfo::displace_nominator(),
			};
			Ok(Some(weight).into())
		}
	}
}
