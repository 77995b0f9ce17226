// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Live time: the clock of windows within which somebody must act.
//!
//! # Overview
//!
//! Whoever may dispute, reveal, review, deliver or appeal has a window of time for it. Measured by the
//! wall clock, an outage of the chain would eat that window: as the chain comes back, the window is
//! over and nobody could have acted. Measured in blocks, it would change its length with the pace of
//! the chain. This pallet keeps a clock between the two: each block advances it by the time since the
//! block before, but by no more than [`Config::MaxStep`] (a minute), and not at all while calls are
//! stopped in safe mode.
//!
//! So a window of a day holds at least 1,440 blocks in which calls were open, and at least a day.
//!
//! # Terminology
//!
//! - **Live time**: milliseconds on this clock since the first block that knew it, a
//!   [`LiveMoment`](medibloc_primitives::LiveMoment).
//! - **Window**: a period of live time. It is open until the clock reaches its *deadline*.
//! - **Step**: what one block adds to live time.
//!
//! # Roles and their calls
//!
//! There are no calls: nobody sets this clock.
//!
//! # How other pallets use it
//!
//! Through [`LiveTime`](medibloc_primitives::LiveTime): [`Pallet::now`](medibloc_primitives::LiveTime::now)
//! is one read of an item that the block has read and written before any transaction. A pallet stores
//! the deadline of a window as a [`LiveMoment`](medibloc_primitives::LiveMoment). What is valid until
//! some date (credentials, grants, points) goes by the wall clock instead.
//!
//! # What an observer of the chain sees
//!
//! How long the chain stood still, as from the timestamps of its blocks. Nothing of any account.
//!
//! # Implementation
//!
//! - The clock is read when the timestamp of a block is set ([`OnTimestampSet`]), so that within a
//!   block live time and wall-clock time change together. Hooks that run before that, and the
//!   transaction pool, see both clocks as the block before left them.
//! - Whether time stands still is asked in the block that ends an interval, after its `on_initialize`:
//!   of the interval in which safe mode begins or ends at most one step is counted or lost.
//! - Blocks that share a timestamp, as several blocks of one slot do, take no step and write nothing.
//! - The item is written once a block. Its read is not counted in the weights of other pallets' calls,
//!   as that of the timestamp is not; this pallet's hook declares both.
//! - The chain's own timestamps are the wall clock here. Authors can shift those by no more than
//!   consensus lets them, and live time never by more than they shift those.
//!
//! [`OnTimestampSet`]: frame_support::traits::OnTimestampSet

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

pub use pallet::*;
pub use types::Reading;
pub use weights::WeightInfo;

mod api;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod inspect;
#[cfg(test)]
mod mock;
mod step;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "std", feature = "try-runtime"))]
mod try_state;
mod types;
pub mod weights;

#[frame_support::pallet]
pub mod pallet {
	use crate::{types::Reading, WeightInfo};
	use frame_support::{pallet_prelude::*, traits::Time};
	use frame_system::pallet_prelude::*;
	use medibloc_primitives::Moment;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// The wall clock, which tells this pallet when it is set.
		type Time: Time<Moment = Moment>;

		/// Whether live time stands still, as in safe mode.
		type IsStopped: Get<bool>;

		/// By how many milliseconds a block advances live time at most.
		#[pallet::constant]
		type MaxStep: Get<Moment>;

		/// The weight of the hook.
		type WeightInfo: WeightInfo;
	}

	/// The last reading of the clock; absent before the first block that knew it. Written by each
	/// block with a later timestamp than the one before, never cleared.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type Clock<T> = StorageValue<_, Reading, OptionQuery>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Declares what the step takes, which the inherent of the timestamp makes.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			// No benchmark counts the clock itself.
			T::WeightInfo::step().saturating_add(T::DbWeight::get().reads_writes(1, 1))
		}

		fn integrity_test() {
			assert!(T::MaxStep::get() > 0, "live time would stand still");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
