// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of the calls: measured ones for the runtime, and those of `()` for tests.

mod measured;

pub use measured::Measured;

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// The weight of each call.
pub trait WeightInfo {
	/// [`register_authority`](crate::Pallet::register_authority).
	fn register_authority() -> Weight;
	/// [`set_authority_status`](crate::Pallet::set_authority_status).
	fn set_authority_status() -> Weight;
	/// [`invalidate_since`](crate::Pallet::invalidate_since).
	fn invalidate_since() -> Weight;
	/// [`apply`](crate::Pallet::apply).
	fn apply() -> Weight;
	/// [`withdraw_application`](crate::Pallet::withdraw_application).
	fn withdraw_application() -> Weight;
	/// [`issue`](crate::Pallet::issue).
	fn issue() -> Weight;
	/// [`renew`](crate::Pallet::renew).
	fn renew() -> Weight;
	/// [`suspend`](crate::Pallet::suspend).
	fn suspend() -> Weight;
	/// [`resume`](crate::Pallet::resume).
	fn resume() -> Weight;
	/// [`revoke`](crate::Pallet::revoke).
	fn revoke() -> Weight;
	/// [`surrender`](crate::Pallet::surrender).
	fn surrender() -> Weight;
	/// [`prune`](crate::Pallet::prune).
	fn prune() -> Weight;
	/// [`reject_application`](crate::Pallet::reject_application).
	fn reject_application() -> Weight;
	/// [`remove_authority`](crate::Pallet::remove_authority).
	fn remove_authority() -> Weight;
	/// [`enact`](crate::Pallet::enact).
	fn enact() -> Weight;
	/// [`veto`](crate::Pallet::veto).
	fn veto() -> Weight;
	/// [`force_revoke`](crate::Pallet::force_revoke).
	fn force_revoke() -> Weight;
}

fn estimate(micros: u64, reads: u64, writes: u64) -> Weight {
	let db = RocksDbWeight::get();
	Weight::from_parts(micros.saturating_mul(1_000_000), 4_000)
		.saturating_add(db.reads_writes(reads, writes))
}

/// Estimates for tests. A runtime uses what its benchmarks measured.
impl WeightInfo for () {
	fn register_authority() -> Weight {
		estimate(15, 3, 2)
	}
	fn set_authority_status() -> Weight {
		estimate(13, 3, 1)
	}
	fn invalidate_since() -> Weight {
		estimate(15, 4, 1)
	}
	fn apply() -> Weight {
		estimate(45, 5, 3)
	}
	fn withdraw_application() -> Weight {
		estimate(40, 3, 3)
	}
	fn issue() -> Weight {
		estimate(90, 12, 10)
	}
	fn renew() -> Weight {
		estimate(25, 4, 2)
	}
	fn suspend() -> Weight {
		estimate(25, 4, 2)
	}
	fn resume() -> Weight {
		estimate(25, 4, 2)
	}
	fn revoke() -> Weight {
		estimate(25, 4, 3)
	}
	fn surrender() -> Weight {
		estimate(25, 4, 2)
	}
	fn prune() -> Weight {
		estimate(80, 8, 7)
	}
	fn reject_application() -> Weight {
		estimate(40, 4, 3)
	}
	fn remove_authority() -> Weight {
		estimate(15, 4, 1)
	}
	fn enact() -> Weight {
		estimate(16, 3, 2)
	}
	fn veto() -> Weight {
		estimate(13, 2, 1)
	}
	fn force_revoke() -> Weight {
		estimate(26, 5, 3)
	}
}
