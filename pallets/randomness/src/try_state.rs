// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariants of the state, checked after every block.

use crate::{types::since, BlocksPerTurn, Config, LastReading, Pallet, Values};
use frame_support::{ensure, traits::Get};
use sp_runtime::{SaturatedConversion, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks the invariants:
	///
	/// 1. The value of the present turn is kept with those of the turns before, or there is none at all.
	/// 2. The values that are kept are those of the last turns without a gap, [`Config::MaxTurns`] at
	///    most.
	/// 3. A development chain always knows its turn.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let reading = LastReading::<T>::get();
		ensure!(
			Values::<T>::get(reading.turn) == reading.value,
			"the value of the present turn is not the one kept"
		);
		let kept: u32 = Values::<T>::iter_keys().count().saturated_into();
		ensure!(kept <= T::MaxTurns::get(), "too many values are kept");
		for turn in Values::<T>::iter_keys() {
			ensure!(since(reading.turn, turn) < kept, "a value is missing, or of no turn that was");
		}
		ensure!(
			reading.is_current || !BlocksPerTurn::<T>::exists(),
			"a development chain waits for a relay chain"
		);
		Ok(())
	}
}
