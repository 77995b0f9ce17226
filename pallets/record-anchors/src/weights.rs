// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of the calls: measured ones for the runtime, and those of `()` for tests.

mod measured;

pub use measured::Measured;

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// The weights of the calls.
pub trait WeightInfo {
	/// `anchor` with a role.
	fn anchor() -> Weight;
	/// `anchor` with a role, about a subject that lets only those write to whom it gave consent.
	fn anchor_consented() -> Weight;
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
	/// `set_locator` by the subject.
	fn set_locator() -> Weight;
	/// `set_locator` by the author.
	fn set_locator_by_author() -> Weight;
	/// `remove_locator`.
	fn remove_locator() -> Weight;
	/// `report_corruption`.
	fn report_corruption() -> Weight;
	/// `confirm_restored`.
	fn confirm_restored() -> Weight;
	/// `erase`.
	fn erase() -> Weight;
	/// `force_retract`.
	fn force_retract() -> Weight;
	/// `remove_co_signature`.
	fn remove_co_signature() -> Weight;
	/// `refuse` of `n` records.
	fn refuse(n: u32) -> Weight;
	/// `release_sureties` of `n` records.
	fn release_sureties(n: u32) -> Weight;
	/// `set_writer_policy`.
	fn set_writer_policy() -> Weight;
}

fn weight(microseconds: u64, proof_size: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(microseconds.saturating_mul(1_000_000), proof_size)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for () {
	fn anchor() -> Weight {
		weight(55, 7_200, 7, 4)
	}
	fn anchor_consented() -> Weight {
		weight(110, 26_000, 12, 4)
	}
	fn anchor_own() -> Weight {
		weight(90, 8_000, 9, 7)
	}
	fn anchor_batch() -> Weight {
		weight(20, 3_600, 3, 1)
	}
	fn amend() -> Weight {
		weight(75, 7_400, 10, 6)
	}
	fn amend_own() -> Weight {
		weight(60, 3_800, 5, 6)
	}
	fn retract() -> Weight {
		weight(30, 3_600, 7, 1)
	}
	fn acknowledge() -> Weight {
		weight(110, 12_000, 15, 8)
	}
	fn contest() -> Weight {
		weight(25, 7_200, 5, 2)
	}
	fn co_sign() -> Weight {
		weight(100, 45_000, 17, 1)
	}
	fn set_locator() -> Weight {
		weight(95, 6_200, 10, 5)
	}
	fn set_locator_by_author() -> Weight {
		weight(95, 6_200, 10, 3)
	}
	fn remove_locator() -> Weight {
		weight(60, 3_800, 9, 3)
	}
	fn report_corruption() -> Weight {
		weight(50, 22_000, 15, 1)
	}
	fn confirm_restored() -> Weight {
		weight(30, 3_600, 5, 1)
	}
	fn erase() -> Weight {
		weight(110, 9_800, 9, 9)
	}
	fn force_retract() -> Weight {
		weight(25, 3_600, 5, 1)
	}
	fn remove_co_signature() -> Weight {
		weight(30, 3_600, 6, 1)
	}
	fn refuse(n: u32) -> Weight {
		weight(20, 3_600, 1, 0).saturating_add(weight(120, 9_800, 9, 9).saturating_mul(n.into()))
	}
	fn release_sureties(n: u32) -> Weight {
		weight(10, 0, 1, 0).saturating_add(weight(45, 6_200, 3, 3).saturating_mul(n.into()))
	}
	fn set_writer_policy() -> Weight {
		weight(10, 3_500, 0, 1)
	}
}
