// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Genesis states of the chains: those of their presets.

use crate::{world::account_on_relay_chain, ROC};
use asset_hub_rococo_runtime as asset_hub;
use medibloc_runtime::constants::{xcm::ASSET_HUB_PARA_ID, PARA_ID};
use polkadot_runtime_parachains::paras::{ParaGenesisArgs, ParaKind};
use serde_json::Value;
use sp_core::storage::Storage;
use sp_genesis_builder::{
	runtime_decl_for_genesis_builder::GenesisBuilder, PresetId, DEV_RUNTIME_PRESET,
	LOCAL_TESTNET_RUNTIME_PRESET,
};
use sp_runtime::{traits::Block, BuildStorage, DeserializeOwned};
use xcm_emulator::TestExternalities;

/// The endowment of a parachain on the relay chain at the genesis.
const ENDOWMENT: u128 = 100 * ROC;

/// Bytes that are no code of a runtime: the relay chain runs none of it here.
const NO_CODE: [u8; 9] = [0; 9];

/// This chain: its preset `development`.
pub fn medibloc() -> Storage {
	type Config = medibloc_runtime::RuntimeGenesisConfig;
	let config: Config =
		config::<medibloc_runtime::Runtime, medibloc_runtime::Block, _>(DEV_RUNTIME_PRESET);
	config.build_storage().expect("the preset builds")
}

/// Asset Hub: its preset `local_testnet`.
pub fn asset_hub() -> Storage {
	type Config = asset_hub::RuntimeGenesisConfig;
	let config: Config =
		config::<asset_hub::Runtime, asset_hub::Block, _>(LOCAL_TESTNET_RUNTIME_PRESET);
	config.build_storage().expect("the preset builds")
}

/// The relay chain: its preset `local_testnet`, with the two parachains.
pub fn relay_chain() -> Storage {
	let mut config: rococo_runtime::RuntimeGenesisConfig =
		config::<rococo_runtime::Runtime, rococo_runtime::Block, _>(LOCAL_TESTNET_RUNTIME_PRESET);
	for para in [ASSET_HUB_PARA_ID, PARA_ID] {
		let genesis = ParaGenesisArgs {
			genesis_head: vec![].into(),
			validation_code: NO_CODE.to_vec().into(),
			para_kind: ParaKind::Parachain,
		};
		config.paras.paras.push((para.into(), genesis));
	}
	config.balances.balances.push((account_on_relay_chain(), ENDOWMENT));
	config.build_storage().expect("the preset builds")
}

/// The configuration that a preset of a runtime gives.
fn config<R: GenesisBuilder<B>, B: Block, C: DeserializeOwned>(preset: &str) -> C {
	let json = |id: Option<PresetId>| -> Value {
		// Some presets look into the state, which is empty at that time.
		let preset = TestExternalities::default().execute_with(|| R::get_preset(&id));
		serde_json::from_slice(&preset.expect("there is such a preset")).expect("a preset is JSON")
	};
	let mut config = json(None);
	merge(&mut config, json(Some(preset.into())));
	serde_json::from_value(config).expect("a preset configures the genesis")
}

fn merge(into: &mut Value, patch: Value) {
	match (into, patch) {
		(Value::Object(into), Value::Object(patch)) => {
			for (key, value) in patch {
				merge(into.entry(key).or_insert(Value::Null), value);
			}
		},
		(into, patch) => *into = patch,
	}
}
