// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Key files in the JSON format that polkadot.js and most wallets export and import.
//!
//! `encoded` is, in base 64, a salt of 32 bytes, the scrypt parameters N, p and r as `u32`
//! little-endian, a nonce of 24 bytes, and the XSalsa20-Poly1305 ciphertext of the key between two
//! fixed pieces of PKCS #8.

use base64::{engine::general_purpose::STANDARD, Engine};
use crypto_secretbox::{
	aead::{Aead, KeyInit},
	Key, Nonce, XSalsa20Poly1305,
};
use medibloc_sdk::client::{Signer, SignerError};
use schnorrkel::SecretKey;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sp_core::{
	crypto::{AccountId32, Ss58Codec},
	sr25519, Pair,
};
use std::time::{SystemTime, UNIX_EPOCH};
use zeroize::Zeroizing;

const VERSION: &str = "3";
const CONTENT: [&str; 2] = ["pkcs8", "sr25519"];
const ENCRYPTION: [&str; 2] = ["scrypt", "xsalsa20-poly1305"];

const SALT_LEN: usize = 32;
const NONCE_LEN: usize = 24;
const HEADER: [u8; 16] = [48, 83, 2, 1, 1, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];
const DIVIDER: [u8; 5] = [161, 35, 3, 33, 0];

/// Those that wallets accept, as (log2 N, p, r). Others could take all memory.
const WORK: [(u8, u32, u32); 6] =
	[(13, 10, 8), (14, 5, 8), (15, 3, 8), (15, 1, 8), (16, 2, 8), STRONGEST];
const STRONGEST: (u8, u32, u32) = (17, 1, 8);

/// A key under a password.
#[derive(Serialize, Deserialize)]
pub struct KeyFile {
	encoded: String,
	encoding: Encoding,
	address: String,
	meta: Meta,
}

#[derive(Serialize, Deserialize)]
struct Encoding {
	content: Vec<String>,
	#[serde(rename = "type")]
	encryption: Vec<String>,
	version: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Meta {
	name: Option<String>,
	when_created: Option<u64>,
}

/// The refusal of a key file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
	/// The text is no key file.
	NotKeyFile,
	/// It holds another kind of key, or is encrypted in another way.
	Unsupported,
	/// The password is wrong, or the file was changed.
	WrongPassword,
	/// It holds another key than it says.
	OtherKey,
	/// The operating system gives no random bytes.
	Random,
}

impl KeyFile {
	/// Reads the text of a key file.
	pub fn parse(text: &str) -> Result<Self, Refusal> {
		serde_json::from_str(text).map_err(|_| Refusal::NotKeyFile)
	}

	/// The account, as the file says.
	pub fn account(&self) -> Result<AccountId32, Refusal> {
		let found = AccountId32::from_ss58check_with_version(&self.address);
		found.map(|(account, _)| account).map_err(|_| Refusal::NotKeyFile)
	}

	/// Encrypts a key.
	pub fn seal(
		pair: &sr25519::Pair,
		name: &str,
		password: &SecretString,
	) -> Result<Self, Refusal> {
		let mut salt = [0; SALT_LEN];
		let mut nonce = [0; NONCE_LEN];
		getrandom::fill(&mut salt).map_err(|_| Refusal::Random)?;
		getrandom::fill(&mut nonce).map_err(|_| Refusal::Random)?;
		let keypair: &schnorrkel::Keypair = pair.as_ref();
		let secret = Zeroizing::new(keypair.secret.to_ed25519_bytes());
		let plaintext =
			Zeroizing::new([&HEADER, secret.as_slice(), &DIVIDER, &pair.public().0].concat());
		let ciphertext = cipher(password, &salt, STRONGEST)?
			.encrypt(Nonce::from_slice(&nonce), plaintext.as_slice())
			.map_err(|_| Refusal::Unsupported)?;
		let (log_n, p, r) = STRONGEST;
		let [n, p, r] = [1u32 << log_n, p, r].map(u32::to_le_bytes);
		let encoded = [&salt, &n[..], &p, &r, &nonce, &ciphertext].concat();
		let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
		Ok(Self {
			encoded: STANDARD.encode(encoded),
			encoding: Encoding {
				content: CONTENT.map(str::to_owned).into(),
				encryption: ENCRYPTION.map(str::to_owned).into(),
				version: VERSION.into(),
			},
			address: AccountId32::from(pair.public()).to_ss58check(),
			meta: Meta {
				name: Some(name.into()),
				when_created: u64::try_from(now.as_millis()).ok(),
			},
		})
	}

	/// Decrypts the key, to sign transactions with.
	pub fn signer(&self, password: &SecretString) -> Result<Signer, Refusal> {
		// The library takes it for granted that all parts are there.
		self.parts()?;
		let json = serde_json::to_string(self).map_err(|_| Refusal::NotKeyFile)?;
		Signer::keystore(&json, password).map_err(|error| match error {
			SignerError::Password => Refusal::WrongPassword,
			_ => Refusal::OtherKey,
		})
	}

	/// Decrypts the key.
	pub fn open(&self, password: &SecretString) -> Result<sr25519::Pair, Refusal> {
		let Parts { salt, work, nonce, ciphertext } = self.parts()?;
		let plaintext = cipher(password, &salt, work)?
			.decrypt(Nonce::from_slice(&nonce), ciphertext.as_slice())
			.map(Zeroizing::new)
			.map_err(|_| Refusal::WrongPassword)?;
		let rest = plaintext.strip_prefix(&HEADER).ok_or(Refusal::OtherKey)?;
		let (secret, rest) = rest.split_first_chunk::<64>().ok_or(Refusal::OtherKey)?;
		let public = rest.strip_prefix(&DIVIDER).ok_or(Refusal::OtherKey)?;
		let secret = SecretKey::from_ed25519_bytes(secret).map_err(|_| Refusal::OtherKey)?;
		let pair = sr25519::Pair::from(secret.to_keypair());
		if pair.public().0 != *public || AccountId32::from(pair.public()) != self.account()? {
			return Err(Refusal::OtherKey);
		}
		Ok(pair)
	}

