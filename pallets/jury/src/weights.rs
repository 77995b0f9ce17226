// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of the calls.

mod measured;

pub use measured::Measured;

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// The weight of each call, and of the checks of those that authorise themselves.
pub trait WeightInfo {
	/// [`create`](crate::Pallet::create).
	fn create() -> Weight;
	/// [`update`](crate::Pallet::update).
	fn update() -> Weight;
	/// [`advance`](crate::Pallet::advance).
	fn advance() -> Weight;
	/// [`enrol`](crate::Pallet::enrol).
	fn enrol() -> Weight;
	/// [`leave`](crate::Pallet::leave).
	fn leave() -> Weight;
	/// [`apply`](crate::Pallet::apply).
	fn apply() -> Weight;
	/// [`draw`](crate::Pallet::draw).
	fn draw() -> Weight;
	/// [`present`](crate::Pallet::present).
	fn present() -> Weight;
	/// The check of [`commit`](crate::Pallet::commit), with the proof.
	fn authorize_commit() -> Weight;
	/// [`commit`](crate::Pallet::commit).
	fn commit() -> Weight;
	/// The check of [`reveal`](crate::Pallet::reveal).
	fn authorize_reveal() -> Weight;
	/// [`reveal`](crate::Pallet::reveal), with the check of both keys.
	fn reveal() -> Weight;
	/// [`close`](crate::Pallet::close).
	fn close() -> Weight;
	/// [`certify`](crate::Pallet::certify).
	fn certify() -> Weight;
	/// [`appeal`](crate::Pallet::appeal).
	fn appeal() -> Weight;
	/// [`decide_appeal`](crate::Pallet::decide_appeal).
	fn decide_appeal() -> Weight;
	/// [`void`](crate::Pallet::void).
	fn void() -> Weight;
	/// [`mint`](crate::Pallet::mint) for the last `n` votes of a term.
	fn mint_votes(n: u32) -> Weight;
	/// [`mint`](crate::Pallet::mint) for the last `n` jurors of a term.
	fn mint_jurors(n: u32) -> Weight;
	/// [`redeem`](crate::Pallet::redeem) of `n` vouchers.
	fn redeem(n: u32) -> Weight;
	/// The check of [`redeem_surplus`](crate::Pallet::redeem_surplus), with the proof.
	fn authorize_redeem_surplus() -> Weight;
	/// [`redeem_surplus`](crate::Pallet::redeem_surplus).
	fn redeem_surplus() -> Weight;
	/// [`settle`](crate::Pallet::settle).
	fn settle() -> Weight;
	/// [`clear`](crate::Pallet::clear) of the last `n` items of a term.
	fn clear(n: u32) -> Weight;
}

fn estimate(micros: u64, reads: u64, writes: u64) -> Weight {
	let db = RocksDbWeight::get();
	Weight::from_parts(micros.saturating_mul(1_000_000), reads.saturating_mul(4_000))
		.saturating_add(db.reads_writes(reads, writes))
}

fn each(n: u32, micros: u64, reads: u64, writes: u64) -> Weight {
	estimate(micros, reads, writes).saturating_mul(n.into())
}

/// Estimates for tests. A runtime uses what its benchmarks measured.
impl WeightInfo for () {
	fn create() -> Weight {
		estimate(40, 6, 3)
	}
	fn update() -> Weight {
		estimate(25, 3, 1)
	}
	fn advance() -> Weight {
		estimate(60, 8, 7)
	}
	fn enrol() -> Weight {
		estimate(5_000, 9, 5)
	}
	fn leave() -> Weight {
		estimate(60, 6, 6)
	}
	fn apply() -> Weight {
		estimate(80, 12, 6)
	}
	fn draw() -> Weight {
		estimate(60, 9, 4)
	}
	fn present() -> Weight {
		estimate(20, 1, 1)
	}
	fn authorize_commit() -> Weight {
		estimate(30_000, 6, 0)
	}
	fn commit() -> Weight {
		estimate(25, 2, 3)
	}
	fn authorize_reveal() -> Weight {
		estimate(25, 4, 0)
	}
	fn reveal() -> Weight {
		estimate(7_000, 5, 4)
	}
	fn close() -> Weight {
		estimate(180, 16, 12)
	}
	fn certify() -> Weight {
		estimate(120, 13, 10)
	}
	fn appeal() -> Weight {
		estimate(20, 1, 1)
	}
	fn decide_appeal() -> Weight {
		estimate(120, 14, 10)
	}
	fn void() -> Weight {
		estimate(120, 9, 8)
	}
	fn mint_votes(n: u32) -> Weight {
		estimate(60, 5, 5).saturating_add(each(n, 60, 8, 8))
	}
	fn mint_jurors(n: u32) -> Weight {
		estimate(60, 8, 8).saturating_add(each(n, 60, 12, 2))
	}
	fn redeem(n: u32) -> Weight {
		estimate(30_000, 7, 5).saturating_add(each(n, 11_000, 1, 1))
	}
	fn authorize_redeem_surplus() -> Weight {
		estimate(34_000, 8, 0)
	}
	fn redeem_surplus() -> Weight {
		estimate(60, 4, 5)
	}
	fn settle() -> Weight {
		estimate(40, 3, 2)
	}
	fn clear(n: u32) -> Weight {
		estimate(60, 8, 6).saturating_add(each(n, 40, 3, 3))
	}
}
