// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of the hook. Runtimes take them from their own benchmark; those of `()` are for tests.

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
