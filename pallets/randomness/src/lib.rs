// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Randomness of the relay chain for what was frozen before anybody could know it.
//!
//! # Overview
//!
//! Some things are decided by lot: which ring a key is placed in, which ring judges an applicant, which
//! part of a file a keeper must show. Whoever knows the lot beforehand enrols, applies or stores
//! accordingly, so the order is: first freeze what the lot decides, then draw a value that nobody could
//! know at that moment. A chain whose authors are known one after another has no such value of its own.
//! The relay chain has one: in each of its epochs it gathers a verifiable random output from every
//! author, and states the hash of them all in the next. This pallet takes that value out of the proof of
//! the relay chain's state that each block carries, and remembers the last of them.
//!
//! # Terminology
//!
//! - **Turn**: the number of different values seen so far, a
//!   [`RandomnessTurn`](medibloc_primitives::RandomnessTurn). On a public chain one passes each epoch of
//!   the relay chain.
//! - **Freeze**: fix what a value is to decide, and store the turn with it.
//! - **Draw**: take the value of the second turn after the one that was stored.
//!
//! # Roles and their calls
//!
//! There are no calls: nobody chooses a value, or when it comes.
//!
//! # How other pallets use it
//!
//! Through [`DelayedRandomness`](medibloc_primitives::DelayedRandomness). What is frozen stores
//! [`turn`](medibloc_primitives::DelayedRandomness::turn), and is asked about with
//! [`draw`](medibloc_primitives::DelayedRandomness::draw) in later blocks:
//! [`Pending`](medibloc_primitives::Draw::Pending) until the value is there, then for
//! [`Config::MaxTurns`] turns the value, afterwards
//! [`Forgotten`](medibloc_primitives::Draw::Forgotten), upon which it has to be frozen anew. All that was
//! frozen in the same turn draws the same value, so whoever asks hashes it with the name of what it
//! decides. To draw must be open to everybody or done by the chain itself: whoever could prevent it
//! would wait until a value that does not suit is forgotten.
//!
//! # What an observer of the chain sees
//!
//! The values, which are public on the relay chain anyway. Nothing of any account.
//!
//! # Implementation
//!
//! - The value is `ONE_EPOCH_AGO_RANDOMNESS`, which covers the whole epoch before the present one. The
//!   value of the current block is known to its author alone, who can discard the block.
//! - What is frozen in an epoch waits for the second change, because the first value is of that very
//!   epoch, and most of it may be known. The second is of the epoch that follows. Who could still bias it
//!   stands in `docs/decisions/0043-delayed-randomness.md`.
//! - A block whose proof lacks the value, or has one that cannot be decoded, passes no turn: nothing is
//!   guessed. Nor does anybody know then whether the relay chain has begun another epoch, so that what is
//!   frozen in such a block waits one more turn. Otherwise the author of the first block after an outage
//!   could leave the value out, and freeze something while the value that decides it is all but known.
//! - Relay parents must never go back (`RelayNumberMonotonicallyIncreases`), so that no author passes
//!   turns by going to and fro between two epochs.
//! - The value is read in the inherent of the relay chain's data. Hooks before it find the turn as the
//!   block before left it; what these freeze was settled in that block.
//! - Turns are counted modulo 2^32. At one an hour they come round after 490,000 years.
//! - **On a development chain** there is no relay chain, or one that is made up. With
//!   [`GenesisConfig::blocks_per_turn`] turns pass by the number of the block, and values are hashes of
//!   the parent block. Everybody can predict these, and authors can choose them: such a chain is for
//!   development only.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

#[cfg(any(test, feature = "runtime-benchmarks"))]
extern crate alloc;

pub use pallet::*;
pub use types::Reading;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod development;
mod inspect;
#[cfg(test)]
mod mock;
mod relay_chain;
#[cfg(any(test, feature = "runtime-benchmarks"))]
mod relay_proof;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "std", feature = "try-runtime"))]
mod try_state;
mod turns;
mod types;
pub mod weights;

pub(crate) const LOG_TARGET: &str = "runtime::randomness";

/// How many turns after the freezing the value is drawn.
pub(crate) const DELAY: u32 = 2;

#[frame_support::pallet]
pub mod pallet {
	use crate::{types::Reading, WeightInfo, DELAY};
	use core::{marker::PhantomData, num::NonZeroU32};
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use medibloc_primitives::RandomnessTurn;
	use sp_core::H256;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// How many turns' values are kept. To lower it takes a migration that removes those before.
		#[pallet::constant]
		type MaxTurns: Get<u32>;

		/// The weights of the hooks.
		type WeightInfo: WeightInfo;
	}

	/// The present turn. Written by each block that begins a turn, and by each that knows the value after
	/// one that did not or the other way round; never cleared.
	#[pallet::storage]
	pub type LastReading<T> = StorageValue<_, Reading, ValueQuery>;

	/// The values of the last turns, as the relay chain states them. Written as a turn begins; the value
	/// of the turn [`Config::MaxTurns`] before is cleared then.
	// The chain numbers the turns.
	#[pallet::storage]
	pub type Values<T> = StorageMap<_, Twox64Concat, RandomnessTurn, H256, OptionQuery>;

	/// After how many blocks a turn passes on a development chain; absent on every other. Written by the
	/// genesis alone.
	#[pallet::storage]
	pub type BlocksPerTurn<T> = StorageValue<_, NonZeroU32, OptionQuery>;

	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// After how many blocks a turn passes, with values that are predictable: for a development chain
		/// only. Without it, values are those of the relay chain.
		pub blocks_per_turn: Option<NonZeroU32>,
		/// Nothing.
		#[serde(skip)]
		pub marker: PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			if let Some(blocks) = self.blocks_per_turn {
				BlocksPerTurn::<T>::put(blocks);
				LastReading::<T>::put(Reading { is_current: true, ..Reading::default() });
			}
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Counts the blocks of a development chain.
		fn on_initialize(now: BlockNumberFor<T>) -> Weight {
			Self::count_block(now)
		}

		fn integrity_test() {
			assert!(T::MaxTurns::get() > 0, "no value would be kept");
			let half = u32::MAX / 2;
			assert!(
				T::MaxTurns::get() < half.saturating_sub(DELAY),
				"turns that passed would be taken for turns to come"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}
}
