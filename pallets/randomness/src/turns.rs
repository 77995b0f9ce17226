// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The passing of turns.

use crate::{
	types::{after, Reading},
	Config, LastReading, Pallet, Values, WeightInfo,
};
use frame_support::{traits::Get, weights::Weight};
use medibloc_primitives::RandomnessTurn;
use sp_core::H256;

impl<T: Config> Pallet<T> {
	/// Begins a turn, and forgets the oldest value.
	pub(crate) fn begin_turn(value: H256) -> Weight {
		let turn = after(LastReading::<T>::get().turn, 1);
		LastReading::<T>::put(Reading { turn, value: Some(value), is_current: true });
		Values::<T>::insert(turn, value);
		Values::<T>::remove(RandomnessTurn(turn.0.wrapping_sub(T::MaxTurns::get())));
		T::WeightInfo::begin_turn()
	}
}
