// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Set-up of the benchmarks of messages: a channel to Asset Hub, and assets.

use crate::{
	configs::xcm::{
		fees::PriceForSibling, relay_token::asset_hub_account, AssetHubLocation,
		LocationToAccountId, MaxAssetsIntoHolding, MedLocation, RelayLocation, XcmConfig,
	},
	constants::{
		currency::{EXISTENTIAL_DEPOSIT, MED},
		xcm::ASSET_HUB_PARA_ID,
	},
	AccountId, Balance, Balances, ForeignAssets, ParachainSystem, Runtime, RuntimeCall,
};
use alloc::{boxed::Box, vec, vec::Vec};
use cumulus_primitives_core::ParaId;
use frame_benchmarking::{whitelisted_caller, BenchmarkError};
use frame_support::{
	parameter_types,
	traits::{
		fungible::{Inspect, Mutate},
		fungibles,
	},
};
use pallet_xcm_benchmarks::{generate_holding_assets, MockCredit};
use polkadot_runtime_common::xcm_sender::ToParachainDeliveryHelper;
use xcm::latest::prelude::*;
use xcm_executor::AssetsInHolding;

/// An amount of the relay token, and of MED, well above what must be kept.
const AMOUNT: Balance = 100 * MED;

parameter_types! {
	pub const AssetHub: ParaId = ParaId::new(ASSET_HUB_PARA_ID);
	pub ToExist: Option<Asset> = Some((MedLocation::get(), EXISTENTIAL_DEPOSIT).into());
	pub const NoCheckedAccount: Option<(AccountId, xcm_builder::MintLocation)> = None;
	pub const NoTeleporter: Option<(Location, Asset)> = None;
	pub Reserve: Option<(Location, Asset)> = Some((AssetHubLocation::get(), relay_token()));
}

/// Opens the channel to Asset Hub, and gives the sender what delivery costs.
pub type DeliveryHelper =
	ToParachainDeliveryHelper<XcmConfig, ToExist, PriceForSibling, AssetHub, ParachainSystem>;

fn relay_token() -> Asset {
	(RelayLocation::get(), AMOUNT).into()
}

fn med() -> Asset {
	(MedLocation::get(), AMOUNT).into()
}

fn give_relay_token(to: &AccountId) {
	<ForeignAssets as fungibles::Mutate<_>>::mint_into(RelayLocation::get(), to, AMOUNT)
		.expect("the preset has the relay token");
}

impl pallet_xcm::benchmarking::Config for Runtime {
	type DeliveryHelper = DeliveryHelper;

	fn reachable_dest() -> Option<Location> {
		Some(AssetHubLocation::get())
	}

	fn teleportable_asset_and_dest() -> Option<(Asset, Location)> {
		Some((med(), AssetHubLocation::get()))
	}

	fn reserve_transferable_asset_and_dest() -> Option<(Asset, Location)> {
		// The benchmark looks for what was sent in the account of the destination, where it would be if
		// this chain were the reserve.
		give_relay_token(&asset_hub_account());
		Some((relay_token(), AssetHubLocation::get()))
	}

	fn set_up_complex_asset_transfer() -> Option<(Assets, u32, Location, Box<dyn FnOnce()>)> {
		let caller: AccountId = whitelisted_caller();
		Balances::mint_into(&caller, AMOUNT).expect("MED can be minted");
		give_relay_token(&caller);
		give_relay_token(&caller);
		let verify = Box::new(move || {
			let left =
				<ForeignAssets as fungibles::Inspect<_>>::balance(RelayLocation::get(), &caller);
			assert_eq!(left, AMOUNT);
			assert!(Balances::balance(&caller) < AMOUNT);
		});
		Some((relay_token().into(), 0, AssetHubLocation::get(), verify))
	}

	fn get_asset() -> Asset {
		relay_token()
	}

	fn get_assets(n: u32) -> Assets {
		[relay_token(), med()].into_iter().take(n as usize).collect::<Vec<_>>().into()
	}

	fn batch_call(calls: Vec<RuntimeCall>) -> Option<RuntimeCall> {
		Some(pallet_utility::Call::batch { calls }.into())
	}
}

impl pallet_xcm_benchmarks::Config for Runtime {
	type XcmConfig = XcmConfig;
	type AccountIdConverter = LocationToAccountId;
	type DeliveryHelper = DeliveryHelper;

	fn valid_destination() -> Result<Location, BenchmarkError> {
		Ok(AssetHubLocation::get())
	}

	fn worst_case_holding(depositable_count: u32) -> AssetsInHolding {
		// One place is for the relay token, in which execution is bought.
		let others = MaxAssetsIntoHolding::get() - depositable_count - 1;
		let mut holding = generate_holding_assets(others);
		let credit = Box::new(MockCredit(Balance::from(u64::MAX)));
		holding.fungible.insert(AssetId(RelayLocation::get()), credit);
		holding
	}
}

impl pallet_xcm_benchmarks::fungible::Config for Runtime {
	type TransactAsset = Balances;
	type CheckedAccount = NoCheckedAccount;
	type TrustedTeleporter = NoTeleporter;
	type TrustedReserve = Reserve;

	fn get_asset() -> Asset {
		relay_token()
	}
}

impl pallet_xcm_benchmarks::generic::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type TransactAsset = Balances;

	fn worst_case_response() -> (u64, Response) {
		(0, Response::Version(Default::default()))
	}

	fn worst_case_asset_exchange() -> Result<(Assets, Assets), BenchmarkError> {
		Err(BenchmarkError::Skip)
	}

	fn universal_alias() -> Result<(Location, Junction), BenchmarkError> {
		Err(BenchmarkError::Skip)
	}

	fn transact_origin_and_runtime_call() -> Result<(Location, RuntimeCall), BenchmarkError> {
		let call = frame_system::Call::remark_with_event { remark: vec![] };
		Ok((AssetHubLocation::get(), call.into()))
	}

	fn subscribe_origin() -> Result<Location, BenchmarkError> {
		Ok(AssetHubLocation::get())
	}

	fn claimable_asset() -> Result<(Location, Location, Assets), BenchmarkError> {
		Ok((AssetHubLocation::get(), Location::here(), relay_token().into()))
	}

	fn worst_case_for_trader() -> Result<(Asset, WeightLimit), BenchmarkError> {
		Ok((relay_token(), Limited(Weight::from_parts(5_000, 5_000))))
	}

	fn unlockable_asset() -> Result<(Location, Location, Asset), BenchmarkError> {
		Err(BenchmarkError::Skip)
	}

	fn export_message_origin_and_destination(
	) -> Result<(Location, NetworkId, InteriorLocation), BenchmarkError> {
		Err(BenchmarkError::Skip)
	}

	fn alias_origin() -> Result<(Location, Location), BenchmarkError> {
		Err(BenchmarkError::Skip)
	}
}
