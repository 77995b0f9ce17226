// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use codec::Encode;
use core::num::NonZeroU32;
use sp_io::hashing::blake2_256;

#[test]
fn a_turn_passes_each_time_so_many_blocks_do() {
	ExtBuilder::development(3).build_and_execute(|| {
		assert_eq!(BlocksPerTurn::<Test>::get(), NonZeroU32::new(3));
		let turns: Vec<_> = (1..=10)
			.map(|_| {
				block(Proven::Absent);
				turn()
			})
			.collect();
		assert_eq!(turns, [0, 0, 1, 1, 1, 2, 2, 2, 3, 3]);
	});
}

#[test]
fn a_turn_of_one_block_is_possible() {
	ExtBuilder::development(1).build_and_execute(|| {
		for number in 1..=10 {
			block(Proven::Absent);
			assert_eq!(turn(), number);
		}
	});
}

#[test]
fn its_values_are_hashes_of_the_parent_and_the_number() {
	ExtBuilder::development(2).build_and_execute(|| {
		let parent = H256::repeat_byte(9);
		block_after(H256::repeat_byte(8), Proven::Absent);
		block_after(parent, Proven::Absent);
		let bytes = ("medibloc/randomness/development", parent, 2u64).encode();
		assert_eq!(Values::<Test>::get(RandomnessTurn(1)), Some(blake2_256(&bytes).into()));
	});
}

#[test]
fn values_of_the_relay_chain_are_ignored() {
	ExtBuilder::development(4).build_and_execute(|| {
		blocks_with(1..=7);
		assert_eq!(turn(), 1);
		block(Proven::Omitted);
		assert_eq!(turn(), 2);
		assert!(Values::<Test>::iter_values().all(|kept| (1..=7).all(|it| kept != value(it))));
	});
}

#[test]
fn it_waits_for_no_relay_chain() {
	ExtBuilder::development(2).build_and_execute(|| {
		let frozen = Randomness::turn();
		assert_eq!(frozen, RandomnessTurn(0));
		for (block_number, is_drawn) in [(1, false), (2, false), (3, false), (4, true)] {
			block(Proven::Malformed);
			assert_eq!(Randomness::turn(), RandomnessTurn(block_number / 2));
			assert_eq!(Randomness::draw(frozen) != Draw::Pending, is_drawn);
		}
		drawn(frozen);
	});
}

#[test]
fn other_chains_do_not_count_their_blocks() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(!BlocksPerTurn::<Test>::exists());
		for _ in 0..100 {
			block(Proven::value(1));
		}
		assert_eq!(turn(), 1);
	});
}

#[test]
fn the_genesis_says_so_by_a_number_that_is_not_zero() {
	let read = |json| serde_json::from_str::<crate::GenesisConfig<Test>>(json);
	assert_eq!(read(r#"{"blocksPerTurn":2}"#).unwrap().blocks_per_turn, NonZeroU32::new(2));
	assert_eq!(read(r#"{"blocksPerTurn":null}"#).unwrap().blocks_per_turn, None);
	assert!(read(r#"{"blocksPerTurn":0}"#).is_err());
}
