// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Fees of messages.
//!
//! Executing one costs what a transaction of the same weight does, in MED or, at the rate that
//! governance sets, in the relay token. Delivering one costs MED. Fees in MED for execution are split
//! as those of transactions; the others go to the treasury whole: authors do not choose which
//! messages are executed, and an author need not hold the relay token.

use super::{relay_token::RelayTokenMatcher, AssetTransactor, MedLocation, RelayLocation};
use crate::{
	configs::{
		governance::parameters::bounded::economy::RelayTokenPerMed,
		monetary::{DealWithFees, TreasuryAccount, WeightToFee},
	},
	constants::xcm::{DELIVERY_BASE_FEE, DELIVERY_BYTE_FEE},
	AccountId, Balance, Balances, ForeignAssets, ParachainSystem, XcmpQueue,
};
use alloc::vec::Vec;
use cumulus_primitives_utility::{ChargeWeightInFungibles, TakeFirstAssetTrader};
use frame_support::{
	parameter_types,
	traits::{tokens::imbalance::ResolveAssetTo, Equals, Get},
	weights::{Weight, WeightToFee as _},
};
use polkadot_runtime_common::xcm_sender::ExponentialPrice;
use sp_runtime::FixedPointNumber;
use xcm::{latest::prelude::*, prelude::XcmVersion, IntoVersion, VersionedAssetId};
use xcm_builder::{SendXcmFeeToAccount, UsingComponents, XcmFeeManagerFromComponents};
use xcm_runtime_apis::fees::Error;

/// The fee for a weight in the relay token.
pub struct RelayTokenFee;

impl ChargeWeightInFungibles<AccountId, ForeignAssets> for RelayTokenFee {
	fn charge_weight_in_fungibles(_: Location, weight: Weight) -> Result<Balance, XcmError> {
		let rate = <RelayTokenPerMed as Get<_>>::get();
		Ok(FixedPointNumber::saturating_mul_int(rate, WeightToFee::weight_to_fee(&weight)))
	}
}

/// Sells execution. In the relay token at least its minimum balance is paid, so that the treasury
/// can always be credited.
pub type Trader = (
	UsingComponents<WeightToFee, MedLocation, AccountId, Balances, DealWithFees>,
	TakeFirstAssetTrader<
		AccountId,
		RelayTokenFee,
		RelayTokenMatcher,
		ForeignAssets,
		ResolveAssetTo<TreasuryAccount, ForeignAssets>,
	>,
);

/// The assets that [`Trader`] takes, in a version of XCM.
pub fn fee_assets(version: XcmVersion) -> Result<Vec<VersionedAssetId>, Error> {
	let in_version = |location| VersionedAssetId::from(AssetId(location)).into_version(version);
	[MedLocation::get(), RelayLocation::get()]
		.into_iter()
		.map(|location| in_version(location).map_err(|()| Error::UnhandledXcmVersion))
		.collect()
}

parameter_types! {
	pub TreasuryLocation: Location =
		AccountId32 { network: None, id: TreasuryAccount::get().into() }.into();
	pub DeliveryFeeAsset: AssetId = AssetId(MedLocation::get());
	pub const DeliveryBaseFee: Balance = DELIVERY_BASE_FEE;
	pub const DeliveryByteFee: Balance = DELIVERY_BYTE_FEE;
}

/// The price of delivery, which rises while a queue is full.
pub type PriceForSibling =
	ExponentialPrice<DeliveryFeeAsset, DeliveryBaseFee, DeliveryByteFee, XcmpQueue>;

/// The price of delivery to the relay chain.
pub type PriceForParent =
	ExponentialPrice<DeliveryFeeAsset, DeliveryBaseFee, DeliveryByteFee, ParachainSystem>;

/// The locations that pay no delivery: this chain itself, and the relay chain for what it asks.
type Waived = (Equals<MedLocation>, Equals<RelayLocation>);

/// Takes delivery fees.
pub type FeesToTreasury =
	XcmFeeManagerFromComponents<Waived, SendXcmFeeToAccount<AssetTransactor, TreasuryLocation>>;
