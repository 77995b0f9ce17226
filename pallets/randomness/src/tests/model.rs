// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Random blocks of a relay chain whose values authors leave out as they like, against a plain
//! reference that keeps every value. After each block, and for all that was ever frozen:
//!
//! 1. `do_try_state` passes;
//! 2. the answer is that of the reference: pending, then one value, then forgotten;
//! 3. the value is of an epoch at least two after the one in which it was frozen, whatever was left out.

use super::*;
use codec::Encode;
use proptest::{collection::vec, prelude::*};
use sp_io::hashing::blake2_256;

/// A block: how many epochs the relay chain began since the one before, and what the proof says.
#[derive(Clone, Copy, Debug)]
struct Block {
	epochs: u64,
	/// The proof instead of the value, if the author leaves it out.
	instead: Option<Proven>,
}

fn block_of_the_chain() -> impl Strategy<Value = Block> {
	let epochs = prop_oneof![6 => Just(0), 3 => Just(1), 1 => 2..5u64];
	let instead = prop_oneof![
		4 => Just(None),
		1 => Just(Some(Proven::Omitted)),
		1 => Just(Some(Proven::Absent)),
		1 => Just(Some(Proven::Malformed)),
	];
	(epochs, instead).prop_map(|(epochs, instead)| Block { epochs, instead })
}

/// What was frozen: the turn that was stored with it, the epoch of the relay chain, and which of all
/// values is to decide it, from 1.
struct Frozen {
	turn: RandomnessTurn,
	epoch: u64,
	decided_by: usize,
}

/// What the reference draws: the answer, and the epoch that it is of.
fn reference(frozen: &Frozen, first_turn: u32, values: &[u64]) -> (Draw, Option<u64>) {
	let Some(epoch) = values.get(frozen.decided_by - 1) else { return (Draw::Pending, None) };
	if values.len() - frozen.decided_by >= MaxTurns::get() as usize {
		return (Draw::Forgotten, None);
	}
	let turn = first_turn.wrapping_add(frozen.decided_by as u32);
	let bytes = ("medibloc/randomness", GENESIS, turn, value(*epoch)).encode();
	(Draw::Drawn(blake2_256(&bytes).into()), Some(*epoch))
}

fn run(first_turn: u32, blocks: &[Block]) {
	let start = Reading { turn: RandomnessTurn(first_turn), ..Reading::default() };
	LastReading::<Test>::put(start);
	let (mut epoch, mut values, mut all) = (0, Vec::new(), Vec::new());
	for chosen in blocks {
		epoch += chosen.epochs;
		block(chosen.instead.unwrap_or(Proven::value(epoch)));
		if chosen.instead.is_none() && values.last() != Some(&epoch) {
			values.push(epoch);
		}
		Randomness::do_try_state().unwrap();
		let unknown = usize::from(chosen.instead.is_some());
		let decided_by = values.len() + 2 + unknown;
		all.push(Frozen { turn: Randomness::turn(), epoch, decided_by });
		for frozen in &all {
			let (expected, of) = reference(frozen, first_turn, &values);
			assert_eq!(Randomness::draw(frozen.turn), expected);
			assert!(of.is_none_or(|of| of >= frozen.epoch + 2));
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(256))]

	#[test]
	fn nothing_is_decided_by_a_value_of_its_own_time(
		first_turn in prop_oneof![Just(0), u32::MAX - 20..=u32::MAX],
		blocks in vec(block_of_the_chain(), 1..60),
	) {
		ExtBuilder::default().build_and_execute(|| run(first_turn, &blocks));
	}
}
