// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod add_passkey;
mod encoding;
mod errors;
mod genesis;
mod integrity;
mod model;
mod origins;
mod refusals;
mod remove_passkey;
mod remove_relying_party;
mod set_relying_party;
mod swaps;
mod transactions;
mod truncation;
mod try_state;
mod vectors;

use crate::{
	mock::*, Error, Event, HoldReason, Keys, Origin, Passkey, Refusal, RelyingParties, RelyingParty,
};
use pallet_support::Deposit;
use sp_core::crypto::AccountId32;
use sp_io::hashing::sha2_256;

/// Lets a further key of an account sign.
fn add(account: &AccountId32, key: Authenticator) {
	let assertion = key.possession(account);
	Passkeys::add_passkey(signed(account.clone()), key.key(), assertion).unwrap();
}

fn remove(account: &AccountId32, key: Authenticator) {
	Passkeys::remove_passkey(signed(account.clone()), key.passkey()).unwrap();
}

fn relying_party(id: &str, origins: &[&str]) -> RelyingParty {
	let origins: Vec<_> = origins
		.iter()
		.map(|origin| Origin::try_from(origin.as_bytes().to_vec()).unwrap())
		.collect();
	let id = id.as_bytes().to_vec().try_into().unwrap();
	RelyingParty { id, origins: origins.try_into().unwrap() }
}

/// The further keys of an account.
fn further(account: &AccountId32) -> Vec<Passkey> {
	Keys::<Test>::get(account).further.into_iter().map(|further| further.passkey).collect()
}

/// The deposit of an account for its own key.
fn deposit(amount: Balance) -> Deposit<AccountId, Balance> {
	Deposit { payer: None, amount }
}
