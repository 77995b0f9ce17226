// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Settings: from the command line, else from the environment, else from the configuration file,
//! else the default.

use crate::Error;
use clap::{Args, ValueHint};
use directories::ProjectDirs;
use medibloc_sdk::storage::Storage;
use serde::Deserialize;
use sp_core::H256;
use std::{
	env, fmt, fs, io,
	path::{Path, PathBuf},
};

/// The port of a node that was told nothing else.
const DEFAULT_URL: &str = "ws://127.0.0.1:9944";

/// More than finality takes, in seconds.
const DEFAULT_MAX_LAG: u64 = 300;

/// The options that every command takes.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Settings")]
pub struct Global {
	/// Configuration file [default: medi/config.toml in the user's configuration folder]
	#[arg(long, global = true, env = "MEDI_CONFIG", value_name = "FILE", value_hint = ValueHint::FilePath)]
	pub config: Option<PathBuf>,
	/// Print results and errors as JSON
	#[arg(long, global = true, env = "MEDI_JSON")]
	pub json: bool,
	/// Node to ask, by WebSocket [default: ws://127.0.0.1:9944]
	#[arg(long, global = true, env = "MEDI_URL", value_name = "URL", value_hint = ValueHint::Url)]
	pub url: Option<String>,
	/// The chain that is meant, by the hash of its first block
	#[arg(long, global = true, env = "MEDI_GENESIS", value_name = "HASH")]
	pub genesis: Option<H256>,
	/// Largest accepted lag of the node's latest final block, in seconds [default: 300]
	#[arg(long, global = true, env = "MEDI_MAX_LAG", value_name = "SECONDS")]
	pub max_lag: Option<u64>,
	/// Key that signs: a name of the keystore, or a development key such as //Alice
	#[arg(long, short, global = true, env = "MEDI_ACCOUNT", value_name = "NAME")]
	pub account: Option<String>,
	/// Account to act for, as a proxy of it
	#[arg(long = "as", global = true, env = "MEDI_AS", value_name = "ACCOUNT")]
	pub as_account: Option<String>,
	/// Multisig account to act for, as one of its signatories: the threshold, and all the others, as in
	/// 2:ALICE,BOB
	#[arg(long, global = true, env = "MEDI_MULTISIG", value_name = "THRESHOLD:OTHERS")]
	pub multisig: Option<String>,
	/// Take development keys on any chain, although everybody knows them
	#[arg(long, global = true, env = "MEDI_ALLOW_DEV_KEYS")]
	pub allow_dev_keys: bool,
	/// Folder of the vault [default: medi/vault in the user's data folder]
	#[arg(long, global = true, env = "MEDI_VAULT", value_name = "FOLDER", value_hint = ValueHint::DirPath)]
	pub vault: Option<PathBuf>,
	/// Folder of the keystore [default: medi/keys in the user's data folder]
	#[arg(long, global = true, env = "MEDI_KEYSTORE", value_name = "FOLDER", value_hint = ValueHint::DirPath)]
	pub keystore: Option<PathBuf>,
	/// Storage of encrypted files: a folder or s3://bucket [default: medi/storage in the user's
	/// data folder]
	#[arg(long, global = true, env = "MEDI_STORAGE", value_name = "PLACE", value_hint = ValueHint::DirPath)]
	pub storage: Option<String>,
	/// File with the password of the vault
	#[arg(long, global = true, env = "MEDI_PASSWORD_FILE", value_name = "FILE", value_hint = ValueHint::FilePath)]
	pub password_file: Option<PathBuf>,
	/// File with the password of the account's key
	#[arg(long, global = true, env = "MEDI_KEY_PASSWORD_FILE", value_name = "FILE", value_hint = ValueHint::FilePath)]
	pub key_password_file: Option<PathBuf>,
}

/// The configuration file. Paths in it start at its own folder.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
	json: Option<bool>,
	url: Option<String>,
	genesis: Option<H256>,
	max_lag: Option<u64>,
	account: Option<String>,
	#[serde(rename = "as")]
	as_account: Option<String>,
	multisig: Option<String>,
	vault: Option<PathBuf>,
	keystore: Option<PathBuf>,
	storage: Option<String>,
	password_file: Option<PathBuf>,
	key_password_file: Option<PathBuf>,
}

