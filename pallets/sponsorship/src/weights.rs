// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of the calls and of the transaction extensions. Runtimes take them from their own benchmarks;
//! those of `()` are for tests.

mod measured;

pub use measured::Measured;

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// The weights of the calls and of the transaction extensions.
pub trait WeightInfo {
	/// `create_pot`.
	fn create_pot() -> Weight;
	/// `fund`.
	fn fund() -> Weight;
	/// `set_budget`.
	fn set_budget() -> Weight;
	/// `enrol` of `n` accounts.
	fn enrol(n: u32) -> Weight;
	/// `accept`.
	fn accept() -> Weight;
	/// `leave`.
	fn leave() -> Weight;
	/// `remove` of `n` accounts.
	fn remove(n: u32) -> Weight;
	/// `withdraw`.
	fn withdraw() -> Weight;
	/// `close_pot`.
	fn close_pot() -> Weight;
	/// `set_public_pot`.
	fn set_public_pot() -> Weight;
	/// `feed`.
	fn feed() -> Weight;
	/// `claim`, without its authorisation.
	fn claim() -> Weight;
	/// The authorisation of `claim`.
	fn authorize_claim() -> Weight;
	/// `prune` of `n` accounts.
	fn prune(n: u32) -> Weight;
	/// `prune_claims` of `n` aliases.
	fn prune_claims(n: u32) -> Weight;
	/// The look at who pays for a transaction.
	fn look() -> Weight;
	/// A fee that a pot pays, and the storage deposit of the call, without their withdrawals and the look.
	fn charge() -> Weight;
}

fn weight(microseconds: u64, proof_size: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(microseconds.saturating_mul(1_000_000), proof_size)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for () {
	fn create_pot() -> Weight {
		weight(60, 15_000, 6, 4)
	}
	fn fund() -> Weight {
		weight(60, 6_200, 3, 2)
	}
	fn set_budget() -> Weight {
		weight(15, 3_600, 1, 1)
	}
	fn enrol(n: u32) -> Weight {
		weight(30, 12_000, 6, 2).saturating_add(weight(45, 8_000, 3, 3).saturating_mul(n.into()))
	}
	fn accept() -> Weight {
		weight(20, 5_400, 3, 1)
	}
	fn leave() -> Weight {
		weight(20, 5_400, 2, 2)
	}
	fn remove(n: u32) -> Weight {
		weight(15, 3_600, 1, 0).saturating_add(weight(15, 5_400, 2, 2).saturating_mul(n.into()))
	}
	fn withdraw() -> Weight {
		weight(60, 9_800, 3, 2)
	}
	fn close_pot() -> Weight {
		weight(90, 12_400, 5, 5)
	}
	fn set_public_pot() -> Weight {
		weight(20, 3_600, 1, 3)
	}
	fn feed() -> Weight {
		weight(60, 9_800, 3, 2)
	}
	fn claim() -> Weight {
		weight(70, 18_000, 8, 7)
	}
	fn authorize_claim() -> Weight {
		weight(35_000, 18_000, 12, 0)
	}
	fn prune(n: u32) -> Weight {
		weight(20, 6_200, 2, 2).saturating_add(weight(45, 8_000, 3, 3).saturating_mul(n.into()))
	}
	fn prune_claims(n: u32) -> Weight {
		weight(15, 3_600, 1, 0).saturating_add(weight(5, 2_600, 1, 1).saturating_mul(n.into()))
	}
	fn look() -> Weight {
		weight(5, 2_700, 1, 0)
	}
	fn charge() -> Weight {
		weight(40, 11_600, 5, 2)
	}
}
