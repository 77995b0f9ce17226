// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Signers: keys of accounts.

use secrecy::{ExposeSecret, SecretString};
use sp_core::{crypto::AccountId32, ecdsa, ed25519, sr25519, Pair};
use sp_runtime::{traits::IdentifyAccount, MultiSignature, MultiSigner};
use std::{fmt, str::FromStr};
use subxt::{
	config::substrate::SubstrateConfig, transactions::Signer as TransactionSigner,
	utils::MultiSignature as Signature,
};
use subxt_signer::{polkadot_js_compat, SecretUri};
use thiserror::Error;
use zeroize::Zeroizing;

/// An error of making a signer. The secret is never part of the text.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SignerError {
	/// The secret is neither a phrase nor a seed, or a path in it is wrong.
	#[error(
		"this is no secret: give 12 to 24 words or 0x and 64 hexadecimal digits, and perhaps a \
		 path such as //hospital//1"
	)]
	Secret,
	/// It is not a path of a development account.
	#[error("development accounts are written as //Alice or //Bob//stash")]
	NotDev,
	/// The file is no export of an account, or damaged.
	#[error("this is no account as wallets export it: {0}")]
	Keystore(String),
	/// The password of the file is wrong.
	#[error("the password of the account is wrong")]
	Password,
	/// The file holds a kind of key that is not supported here.
	#[error(
		"the account has a key of the kind {0}: export an sr25519 account, or give its phrase"
	)]
	Unsupported(String),
}

/// The key of an account, which signs transactions. What it keeps of the secret is cleared from memory
/// when it is dropped.
pub struct Signer {
	account: AccountId32,
	key: Key,
}

enum Key {
	Sr25519(Box<subxt_signer::sr25519::Keypair>),
	// The key pairs of the libraries are not cleared, so they live for one signature only.
	Ed25519(Zeroizing<[u8; 32]>),
	Ecdsa(Zeroizing<[u8; 32]>),
}

impl fmt::Debug for Signer {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Signer").field("account", &self.account).finish_non_exhaustive()
	}
}

impl Signer {
	/// An account of development chains, as in `//Alice`. Everybody knows the key.
	///
	/// # Errors
	///
	/// [`NotDev`](SignerError::NotDev), [`Secret`](SignerError::Secret).
	///
	/// ```
	/// use medibloc_sdk::client::Signer;
	///
	/// let alice = Signer::dev("//Alice")?;
	/// assert_eq!(
	///     alice.account().to_string(),
	///     "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"
	/// );
	/// # Ok::<(), medibloc_sdk::client::SignerError>(())
	/// ```
	pub fn dev(path: &str) -> Result<Self, SignerError> {
		if !path.starts_with("//") {
			return Err(SignerError::NotDev);
		}
		Self::sr25519(&SecretString::from(path))
	}

	/// An sr25519 account, as most wallets make them, by its secret: words or a seed, then perhaps a
	/// path and a password, as in `words//hard/soft///password`.
	///
	/// # Errors
	///
	/// [`Secret`](SignerError::Secret).
	///
	/// ```
	/// use medibloc_sdk::client::Signer;
	///
	/// let secret = "bottom drive obey lake curtain smoke basket hold race lonely fit walk//Alice";
	/// let alice = Signer::sr25519(&secret.into())?;
	/// assert_eq!(alice.account(), Signer::dev("//Alice")?.account());
	/// # Ok::<(), medibloc_sdk::client::SignerError>(())
	/// ```
	pub fn sr25519(secret: &SecretString) -> Result<Self, SignerError> {
		let pair = subxt_signer::sr25519::Keypair::from_uri(&parse(secret)?)
			.map_err(|_| SignerError::Secret)?;
		Ok(Self::from_sr25519(pair))
	}

	/// An ed25519 account by its secret, as for [`sr25519`](Self::sr25519) but with hard paths only.
	///
	/// # Errors
	///
	/// [`Secret`](SignerError::Secret).
	///
	/// ```
	/// use medibloc_sdk::client::Signer;
	///
	/// let alice = Signer::ed25519(&"//Alice".into())?;
	/// assert_ne!(alice.account(), Signer::dev("//Alice")?.account());
	/// # Ok::<(), medibloc_sdk::client::SignerError>(())
	/// ```
	pub fn ed25519(secret: &SecretString) -> Result<Self, SignerError> {
		let pair = ed25519::Pair::from_string(secret.expose_secret(), None)
			.map_err(|_| SignerError::Secret)?;
		let account = MultiSigner::from(pair.public()).into_account();
		Ok(Self { account, key: Key::Ed25519(Zeroizing::new(pair.seed())) })
	}