impl File {
	/// Only a file that was asked for by name must be there.
	fn load(named: Option<&Path>) -> Result<Self, Error> {
		let default = folders().map(|folders| folders.config_dir().join("config.toml"));
		let Some(path) = named.map(Path::to_owned).or(default) else { return Ok(Self::default()) };
		match fs::read_to_string(&path) {
			Ok(text) => Self::parse(&text, &path),
			Err(error) if error.kind() == io::ErrorKind::NotFound && named.is_none() => {
				Ok(Self::default())
			},
			Err(error) => Err(Error::read(&path)(error)),
		}
	}

	fn parse(text: &str, path: &Path) -> Result<Self, Error> {
		let mut file: Self = toml::from_str(text).map_err(|error| {
			Error::bad_input(format!("{} is not understood: {error}", path.display()))
		})?;
		let folder = path.parent().unwrap_or(Path::new("."));
		let paths = [
			&mut file.vault,
			&mut file.keystore,
			&mut file.password_file,
			&mut file.key_password_file,
		];
		for path in paths.into_iter().flatten() {
			*path = folder.join(&*path);
		}
		if let Some(Place::Folder(storage)) = file.storage.as_deref().map(Place::from) {
			file.storage = Some(folder.join(storage).display().to_string());
		}
		Ok(file)
	}
}

/// The place of encrypted files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
	/// A local folder.
	Folder(PathBuf),
	/// A bucket that speaks the protocol of Amazon S3.
	S3(String),
}

impl From<&str> for Place {
	fn from(text: &str) -> Self {
		match text.strip_prefix("s3://") {
			Some(bucket) => Self::S3(bucket.trim_end_matches('/').into()),
			None => Self::Folder(text.into()),
		}
	}
}

impl fmt::Display for Place {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Folder(path) => path.display().fmt(f),
			Self::S3(bucket) => write!(f, "s3://{bucket}"),
		}
	}
}

impl Place {
	/// Opens the place.
	pub fn open(&self) -> Result<Storage, Error> {
		match self {
			Self::Folder(path) => Ok(Storage::folder(path)?),
			#[cfg(feature = "s3")]
			Self::S3(bucket) => Ok(Storage::s3(bucket)?),
			#[cfg(not(feature = "s3"))]
			Self::S3(_) => Err(Error::bad_input(format!(
				"this program was built without support for {self}: build it with the feature \
				 `s3`, or take a folder"
			))),
		}
	}
}

/// The settings in effect.
#[derive(Clone, Debug)]
pub struct Settings {
	/// Print JSON.
	pub json: bool,
	/// The node.
	pub url: String,
	/// The chain that is meant.
	pub genesis: Option<H256>,
	/// The largest accepted lag of the node, in seconds.
	pub max_lag: u64,
	/// Whose key signs.
	pub account: Option<String>,
	/// For whom it acts, as a proxy.
	pub as_account: Option<String>,
	/// The multisig account that it acts for, by threshold and other signatories.
	pub multisig: Option<String>,
	/// Whether development keys may be used anywhere.
	pub allow_dev_keys: bool,
	/// Folder of the vault.
	pub vault: PathBuf,
	/// Folder of the keystore.
	pub keystore: PathBuf,
	/// The storage of encrypted files.
	pub storage: Place,
	/// File with the password of the vault.
	pub password_file: Option<PathBuf>,
	/// File with the password of the account's key.
	pub key_password_file: Option<PathBuf>,
	/// Folder in which the commands that submit for one account lock each other out.
	pub locks: Option<PathBuf>,
}

