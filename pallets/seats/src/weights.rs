// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What the call and the work between sessions weigh. A runtime takes its weights from its own
//! benchmarks; until there are any it can take [`Estimates`]. Those of `()` are for tests.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// The weights of the call and of the work between sessions.
pub trait WeightInfo {
	/// `set_schedule`.
	fn set_schedule() -> Weight;
	/// Looking for the session keys of `n` stashes of which none has any.
	fn ready(n: u32) -> Weight;
	/// Judging `n` authors of whom nearly half lose their candidacy.
	fn judge(n: u32) -> Weight;
}

/// Estimates from above, with the costs of the runtime's own database.
///
/// All three are for work in blocks that have room for nothing else: the session pallet declares the
/// block in which a session begins full.
pub struct Estimates<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for Estimates<T> {
	fn set_schedule() -> Weight {
		set_schedule(T::DbWeight::get())
	}
	fn ready(n: u32) -> Weight {
		ready(T::DbWeight::get(), n)
	}
	fn judge(n: u32) -> Weight {
		judge(T::DbWeight::get(), n)
	}
}

impl WeightInfo for () {
	fn set_schedule() -> Weight {
		set_schedule(RocksDbWeight::get())
	}
	fn ready(n: u32) -> Weight {
		ready(RocksDbWeight::get(), n)
	}
	fn judge(n: u32) -> Weight {
		judge(RocksDbWeight::get(), n)
	}
}

fn weight(microseconds: u64, proof_size: u64, db: Weight) -> Weight {
	Weight::from_parts(microseconds.saturating_mul(1_000_000), proof_size).saturating_add(db)
}

fn set_schedule(db: RuntimeDbWeight) -> Weight {
	weight(15, 0, db.writes(1))
}

fn ready(db: RuntimeDbWeight, n: u32) -> Weight {
	// For each the keys, and an event if there are none.
	weight(10, 3_600, db.reads_writes(1, 1))
		.saturating_add(weight(10, 2_600, db.reads(1)).saturating_mul(n.into()))
}

fn judge(db: RuntimeDbWeight, n: u32) -> Weight {
	// For each of half of them: bond, ledger, preferences, and its node and bag of the voter list.
	weight(50, 40_000, db.reads_writes(10, 6))
		.saturating_add(weight(60, 20_000, db.reads_writes(8, 6)).saturating_mul(n.into()))
}
