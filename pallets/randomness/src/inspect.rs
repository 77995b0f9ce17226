// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Draws by other pallets.

use crate::{
	types::{after, since},
	Config, LastReading, Pallet, Values, DELAY,
};
use frame_system::pallet_prelude::BlockNumberFor;
use medibloc_primitives::{DelayedRandomness, Draw, RandomnessTurn};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash, Zero};

impl<T: Config> Pallet<T> {
	/// What is drawn from the value of a turn. No other chain, and no other turn, draws the same from it.
	pub(crate) fn drawn_from(turn: RandomnessTurn, value: H256) -> H256 {
		let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
		BlakeTwo256::hash_of(&("medibloc/randomness", genesis, turn, value))
	}
}

impl<T: Config> DelayedRandomness for Pallet<T> {
	fn turn() -> RandomnessTurn {
		let reading = LastReading::<T>::get();
		// Without the value of the relay chain, a turn may have begun that comes to be known later.
		if reading.is_current {
			reading.turn
		} else {
			after(reading.turn, 1)
		}
	}

	fn draw(frozen: RandomnessTurn) -> Draw {
		let turn = after(frozen, DELAY);
		if let Some(value) = Values::<T>::get(turn) {
			return Draw::Drawn(Self::drawn_from(turn, value));
		}
		// `turn()` is at most one turn ahead.
		match since(turn, LastReading::<T>::get().turn) {
			ahead if ahead > 0 && ahead <= DELAY.saturating_add(1) => Draw::Pending,
			_ => Draw::Forgotten,
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn pass() {
		let frozen = Self::turn();
		for salt in 0..=DELAY {
			if Self::draw(frozen) == Draw::Pending {
				Self::begin_turn(BlakeTwo256::hash_of(&(frozen, salt)));
			}
		}
	}
}