impl Settings {
	/// The command line and environment, which clap has merged, before the file and the defaults.
	pub fn load(given: Global) -> Result<Self, Error> {
		let file = File::load(given.config.as_deref())?;
		let folders = folders();
		let data = folders.as_ref().map(|folders| folders.data_dir().to_owned());
		let state = folders.as_ref().and_then(ProjectDirs::state_dir);
		let locks = state.map(|folder| folder.join("locks"));
		let default = |name: &str| {
			data.as_ref().map(|folder| folder.join(name)).ok_or_else(|| {
				Error::bad_input(format!(
					"there is no home folder (HOME) to find the default in: say --{name}"
				))
			})
		};
		let or_default =
			|given: Option<PathBuf>, file: Option<PathBuf>, name, folder| match given.or(file) {
				Some(path) => Ok(path),
				None => default(name).map(|path| path.with_file_name(folder)),
			};
		let storage = match given.storage.or(file.storage) {
			Some(place) => Place::from(place.as_str()),
			None => Place::Folder(default("storage")?),
		};
		Ok(Self {
			json: given.json || file.json.unwrap_or_default(),
			url: given.url.or(file.url).unwrap_or_else(|| DEFAULT_URL.into()),
			genesis: given.genesis.or(file.genesis),
			max_lag: given.max_lag.or(file.max_lag).unwrap_or(DEFAULT_MAX_LAG),
			account: given.account.or(file.account),
			as_account: given.as_account.or(file.as_account),
			multisig: given.multisig.or(file.multisig),
			allow_dev_keys: given.allow_dev_keys,
			vault: or_default(given.vault, file.vault, "vault", "vault")?,
			keystore: or_default(given.keystore, file.keystore, "keystore", "keys")?,
			storage,
			password_file: given.password_file.or(file.password_file),
			key_password_file: given.key_password_file.or(file.key_password_file),
			locks,
		})
	}
}

fn folders() -> Option<ProjectDirs> {
	env::var_os("HOME").filter(|home| !home.is_empty())?;
	ProjectDirs::from("", "", "medi")
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::error::Kind;
	use tempfile::tempdir;

	fn settings(file: &str, given: Global) -> Result<Settings, Error> {
		let folder = tempdir().unwrap();
		let path = folder.path().join("config.toml");
		fs::write(&path, file).unwrap();
		Settings::load(Global { config: Some(path), ..given })
	}

	#[test]
	fn what_is_given_goes_before_the_file_and_the_file_before_the_default() {
		let file = "url = \"ws://file\"\naccount = \"file\"\njson = true\nas = \"hospital\"";
		let given = Global { url: Some("ws://given".into()), ..Default::default() };
		let settings = settings(file, given).unwrap();
		assert_eq!(settings.url, "ws://given");
		assert_eq!(settings.account.as_deref(), Some("file"));
		assert_eq!(settings.as_account.as_deref(), Some("hospital"));
		assert!(settings.json);
		assert!(settings.vault.ends_with("medi/vault"));
		assert!(settings.keystore.ends_with("medi/keys"));
		assert!(matches!(settings.storage, Place::Folder(path) if path.ends_with("medi/storage")));
	}

	#[test]
	fn paths_in_the_file_start_at_its_folder() {
		let file = "vault = \"mine\"\nkeystore = \"/keys\"\nstorage = \"ciphertext\"";
		let settings = settings(file, Global::default()).unwrap();
		assert!(settings.vault.is_absolute() && settings.vault.ends_with("mine"));
		assert_eq!(settings.keystore, Path::new("/keys"));
		let Place::Folder(storage) = settings.storage else { panic!("no folder") };
		assert_eq!(storage.parent(), settings.vault.parent());
	}

	#[test]
	fn an_unknown_or_malformed_setting_is_refused_by_name() {
		for (file, word) in
			[("urls = \"x\"", "urls"), ("genesis = \"0x12\"", "genesis"), ("=", "line")]
		{
			let error = settings(file, Global::default()).unwrap_err();
			assert_eq!(error.kind, Kind::BadInput);
			assert!(error.to_string().contains(word), "{error}");
		}
		let missing = Global { config: Some("/nowhere/config.toml".into()), ..Default::default() };
		assert_eq!(Settings::load(missing).unwrap_err().kind, Kind::NotFound);
	}

	#[test]
	fn a_storage_is_a_folder_or_a_bucket() {
		assert_eq!(Place::from("s3://bucket/"), Place::S3("bucket".into()));
		assert_eq!(Place::from("s3://bucket/").to_string(), "s3://bucket");
		assert_eq!(Place::from("some/folder"), Place::Folder("some/folder".into()));
		#[cfg(not(feature = "s3"))]
		assert_eq!(Place::S3("bucket".into()).open().unwrap_err().kind, Kind::BadInput);
	}
}
