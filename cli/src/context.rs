// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What commands work with: settings, output, vault, keystore and storage.

use crate::{config::Settings, keystore::Keystore, output::Output, password, Error};
use medibloc_sdk::{
	storage::Storage,
	vault::{Password, Vault},
};
use secrecy::SecretString;
use sp_core::{
	crypto::{AccountId32, Ss58Codec},
	sr25519, Pair, H256,
};

/// What every command is given.
#[derive(Clone, Debug)]
pub struct Context {
	/// What was settled on.
	pub settings: Settings,
	/// Where results go.
	pub output: Output,
}

/// Whoever signs.
pub struct Signer {
	/// The key.
	pub pair: sr25519::Pair,
	/// Whether everybody knows the key.
	pub is_development: bool,
}

impl Signer {
	/// The account.
	pub fn account(&self) -> AccountId32 {
		self.pair.public().into()
	}
}

impl Context {
	/// With these settings.
	pub fn new(settings: Settings) -> Self {
		Self { output: Output { is_json: settings.json }, settings }
	}

	/// The password of the vault.
	pub fn vault_password(&self) -> password::Source<'_> {
		password::Source {
			what: "the vault",
			variable: "MEDI_PASSWORD",
			option: "--password-file",
			file: self.settings.password_file.as_deref(),
		}
	}

	/// The password of the account's key.
	pub fn key_password(&self) -> password::Source<'_> {
		password::Source {
			what: "the key",
			variable: "MEDI_KEY_PASSWORD",
			option: "--key-password-file",
			file: self.settings.key_password_file.as_deref(),
		}
	}

	/// Opens the vault, for this process alone.
	pub async fn open_vault(&self) -> Result<Vault, Error> {
		let folder = &self.settings.vault;
		if !folder.join("vault.key").exists() {
			// Before the password is asked for.
			return Err(medibloc_sdk::vault::Error::NotFound(folder.clone()).into());
		}
		let password = Password::new(self.vault_password().get()?);
		Ok(Vault::open(folder, password).await?)
	}

	/// The keystore.
	pub fn keystore(&self) -> Keystore {
		Keystore::new(self.settings.keystore.clone())
	}

	/// Where encrypted files are.
	pub fn storage(&self) -> Result<Storage, Error> {
		self.settings.storage.open()
	}

	/// The chain that is meant, where no node is asked.
	pub fn genesis(&self) -> Result<H256, Error> {
		self.settings.genesis.ok_or_else(|| {
			Error::bad_input("which chain is meant? Say --genesis, the hash of its first block")
		})
	}

	/// An account as users write it: an address, `0x` and 64 digits, a name in the keystore, or a
	/// development key such as `//Alice`.
	pub fn account_of(&self, text: &str) -> Result<AccountId32, Error> {
		if text.starts_with('/') {
			return Ok(development_key(text)?.public().into());
		}
		if let Some(account) = parse_account(text) {
			return Ok(account);
		}
		self.keystore().account(text)
	}

	/// Who acts.
	pub fn own_name(&self) -> Result<&str, Error> {
		self.settings.account.as_deref().ok_or_else(|| {
			Error::bad_input("who acts? Say --account, a name of `medi keys list` or //Alice")
		})
	}

	/// The account of who acts.
	pub fn own_account(&self) -> Result<AccountId32, Error> {
		self.account_of(self.own_name()?)
	}

	/// The key of who acts. Whether a development key is fine is for the caller to see.
	pub fn signer(&self) -> Result<Signer, Error> {
		let name = self.own_name()?;
		if name.starts_with('/') {
			return Ok(Signer { pair: development_key(name)?, is_development: true });
		}
		let keystore = self.keystore();
		let name = match parse_account(name) {
			None => name.to_owned(),
			Some(account) => {
				let keys = keystore.list()?;
				let found = keys.into_iter().find(|(_, other)| *other == account);
				let (name, _) = found.ok_or_else(|| {
					Error::new(
						crate::error::Kind::NotFound,
						format!("the keystore has no key of {name}: see `medi keys list`"),
					)
				})?;
				name
			},
		};
		// Before the password is asked for.
		keystore.account(&name)?;
		let password: SecretString = self.key_password().get()?;
		Ok(Signer { pair: keystore.open(&name, &password)?, is_development: false })
	}

	/// As [`Context::signer`], where no node tells whether the chain is one for development.
	pub fn offline_signer(&self) -> Result<Signer, Error> {
		let signer = self.signer()?;
		if signer.is_development && !self.settings.allow_dev_keys {
			return Err(Error::bad_input(
				"everybody knows the development keys: take another one, or say --allow-dev-keys",
			));
		}
		Ok(signer)
	}
}

/// An address with any prefix, or `0x` and 64 hexadecimal digits.
fn parse_account(text: &str) -> Option<AccountId32> {
	if let Some(digits) = text.strip_prefix("0x") {
		let mut bytes = [0; 32];
		hex::decode_to_slice(digits, &mut bytes).ok()?;
		return Some(bytes.into());
	}
	AccountId32::from_ss58check_with_version(text).ok().map(|(account, _)| account)
}

fn development_key(path: &str) -> Result<sr25519::Pair, Error> {
	sr25519::Pair::from_string(path, None).map_err(|_| {
		Error::bad_input(format!("`{path}` is no development key: they are called like //Alice"))
	})
}
