// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Pallet of parameters that governance sets without an upgrade, each within bounds.
//!
//! It has the call, the event and the storage of the SDK's `pallet-parameters`, whose place it takes:
//! that one can refuse an origin, but no value.

pub use pallet::*;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;

/// A parameter with its value.
pub trait Bounded {
	/// Whether the value is within the bounds of the parameter. The default always is.
	fn is_within_bounds(&self) -> bool;
}

#[frame_support::pallet]
pub mod pallet {
	use super::Bounded;
	use frame_support::{
		pallet_prelude::*,
		traits::{dynamic_params::AggregatedKeyValue, EnsureOriginWithArg},
	};
	use frame_system::pallet_prelude::*;
	use pallet_parameters::WeightInfo;

	type KeyOf<T> = <<T as Config>::RuntimeParameters as AggregatedKeyValue>::Key;
	type ValueOf<T> = <<T as Config>::RuntimeParameters as AggregatedKeyValue>::Value;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The parameters of the runtime.
		type RuntimeParameters: AggregatedKeyValue + Bounded;

		/// Who may set a parameter.
		type AdminOrigin: EnsureOriginWithArg<Self::RuntimeOrigin, KeyOf<Self>>;

		/// The weight of the call, which is as that of the SDK's pallet.
		type WeightInfo: WeightInfo;
	}

	/// The parameters that were set. Of the others the default holds.
	#[pallet::storage]
	pub type Parameters<T: Config> =
		StorageMap<_, Blake2_128Concat, KeyOf<T>, ValueOf<T>, OptionQuery>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A parameter was set, be it to the value that it had.
		Updated {
			/// The parameter.
			key: KeyOf<T>,
			/// What it was set to before, if it was not the default.
			old_value: Option<ValueOf<T>>,
			/// What it is set to, if not to the default.
			new_value: Option<ValueOf<T>>,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The value is not within the bounds of the parameter, which docs/governance.md lists. Propose
		/// one that is.
		OutOfBounds,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Sets a parameter, or takes it back to its default if there is no value.
		///
		/// Dispatch origin: [`Config::AdminOrigin`] of the parameter.
		///
		/// Emits `Updated`.
		#[pallet::call_index(0)]
		#[pallet::weight(<T as Config>::WeightInfo::set_parameter())]
		pub fn set_parameter(
			origin: OriginFor<T>,
			key_value: T::RuntimeParameters,
		) -> DispatchResult {
			let is_within_bounds = key_value.is_within_bounds();
			let (key, new_value) = key_value.into_parts();
			T::AdminOrigin::ensure_origin(origin, &key)?;
			ensure!(is_within_bounds, Error::<T>::OutOfBounds);
			let old_value = Parameters::<T>::get(&key);
			Parameters::<T>::set(&key, new_value.clone());

			Self::deposit_event(Event::Updated { key, old_value, new_value });
			Ok(())
		}
	}
}