	/// An ecdsa account by its secret, as for [`sr25519`](Self::sr25519) but with hard paths only.
	///
	/// # Errors
	///
	/// [`Secret`](SignerError::Secret).
	///
	/// ```
	/// use medibloc_sdk::client::Signer;
	///
	/// let alice = Signer::ecdsa(&"//Alice".into())?;
	/// assert_ne!(alice.account(), Signer::dev("//Alice")?.account());
	/// # Ok::<(), medibloc_sdk::client::SignerError>(())
	/// ```
	pub fn ecdsa(secret: &SecretString) -> Result<Self, SignerError> {
		let mut pair = subxt_signer::ecdsa::Keypair::from_uri(&parse(secret)?)
			.map_err(|_| SignerError::Secret)?;
		let account =
			MultiSigner::from(ecdsa::Public::from_raw(pair.public_key().0)).into_account();
		let key = Key::Ecdsa(Zeroizing::new(pair.0.secret_bytes()));
		pair.0.non_secure_erase();
		Ok(Self { account, key })
	}

	/// An sr25519 account as polkadot.js and other wallets export it: a JSON file and its password.
	///
	/// # Errors
	///
	/// [`Keystore`](SignerError::Keystore), [`Password`](SignerError::Password),
	/// [`Unsupported`](SignerError::Unsupported).
	///
	/// ```no_run
	/// use medibloc_sdk::client::Signer;
	///
	/// # fn example() -> Result<(), Box<dyn std::error::Error>> {
	/// let json = std::fs::read_to_string("account.json")?;
	/// let signer = Signer::keystore(&json, &"correct horse battery staple".into())?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn keystore(json: &str, password: &SecretString) -> Result<Self, SignerError> {
		use polkadot_js_compat::Error as E;
		if let Some(kind) = kind_of(json).filter(|kind| kind != "sr25519") {
			return Err(SignerError::Unsupported(kind));
		}
		let pair =
			polkadot_js_compat::decrypt_json(json, password.expose_secret()).map_err(|error| {
				match error {
					E::Secretbox(_) => SignerError::Password,
					other => SignerError::Keystore(other.to_string()),
				}
			})?;
		Ok(Self::from_sr25519(pair))
	}

	fn from_sr25519(pair: subxt_signer::sr25519::Keypair) -> Self {
		let public = sr25519::Public::from_raw(pair.public_key().0);
		Self {
			account: MultiSigner::from(public).into_account(),
			key: Key::Sr25519(Box::new(pair)),
		}
	}

	/// The account.
	pub fn account(&self) -> AccountId32 {
		self.account.clone()
	}

	/// Signs bytes, as for
	/// [`EncryptionKey::with_signature`](crate::encryption::EncryptionKey::with_signature).
	///
	/// ```
	/// use medibloc_sdk::client::Signer;
	/// use sp_runtime::traits::Verify;
	///
	/// let alice = Signer::dev("//Alice")?;
	/// assert!(alice.sign(b"bytes").verify(&b"bytes"[..], &alice.account()));
	/// # Ok::<(), medibloc_sdk::client::SignerError>(())
	/// ```
	pub fn sign(&self, bytes: &[u8]) -> MultiSignature {
		match TransactionSigner::sign(self, bytes) {
			Signature::Sr25519(bytes) => sr25519::Signature::from_raw(bytes).into(),
			Signature::Ed25519(bytes) => ed25519::Signature::from_raw(bytes).into(),
			Signature::Ecdsa(bytes) => ecdsa::Signature::from_raw(bytes).into(),
		}
	}
}

fn parse(secret: &SecretString) -> Result<SecretUri, SignerError> {
	SecretUri::from_str(secret.expose_secret()).map_err(|_| SignerError::Secret)
}

/// The kind of key that an exported account says it has.
fn kind_of(json: &str) -> Option<String> {
	let json: serde_json::Value = serde_json::from_str(json).ok()?;
	let content = json.get("encoding")?.get("content")?.as_array()?;
	content.get(1)?.as_str().map(str::to_owned)
}

impl TransactionSigner<SubstrateConfig> for Signer {
	fn account_id(&self) -> subxt::utils::AccountId32 {
		subxt::utils::AccountId32(*self.account.as_ref())
	}

	fn sign(&self, bytes: &[u8]) -> Signature {
		match &self.key {
			Key::Sr25519(pair) => Signature::Sr25519(pair.sign(bytes).0),
			Key::Ed25519(seed) => Signature::Ed25519(ed25519::Pair::from_seed(seed).sign(bytes).0),
			Key::Ecdsa(secret) => match subxt_signer::ecdsa::Keypair::from_secret_key(**secret) {
				Ok(mut pair) => {
					let signature = pair.sign(bytes).0;
					pair.0.non_secure_erase();
					Signature::Ecdsa(signature)
				},
				// The secret is that of a key pair, so this is not reached; it would be refused.
				Err(_) => Signature::Ecdsa([0; 65]),
			},
		}
	}
}
