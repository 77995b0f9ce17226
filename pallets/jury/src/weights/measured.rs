// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_jury`.
//!
//! Bounds, until `make bench-weights PALLETS=pallet_jury` measures them.

#![cfg_attr(rustfmt, rustfmt_skip)]

use super::WeightInfo;
use core::marker::PhantomData;
use frame_support::weights::Weight;

/// The weights of the runtime.
pub struct Measured<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for Measured<T> {
	fn create() -> Weight {
		<() as WeightInfo>::create()
	}
	fn update() -> Weight {
		<() as WeightInfo>::update()
	}
	fn advance() -> Weight {
		<() as WeightInfo>::advance()
	}
	fn enrol() -> Weight {
		<() as WeightInfo>::enrol()
	}
	fn leave() -> Weight {
		<() as WeightInfo>::leave()
	}
	fn apply() -> Weight {
		<() as WeightInfo>::apply()
	}
	fn draw() -> Weight {
		<() as WeightInfo>::draw()
	}
	fn present() -> Weight {
		<() as WeightInfo>::present()
	}
	fn authorize_commit() -> Weight {
		<() as WeightInfo>::authorize_commit()
	}
	fn commit() -> Weight {
		<() as WeightInfo>::commit()
	}
	fn authorize_reveal() -> Weight {
		<() as WeightInfo>::authorize_reveal()
	}
	fn reveal() -> Weight {
		<() as WeightInfo>::reveal()
	}
	fn close() -> Weight {
		<() as WeightInfo>::close()
	}
	fn certify() -> Weight {
		<() as WeightInfo>::certify()
	}
	fn appeal() -> Weight {
		<() as WeightInfo>::appeal()
	}
	fn decide_appeal() -> Weight {
		<() as WeightInfo>::decide_appeal()
	}
	fn void() -> Weight {
		<() as WeightInfo>::void()
	}
	fn mint_votes(n: u32) -> Weight {
		<() as WeightInfo>::mint_votes(n)
	}
	fn mint_jurors(n: u32) -> Weight {
		<() as WeightInfo>::mint_jurors(n)
	}
	fn redeem(n: u32) -> Weight {
		<() as WeightInfo>::redeem(n)
	}
	fn authorize_redeem_surplus() -> Weight {
		<() as WeightInfo>::authorize_redeem_surplus()
	}
	fn redeem_surplus() -> Weight {
		<() as WeightInfo>::redeem_surplus()
	}
	fn settle() -> Weight {
		<() as WeightInfo>::settle()
	}
	fn clear(n: u32) -> Weight {
		<() as WeightInfo>::clear(n)
	}
}
