// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Keystore: a folder with one key file for each account, `<name>.json`, as polkadot.js writes
//! them.

mod polkadot_js;

use crate::{error::Kind, names::parse_account, Error};
use medibloc_sdk::client::Signer;
use polkadot_js::{KeyFile, Refusal};
use secrecy::SecretString;
use sp_core::{crypto::AccountId32, sr25519};
use std::{
	fs, io,
	path::{Path, PathBuf},
};

const EXTENSION: &str = "json";
const MAX_NAME_LEN: usize = 64;

/// The folder.
#[derive(Clone, Debug)]
pub struct Keystore {
	folder: PathBuf,
}

impl Keystore {
	/// In this folder, which need not be there.
	pub fn new(folder: PathBuf) -> Self {
		Self { folder }
	}

	/// The file of the key with this name.
	pub fn path(&self, name: &str) -> Result<PathBuf, Error> {
		let is_name = (1..=MAX_NAME_LEN).contains(&name.len())
			&& name.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter));
		if !is_name {
			return Err(Error::bad_input(format!(
				"`{name}` is no name of a key: take up to {MAX_NAME_LEN} letters, digits, - and _"
			)));
		}
		Ok(self.folder.join(name).with_extension(EXTENSION))
	}

	/// The names of all keys, with their accounts, sorted. What is no key is left out.
	pub fn list(&self) -> Result<Vec<(String, AccountId32)>, Error> {
		let entries = match fs::read_dir(&self.folder) {
			Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
			entries => entries.map_err(Error::read(&self.folder))?,
		};
		let mut keys = Vec::new();
		for entry in entries {
			let path = entry.map_err(Error::read(&self.folder))?.path();
			let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
			if self.path(stem).is_ok_and(|expected| expected == path) {
				if let Ok(account) = self.account(stem) {
					keys.push((stem.to_owned(), account));
				}
			}
		}
		keys.sort();
		Ok(keys)
	}

	/// The account of a key. Needs no password.
	pub fn account(&self, name: &str) -> Result<AccountId32, Error> {
		let path = self.path(name)?;
		self.load(name)?.account().map_err(|refusal| explain(refusal, &path))
	}

	/// The key, to sign with.
	pub fn open(&self, name: &str, password: &SecretString) -> Result<sr25519::Pair, Error> {
		let path = self.path(name)?;
		self.load(name)?.open(password).map_err(|refusal| explain(refusal, &path))
	}

	/// The key with this name, or of this account, to sign transactions with. The password is asked
	/// for when it is sure that there is a key.
	pub fn signer(
		&self,
		name: &str,
		password: impl FnOnce() -> Result<SecretString, Error>,
	) -> Result<Signer, Error> {
		let name = match parse_account(name) {
			None => name.to_owned(),
			Some(account) => {
				let found = self.list()?.into_iter().find(|(_, other)| *other == account);
				found.map(|(name, _)| name).ok_or_else(|| {
					let folder = self.folder.display();
					let text = format!(
						"there is no key of {name} in the keystore {folder}: import it by `medi keys \
						 import NAME`, take another by --account, or name another --keystore; `medi \
						 keys list` lists its keys"
					);
					Error::new(Kind::NotFound, text)
				})?
			},
		};
		let path = self.path(&name)?;
		let file = self.load(&name)?;
		file.signer(&password()?).map_err(|refusal| explain(refusal, &path))
	}

	/// Keeps a new key. Leaves one with the same name as it is, and fails.
	pub fn add(
		&self,
		name: &str,
		pair: &sr25519::Pair,
		password: &SecretString,
	) -> Result<PathBuf, Error> {
		let path = self.path(name)?;
		fs::create_dir_all(&self.folder).map_err(Error::write(&self.folder))?;
		let file =
			KeyFile::seal(pair, name, password).map_err(|refusal| explain(refusal, &path))?;
		write_json(&path, &file)?;
		Ok(path)
	}

	fn load(&self, name: &str) -> Result<KeyFile, Error> {
		let path = self.path(name)?;
		match fs::read_to_string(&path) {
			Ok(text) => KeyFile::parse(&text).map_err(|refusal| explain(refusal, &path)),
			Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Error::new(
				Kind::NotFound,
				format!(
					"there is no key `{name}` in the keystore {} (looked for {}): import it by `medi \
					 keys import {name}`, take another name, or name another --keystore; `medi keys \
					 list` lists its keys",
					self.folder.display(),
					path.display()
				),
			)),
			Err(error) => Err(Error::read(&path)(error)),
		}
	}
}

/// Opens a key that polkadot.js or a wallet exported.
pub fn open_export(path: &Path, password: &SecretString) -> Result<sr25519::Pair, Error> {
	let text = fs::read_to_string(path).map_err(Error::read(path))?;
	let file = KeyFile::parse(&text).map_err(|refusal| explain(refusal, path))?;
	file.open(password).map_err(|refusal| explain(refusal, path))
}

/// Writes a key for polkadot.js or a wallet into a new file.
pub fn write_export(
	path: &Path,
	name: &str,
	pair: &sr25519::Pair,
	password: &SecretString,
) -> Result<(), Error> {
	let file = KeyFile::seal(pair, name, password).map_err(|refusal| explain(refusal, path))?;
	write_json(path, &file)
}

fn write_json(path: &Path, file: &KeyFile) -> Result<(), Error> {
	let json = serde_json::to_vec(file).map_err(|error| Error::new(Kind::Failed, error))?;
	crate::files::write_new(path, &json)
}

fn explain(refusal: Refusal, path: &Path) -> Error {
	let path = path.display();
	match refusal {
		Refusal::NotKeyFile => Error::bad_input(format!(
			"{path} is no key file of polkadot.js, which is the JSON that a wallet exports for a single \
			 account: name that, or import the key from its phrase"
		)),
		Refusal::Unsupported => Error::bad_input(format!(
			"{path} holds no sr25519 key under a password: export one of that kind"
		)),
		Refusal::WrongPassword => Error::new(
			Kind::WrongPassword,
			format!("wrong password for {path}: nothing was changed, try again"),
		),
		Refusal::OtherKey => Error::new(
			Kind::Damaged,
			format!("{path} holds another key than it says: import the key again from its phrase"),
		),
		Refusal::Random => {
			Error::new(Kind::Failed, "the operating system gives no random bytes".to_owned())
		},
	}
}
