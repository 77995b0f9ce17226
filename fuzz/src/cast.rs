// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The accounts that act: the cast of the presets, and one account that nobody knows.

use codec::Encode;
use medibloc_runtime::AccountId;
use sp_core::{sr25519, Pair};
use sp_keyring::Sr25519Keyring;
use std::sync::OnceLock;

/// An account with its key.
pub struct Actor {
	/// What its key is derived from.
	pub name: String,
	/// The key.
	pub key: sr25519::Pair,
	/// The account.
	pub account: AccountId,
}

/// The keys of the presets that act.
const CAST: [Sr25519Keyring; 8] = [
	Sr25519Keyring::Alice,
	Sr25519Keyring::Bob,
	Sr25519Keyring::Charlie,
	Sr25519Keyring::Dave,
	Sr25519Keyring::Eve,
	Sr25519Keyring::Ferdie,
	Sr25519Keyring::BobStash,
	Sr25519Keyring::EveStash,
];

/// All of them. Their parts are in the genesis presets of the runtime.
pub fn actors() -> &'static [Actor] {
	static ACTORS: OnceLock<Vec<Actor>> = OnceLock::new();
	ACTORS.get_or_init(|| {
		let seeds = CAST.map(Sr25519Keyring::to_seed).into_iter();
		seeds.chain(["//Stranger".into()]).map(Actor::new).collect()
	})
}

impl Actor {
	fn new(name: String) -> Self {
		let key = sr25519::Pair::from_string(&name, None).expect("it is a path of derivation; qed");
		let account = AccountId::from(key.public());
		Self { name, key, account }
	}
}

/// The one with this encoded account.
pub fn by_account(encoded: &[u8]) -> Option<&'static Actor> {
	actors().iter().find(|actor| actor.account.using_encoded(|account| account == encoded))
}
