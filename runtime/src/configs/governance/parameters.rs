// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Parameters that token holders can set without an upgrade.
//!
//! What was paid before a change is paid back as it was paid: each deposit is kept with its item.

use super::{
	committee::CredentialAdmin,
	origins::EnsureEconomyAdmin,
	parameter_store::{self, Bounded},
};
use crate::{
	configs::medibloc::LogRetention,
	constants::{
		currency::{Balance, BYTE_DEPOSIT, ITEM_DEPOSIT, MED, MICROMED, MILLIMED},
		time::{DAYS, YEARS},
	},
	weights, AccountId, Moment, Runtime, RuntimeOrigin,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	dynamic_params::{dynamic_pallet_params, dynamic_params},
	traits::{EitherOf, EnsureOrigin, EnsureOriginWithArg, Get},
};
use frame_system::EnsureRoot;
use medibloc_primitives::credential::HISTORY_RETENTION;
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

#[dynamic_params(RuntimeParameters, parameter_store::Parameters::<Runtime>)]
pub mod dynamic {
	use super::*;

	/// Prices. Set on the track of the economy admin.
	#[dynamic_pallet_params]
	#[codec(index = 0)]
	pub mod economy {
		/// The price of storing health records, held as a deposit.
		#[codec(index = 0)]
		pub static StoragePrice: Price = Price { item: ITEM_DEPOSIT, byte: BYTE_DEPOSIT };
		/// The price of one MED in the smallest unit of the relay token, where a message pays in
		/// the relay token.
		#[codec(index = 1)]
		pub static RelayTokenPerMed: FixedU128 = FixedU128::from_u32(1);
	}

	/// Terms of certification. Set by whoever registers authorities.
	#[dynamic_pallet_params]
	#[codec(index = 1)]
	pub mod certification {
		/// The lifetime of an application, in milliseconds.
		#[codec(index = 0)]
		pub static ApplicationLifetime: Moment = 30 * DAYS;
		/// The longest validity of a credential, in milliseconds.
		#[codec(index = 1)]
		pub static MaxValidity: Moment = 5 * YEARS;
	}

	/// Terms of consent. Set by whoever registers authorities.
	#[dynamic_pallet_params]
	#[codec(index = 2)]
	pub mod consent {
		/// The retention of a grant after its end, in milliseconds.
		#[codec(index = 0)]
		pub static GrantRetention: Moment = 6 * YEARS;
	}
}

/// The deposit for `items` entries of health records that hold `bytes` bytes together.
pub fn deposit(items: u32, bytes: u32) -> Balance {
	let Price { item, byte } = bounded::economy::StoragePrice::get();
	item.saturating_mul(items.into()).saturating_add(byte.saturating_mul(bytes.into()))
}

/// Says of each parameter who sets it and within which bounds, and reads it within them: a value that was
/// stored under wider bounds, or past the call, is taken as the bound. A parameter that is not named here does
/// not compile. `docs/governance.md` is written from it: see `tests/docs.rs`.
macro_rules! declare {
	($(
		$group:ident($module:ident), set by $origin:ty as $track:literal {
			$($name:ident($type:ty): $what:literal, $least:expr, $most:expr;)*
		}
	)*) => {
		impl Bounded for RuntimeParameters {
			fn is_within_bounds(&self) -> bool {
				match self {
					$($(
						Self::$group(dynamic::$module::Parameters::$name(_, value)) => {
							value.is_none_or(|value| value.within($least, $most) == value)
						},
					)*)*
				}
			}
		}

		/// The parameters as the runtime reads them: within their bounds.
		pub mod bounded {
			$(
				#[doc = concat!("Parameters that are set by ", $track, ".")]
				pub mod $module {
					use super::super::*;

					$(
						#[doc = concat!("This parameter: ", $what, ".")]
						pub struct $name;

						impl Get<$type> for $name {
							fn get() -> $type {
								let value: $type = dynamic::$module::$name::get();
								value.within($least, $most)
							}
						}
					)*
				}
			)*
		}

		/// The origin that sets a parameter: the admin of its group.
		pub struct ParameterAdmin;

		impl EnsureOriginWithArg<RuntimeOrigin, RuntimeParametersKey> for ParameterAdmin {
			type Success = ();

			fn try_origin(
				origin: RuntimeOrigin,
				key: &RuntimeParametersKey,
			) -> Result<(), RuntimeOrigin> {
				match key {
					$(RuntimeParametersKey::$group(_) => <$origin>::try_origin(origin).map(|_| ()),)*
				}
			}

			#[cfg(feature = "runtime-benchmarks")]
			fn try_successful_origin(_: &RuntimeParametersKey) -> Result<RuntimeOrigin, ()> {
				Ok(RuntimeOrigin::root())
			}
		}

		/// All parameters, as they are declared. To be asked where none is set.
		#[cfg(test)]
		pub fn declared() -> Vec<Declared> {
			vec![$($({
				let value = |value| RuntimeParametersValue::$group(
					dynamic::$module::ParametersValue::$name(value),
				);
				Declared {
					name: concat!(stringify!($group), ".", stringify!($name)),
					what: $what,
					track: $track,
					least: value($least),
					most: value($most),
					default: value(dynamic::$module::$name::get()),
					set: |value| match value {
						RuntimeParametersValue::$group(
							dynamic::$module::ParametersValue::$name(value),
						) => Some(RuntimeParameters::$group(
							(dynamic::$module::$name, value).into(),
						)),
						_ => None,
					},
				}
			},)*)*]
		}
	};
}

