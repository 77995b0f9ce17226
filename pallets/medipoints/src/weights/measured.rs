// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_medipoints`.
//!
//! Bounds, until `make bench-weights PALLETS=pallet_medipoints` measures them.

#![cfg_attr(rustfmt, rustfmt_skip)]

use super::WeightInfo;
use core::marker::PhantomData;
use frame_support::weights::{constants::RocksDbWeight, Weight};

/// The weights of the runtime.
pub struct Measured<T>(PhantomData<T>);

fn weight(microseconds: u64, proof_size: u64, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(microseconds.saturating_mul(1_000_000), proof_size)
		.saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl<T: frame_system::Config> WeightInfo for Measured<T> {
	fn buy() -> Weight {
		weight(70, 6_200, 5, 4)
	}
	fn redeem() -> Weight {
		weight(50, 12_000, 4, 3)
	}
	fn cancel_redemption() -> Weight {
		weight(50, 12_000, 3, 3)
	}
	fn pay() -> Weight {
		weight(80, 12_000, 4, 4)
	}
	fn sweep() -> Weight {
		weight(25, 4_000, 2, 2)
	}
	fn set_rates() -> Weight {
		weight(10, 1_500, 1, 1)
	}
	fn claim_record() -> Weight {
		weight(50, 8_000, 8, 6)
	}
	fn authorize_claim_record() -> Weight {
		weight(35_000, 12_000, 12, 0)
	}
	fn prune_claims(n: u32) -> Weight {
		weight(15, 3_600, 2, 1).saturating_add(weight(5, 2_600, 1, 1).saturating_mul(n.into()))
	}
	fn prune_pairs(n: u32) -> Weight {
		weight(10, 0, 1, 0).saturating_add(weight(6, 2_600, 1, 1).saturating_mul(n.into()))
	}
}
