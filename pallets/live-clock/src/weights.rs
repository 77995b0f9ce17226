// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of the hook: measured ones for the runtime, and those of `()` for tests.

mod measured;

pub use measured::Measured;

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// The weight of the hook.
pub trait WeightInfo {
	/// A step of the clock, without the read and the write of the clock itself.
	fn step() -> Weight;
}

impl WeightInfo for () {
	fn step() -> Weight {
		Weight::from_parts(5_000_000, 1_500).saturating_add(RocksDbWeight::get().reads(1))
	}
}
