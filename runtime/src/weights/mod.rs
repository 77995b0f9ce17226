// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights.
//!
//! The files beside this one were measured with this runtime by `make bench-weights`. The other
//! pallets of the SDK have the weights that its authors measured on their reference hardware, and
//! `pallet-seats` has estimates from above until it is measured.

pub mod pallet_balances;
pub mod pallet_consent;
pub mod pallet_credentials;
pub mod pallet_record_anchors;

pub use frame_support::weights::constants::{
	BlockExecutionWeight, ExtrinsicBaseWeight, ParityDbWeight as DbWeight,
};
