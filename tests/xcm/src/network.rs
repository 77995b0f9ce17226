// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Descriptions of the three chains for the emulator.

use crate::{
	genesis,
	world::{tell_version_of_asset_hub, tell_version_of_medibloc},
};
use asset_hub_rococo_runtime as asset_hub;
use frame_support::traits::OnInitialize;
use xcm_emulator::{
	decl_test_networks, decl_test_parachains, decl_test_relay_chains, CumulusAggregateMessageOrigin,
};

decl_test_relay_chains! {
	#[api_version(16)]
	pub struct RelayChain {
		genesis = genesis::relay_chain(),
		on_init = (),
		runtime = rococo_runtime,
		core = {
			SovereignAccountOf: rococo_runtime::xcm_config::LocationConverter,
		},
		pallets = {
			XcmPallet: rococo_runtime::XcmPallet,
		}
	}
}

decl_test_parachains! {
	pub struct AssetHub {
		genesis = genesis::asset_hub(),
		on_init = tell_version_of_medibloc(),
		runtime = asset_hub,
		core = {
			XcmpMessageHandler: asset_hub::XcmpQueue,
			LocationToAccountId: asset_hub::xcm_config::LocationToAccountId,
			ParachainInfo: asset_hub::ParachainInfo,
			MessageOrigin: CumulusAggregateMessageOrigin,
		},
		pallets = {
			PolkadotXcm: asset_hub::PolkadotXcm,
		}
	},
	pub struct MediBloc {
		genesis = genesis::medibloc(),
		on_init = tell_version_of_asset_hub(),
		runtime = medibloc_runtime,
		core = {
			XcmpMessageHandler: medibloc_runtime::XcmpQueue,
			LocationToAccountId: medibloc_runtime::configs::xcm::LocationToAccountId,
			ParachainInfo: medibloc_runtime::ParachainInfo,
			MessageOrigin: CumulusAggregateMessageOrigin,
		},
		pallets = {
			PolkadotXcm: medibloc_runtime::PolkadotXcm,
		}
	}
}

decl_test_networks! {
	pub struct World {
		relay_chain = RelayChain,
		parachains = vec![AssetHub, MediBloc,],
		bridge = ()
	}
}
