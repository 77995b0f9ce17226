// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::{dynamic_params::AggregatedKeyValue, EnsureOriginWithArg};

#[benchmarks(where T::RuntimeParameters: Default)]
mod benchmarks {
	use super::*;

	// Every parameter is as large an entry to the proof.
	#[benchmark]
	fn set_parameter() -> Result<(), BenchmarkError> {
		let parameter = T::RuntimeParameters::default();
		let (key, value) = parameter.clone().into_parts();
		let origin =
			T::AdminOrigin::try_successful_origin(&key).map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, parameter);

		assert!(Parameters::<T>::get(key) == value);
		Ok(())
	}
}
