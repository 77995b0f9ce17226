// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A ledger of points, and turns of randomness.

use super::AccountId;
use codec::Encode;
use frame_support::{ensure, pallet_prelude::*, parameter_types, storage_alias};
use medibloc_primitives::{
	points::{Points, PointsHold},
	DelayedRandomness, Draw, PointsInspect, PointsMutate, RandomnessTurn,
};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

pub const TOO_FEW_POINTS: DispatchError = DispatchError::Other("too few points");

/// What an account can spend, and what is held of it.
#[storage_alias]
type Ledger = StorageMap<MockPoints, Blake2_128Concat, AccountId, (Points, Points), ValueQuery>;

#[storage_alias]
type Burnt = StorageValue<MockPoints, Points, ValueQuery>;

pub struct PointsLedger;

impl PointsLedger {
	pub fn give(who: AccountId, amount: Points) {
		Ledger::mutate(who, |(spendable, _)| *spendable += amount);
	}

	/// All points of an account.
	pub fn total(who: AccountId) -> Points {
		let (spendable, held) = Ledger::get(who);
		spendable + held
	}

	/// All points that were burnt.
	pub fn burnt() -> Points {
		Burnt::get()
	}

	/// Holds a point for nothing.
	pub fn leak(who: AccountId) {
		Ledger::mutate(who, |(_, held)| *held += 1);
	}
}

impl PointsInspect<AccountId> for PointsLedger {
	fn spendable(who: &AccountId) -> Points {
		Ledger::get(who).0
	}

	fn held(who: &AccountId, reason: PointsHold) -> Points {
		assert_eq!(reason, PointsHold::Juror);
		Ledger::get(who).1
	}

	fn score(_: &AccountId) -> Points {
		0
	}
}

impl PointsMutate<AccountId> for PointsLedger {
	fn hold(who: &AccountId, reason: PointsHold, amount: Points) -> DispatchResult {
		assert_eq!(reason, PointsHold::Juror);
		ensure!(Ledger::get(who).0 >= amount, TOO_FEW_POINTS);
		Ledger::mutate(who, |(spendable, held)| {
			*spendable -= amount;
			*held += amount;
		});
		Ok(())
	}

	fn release(who: &AccountId, _: PointsHold, amount: Points) -> Points {
		Ledger::mutate(who, |(spendable, held)| {
			let amount = amount.min(*held);
			*spendable += amount;
			*held -= amount;
			amount
		})
	}

	fn burn_held(who: &AccountId, _: PointsHold, amount: Points) -> Points {
		let amount = Ledger::mutate(who, |(_, held)| {
			let amount = amount.min(*held);
			*held -= amount;
			amount
		});
		Burnt::mutate(|burnt| *burnt += amount);
		amount
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn endow(who: &AccountId, amount: Points) {
		Self::give(*who, amount);
	}
}

parameter_types! {
	/// How many values of the randomness are kept.
	pub static Kept: u32 = 100;
}

#[storage_alias]
type Turn = StorageValue<MockTurns, u32, ValueQuery>;

pub struct Turns;

impl Turns {
	/// One more value.
	pub fn next() {
		Turn::mutate(|turn| *turn += 1);
	}

	/// As many values as it takes to draw for what was frozen.
	pub fn pass_all() {
		Turn::mutate(|turn| *turn += 2);
	}
}

impl DelayedRandomness for Turns {
	fn turn() -> RandomnessTurn {
		RandomnessTurn(Turn::get())
	}

	fn draw(frozen: RandomnessTurn) -> Draw {
		let (now, due) = (Turn::get(), frozen.0 + 2);
		if now < due {
			Draw::Pending
		} else if now - due < Kept::get() {
			Draw::Drawn(H256(sp_io::hashing::blake2_256(&("turn", due).encode())))
		} else {
			Draw::Forgotten
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn pass() {
		Self::pass_all();
	}
}
