// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Builders of the calls and messages that tests send.

use asset_hub_rococo_runtime as asset_hub;
use medibloc_xcm_tests::{
	world::{on_asset_hub, on_medibloc},
	AccountId, Balance,
};
use sp_runtime::{traits::Dispatchable, DispatchError};
use xcm::{latest::prelude::*, VersionedAssetId, VersionedAssets, VersionedLocation, VersionedXcm};
use xcm_executor::traits::TransferType;

pub fn location(location: Location) -> Box<VersionedLocation> {
	Box::new(location.into())
}

pub fn relay_token(amount: Balance) -> Asset {
	(Location::parent(), amount).into()
}

pub fn assets(asset: Asset) -> Box<VersionedAssets> {
	Box::new(Assets::from(asset).into())
}

pub fn beneficiary(who: &AccountId) -> Location {
	AccountId32 { network: None, id: who.clone().into() }.into()
}

pub fn deposit(to: &AccountId) -> Vec<Instruction<()>> {
	vec![DepositAsset { assets: Wild(AllCounted(1)), beneficiary: beneficiary(to) }]
}

/// A transfer whose sender says where the reserve is.
pub fn transfer<T: pallet_xcm::Config>(
	dest: Location,
	asset: Asset,
	kind: TransferType,
	on_arrival: Vec<Instruction<()>>,
) -> pallet_xcm::Call<T> {
	pallet_xcm::Call::transfer_assets_using_type_and_then {
		dest: location(dest),
		remote_fees_id: Box::new(VersionedAssetId::from(asset.id.clone())),
		assets: assets(asset),
		assets_transfer_type: Box::new(kind.clone()),
		fees_transfer_type: Box::new(kind),
		custom_xcm_on_dest: Box::new(VersionedXcm::from(Xcm(on_arrival))),
		weight_limit: Unlimited,
	}
}

pub fn dispatch_here(
	who: &AccountId,
	call: impl Into<medibloc_runtime::RuntimeCall>,
) -> Result<(), DispatchError> {
	let origin = medibloc_runtime::RuntimeOrigin::signed(who.clone());
	on_medibloc(|| call.into().dispatch(origin)).map(|_| ()).map_err(|error| error.error)
}

pub fn dispatch_on_asset_hub(
	who: &AccountId,
	call: impl Into<asset_hub::RuntimeCall>,
) -> Result<(), DispatchError> {
	let origin = asset_hub::RuntimeOrigin::signed(who.clone());
	on_asset_hub(|| call.into().dispatch(origin)).map(|_| ()).map_err(|error| error.error)
}
