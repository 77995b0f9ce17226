// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers of the runtime API.

use crate::{Config, Pallet};
use frame_support::traits::{Get, Time};
use medibloc_primitives::{live::LiveClock, LiveTime};

impl<T: Config> Pallet<T> {
	/// The clock in this block.
	pub fn live_clock() -> LiveClock {
		LiveClock {
			now: Self::now(),
			at: T::Time::now(),
			is_running: !T::IsStopped::get(),
			max_step: T::MaxStep::get(),
		}
	}
}