	fn parts(&self) -> Result<Parts, Refusal> {
		let Encoding { content, encryption, version } = &self.encoding;
		if version != VERSION || *content != CONTENT || *encryption != ENCRYPTION {
			return Err(Refusal::Unsupported);
		}
		let encoded = STANDARD.decode(&self.encoded).map_err(|_| Refusal::NotKeyFile)?;
		let (salt, rest) = encoded.split_first_chunk().ok_or(Refusal::NotKeyFile)?;
		let (n, rest) = rest.split_first_chunk().ok_or(Refusal::NotKeyFile)?;
		let (p, rest) = rest.split_first_chunk().ok_or(Refusal::NotKeyFile)?;
		let (r, rest) = rest.split_first_chunk().ok_or(Refusal::NotKeyFile)?;
		let (nonce, ciphertext) = rest.split_first_chunk().ok_or(Refusal::NotKeyFile)?;
		let [n, p, r] = [*n, *p, *r].map(u32::from_le_bytes);
		let is_this = |work: &(u8, u32, u32)| (1 << work.0, work.1, work.2) == (n, p, r);
		let work = WORK.into_iter().find(is_this).ok_or(Refusal::Unsupported)?;
		Ok(Parts { salt: *salt, work, nonce: *nonce, ciphertext: ciphertext.into() })
	}
}

/// The contents of `encoded`.
struct Parts {
	salt: [u8; SALT_LEN],
	work: (u8, u32, u32),
	nonce: [u8; NONCE_LEN],
	ciphertext: Vec<u8>,
}

fn cipher(
	password: &SecretString,
	salt: &[u8; SALT_LEN],
	(log_n, p, r): (u8, u32, u32),
) -> Result<XSalsa20Poly1305, Refusal> {
	let params = scrypt::Params::new(log_n, r, p, 32).map_err(|_| Refusal::Unsupported)?;
	let mut key = Zeroizing::new([0; 32]);
	scrypt::scrypt(password.expose_secret().as_bytes(), salt, &params, key.as_mut())
		.map_err(|_| Refusal::Unsupported)?;
	Ok(XSalsa20Poly1305::new(Key::from_slice(key.as_ref())))
}

#[cfg(test)]
mod tests {
	use super::*;

	/// The result of `keyring.addFromUri('//Alice').toJson('whoisalice')` in @polkadot/keyring
	/// 14.0.3.
	const ALICE: &str = include_str!("alice.json");

	#[test]
	fn a_key_of_polkadot_js_opens() {
		let file = KeyFile::parse(ALICE).unwrap();
		let alice = sr25519::Pair::from_string("//Alice", None).unwrap();
		let opened = file.open(&"whoisalice".to_owned().into()).unwrap();
		assert_eq!(opened.public(), alice.public());
		let signature = opened.sign(b"message");
		assert!(sr25519::Pair::verify(&signature, b"message", &alice.public()));
		let signer = file.signer(&"whoisalice".to_owned().into()).unwrap();
		assert_eq!(signer.account(), alice.public().into());
		let wrong = "whoisbob".to_owned().into();
		assert_eq!(file.open(&wrong).err(), Some(Refusal::WrongPassword));
		assert_eq!(file.signer(&wrong).err(), Some(Refusal::WrongPassword));
	}

	#[test]
	fn a_key_opens_after_it_was_sealed() {
		let (pair, _) = sr25519::Pair::generate();
		let password = SecretString::from("correct horse".to_owned());
		let sealed = KeyFile::seal(&pair, "mine", &password).unwrap();
		let text = serde_json::to_string(&sealed).unwrap();
		let opened = KeyFile::parse(&text).unwrap().open(&password).unwrap();
		assert_eq!(opened.public(), pair.public());
	}

	#[test]
	fn what_is_no_such_key_is_refused() {
		let password = SecretString::from("whoisalice".to_owned());
		let refusal = |from: &str, to: &str| {
			let text = ALICE.replace(from, to);
			assert_ne!(text, ALICE);
			KeyFile::parse(&text).and_then(|file| file.open(&password)).err()
		};
		assert_eq!(refusal("\"encoded\"", "\"code\""), Some(Refusal::NotKeyFile));
		assert_eq!(refusal("sr25519", "ed25519"), Some(Refusal::Unsupported));
		assert_eq!(refusal("\"3\"", "\"4\""), Some(Refusal::Unsupported));
		let bob = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
		let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
		assert_eq!(refusal(alice, bob), Some(Refusal::OtherKey));
		assert_eq!(refusal(alice, "5Grw"), Some(Refusal::NotKeyFile));

		let file = KeyFile::parse(ALICE).unwrap();
		let bytes = STANDARD.decode(&file.encoded).unwrap();
		for length in 0..SALT_LEN + 12 + NONCE_LEN {
			let encoded = STANDARD.encode(&bytes[..length]);
			let cut = KeyFile { encoded, ..KeyFile::parse(ALICE).unwrap() };
			assert_eq!(cut.open(&password).err(), Some(Refusal::NotKeyFile));
			assert_eq!(cut.signer(&password).err(), Some(Refusal::NotKeyFile));
		}
		let mut heavy = bytes.clone();
		heavy[35] = 0x40;
		let heavy = KeyFile { encoded: STANDARD.encode(heavy), ..file };
		assert_eq!(heavy.open(&password).err(), Some(Refusal::Unsupported));
	}
}
