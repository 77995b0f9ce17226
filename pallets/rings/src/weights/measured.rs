// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_rings`.
//!
//! Bounds, until `make bench-weights PALLETS=pallet_rings` measures them.

#![cfg_attr(rustfmt, rustfmt_skip)]

use super::WeightInfo;
use core::marker::PhantomData;
use frame_support::weights::Weight;

/// The weights of the runtime.
pub struct Measured<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for Measured<T> {
	fn vouch() -> Weight {
		<() as WeightInfo>::vouch()
	}
	fn withdraw_vouch() -> Weight {
		<() as WeightInfo>::withdraw_vouch()
	}
	fn freeze() -> Weight {
		<() as WeightInfo>::freeze()
	}
	fn draw() -> Weight {
		<() as WeightInfo>::draw()
	}
	fn build(n: u32) -> Weight {
		<() as WeightInfo>::build(n)
	}
	fn retire(n: u32) -> Weight {
		<() as WeightInfo>::retire(n)
	}
	fn provide_parameters() -> Weight {
		<() as WeightInfo>::provide_parameters()
	}
	fn look() -> Weight {
		<() as WeightInfo>::look()
	}
	fn end_block() -> Weight {
		<() as WeightInfo>::end_block()
	}
	fn open() -> Weight {
		<() as WeightInfo>::open()
	}
	fn insert() -> Weight {
		<() as WeightInfo>::insert()
	}
	fn reserve() -> Weight {
		<() as WeightInfo>::reserve()
	}
	fn insert_reserved() -> Weight {
		<() as WeightInfo>::insert_reserved()
	}
	fn unreserve() -> Weight {
		<() as WeightInfo>::unreserve()
	}
	fn remove() -> Weight {
		<() as WeightInfo>::remove()
	}
	fn freeze_cohort() -> Weight {
		<() as WeightInfo>::freeze_cohort()
	}
	fn retire_cohort() -> Weight {
		<() as WeightInfo>::retire_cohort()
	}
	fn set_up_255() -> Weight {
		<() as WeightInfo>::set_up_255()
	}
	fn set_up_767() -> Weight {
		<() as WeightInfo>::set_up_767()
	}
	fn set_up_16127() -> Weight {
		<() as WeightInfo>::set_up_16127()
	}
	fn check() -> Weight {
		<() as WeightInfo>::check()
	}
	fn check_all(n: u32) -> Weight {
		<() as WeightInfo>::check_all(n)
	}
}
