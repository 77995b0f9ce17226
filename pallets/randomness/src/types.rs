// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stored types.

use codec::{Decode, Encode, MaxEncodedLen};
use medibloc_primitives::RandomnessTurn;
use scale_info::TypeInfo;
use sp_core::H256;

/// The present turn, and what is known of the relay chain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Reading {
	/// The turn.
	pub turn: RandomnessTurn,
	/// Its value; none before the first turn.
	pub value: Option<H256>,
	/// Whether the last block knew the value that the relay chain states. If not, other turns may have
	/// begun there.
	pub is_current: bool,
}

/// The turn that many turns after another one.
pub(crate) fn after(turn: RandomnessTurn, turns: u32) -> RandomnessTurn {
	RandomnessTurn(turn.0.wrapping_add(turns))
}

/// How many turns `turn` is after `earlier`. Half of all numbers and more if it is before.
pub(crate) fn since(turn: RandomnessTurn, earlier: RandomnessTurn) -> u32 {
	turn.0.wrapping_sub(earlier.0)
}
