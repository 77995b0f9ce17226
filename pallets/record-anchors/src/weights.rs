// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of the calls. Runtimes take them from their own benchmarks; those of `()` are for tests.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// The weights of the calls.
pub trait WeightInfo {
	/// `anchor` with a role.
	fn anchor() -> Weight;
	/// `anchor` without a role.
	fn anchor_own() -> Weight;
	/// `anchor_batch`.
	fn anchor_batch() -> Weight;
	/// `amend` with a role.
	fn amend() -> Weight;
	/// `amend` without a role.
	fn amend_own() -> Weight;
	/// `retract`.
	fn retract() -> Weight;
	/// `acknowledge`.
	fn acknowledge() -> Weight;
	/// `contest`.
	fn contest() -> Weight;
	/// `co_sign`.
	fn co_sign() -> Weight;
	/// `set_locator`.
	fn set_locator() -> Weight;
	/// `remove_locator`.
	fn remove_locator() -> Weight;
	/// `report_corruption`.
	fn report_corruption() -> Weight;
	/// `confirm_restored`.
	fn confirm_restored() -> Weight;
	/// `erase`.
	fn erase() -> Weight;
}

fn weight(microseconds: u64, proof_size: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(microseconds.saturating_mul(1_000_000), proof_size)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for () {
	fn anchor() -> Weight {
		weight(20, 3_600, 3, 1)
	}
	fn anchor_own() -> Weight {
		weight(50, 3_800, 3, 4)
	}
	fn anchor_batch() -> Weight {
		weight(20, 3_600, 3, 1)
	}
	fn amend() -> Weight {
		weight(35, 3_800, 6, 3)
	}
	fn amend_own() -> Weight {
		weight(60, 3_800, 5, 6)
	}
	fn retract() -> Weight {
		weight(25, 3_600, 4, 1)
	}
	fn acknowledge() -> Weight {
		weight(20, 3_600, 3, 1)
	}
	fn contest() -> Weight {
		weight(20, 3_600, 3, 1)
	}
	fn co_sign() -> Weight {
		weight(45, 22_000, 12, 1)
	}
	fn set_locator() -> Weight {
		weight(90, 6_200, 8, 5)
	}
	fn remove_locator() -> Weight {
		weight(55, 3_800, 5, 3)
	}
	fn report_corruption() -> Weight {
		weight(45, 22_000, 13, 1)
	}
	fn confirm_restored() -> Weight {
		weight(25, 3_600, 3, 1)
	}
	fn erase() -> Weight {
		weight(80, 6_200, 7, 7)
	}
}
