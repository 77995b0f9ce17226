// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Tests across the pallets, in the runtime as it is shipped.

mod accounts;
mod api_costs;
mod authoring;
mod blocks;
mod bounds;
mod calls;
mod costs;
mod deposits;
mod docs;
mod election;
mod encoding;
mod entry;
mod genesis;
mod governance;
mod live_clock;
mod liveness;
mod metadata;
mod parameters;
mod participation;
mod powers;
mod proofs;
mod proxies;
mod randomness;
mod rewards;
mod transactions;
mod voters;
mod xcm;

use crate::{Runtime, RuntimeGenesisConfig, System, Timestamp};
use sp_io::TestExternalities;
use sp_runtime::BuildStorage;

/// A moment within the validity of the credentials that the presets give.
pub const NOW: crate::Moment = 1_800_000_000_000;

/// The state of a preset at its genesis.
pub fn preset(name: &str) -> TestExternalities {
	preset_with(name, |_| ())
}

/// The state of a preset at its genesis, with a change.
pub fn preset_with(
	name: &str,
	change: impl FnOnce(&mut RuntimeGenesisConfig),
) -> TestExternalities {
	let patch = crate::genesis_config_presets::get_preset(&name.into()).unwrap();
	let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).unwrap();
	merge(&mut config, serde_json::from_slice(&patch).unwrap());
	let mut config: RuntimeGenesisConfig = serde_json::from_value(config).unwrap();
	change(&mut config);
	let mut ext = TestExternalities::new(config.build_storage().unwrap());
	ext.execute_with(|| {
		System::set_block_number(1);
		pallet_timestamp::Now::<Runtime>::put(NOW);
		assert_eq!(Timestamp::get(), NOW);
	});
	ext
}

fn merge(into: &mut serde_json::Value, patch: serde_json::Value) {
	match (into, patch) {
		(serde_json::Value::Object(into), serde_json::Value::Object(patch)) => {
			for (key, value) in patch {
				merge(into.entry(key).or_insert(serde_json::Value::Null), value);
			}
		},
		(into, patch) => *into = patch,
	}
}
