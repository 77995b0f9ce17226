// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of the hooks. Runtimes take them from their own benchmark; those of `()` are for tests.

mod measured;

pub use measured::Measured;

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// The weights of the hooks.
pub trait WeightInfo {
	/// A block that begins no turn by its number.
	fn count_block() -> Weight;
	/// The reading of a value that is the one of the present turn.
	fn read_proof() -> Weight;
	/// What a turn takes more as it begins.
	fn begin_turn() -> Weight;
}

impl WeightInfo for () {
	fn count_block() -> Weight {
		Weight::from_parts(5_000_000, 1_500).saturating_add(RocksDbWeight::get().reads(1))
	}

	fn read_proof() -> Weight {
		Weight::from_parts(50_000_000, 2_000)
			.saturating_add(RocksDbWeight::get().reads_writes(2, 1))
	}

	fn begin_turn() -> Weight {
		Weight::from_parts(10_000_000, 2_000)
			.saturating_add(RocksDbWeight::get().reads_writes(1, 3))
	}
}
