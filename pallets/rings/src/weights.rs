// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of the calls, the hooks and what other pallets ask for. Runtimes take them from their own
//! benchmarks; those of `()` are for tests.
//!
//! The checks are measured in an instance of the runtime that made one before. What only the first of an
//! instance does is measured apart (`set_up_*`), and
//! [`RingsWeights`](medibloc_primitives::RingsWeights) adds both up.

mod measured;

pub use measured::Measured;

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// The weights of the calls, the hooks and what other pallets ask for.
pub trait WeightInfo {
	/// `vouch`.
	fn vouch() -> Weight;
	/// `withdraw_vouch`.
	fn withdraw_vouch() -> Weight;
	/// `freeze`.
	fn freeze() -> Weight;
	/// `build` that draws the randomness.
	fn draw() -> Weight;
	/// `build` that adds `n` keys to a ring.
	fn build(n: u32) -> Weight;
	/// `retire` that deletes `n` keys.
	fn retire(n: u32) -> Weight;
	/// `provide_parameters`.
	fn provide_parameters() -> Weight;
	/// The look of a block at the queue, without what it does.
	fn look() -> Weight;
	/// The end of a block, without the write of the count of proofs itself.
	fn end_block() -> Weight;
	/// A cohort opened by another pallet.
	fn open() -> Weight;
	/// A key inserted by another pallet.
	fn insert() -> Weight;
	/// A key reserved by another pallet.
	fn reserve() -> Weight;
	/// A reserved key made a member.
	fn insert_reserved() -> Weight;
	/// A reserved key given free.
	fn unreserve() -> Weight;
	/// A key taken out by another pallet.
	fn remove() -> Weight;
	/// A cohort frozen by another pallet.
	fn freeze_cohort() -> Weight;
	/// A cohort ended by another pallet.
	fn retire_cohort() -> Weight;
	/// What a first check of a ring of up to 255 members sets up.
	fn set_up_255() -> Weight;
	/// What a first check of a ring of up to 767 members sets up.
	fn set_up_767() -> Weight;
	/// What a first check of a ring of up to 16,127 members sets up.
	fn set_up_16127() -> Weight;
	/// A proof checked.
	fn check() -> Weight;
	/// `n` proofs of one ring checked together.
	fn check_all(n: u32) -> Weight;
}

fn weight(microseconds: u64, proof_size: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(microseconds.saturating_mul(1_000_000), proof_size)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for () {
	fn vouch() -> Weight {
		weight(3_500, 12_000, 9, 10)
	}
	fn withdraw_vouch() -> Weight {
		weight(90, 10_000, 7, 8)
	}
	fn freeze() -> Weight {
		weight(30, 5_000, 4, 3)
	}
	fn draw() -> Weight {
		weight(30, 5_000, 4, 2)
	}
	fn build(n: u32) -> Weight {
		weight(2_500, 32_000, 5, 4)
			.saturating_add(weight(1_050, 2_600, 1, 0).saturating_mul(n.into()))
	}
	fn retire(n: u32) -> Weight {
		weight(30, 6_000, 3, 3).saturating_add(weight(60, 9_000, 5, 6).saturating_mul(n.into()))
	}
	fn provide_parameters() -> Weight {
		weight(60, 15_000, 1, 1)
	}
	fn look() -> Weight {
		weight(10, 4_000, 3, 1)
	}
	fn end_block() -> Weight {
		weight(1, 0, 0, 0)
	}
	fn open() -> Weight {
		weight(15, 2_600, 1, 1)
	}
	fn insert() -> Weight {
		weight(3_300, 6_000, 3, 3)
	}
	fn reserve() -> Weight {
		weight(900, 5_000, 2, 2)
	}
	fn insert_reserved() -> Weight {
		weight(40, 6_000, 3, 4)
	}
	fn unreserve() -> Weight {
		weight(20, 3_000, 1, 2)
	}
	fn remove() -> Weight {
		weight(50, 9_000, 4, 5)
	}
	fn freeze_cohort() -> Weight {
		weight(30, 5_000, 3, 2)
	}
	fn retire_cohort() -> Weight {
		weight(30, 5_000, 3, 3)
	}
	fn set_up_255() -> Weight {
		weight(5_000, 0, 0, 0)
	}
	fn set_up_767() -> Weight {
		weight(10_000, 0, 0, 0)
	}
	fn set_up_16127() -> Weight {
		weight(190_000, 0, 0, 0)
	}
	fn check() -> Weight {
		weight(26_000, 5_500, 2, 0)
	}
	fn check_all(n: u32) -> Weight {
		weight(18_000, 5_500, 2, 0).saturating_add(weight(10_000, 0, 0, 0).saturating_mul(n.into()))
	}
}
