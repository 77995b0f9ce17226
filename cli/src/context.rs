// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Context of a command: settings, output, vault, keystore, storage and node.

use crate::{
	config::Settings, error::Kind, keystore::Keystore, names::parse_account, output::Output,
	password, Error,
};
use medibloc_primitives::{consent::Grantee, record::Subject};
use medibloc_sdk::{
	client::{Client, Multisig, Options, Signer, Status},
	fhir::Chain,
	storage::Storage,
	vault::{Password, Vault},
};
use sp_core::{
	crypto::{default_ss58_version, AccountId32},
	H256,
};
use std::time::Duration;

/// For so long a command waits for a vault that another process has open.
const PATIENCE: Duration = Duration::from_secs(120);

/// The pause between two tries.
const PAUSE: Duration = Duration::from_secs(1);

/// The context of a command.
#[derive(Clone, Debug)]
pub struct Context {
	/// The settings in effect.
	pub settings: Settings,
	/// The destination of results.
	pub output: Output,
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

	/// Opens the vault as soon as no other process has it open. `medi jury watch` has for a moment at a time.
	pub async fn open_vault_when_free(&self) -> Result<Vault, Error> {
		let mut left = PATIENCE;
		loop {
			match self.open_vault().await {
				Err(error) if error.kind == Kind::InTheWay && !left.is_zero() => {
					if left == PATIENCE {
						self.output.note("Another process works with the vault: waiting for it.");
					}
					tokio::time::sleep(PAUSE).await;
					left = left.saturating_sub(PAUSE);
				},
				opened => return opened,
			}
		}
	}

	/// The keystore.
	pub fn keystore(&self) -> Keystore {
		Keystore::new(self.settings.keystore.clone())
	}

	/// The storage of encrypted files.
	pub fn storage(&self) -> Result<Storage, Error> {
		self.settings.storage.open()
	}

	/// An account as users write it: an address, `0x` and 64 digits, a name in the keystore, or a
	/// development key such as `//Alice`.
	pub fn account_of(&self, text: &str) -> Result<AccountId32, Error> {
		if text.starts_with('/') {
			return Ok(Signer::dev(text)?.account());
		}
		match parse_account(text) {
			Some(account) => Ok(account),
			None => self.keystore().account(text),
		}
	}

	/// A subject as users write it: an account, or `pseudonym:0x..`.
	pub fn subject_of(&self, text: &str) -> Result<Subject<AccountId32>, Error> {
		match text.strip_prefix("pseudonym:") {
			Some(pseudonym) => pseudonym.parse().map(Subject::Pseudonym).map_err(|_| {
				Error::bad_input(format!("`{text}` is no pseudonym: it has 64 hexadecimal digits"))
			}),
			None => self.account_of(text).map(Subject::Account),
		}
	}

	/// The subject that was named, or else who acts.
	pub fn subject_or_own(&self, text: Option<&str>) -> Result<Subject<AccountId32>, Error> {
		match text {
			Some(text) => self.subject_of(text),
			None => self.own_account().map(Subject::Account),
		}
	}

	/// The account that was named, or else who acts.
	pub fn account_or_own(&self, text: Option<&str>) -> Result<AccountId32, Error> {
		text.map_or_else(|| self.own_account(), |text| self.account_of(text))
	}

	/// A grantee as users write it: an account, `institution:<account>`, or `role:<role>`.
	pub fn grantee_of(&self, text: &str) -> Result<Grantee<AccountId32>, Error> {
		if let Some(account) = text.strip_prefix("institution:") {
			return self.account_of(account).map(Grantee::Institution);
		}
		match text.strip_prefix("role:") {
			Some(role) => crate::codes::parse_role(role).map(Grantee::Role),
			None => self.account_of(text).map(Grantee::Account),
		}
	}

	/// The name of the key that signs.
	fn key_name(&self) -> Result<&str, Error> {
		self.settings.account.as_deref().ok_or_else(|| {
			Error::bad_input(format!(
				"whose key signs? None is named: say --account (or MEDI_ACCOUNT, or `account` in the \
				 configuration file), a key of the keystore {}, which `medi keys list` lists, or one \
				 for development such as //Alice",
				self.settings.keystore.display()
			))
		})
	}

	/// The account whose key signs.
	fn key_account(&self) -> Result<AccountId32, Error> {
		self.account_of(self.key_name()?)
	}

	/// The account that whoever signs acts for as a proxy, if it was named.
	pub fn represented(&self) -> Result<Option<AccountId32>, Error> {
		self.settings.as_account.as_deref().map(|account| self.account_of(account)).transpose()
	}

