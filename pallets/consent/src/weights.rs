// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of the calls: measured ones for the runtime, and those of `()` for tests.

mod measured;

pub use measured::Measured;

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// The weights of the calls, and of the check for those who call it from elsewhere.
pub trait WeightInfo {
	/// The weight of [`request`](crate::Pallet::request), after which the entry holds `n` grants.
	fn request(n: u32) -> Weight;
	/// The weight of [`withdraw_request`](crate::Pallet::withdraw_request), after which the entry holds `n` grants.
	fn withdraw_request(n: u32) -> Weight;
	/// The weight of [`accept`](crate::Pallet::accept), after which the entry holds `n` grants.
	fn accept(n: u32) -> Weight;
	/// The weight of [`decline`](crate::Pallet::decline), after which the entry holds `n` grants.
	fn decline(n: u32) -> Weight;
	/// The weight of [`grant`](crate::Pallet::grant), after which the entry holds `n` grants.
	fn grant(n: u32) -> Weight;
	/// The weight of [`narrow`](crate::Pallet::narrow), after which the entry holds `n` grants.
	fn narrow(n: u32) -> Weight;
	/// The weight of [`extend`](crate::Pallet::extend), after which the entry holds `n` grants.
	fn extend(n: u32) -> Weight;
	/// The weight of [`revoke`](crate::Pallet::revoke), after which the entry holds `n` grants.
	fn revoke(n: u32) -> Weight;
	/// The weight of [`revoke_all_for`](crate::Pallet::revoke_all_for), after which the entry holds `n` grants.
	fn revoke_all_for(n: u32) -> Weight;
	/// The weight of [`lift`](crate::Pallet::lift), after which the entry holds `n` grants.
	fn lift(n: u32) -> Weight;
	/// The weight of dropping a grant of another's deposit from a full entry, to make room for a new one.
	fn make_room() -> Weight;
	/// The weight of [`renounce`](crate::Pallet::renounce).
	fn renounce() -> Weight;
	/// The weight of [`set_default`](crate::Pallet::set_default).
	fn set_default() -> Weight;
	/// The weight of [`log_access`](crate::Pallet::log_access).
	fn log_access() -> Weight;
	/// The weight of [`prune_expired`](crate::Pallet::prune_expired).
	fn prune_expired() -> Weight;
	/// The weight of [`prune_log`](crate::Pallet::prune_log) that removes `n` entries.
	fn prune_log(n: u32) -> Weight;
	/// The weight of [`can_access`](medibloc_primitives::ConsentInspect::can_access) where all
	/// circles are asked.
	fn check_access() -> Weight;
}

fn weight(micros: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(micros.saturating_mul(1_000_000), reads.saturating_mul(3_000))
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for () {
	fn request(n: u32) -> Weight {
		weight(10, 11, 3).saturating_add(weight(6, 0, 0).saturating_mul(n.into()))
	}
	fn withdraw_request(n: u32) -> Weight {
		weight(10, 3, 3).saturating_add(weight(5, 0, 0).saturating_mul(n.into()))
	}
	fn accept(n: u32) -> Weight {
		weight(10, 5, 5).saturating_add(weight(8, 0, 0).saturating_mul(n.into()))
	}
	fn decline(n: u32) -> Weight {
		weight(10, 3, 3).saturating_add(weight(5, 0, 0).saturating_mul(n.into()))
	}
	fn grant(n: u32) -> Weight {
		weight(70, 11, 3).saturating_add(weight(5, 0, 0).saturating_mul(n.into()))
	}
	fn narrow(n: u32) -> Weight {
		weight(10, 1, 1).saturating_add(weight(5, 0, 0).saturating_mul(n.into()))
	}
	fn extend(n: u32) -> Weight {
		weight(10, 1, 1).saturating_add(weight(2, 0, 0).saturating_mul(n.into()))
	}
	fn revoke(n: u32) -> Weight {
		weight(10, 1, 1).saturating_add(weight(2, 0, 0).saturating_mul(n.into()))
	}
	fn revoke_all_for(n: u32) -> Weight {
		weight(10, 1, 1).saturating_add(weight(2, 0, 0).saturating_mul(n.into()))
	}
	fn lift(n: u32) -> Weight {
		weight(10, 1, 1).saturating_add(weight(2, 0, 0).saturating_mul(n.into()))
	}
	fn make_room() -> Weight {
		weight(25, 2, 2)
	}
	fn renounce() -> Weight {
		weight(25, 2, 1)
	}
	fn set_default() -> Weight {
		weight(10, 0, 1)
	}
	fn log_access() -> Weight {
		weight(120, 23, 5)
	}
	fn prune_expired() -> Weight {
		weight(80, 7, 6)
	}
	fn prune_log(n: u32) -> Weight {
		weight(10, 1, 1).saturating_add(weight(35, 3, 3).saturating_mul(n.into()))
	}
	fn check_access() -> Weight {
		weight(50, 18, 0)
	}
}
