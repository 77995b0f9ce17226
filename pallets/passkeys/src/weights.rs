// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of the calls and of the transaction extension: measured ones for the runtime, and those of
//! `()` for tests.

mod measured;

pub use measured::Measured;

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// The weights of the calls and of the transaction extension.
pub trait WeightInfo {
	/// `VerifyPasskey` with a signature.
	fn verify() -> Weight;
	/// `add_passkey`.
	fn add_passkey() -> Weight;
	/// `remove_passkey`.
	fn remove_passkey() -> Weight;
	/// `set_relying_party`.
	fn set_relying_party() -> Weight;
	/// `remove_relying_party`.
	fn remove_relying_party() -> Weight;
}

fn weight(microseconds: u64, proof_size: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(microseconds.saturating_mul(1_000_000), proof_size)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for () {
	fn verify() -> Weight {
		weight(3_000, 8_000, 2, 0)
	}
	fn add_passkey() -> Weight {
		weight(3_100, 14_000, 5, 3)
	}
	fn remove_passkey() -> Weight {
		weight(80, 10_000, 3, 3)
	}
	fn set_relying_party() -> Weight {
		weight(40, 5_000, 1, 1)
	}
	fn remove_relying_party() -> Weight {
		weight(30, 5_000, 1, 1)
	}
}