	/// The multisig account that whoever signs acts for, if it was named.
	pub fn multisig(&self) -> Result<Option<Multisig>, Error> {
		let Some(text) = self.settings.multisig.as_deref() else { return Ok(None) };
		let (threshold, others) = text
			.split_once(':')
			.and_then(|(threshold, others)| Some((threshold.trim().parse().ok()?, others)))
			.ok_or_else(|| {
				Error::bad_input(format!(
					"`{text}` names no multisig account: say the threshold and the other signatories, \
					 as in 2:ALICE,BOB"
				))
			})?;
		let mut signatories = others
			.split(',')
			.map(|other| self.account_of(other.trim()))
			.collect::<Result<Vec<_>, _>>()?;
		signatories.push(self.key_account()?);
		Ok(Some(Multisig::new(threshold, signatories)?))
	}

	/// The account that acts: the one that is represented by a proxy, else the multisig account, else
	/// the one whose key signs.
	pub fn own_account(&self) -> Result<AccountId32, Error> {
		if let Some(represented) = self.represented()? {
			return Ok(represented);
		}
		match self.multisig()? {
			Some(multisig) => Ok(multisig.account()),
			None => self.key_account(),
		}
	}

	/// The key that signs, for a chain that may be one for development.
	pub fn signer(&self, is_development: bool) -> Result<Signer, Error> {
		let name = self.key_name()?;
		if !name.starts_with('/') {
			return self.keystore().signer(name, || self.key_password().get());
		}
		if is_development || self.settings.allow_dev_keys {
			return Ok(Signer::dev(name)?);
		}
		Err(Error::bad_input(
			"everybody knows the development keys, and this is no chain for development: take \
			 another key, or say --allow-dev-keys",
		))
	}

	/// The node, and the key of who acts on its chain.
	pub async fn signing_node(&self) -> Result<(Node, Signer), Error> {
		let node = self.node().await?;
		let signer = self.signer(node.is_development)?;
		Ok((node, signer))
	}

	/// Connects to the node, and makes sure that its answers are of today.
	pub async fn node(&self) -> Result<Node, Error> {
		self.node_at(&self.settings.url, self.settings.genesis).await
	}

	/// Connects to a node at another address, on this chain.
	pub async fn node_at(&self, url: &str, genesis: Option<H256>) -> Result<Node, Error> {
		let locks = self.settings.locks.clone();
		let options = Options { genesis, locks, ..Options::default() };
		let client = Client::connect_with(url, &options).await?;
		let status = client.chain().status().await?;
		ensure_current(&status, Duration::from_secs(self.settings.max_lag))
			.map_err(|error| error.about(url))?;
		Ok(Node { is_development: is_development(&status), client })
	}
}

/// A node that answers.
#[derive(Clone, Debug)]
pub struct Node {
	/// The connection.
	pub client: Client,
	/// Whether everybody may know the keys of the chain.
	pub is_development: bool,
}

impl Node {
	/// The chain, as FHIR resources name it.
	pub fn fhir(&self) -> Chain {
		let ss58_prefix = u16::from(default_ss58_version());
		Chain { genesis: self.client.genesis(), ss58_prefix }
	}
}

/// Whether the chain is one that a node runs for development or tests alone.
fn is_development(status: &Status) -> bool {
	["Development", "Local"].iter().any(|word| status.name.contains(word))
}

/// Whether answers of the node are of today. Chains for development stand still when nobody works.
fn ensure_current(status: &Status, max_lag: Duration) -> Result<(), Error> {
	if is_development(status) || status.is_current(max_lag) {
		return Ok(());
	}
	let Status { lag, peers, syncing, .. } = status;
	Err(Error::new(
		Kind::Network,
		format!(
			"the node lags behind: its latest final block is {} s old, it has {peers} peers{}; \
			 nothing was asked or changed; wait, ask another node, or say --max-lag",
			lag.as_secs(),
			if *syncing { " and is still fetching blocks" } else { "" },
		),
	))
}

#[cfg(test)]
mod tests {
	use super::*;
	use medibloc_sdk::client::BlockRef;
	use sp_core::H256;

	fn status() -> Status {
		let block = BlockRef { hash: H256::zero(), number: 7 };
		Status {
			name: "MediBloc".into(),
			genesis: H256::zero(),
			finalized: block,
			best: block,
			lag: Duration::from_secs(30),
			syncing: false,
			peers: 3,
			should_have_peers: true,
		}
	}

	#[test]
	fn a_node_that_lags_behind_is_not_believed() {
		let max_lag = Duration::from_secs(60);
		assert!(ensure_current(&status(), max_lag).is_ok());
		for (lagging, word) in [
			(Status { lag: Duration::from_secs(61), ..status() }, "61 s"),
			(Status { peers: 0, ..status() }, "0 peers"),
			(Status { syncing: true, ..status() }, "fetching"),
		] {
			let error = ensure_current(&lagging, max_lag).unwrap_err();
			assert_eq!(error.kind, Kind::Network);
			assert!(error.to_string().contains(word), "{error}");
			let name = "MediBloc Development".into();
			assert!(ensure_current(&Status { name, ..lagging }, max_lag).is_ok());
		}
	}
}
