// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariants of the state, checked after every block. That live time never goes back is seen in no
//! single state: `tests/model.rs` watches it from block to block.

use crate::{Clock, Config, Pallet};
use frame_support::{ensure, traits::Time};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks the invariants:
	///
	/// 1. The clock was read after it began, and not after the block.
	/// 2. Live time is not more than the wall-clock time since it began.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let Some(reading) = Clock::<T>::get() else { return Ok(()) };
		let elapsed = reading.read_at.checked_sub(reading.began_at);
		let elapsed = elapsed.ok_or("the clock was read before it began")?;
		ensure!(reading.read_at <= T::Time::now(), "the clock was read after the block");
		ensure!(reading.live.as_millis() <= elapsed, "live time runs ahead of the wall clock");
		Ok(())
	}
}
