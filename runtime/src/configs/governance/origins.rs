// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Origins of referenda, beside root, and the pace at which they are decided.

pub use pallet::*;

use crate::{Moment, Runtime};
use frame_support::traits::{EnsureOrigin, OriginTrait};

#[frame_support::pallet]
pub mod pallet {
	use core::{marker::PhantomData, num::NonZeroU32};
	use frame_support::pallet_prelude::*;

	#[pallet::config]
	pub trait Config: frame_system::Config {}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// The origin of a referendum.
	#[pallet::origin]
	#[derive(
		Clone,
		Copy,
		PartialEq,
		Eq,
		Debug,
		Encode,
		Decode,
		DecodeWithMemTracking,
		MaxEncodedLen,
		TypeInfo,
	)]
	pub enum Origin {
		/// A call that the technical fellowship found urgent and safe.
		WhitelistedCaller,
		/// Control of the authorities that certify, and of the lifetimes of applications and
		/// credentials.
		CredentialAdmin,
		/// Prices: deposits and rates.
		EconomyAdmin,
		/// Spending from the treasury.
		Treasurer,
		/// Calling a referendum off; its deposits are paid back.
		ReferendumCanceller,
		/// Calling a referendum off; its deposits are lost.
		ReferendumKiller,
		/// The technical fellowship, from its third rank on.
		Fellows,
	}

	/// By how much every period of a referendum is divided; without a value by nothing.
	///
	/// Set at genesis only, by networks for development.
	#[pallet::storage]
	pub type PeriodDivisor<T> = StorageValue<_, NonZeroU32>;

	/// At which pace referenda are decided.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T> {
		/// By how much every period of a referendum is divided; without a value by nothing.
		pub period_divisor: Option<NonZeroU32>,
		#[serde(skip)]
		pub _config: PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			PeriodDivisor::<T>::set(self.period_divisor);
		}
	}
}

/// A period of the live network, divided as those of referenda are.
pub fn shortened(period: Moment) -> Moment {
	period / PeriodDivisor::<Runtime>::get().map_or(1, |divisor| divisor.get().into())
}

macro_rules! ensure_origin {
	($(#[$docs:meta])* $name:ident: $variant:ident) => {
		$(#[$docs])*
		pub struct $name;

		impl<O: OriginTrait + From<Origin>> EnsureOrigin<O> for $name
		where
			for<'a> &'a O::PalletsOrigin: TryInto<&'a Origin>,
		{
			type Success = ();

			fn try_origin(origin: O) -> Result<(), O> {
				let is_given = matches!(origin.caller().try_into(), Ok(Origin::$variant));
				if is_given {
					Ok(())
				} else {
					Err(origin)
				}
			}

			#[cfg(feature = "runtime-benchmarks")]
			fn try_successful_origin() -> Result<O, ()> {
				Ok(O::from(Origin::$variant))
			}
		}
	};
}

ensure_origin!(
	/// A referendum on the track `whitelisted_caller`.
	EnsureWhitelistedCaller: WhitelistedCaller
);
ensure_origin!(
	/// A referendum on the track `credential_admin`.
	EnsureCredentialAdmin: CredentialAdmin
);
ensure_origin!(
	/// A referendum on the track `economy_admin`.
	EnsureEconomyAdmin: EconomyAdmin
);
ensure_origin!(
	/// A referendum on the track `treasurer`.
	EnsureTreasurer: Treasurer
);
ensure_origin!(
	/// A referendum on the track `referendum_canceller`.
	EnsureReferendumCanceller: ReferendumCanceller
);
ensure_origin!(
	/// A referendum on the track `referendum_killer`.
	EnsureReferendumKiller: ReferendumKiller
);
ensure_origin!(
	/// A referendum of the technical fellowship.
	EnsureFellows: Fellows
);
