// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_live_clock`.
//!
//! A bound until `make bench-weights` measures it.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, unused_imports, unused_parens, unused_variables)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The measured weights of `pallet_live_clock`.
pub struct Measured<T>(PhantomData<T>);
impl<T: frame_system::Config> super::WeightInfo for Measured<T> {
	fn step() -> Weight {
		Weight::from_parts(5_000_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(Weight::from_parts(0, 1494))
	}
}
