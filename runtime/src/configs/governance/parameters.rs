// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What token holders can set without an upgrade.
//!
//! What was paid before a change is paid back as it was paid: each deposit is kept with its item.

use super::{committee::CredentialAdmin, origins::EnsureEconomyAdmin};
use crate::{
	constants::{
		currency::{Balance, BYTE_DEPOSIT, ITEM_DEPOSIT},
		time::{DAYS, YEARS},
	},
	weights, AccountId, Moment, Runtime, RuntimeEvent, RuntimeOrigin,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	dynamic_params::{dynamic_pallet_params, dynamic_params},
	traits::{EitherOf, EnsureOrigin, EnsureOriginWithArg, Get},
};
use frame_system::EnsureRoot;
use scale_info::TypeInfo;
use sp_runtime::FixedU128;

/// A price of storage, in the smallest unit of MED. One parameter, so that it is one read.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Price {
	/// The deposit for an entry.
	pub item: Balance,
	/// The deposit for a byte.
	pub byte: Balance,
}

#[dynamic_params(RuntimeParameters, pallet_parameters::Parameters::<Runtime>)]
pub mod dynamic {
	use super::*;

	/// Prices. Set on the track of the economy admin.
	#[dynamic_pallet_params]
	#[codec(index = 0)]
	pub mod economy {
		/// What storing health records costs while they are stored.
		#[codec(index = 0)]
		pub static StoragePrice: Price = Price { item: ITEM_DEPOSIT, byte: BYTE_DEPOSIT };
		/// How many of the smallest units of the relay token are taken for one of MED, where a message
		/// pays in the relay token.
		#[codec(index = 1)]
		pub static RelayTokenPerMed: FixedU128 = FixedU128::from_u32(1);
	}

	/// Terms of certification. Set by whoever registers authorities.
	#[dynamic_pallet_params]
	#[codec(index = 1)]
	pub mod certification {
		/// How long an application can be answered, in milliseconds.
		#[codec(index = 0)]
		pub static ApplicationLifetime: Moment = 30 * DAYS;
		/// How long a credential can be valid, in milliseconds.
		#[codec(index = 1)]
		pub static MaxValidity: Moment = 5 * YEARS;
	}
}

/// The deposit for `items` entries of health records that hold `bytes` bytes together.
pub fn deposit(items: u32, bytes: u32) -> Balance {
	let Price { item, byte } = dynamic::economy::StoragePrice::get();
	item.saturating_mul(items.into()).saturating_add(byte.saturating_mul(bytes.into()))
}

/// Who sets a parameter: the admin of its group.
pub struct ParameterAdmin;

impl EnsureOriginWithArg<RuntimeOrigin, RuntimeParametersKey> for ParameterAdmin {
	type Success = ();

	fn try_origin(origin: RuntimeOrigin, key: &RuntimeParametersKey) -> Result<(), RuntimeOrigin> {
		match key {
			RuntimeParametersKey::Economy(_) => {
				EitherOf::<EnsureRoot<AccountId>, EnsureEconomyAdmin>::try_origin(origin)
			},
			RuntimeParametersKey::Certification(_) => {
				CredentialAdmin::try_origin(origin).map(|_| ())
			},
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin(_: &RuntimeParametersKey) -> Result<RuntimeOrigin, ()> {
		Ok(RuntimeOrigin::root())
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl Default for RuntimeParameters {
	fn default() -> Self {
		RuntimeParameters::Economy(dynamic::economy::Parameters::StoragePrice(
			dynamic::economy::StoragePrice,
			Some(Price { item: ITEM_DEPOSIT, byte: BYTE_DEPOSIT }),
		))
	}
}

impl pallet_parameters::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeParameters = RuntimeParameters;
	type AdminOrigin = ParameterAdmin;
	type WeightInfo = weights::pallet_parameters::WeightInfo<Runtime>;
}
