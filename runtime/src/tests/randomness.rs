// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Randomness of the relay chain on a network, and of a development chain.

use super::preset;
use crate::{configs::system::RuntimeBlockWeights, *};
use cumulus_pallet_parachain_system::{OnSystemEvent, RelayChainStateProof};
use cumulus_test_relay_sproof_builder::RelayStateSproofBuilder;
use frame_support::{traits::OnInitialize, weights::Weight};
use medibloc_primitives::{DelayedRandomness, Draw, RandomnessTurn};

/// What the parachain pallet does with the proof of a relay chain of this value.
fn read(value: u8) -> Weight {
	type Told = <Runtime as cumulus_pallet_parachain_system::Config>::OnSystemEvent;
	let builder = RelayStateSproofBuilder {
		randomness: [value; 32].into(),
		num_authorities: 0,
		..Default::default()
	};
	let (root, proof) = builder.into_state_root_and_proof();
	let para_id = constants::PARA_ID.into();
	Told::on_relay_state_proof(&RelayChainStateProof::new(para_id, root, proof).unwrap())
}

#[test]
fn values_of_the_relay_chain_decide_what_was_frozen_on_a_network() {
	preset("local_testnet").execute_with(|| {
		read(1);
		let frozen = Randomness::turn();
		for value in [1, 2] {
			read(value);
			assert_eq!(Randomness::draw(frozen), Draw::Pending);
		}
		read(3);
		assert!(matches!(Randomness::draw(frozen), Draw::Drawn(_)));
	});
}

#[test]
fn a_development_chain_counts_its_blocks() {
	preset("development").execute_with(|| {
		let turns: Vec<_> = (2..=7)
			.map(|number| {
				System::initialize(&number, &Default::default(), &Default::default());
				Randomness::on_initialize(number);
				read(number as u8);
				Randomness::turn()
			})
			.collect();
		assert_eq!(turns, [1, 1, 2, 2, 3, 3].map(RandomnessTurn));
	});
}

#[test]
fn no_preset_of_a_network_counts_blocks() {
	for name in genesis_config_presets::preset_names() {
		let name = name.to_string();
		preset(&name).execute_with(|| {
			let counts = pallet_randomness::BlocksPerTurn::<Runtime>::exists();
			assert_eq!(counts, name == sp_genesis_builder::DEV_RUNTIME_PRESET, "{name}");
		});
	}
}

#[test]
fn a_turn_takes_less_than_half_a_percent_of_a_block() {
	preset("local_testnet").execute_with(|| {
		let weight = Randomness::on_initialize(1).saturating_add(read(1));
		assert_eq!(Randomness::turn(), RandomnessTurn(1));
		assert!(weight.saturating_mul(200).all_lt(RuntimeBlockWeights::get().max_block));
	});
}
