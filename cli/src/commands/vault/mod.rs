// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod backup;
mod check;
mod create;
mod forget;
mod identity;
mod list;
mod password;
mod restore;

use crate::{Context, Error};
use clap::Subcommand;
use medibloc_sdk::vault::Vault;
use serde::Serialize;
use std::path::PathBuf;

/// Commands on the vault.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Create an empty vault
	Create(create::Opts),
	/// Check that the vault opens, and count its contents
	Check(check::Opts),
	/// List the records and encryption keys in the vault
	List(list::Opts),
	/// Back up the vault into one new file, under a password
	Backup(backup::Opts),
	/// Restore a vault from a backup
	Restore(restore::Opts),
	/// Change the password of the vault
	Password(password::Opts),
	/// Export secret keys as an identity file of the `age` tool
	Identity(identity::Opts),
	/// Delete the secrets of a record: nobody opens it with this vault any more
	Forget(forget::Opts),
}

impl Command {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Create(opts) => opts.run(context).await,
			Self::Check(opts) => opts.run(context).await,
			Self::List(opts) => opts.run(context).await,
			Self::Backup(opts) => opts.run(context).await,
			Self::Restore(opts) => opts.run(context).await,
			Self::Password(opts) => opts.run(context).await,
			Self::Identity(opts) => opts.run(context).await,
			Self::Forget(opts) => opts.run(context).await,
		}
	}
}

/// The counts of a vault's contents.
#[derive(Serialize)]
struct Summary {
	vault: PathBuf,
	records: usize,
	keys: usize,
}

impl Summary {
	fn of(vault: &Vault, context: &Context) -> Self {
		Self {
			vault: context.settings.vault.clone(),
			records: vault.records().len(),
			keys: vault.keys().len(),
		}
	}
}
