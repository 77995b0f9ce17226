// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Bounds of the weights of `pallet_xcm_benchmarks::generic`, until `make bench-weights PALLETS="pallet_xcm_benchmarks::generic"` has measured them.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(missing_docs)]

use frame_support::{traits::Get, weights::Weight};
use core::marker::PhantomData;

/// Weight functions for `pallet_xcm_benchmarks::generic`.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> WeightInfo<T> {
	pub fn report_holding() -> Weight {
		Weight::from_parts(250_000_000, 40000)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	pub fn buy_execution() -> Weight {
		Weight::from_parts(40_000_000, 5000)
			.saturating_add(T::DbWeight::get().reads(2))
	}
	pub fn pay_fees() -> Weight {
		Weight::from_parts(40_000_000, 5000)
			.saturating_add(T::DbWeight::get().reads(2))
	}
	pub fn asset_claimer() -> Weight {
		Weight::from_parts(5_000_000, 0)
	}
	pub fn query_response() -> Weight {
		Weight::from_parts(30_000_000, 12000)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	pub fn transact() -> Weight {
		Weight::from_parts(40_000_000, 0)
	}
	pub fn refund_surplus() -> Weight {
		Weight::from_parts(30_000_000, 5000)
			.saturating_add(T::DbWeight::get().reads(1))
	}
	pub fn set_error_handler() -> Weight {
		Weight::from_parts(5_000_000, 0)
	}
	pub fn set_appendix() -> Weight {
		Weight::from_parts(5_000_000, 0)
	}
	pub fn clear_error() -> Weight {
		Weight::from_parts(5_000_000, 0)
	}
	pub fn descend_origin() -> Weight {
		Weight::from_parts(5_000_000, 0)
	}
	pub fn clear_origin() -> Weight {
		Weight::from_parts(5_000_000, 0)
	}
	pub fn report_error() -> Weight {
		Weight::from_parts(250_000_000, 40000)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	pub fn claim_asset() -> Weight {
		Weight::from_parts(50_000_000, 4000)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	pub fn trap() -> Weight {
		Weight::from_parts(10_000_000, 0)
	}
	pub fn subscribe_version() -> Weight {
		Weight::from_parts(250_000_000, 40000)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	pub fn unsubscribe_version() -> Weight {
		Weight::from_parts(20_000_000, 0)
			.saturating_add(T::DbWeight::get().writes(1))
	}
	pub fn burn_asset() -> Weight {
		Weight::from_parts(60_000_000, 4000)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	pub fn expect_asset() -> Weight {
		Weight::from_parts(10_000_000, 0)
	}
	pub fn expect_origin() -> Weight {
		Weight::from_parts(10_000_000, 0)
	}
	pub fn expect_error() -> Weight {
		Weight::from_parts(10_000_000, 0)
	}
	pub fn expect_transact_status() -> Weight {
		Weight::from_parts(10_000_000, 0)
	}
	pub fn query_pallet() -> Weight {
		Weight::from_parts(250_000_000, 40000)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	pub fn expect_pallet() -> Weight {
		Weight::from_parts(30_000_000, 0)
	}
	pub fn report_transact_status() -> Weight {
		Weight::from_parts(250_000_000, 40000)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	pub fn clear_transact_status() -> Weight {
		Weight::from_parts(5_000_000, 0)
	}
	pub fn set_topic() -> Weight {
		Weight::from_parts(5_000_000, 0)
	}
	pub fn clear_topic() -> Weight {
		Weight::from_parts(5_000_000, 0)
	}
	pub fn set_fees_mode() -> Weight {
		Weight::from_parts(5_000_000, 0)
	}
	pub fn unpaid_execution() -> Weight {
		Weight::from_parts(5_000_000, 0)
	}
}
