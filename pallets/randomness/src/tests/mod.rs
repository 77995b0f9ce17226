// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! There are no calls and no errors, so that there is no table of either.

mod development;
mod draw;
mod encoding;
mod hooks;
mod integrity;
mod model;
mod relay_chain;
mod try_state;

use crate::{mock::*, BlocksPerTurn, LastReading, Reading, Values};
use medibloc_primitives::{DelayedRandomness, Draw, RandomnessTurn};
use sp_core::H256;

fn turn() -> u32 {
	LastReading::<Test>::get().turn.0
}

/// The turns whose values are kept, in order.
fn kept() -> Vec<u32> {
	let mut turns: Vec<_> = Values::<Test>::iter_keys().map(|turn| turn.0).collect();
	turns.sort();
	turns
}

/// What was drawn; it must have been.
fn drawn(frozen: RandomnessTurn) -> H256 {
	match Randomness::draw(frozen) {
		Draw::Drawn(value) => value,
		other => panic!("{frozen:?} is {other:?}"),
	}
}
