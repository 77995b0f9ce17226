// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Randomness of the relay chain that nobody knew when what it decides was frozen.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// The number of values of the randomness that the chain has seen so far.
///
/// Whoever freezes something that randomness is to decide stores this number with it.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct RandomnessTurn(pub u32);

/// The randomness for what was frozen at some turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draw {
	/// It is not known yet. Ask again later.
	Pending,
	/// The value. It is the same for all who froze something in the same turn, so hash it with the
	/// name of what it decides.
	Drawn(H256),
	/// It was known and is forgotten. Freeze anew.
	Forgotten,
}

/// Randomness for what is frozen before anybody can know it. Answered by `pallet-randomness`.
pub trait DelayedRandomness {
	/// The turn that what is frozen now remembers: the present one, or the next if this block does not
	/// know whether that has begun.
	fn turn() -> RandomnessTurn;

	/// The randomness for what was frozen at `frozen`: that of the second turn after it, since the first
	/// may have been known in part.
	fn draw(frozen: RandomnessTurn) -> Draw;

	/// Lets as many turns pass as it takes to draw for what is frozen now, so that a benchmark can.
	#[cfg(feature = "runtime-benchmarks")]
	fn pass();
}
