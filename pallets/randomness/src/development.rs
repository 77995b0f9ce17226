// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Turns of a development chain, which has no relay chain. Their values are predictable.

use crate::{BlocksPerTurn, Config, Pallet, WeightInfo};
use core::num::NonZeroU32;
use frame_support::weights::Weight;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	SaturatedConversion,
};

impl<T: Config> Pallet<T> {
	/// Begins a turn in every so many blocks of a development chain, and does nothing on any other.
	pub(crate) fn count_block(number: BlockNumberFor<T>) -> Weight {
		let weight = T::WeightInfo::count_block();
		match BlocksPerTurn::<T>::get() {
			Some(blocks) if ends_turn(number.saturated_into(), blocks) => {
				weight.saturating_add(Self::begin_turn(Self::development_value(number)))
			},
			_ => weight,
		}
	}

	/// The value of a turn that begins in this block of a development chain.
	pub(crate) fn development_value(number: BlockNumberFor<T>) -> H256 {
		let parent = frame_system::Pallet::<T>::parent_hash();
		BlakeTwo256::hash_of(&("medibloc/randomness/development", parent, number))
	}
}

fn ends_turn(number: u32, blocks: NonZeroU32) -> bool {
	number.checked_rem(blocks.get()) == Some(0)
}
