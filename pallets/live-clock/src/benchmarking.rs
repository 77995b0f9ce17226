// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::Get;

#[benchmarks]
mod benchmarks {
	use super::*;

	// A block after an outage: a step that is cut to the longest.
	#[benchmark]
	fn step() {
		let (began_at, outage) = (1_800_000_000_000, T::MaxStep::get().saturating_add(1));
		Clock::<T>::put(Reading::first(began_at));

		#[block]
		{
			Pallet::<T>::step(began_at.saturating_add(outage));
		}

		let live = Clock::<T>::get().map(|reading| reading.live.as_millis());
		assert_eq!(live, Some(T::MaxStep::get()));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}
