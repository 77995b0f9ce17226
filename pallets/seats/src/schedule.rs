// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The pace of sessions and eras.

use crate::{Config, CurrentSchedule, Error, Event, Pallet, Schedule};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;

impl<T: Config> Pallet<T> {
	pub(crate) fn is_valid(schedule: &Schedule<BlockNumberFor<T>>) -> bool {
		schedule.session_length >= T::MinSessionLength::get() && schedule.sessions_per_era > 0
	}

	pub(crate) fn do_set_schedule(schedule: Schedule<BlockNumberFor<T>>) -> DispatchResult {
		ensure!(Self::is_valid(&schedule), Error::<T>::TooShort);
		CurrentSchedule::<T>::put(schedule);
		Self::deposit_event(Event::ScheduleSet { schedule });
		Ok(())
	}
}
