// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Record look-ups by other pallets.

use crate::{Clock, Config, Pallet};
use medibloc_primitives::{LiveMoment, LiveTime};

impl<T: Config> LiveTime for Pallet<T> {
	fn now() -> LiveMoment {
		Clock::<T>::get().map(|reading| reading.live).unwrap_or_default()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_now(now: LiveMoment) {
		use frame_support::traits::Time;
		// As if the chain had always gone on without interruption.
		let read_at = T::Time::now().max(now.as_millis());
		Clock::<T>::put(crate::Reading { began_at: 0, read_at, live: now });
	}
}
