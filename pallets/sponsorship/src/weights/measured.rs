// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_sponsorship`.
//!
//! Bounds, until `make bench-weights PALLETS=pallet_sponsorship` measures them.

#![cfg_attr(rustfmt, rustfmt_skip)]

use super::WeightInfo;
use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights of the runtime.
pub struct Measured<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for Measured<T> {
	fn create_pot() -> Weight {
		<() as WeightInfo>::create_pot()
	}
	fn fund() -> Weight {
		<() as WeightInfo>::fund()
	}
	fn set_budget() -> Weight {
		<() as WeightInfo>::set_budget()
	}
	fn enrol(n: u32) -> Weight {
		<() as WeightInfo>::enrol(n)
	}
	fn accept() -> Weight {
		<() as WeightInfo>::accept()
	}
	fn leave() -> Weight {
		<() as WeightInfo>::leave()
	}
	fn remove(n: u32) -> Weight {
		<() as WeightInfo>::remove(n)
	}
	fn withdraw() -> Weight {
		<() as WeightInfo>::withdraw()
	}
	fn close_pot() -> Weight {
		<() as WeightInfo>::close_pot()
	}
	fn set_public_pot() -> Weight {
		<() as WeightInfo>::set_public_pot()
	}
	fn feed() -> Weight {
		<() as WeightInfo>::feed()
	}
	fn claim() -> Weight {
		<() as WeightInfo>::claim()
	}
	fn authorize_claim() -> Weight {
		<() as WeightInfo>::authorize_claim()
	}
	fn prune(n: u32) -> Weight {
		<() as WeightInfo>::prune(n)
	}
	fn prune_claims(n: u32) -> Weight {
		<() as WeightInfo>::prune_claims(n)
	}
	fn look() -> Weight {
		<() as WeightInfo>::look()
	}
	// With the storage deposit of the call, whose weight was measured without a pot.
	fn charge() -> Weight {
		<() as WeightInfo>::charge()
			.saturating_add(Weight::from_parts(60_000_000, 13_000))
			.saturating_add(T::DbWeight::get().reads_writes(5, 3))
	}
}
