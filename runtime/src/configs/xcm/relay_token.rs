// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Relay token: each unit here is backed by one that Asset Hub holds for this chain.

use super::{AssetHubLocation, LocationToAccountId, RelayLocation};
use crate::{
	constants::{
		currency::{deposit, Balance},
		xcm::ASSET_HUB_PARA_ID,
	},
	weights, AccountId, Balances, ForeignAssets, Runtime, RuntimeEvent,
};
use alloc::vec::Vec;
use frame_support::{
	parameter_types,
	traits::{ConstU32, Contains, Equals},
};
use frame_system::{EnsureNever, EnsureRoot};
use polkadot_parachain_primitives::primitives::Sibling;
use sp_runtime::traits::AccountIdConversion;
use sp_runtime::traits::{Identity, TryConvertInto};
use xcm::latest::prelude::*;
use xcm_builder::{FungiblesAdapter, MatchedConvertedConcreteId, NoChecking};

parameter_types! {
	/// The one asset that comes from elsewhere, with its one place of origin.
	pub RelayTokenAtAssetHub: (AssetFilter, Location) = (
		Wild(AllOf { id: AssetId(RelayLocation::get()), fun: WildFungible }),
		AssetHubLocation::get(),
	);
	// Nothing teleports, so nothing is checked in or out.
	pub CheckingAccount: AccountId = asset_hub_account();
}

/// The account that stands for Asset Hub here. Nobody has its key and no message acts for it, so
/// that whatever it owns is governed by the root origin alone.
pub fn asset_hub_account() -> AccountId {
	Sibling::from(ASSET_HUB_PARA_ID).into_account_truncating()
}

/// The matcher of amounts of the relay token.
pub type RelayTokenMatcher =
	MatchedConvertedConcreteId<Location, Balance, Equals<RelayLocation>, Identity, TryConvertInto>;

/// Moves the relay token among local accounts, and in and out of messages.
pub type RelayTokenTransactor = FungiblesAdapter<
	ForeignAssets,
	RelayTokenMatcher,
	LocationToAccountId,
	AccountId,
	NoChecking,
	CheckingAccount,
>;

/// The assets that an account may send to another chain.
pub struct OnlyRelayToken;

impl Contains<(Location, Vec<Asset>)> for OnlyRelayToken {
	fn contains((_, assets): &(Location, Vec<Asset>)) -> bool {
		assets.iter().all(|asset| asset.id.0 == RelayLocation::get())
	}
}

parameter_types! {
	pub const AssetDeposit: Balance = deposit(1, 210);
	pub const AssetAccountDeposit: Balance = deposit(1, 101);
	pub const MetadataDepositBase: Balance = deposit(1, 68);
	pub const MetadataDepositPerByte: Balance = deposit(0, 1);
	pub const ApprovalDeposit: Balance = deposit(1, 148);
}

impl pallet_assets::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Balance = Balance;
	type RemoveItemsLimit = ConstU32<1_000>;
	// The version in which ids are stored: a later one must be migrated to.
	type AssetId = xcm::v5::Location;
	type AssetIdParameter = xcm::v5::Location;
	type ReserveData = ();
	type Currency = Balances;
	// Assets are registered by governance, or at the genesis.
	type CreateOrigin = EnsureNever<AccountId>;
	type ForceOrigin = EnsureRoot<AccountId>;
	type AssetDeposit = AssetDeposit;
	type AssetAccountDeposit = AssetAccountDeposit;
	type MetadataDepositBase = MetadataDepositBase;
	type MetadataDepositPerByte = MetadataDepositPerByte;
	type ApprovalDeposit = ApprovalDeposit;
	type StringLimit = ConstU32<50>;
	type Freezer = ();
	type Holder = ();
	type Extra = ();
	type CallbackHandle = ();
	type AssetIdAllocator = ();
	type WeightInfo = weights::pallet_assets::WeightInfo<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = BenchmarkHelper;
}

/// Names assets by number, as benchmarks do.
#[cfg(feature = "runtime-benchmarks")]
pub struct BenchmarkHelper;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_assets::BenchmarkHelper<Location, ()> for BenchmarkHelper {
	fn create_asset_id_parameter(id: u32) -> Location {
		Location::new(1, [Parachain(id)])
	}

	fn create_reserve_id_parameter(_: u32) {}
}