/// A parameter, as it is declared.
#[cfg(test)]
pub struct Declared {
	/// Its group and its name.
	pub name: &'static str,
	/// What it is, in the words of the documentation.
	pub what: &'static str,
	/// Who sets it, in the words of the documentation.
	pub track: &'static str,
	/// The least value.
	pub least: RuntimeParametersValue,
	/// The greatest value.
	pub most: RuntimeParametersValue,
	/// The value as long as none is set.
	pub default: RuntimeParametersValue,
	/// The parameter with a value, if it is one of this parameter.
	pub set: fn(RuntimeParametersValue) -> Option<RuntimeParameters>,
}

declare! {
	Economy(economy), set by EitherOf<EnsureRoot<AccountId>, EnsureEconomyAdmin>
		as "`economy_admin`"
	{
		StoragePrice(Price): "the deposits for an entry and for a byte of health records and encryption keys",
			Price { item: MILLIMED / 10, byte: MICROMED },
			Price { item: 10 * MED, byte: MED / 10 };
		RelayTokenPerMed(FixedU128): "how many units of the relay token are taken for one of MED, for messages \
			([xcm.md](xcm.md))",
			FixedU128::from_inner(0),
			FixedU128::from_u32(1_000);
	}
	Certification(certification), set by CredentialAdmin
		as "`credential_admin`, or the committee"
	{
		ApplicationLifetime(Moment): "how long an application can be answered", DAYS, YEARS;
		MaxValidity(Moment): "how long a credential can be valid", 30 * DAYS, 10 * YEARS;
	}
	Consent(consent), set by CredentialAdmin
		as "`credential_admin`, or the committee"
	{
		GrantRetention(Moment): "how long a grant is kept after its end; at least as long as the log, and no longer \
			than it is known who was certified",
			LogRetention::get(),
			HISTORY_RETENTION;
	}
}

/// A value that can be brought between two others.
trait Within {
	/// The value, or the bound that it lies beyond.
	fn within(self, least: Self, most: Self) -> Self;
}

impl Within for Moment {
	fn within(self, least: Self, most: Self) -> Self {
		self.clamp(least, most)
	}
}

impl Within for FixedU128 {
	fn within(self, least: Self, most: Self) -> Self {
		self.clamp(least, most)
	}
}

/// Each of both prices.
impl Within for Price {
	fn within(self, least: Self, most: Self) -> Self {
		Self {
			item: self.item.clamp(least.item, most.item),
			byte: self.byte.clamp(least.byte, most.byte),
		}
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

impl parameter_store::Config for Runtime {
	type RuntimeParameters = RuntimeParameters;
	type AdminOrigin = ParameterAdmin;
	type WeightInfo = weights::pallet_parameters::WeightInfo<Runtime>;
}
