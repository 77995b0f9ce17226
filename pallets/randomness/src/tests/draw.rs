// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use codec::Encode;
use sp_io::hashing::blake2_256;

#[test]
fn what_is_frozen_is_decided_by_the_second_value_after_it() {
	ExtBuilder::default().build_and_execute(|| {
		blocks_with([1]);
		let frozen = Randomness::turn();
		assert_eq!(frozen, RandomnessTurn(1));
		assert_eq!(Randomness::draw(frozen), Draw::Pending);
		blocks_with([1, 1, 2, 2]);
		assert_eq!(Randomness::draw(frozen), Draw::Pending);
		blocks_with([3]);
		let bytes = ("medibloc/randomness", GENESIS, 3u32, value(3)).encode();
		assert_eq!(Randomness::draw(frozen), Draw::Drawn(blake2_256(&bytes).into()));
	});
}

#[test]
fn the_same_is_drawn_until_it_is_forgotten() {
	ExtBuilder::default().build_and_execute(|| {
		blocks_with([1]);
		let frozen = Randomness::turn();
		blocks_with([2, 3]);
		let first = drawn(frozen);
		// Four values are kept.
		for number in 4..=6 {
			blocks_with([number]);
			assert_eq!(drawn(frozen), first);
		}
		for number in 7..=20 {
			blocks_with([number]);
			assert_eq!(Randomness::draw(frozen), Draw::Forgotten);
		}
	});
}

#[test]
fn a_value_that_comes_again_is_another_draw() {
	ExtBuilder::default().build_and_execute(|| {
		blocks_with([1]);
		let first = Randomness::turn();
		blocks_with([2]);
		let second = Randomness::turn();
		blocks_with([1, 2, 1]);
		let third = RandomnessTurn(second.0 + 1);
		assert_ne!(drawn(first), drawn(third));
		assert_ne!(drawn(first), drawn(second));
	});
}

#[test]
fn another_chain_draws_another_value() {
	let draw = |genesis| {
		let mut value = None;
		ExtBuilder::default().build_and_execute(|| {
			frame_system::BlockHash::<Test>::insert(0, genesis);
			blocks_with([1, 2, 3]);
			value = Some(drawn(RandomnessTurn(1)));
		});
		value.unwrap()
	};
	assert_eq!(draw(GENESIS), draw(GENESIS));
	assert_ne!(draw(GENESIS), draw(H256::repeat_byte(1)));
}

#[test]
fn what_is_frozen_before_the_first_value_is_decided_by_the_third() {
	ExtBuilder::default().build_and_execute(|| {
		let frozen = Randomness::turn();
		block(Proven::Absent);
		assert_eq!(Randomness::turn(), frozen);
		blocks_with([1, 2]);
		assert_eq!(Randomness::draw(frozen), Draw::Pending);
		blocks_with([3]);
		drawn(frozen);
	});
}

/// An author who alone made blocks for nearly an epoch, or the first one after an outage, could know
/// the value that comes next, and leave out the one that is stated.
#[test]
fn what_is_frozen_without_the_value_waits_one_more_turn() {
	for proven in [Proven::Absent, Proven::Omitted, Proven::Malformed] {
		ExtBuilder::default().build_and_execute(|| {
			blocks_with([1]);
			// The relay chain states 2 by now.
			block(proven);
			let frozen = Randomness::turn();
			assert_eq!(frozen, RandomnessTurn(2));
			blocks_with([2]);
			assert_eq!(Randomness::turn(), RandomnessTurn(2));
			blocks_with([3]);
			assert_eq!(Randomness::draw(frozen), Draw::Pending);
			blocks_with([4]);
			drawn(frozen);
		});
	}
}

#[test]
fn what_was_frozen_without_a_value_that_stays_the_same_waits_as_long() {
	ExtBuilder::default().build_and_execute(|| {
		blocks_with([1]);
		block(Proven::Omitted);
		let frozen = Randomness::turn();
		for value in [1, 2, 3] {
			blocks_with([value]);
			assert_eq!(Randomness::draw(frozen), Draw::Pending);
		}
		blocks_with([4]);
		drawn(frozen);
	});
}

#[test]
fn waiting_does_not_end_without_values() {
	ExtBuilder::default().build_and_execute(|| {
		blocks_with([1, 2]);
		let frozen = Randomness::turn();
		for _ in 0..1_000 {
			block(Proven::Omitted);
		}
		assert_eq!(Randomness::draw(frozen), Draw::Pending);
	});
}

#[test]
fn turns_that_nobody_was_told_are_frozen_anew() {
	ExtBuilder::default().build_and_execute(|| {
		blocks_with([1]);
		let latest = Randomness::turn().0;
		// Of a block without a value.
		assert_eq!(Randomness::draw(RandomnessTurn(latest + 1)), Draw::Pending);
		for turn in [latest + 2, latest + 100, u32::MAX / 2, u32::MAX - 1] {
			assert_eq!(Randomness::draw(RandomnessTurn(turn)), Draw::Forgotten);
		}
	});
}

#[cfg(feature = "runtime-benchmarks")]
#[test]
fn a_benchmark_draws_what_it_froze() {
	for proven in [Proven::value(1), Proven::Omitted] {
		ExtBuilder::default().build_and_execute(|| {
			block(proven);
			for _ in 0..10 {
				let frozen = Randomness::turn();
				assert_eq!(Randomness::draw(frozen), Draw::Pending);
				Randomness::pass();
				drawn(frozen);
			}
		});
	}
}
