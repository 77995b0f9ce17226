// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The step of the clock in each block.

use crate::{Clock, Config, Pallet, Reading};
use frame_support::traits::{Get, OnTimestampSet};
use medibloc_primitives::Moment;

impl<T: Config> Pallet<T> {
	/// Advances the clock to the block of this moment.
	pub(crate) fn step(now: Moment) {
		let max_step = if T::IsStopped::get() { 0 } else { T::MaxStep::get() };
		let next = match Clock::<T>::get() {
			Some(reading) => reading.next(now, max_step),
			None => Some(Reading::first(now)),
		};
		if let Some(reading) = next {
			Clock::<T>::put(reading);
		}
	}
}

impl<T: Config> OnTimestampSet<Moment> for Pallet<T> {
	fn on_timestamp_set(now: Moment) {
		Self::step(now);
	}
}
