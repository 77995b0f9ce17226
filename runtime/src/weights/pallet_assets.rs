// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Bounds of the weights of `pallet_assets`, until `make bench-weights PALLETS="pallet_assets"` has measured them.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens)]
#![allow(unused_imports)]
#![allow(missing_docs)]

use frame_support::{traits::Get, weights::Weight};
use core::marker::PhantomData;

/// Weight functions for `pallet_assets`.
pub struct WeightInfo<T>(PhantomData<T>);
impl<T: frame_system::Config> pallet_assets::WeightInfo for WeightInfo<T> {
	fn create() -> Weight {
		Weight::from_parts(81_478_000, 7350)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn force_create() -> Weight {
		Weight::from_parts(46_606_000, 7350)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn start_destroy() -> Weight {
		Weight::from_parts(32_180_000, 7350)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn destroy_accounts(c: u32, ) -> Weight {
		Weight::from_parts(40_278_000, 7350)
			.saturating_add(Weight::from_parts(31_950_042, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(c.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64))
			.saturating_add(T::DbWeight::get().writes((2_u64).saturating_mul(c.into())))
			.saturating_add(Weight::from_parts(0, 5218).saturating_mul(c.into()))
	}
	fn destroy_approvals(a: u32, ) -> Weight {
		Weight::from_parts(42_366_000, 7350)
			.saturating_add(Weight::from_parts(34_649_872, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(a.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64))
			.saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(a.into())))
			.saturating_add(Weight::from_parts(0, 5246).saturating_mul(a.into()))
	}
	fn finish_destroy() -> Weight {
		Weight::from_parts(54_828_000, 7350)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn mint() -> Weight {
		Weight::from_parts(55_038_000, 7350)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn burn() -> Weight {
		Weight::from_parts(71_988_000, 7350)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn transfer() -> Weight {
		Weight::from_parts(98_440_000, 12416)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn transfer_keep_alive() -> Weight {
		Weight::from_parts(89_634_000, 12416)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn force_transfer() -> Weight {
		Weight::from_parts(98_800_000, 12416)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn freeze() -> Weight {
		Weight::from_parts(42_430_000, 7350)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn thaw() -> Weight {
		Weight::from_parts(42_120_000, 7350)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn freeze_asset() -> Weight {
		Weight::from_parts(32_464_000, 7350)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn thaw_asset() -> Weight {
		Weight::from_parts(32_346_000, 7350)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn transfer_ownership() -> Weight {
		Weight::from_parts(35_454_000, 7350)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn set_team() -> Weight {
		Weight::from_parts(31_876_000, 7350)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn set_reserves(n: u32, ) -> Weight {
		Weight::from_parts(34_238_318, 7350)
			.saturating_add(Weight::from_parts(142_660, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn set_metadata(n: u32, s: u32, ) -> Weight {
		Weight::from_parts(67_426_954, 7350)
			.saturating_add(Weight::from_parts(4_318, 0).saturating_mul(n.into()))
			.saturating_add(Weight::from_parts(1_676, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn clear_metadata() -> Weight {
		Weight::from_parts(65_844_000, 7350)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn force_set_metadata(n: u32, s: u32, ) -> Weight {
		Weight::from_parts(29_382_138, 7350)
			.saturating_add(Weight::from_parts(2_512, 0).saturating_mul(n.into()))
			.saturating_add(Weight::from_parts(4_746, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn force_clear_metadata() -> Weight {
		Weight::from_parts(65_050_000, 7350)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn force_asset_status() -> Weight {
		Weight::from_parts(31_218_000, 7350)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn approve_transfer() -> Weight {
		Weight::from_parts(75_220_000, 7350)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn transfer_approved() -> Weight {
		Weight::from_parts(144_288_000, 12416)
			.saturating_add(T::DbWeight::get().reads(5_u64))
			.saturating_add(T::DbWeight::get().writes(5_u64))
	}
	fn cancel_approval() -> Weight {
		Weight::from_parts(78_098_000, 7350)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn force_cancel_approval() -> Weight {
		Weight::from_parts(81_708_000, 7350)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn set_min_balance() -> Weight {
		Weight::from_parts(33_502_000, 7350)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn touch() -> Weight {
		Weight::from_parts(77_288_000, 7350)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn touch_other() -> Weight {
		Weight::from_parts(72_454_000, 7350)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn refund() -> Weight {
		Weight::from_parts(74_074_000, 7350)
			.saturating_add(T::DbWeight::get().reads(3_u64))
			.saturating_add(T::DbWeight::get().writes(3_u64))
	}
	fn refund_other() -> Weight {
		Weight::from_parts(70_314_000, 7350)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(2_u64))
	}
	fn block() -> Weight {
		Weight::from_parts(42_232_000, 7350)
			.saturating_add(T::DbWeight::get().reads(2_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn transfer_all() -> Weight {
		Weight::from_parts(118_890_000, 12416)
			.saturating_add(T::DbWeight::get().reads(4_u64))
			.saturating_add(T::DbWeight::get().writes(4_u64))
	}
	fn total_issuance() -> Weight {
		Weight::from_parts(19_150_000, 7350)
			.saturating_add(T::DbWeight::get().reads(1_u64))
	}
	fn balance() -> Weight {
		Weight::from_parts(19_824_000, 7198)
			.saturating_add(T::DbWeight::get().reads(1_u64))
	}
	fn allowance() -> Weight {
		Weight::from_parts(26_184_000, 7226)
			.saturating_add(T::DbWeight::get().reads(1_u64))
	}
	fn migration_v2_foreign_asset_set_reserve_weight() -> Weight {
		Weight::from_parts(17_610_000, 7350)
			.saturating_add(T::DbWeight::get().reads(1_u64))
			.saturating_add(T::DbWeight::get().writes(1_u64))
	}
	fn get_metadata() -> Weight {
		Weight::from_parts(18_240_000, 7210)
			.saturating_add(T::DbWeight::get().reads(1_u64))
	}
}
