// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_randomness`.
//!
//! Bounds, until `make bench-weights PALLETS=pallet_randomness` measures them.

#![cfg_attr(rustfmt, rustfmt_skip)]

use super::WeightInfo;
use core::marker::PhantomData;
use frame_support::weights::{constants::RocksDbWeight, Weight};

/// The weights of the runtime.
pub struct Measured<T>(PhantomData<T>);



impl<T: frame_system::Config> WeightInfo for Measured<T> {
	fn count_block() -> Weight {
		Weight::from_parts(5_000_000, 1_500).saturating_add(RocksDbWeight::get().reads(1))
	}

	fn read_proof() -> Weight {
		Weight::from_parts(50_000_000, 2_000)
			.saturating_add(RocksDbWeight::get().reads_writes(2, 1))
	}

	fn begin_turn() -> Weight {
		Weight::from_parts(10_000_000, 2_000)
			.saturating_add(RocksDbWeight::get().reads_writes(1, 3))
	}
}
