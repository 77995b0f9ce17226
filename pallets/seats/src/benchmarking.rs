// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::traits::{EnsureOrigin, Get};
use frame_system::pallet_prelude::BlockNumberFor;

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn set_schedule() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let schedule: Schedule<BlockNumberFor<T>> =
			Schedule { session_length: T::MinSessionLength::get(), sessions_per_era: 1 };
		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, schedule);
		assert_eq!(CurrentSchedule::<T>::get(), schedule);
		Ok(())
	}

	// No stash has keys, so each is told of. In the mock every stash has some.
	#[benchmark]
	fn ready(n: Linear<1, { T::MaxAuthors::get() }>) {
		let stashes: Vec<T::AccountId> = (0..n).map(|index| account("stash", index, 0)).collect();
		let with_keys;
		#[block]
		{
			with_keys = Pallet::<T>::ready(stashes);
		}
		assert!(with_keys.len() <= n as usize);
	}

	// Nearly half of the authors are silent for the last time.
	#[benchmark]
	fn judge(n: Linear<1, { T::MaxAuthors::get() }>) {
		let authors: Vec<T::AccountId> = (0..n).map(|index| account("author", index, 0)).collect();
		let silent = n.saturating_sub(1) / 2;
		T::Staking::set_up_era(1, &authors, silent as usize, T::MinMedian::get());
		let missed = authors.iter().take(silent as usize).fold(
			MissedEras::<T>::get(),
			|mut missed, stash| {
				missed
					.try_insert(stash.clone(), T::MaxMissedEras::get())
					.expect("there are as many authors as fit");
				missed
			},
		);
		MissedEras::<T>::put(missed);
		#[block]
		{
			Pallet::<T>::judge(1);
		}
		assert!(MissedEras::<T>::get().is_empty());
	}

	// As many candidates as there can be, of which none is elected.
	#[benchmark]
	fn displace_candidate() {
		let (weakest, entrant) = T::Staking::set_up_full(List::Candidates);
		let caller: T::AccountId = whitelisted_caller();
		#[extrinsic_call]
		displace(frame_system::RawOrigin::Signed(caller), weakest.clone(), entrant);
		assert_eq!(T::Staking::list_of(&weakest), None);
	}

	// All candidates are below the only nominator in the list of voters.
	#[benchmark]
	fn displace_nominator() {
		let (weakest, entrant) = T::Staking::set_up_full(List::Nominators);
		let caller: T::AccountId = whitelisted_caller();
		#[extrinsic_call]
		displace(frame_system::RawOrigin::Signed(caller), weakest.clone(), entrant);
		assert_eq!(T::Staking::list_of(&weakest), None);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
