// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariants of the schedule and of the silent authors.

use crate::{Config, CurrentSchedule, MissedEras, Pallet};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks the invariants:
	///
	/// 1. A session is not shorter than allowed, and an era has a session.
	/// 2. Who is noted as silent was so in at least one era.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		ensure!(Self::is_valid(&CurrentSchedule::<T>::get()), "the schedule is too short");
		ensure!(
			MissedEras::<T>::get().values().all(|eras| *eras > 0),
			"an author is noted without having been silent"
		);
		Ok(())
	}
}
