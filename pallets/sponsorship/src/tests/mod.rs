// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod accept;
mod attacks;
mod claim;
mod close_pot;
mod create_pot;
mod deposits;
mod encoding;
mod enrol;
mod era;
mod errors;
mod feed;
mod fees;
mod fund;
mod genesis;
mod inspect;
mod integrity;
mod leave;
mod model;
mod origins;
mod prune;
mod prune_claims;
mod refusals;
mod remove;
mod set_budget;
mod set_public_pot;
mod try_state;
mod withdraw;

use crate::{
	mock::*, types::ListingOf, Call, Claims, Error, Event, HoldReason, Listings, PotAccounts, Pots,
	Sponsorships,
};
use frame_support::{
	assert_noop, assert_ok,
	traits::fungible::{Inspect, Mutate},
};
use medibloc_primitives::{sponsorship::PUBLIC_POT, ItemId, Moment, Month};
use pallet_support::testing::pallet_balances;
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	TokenError,
};

/// An item of the signer, for a deposit.
fn store(number: u8, price: Balance) -> RuntimeCall {
	items::Call::store { number, price }.into()
}

fn delete(number: u8) -> RuntimeCall {
	items::Call::delete { number }.into()
}

fn overstate() -> RuntimeCall {
	items::Call::overstate {}.into()
}

fn listing(pot: ItemId, who: &AccountId) -> ListingOf<Test> {
	Listings::<Test>::get(pot, who).expect("it is listed")
}

/// The pot that pays for an account.
fn sponsor(who: &AccountId) -> Option<ItemId> {
	Sponsorships::<Test>::get(who).and_then(|sponsorship| sponsorship.pot)
}

/// A transaction that must succeed; what it did cost.
fn succeed(tx: Tx) -> Balance {
	let applied = tx.apply();
	assert_ok!(applied.as_ref().expect("it is valid"));
	tx.actual_fee(&applied)
}

/// A transaction that is in a block and fails; what it did cost.
fn fail(tx: Tx) -> Balance {
	let applied = tx.apply();
	assert!(applied.as_ref().expect("it is valid").is_err());
	tx.actual_fee(&applied)
}

/// A transaction that never enters a block, and changes nothing.
fn refuse(tx: &Tx, why: impl Into<TransactionValidityError>) {
	let why = why.into();
	assert_eq!(tx.validate(), Err(why));
	let root = sp_io::storage::root(sp_runtime::StateVersion::V1);
	assert_eq!(tx.apply(), Err(why));
	assert_eq!(sp_io::storage::root(sp_runtime::StateVersion::V1), root);
}

/// Gives an account MED of its own.
fn endow(who: &AccountId, amount: Balance) {
	Balances::mint_into(who, amount).expect("it has room");
}
