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
	AccountId, Moment, Runtime, RuntimeEvent, RuntimeOrigin,
};
use frame_support::{
	dynamic_params::{dynamic_pallet_params, dynamic_params},
	traits::{EitherOf, EnsureOrigin, EnsureOriginWithArg, Get},
};
use frame_system::EnsureRoot;

#[dynamic_params(RuntimeParameters, pallet_parameters::Parameters::<Runtime>)]
pub mod dynamic {
	use super::*;

	/// Prices. Set on the track of the economy admin.
	#[dynamic_pallet_params]
	#[codec(index = 0)]
	pub mod economy {
		/// The deposit for an entry in storage, in the smallest unit of MED.
		#[codec(index = 0)]
		pub static ItemDeposit: Balance = ITEM_DEPOSIT;
		/// The deposit for a byte in storage, in the smallest unit of MED.
		#[codec(index = 1)]
		pub static ByteDeposit: Balance = BYTE_DEPOSIT;
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
	let items = dynamic::economy::ItemDeposit::get().saturating_mul(items.into());
	let bytes = dynamic::economy::ByteDeposit::get().saturating_mul(bytes.into());
	items.saturating_add(bytes)
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
		RuntimeParameters::Economy(dynamic::economy::Parameters::ItemDeposit(
			dynamic::economy::ItemDeposit,
			Some(ITEM_DEPOSIT),
		))
	}
}

impl pallet_parameters::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeParameters = RuntimeParameters;
	type AdminOrigin = ParameterAdmin;
	type WeightInfo = ();
}
