// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of the calls and of the work between sessions: measured ones for the runtime, and those of
//! `()` for tests.

mod measured;

pub use measured::Measured;

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// The weights of the calls and of the work between sessions.
pub trait WeightInfo {
	/// `set_schedule`.
	fn set_schedule() -> Weight;
	/// Looking for the session keys of `n` stashes of which none has any.
	fn ready(n: u32) -> Weight;
	/// Judging `n` authors of whom nearly half lose their candidacy.
	fn judge(n: u32) -> Weight;
	/// `displace`, where the list is that of the candidates.
	fn displace_candidate() -> Weight;
	/// `displace`, where the list is that of the nominators.
	fn displace_nominator() -> Weight;
}

fn weight(micros: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(micros.saturating_mul(1_000_000), reads.saturating_mul(3_000))
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for () {
	fn set_schedule() -> Weight {
		weight(15, 0, 1)
	}
	fn ready(n: u32) -> Weight {
		weight(10, 1, 1).saturating_add(weight(10, 1, 0).saturating_mul(n.into()))
	}
	fn judge(n: u32) -> Weight {
		weight(50, 10, 6).saturating_add(weight(60, 8, 6).saturating_mul(n.into()))
	}
	fn displace_candidate() -> Weight {
		weight(5_000, 1_120, 12)
	}
	fn displace_nominator() -> Weight {
		weight(2_000, 750, 12)
	}
}
