// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_passkeys`.
//!
//! Bounds, until `make bench-weights PALLETS=pallet_passkeys` measures them.

#![cfg_attr(rustfmt, rustfmt_skip)]

use super::WeightInfo;
use core::marker::PhantomData;
use frame_support::weights::Weight;

/// The weights of the runtime.
pub struct Measured<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for Measured<T> {
	fn verify() -> Weight {
		<() as WeightInfo>::verify()
	}
	fn add_passkey() -> Weight {
		<() as WeightInfo>::add_passkey()
	}
	fn remove_passkey() -> Weight {
		<() as WeightInfo>::remove_passkey()
	}
	fn set_relying_party() -> Weight {
		<() as WeightInfo>::set_relying_party()
	}
	fn remove_relying_party() -> Weight {
		<() as WeightInfo>::remove_relying_party()
	}
}
