// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of the calls: measured ones for the runtime, and those of `()` for tests.

mod measured;

pub use measured::Measured;

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// The weights of the calls.
pub trait WeightInfo {
	/// `publish` without a signature.
	fn publish() -> Weight;
	/// `publish` with a signature.
	fn publish_signed() -> Weight;
	/// `withdraw`.
	fn withdraw() -> Weight;
}

fn weight(microseconds: u64, proof_size: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(microseconds.saturating_mul(1_000_000), proof_size)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for () {
	fn publish() -> Weight {
		weight(80, 3_800, 3, 3)
	}
	fn publish_signed() -> Weight {
		weight(220, 6_400, 4, 3)
	}
	fn withdraw() -> Weight {
		weight(50, 3_800, 3, 3)
	}
}
