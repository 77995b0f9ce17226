// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The accounts that act: the cast of the presets, and one account that nobody knows.

use codec::Encode;
use medibloc_runtime::AccountId;
use rand_core::{CryptoRng, RngCore};
use schnorrkel::{context::attach_rng, signing_context};
use sp_core::{sr25519, Pair};
use sp_keyring::Sr25519Keyring;
use std::sync::OnceLock;

/// An account with its key.
pub struct Actor {
	/// Whom the development key is of.
	pub name: String,
	/// The key.
	pub key: sr25519::Pair,
	/// The account.
	pub account: AccountId,
}

/// The keys of the presets that act.
const CAST: [Sr25519Keyring; 7] = [
	Sr25519Keyring::Alice,
	Sr25519Keyring::Bob,
	Sr25519Keyring::Charlie,
	Sr25519Keyring::Dave,
	Sr25519Keyring::Eve,
	Sr25519Keyring::Ferdie,
	Sr25519Keyring::BobStash,
];

/// All of them. Their parts are in the genesis presets of the runtime.
pub fn actors() -> &'static [Actor] {
	static ACTORS: OnceLock<Vec<Actor>> = OnceLock::new();
	ACTORS.get_or_init(|| {
		let stranger = sr25519::Pair::from_string("//Stranger", None);
		let stranger = stranger.expect("it is a path of derivation; qed");
		let cast = CAST.map(|key| Actor::new(key.to_string(), key.pair())).into_iter();
		cast.chain([Actor::new("Stranger".into(), stranger)]).collect()
	})
}

impl Actor {
	fn new(name: String, key: sr25519::Pair) -> Self {
		Self { name, account: AccountId::from(key.public()), key }
	}

	/// A signature that is the same each time: what goes into a block decides its hash.
	pub fn sign(&self, message: &[u8]) -> sr25519::Signature {
		let transcript = signing_context(SIGNING_CONTEXT).bytes(message);
		let pair: &schnorrkel::Keypair = self.key.as_ref();
		pair.sign(attach_rng(transcript, NoRandomness)).to_bytes().into()
	}
}

/// The context in which sr25519 keys sign for chains of the SDK.
const SIGNING_CONTEXT: &[u8] = b"substrate";

/// A source of zeros. The nonce of a signature then follows from the key and the message.
struct NoRandomness;

impl RngCore for NoRandomness {
	fn next_u32(&mut self) -> u32 {
		0
	}

	fn next_u64(&mut self) -> u64 {
		0
	}

	fn fill_bytes(&mut self, bytes: &mut [u8]) {
		bytes.fill(0);
	}

	fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
		self.fill_bytes(bytes);
		Ok(())
	}
}

impl CryptoRng for NoRandomness {}

/// The one with this encoded account.
pub fn by_account(encoded: &[u8]) -> Option<&'static Actor> {
	actors().iter().find(|actor| actor.account.using_encoded(|account| account == encoded))
}
