// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::WeightInfo;
use cumulus_pallet_parachain_system::OnSystemEvent;
use frame_support::traits::OnInitialize;

#[test]
fn a_block_weighs_more_if_it_begins_a_turn() {
	let (count, read, begin) = (<()>::count_block(), <()>::read_proof(), <()>::begin_turn());
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(block(Proven::value(1)), count + read + begin);
		for proven in [Proven::value(1), Proven::Absent, Proven::Omitted, Proven::Malformed] {
			assert_eq!(block(proven), count + read);
		}
		assert_eq!(block(Proven::value(2)), count + read + begin);
	});
	ExtBuilder::development(2).build_and_execute(|| {
		assert_eq!(block(Proven::value(1)), count + read);
		assert_eq!(block(Proven::value(2)), count + read + begin);
	});
}

#[test]
fn hooks_before_the_inherent_find_the_turn_of_the_block_before() {
	ExtBuilder::default().build_and_execute(|| {
		blocks_with([1]);
		Randomness::on_initialize(2);
		assert_eq!(Randomness::turn(), RandomnessTurn(1));
		Randomness::on_relay_state_proof(&Proven::value(2).proof());
		assert_eq!(Randomness::turn(), RandomnessTurn(2));
	});
}

#[test]
fn a_block_that_knows_what_the_one_before_knew_writes_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		for proven in [Proven::value(1), Proven::Omitted] {
			block(proven);
			let root = || sp_io::storage::root(sp_runtime::StateVersion::V1);
			let before = root();
			Randomness::on_initialize(2);
			Randomness::on_relay_state_proof(&proven.proof());
			assert_eq!(root(), before);
		}
	});
}
