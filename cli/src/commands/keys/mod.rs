// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod encryption;
mod export;
mod generate;
mod import;
mod list;
mod publish;
mod rotate;
mod withdraw;

use crate::{Context, Error};
use clap::Subcommand;
use serde::Serialize;
use std::path::PathBuf;

/// Commands on keys.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Generate a key, and print its recovery phrase once
	Generate(generate::Opts),
	/// Import a key from its recovery phrase, or from a file of polkadot.js or a wallet
	Import(import::Opts),
	/// Export a key into a file that polkadot.js and wallets import
	Export(export::Opts),
	/// List the keys
	List(list::Opts),
	/// Make the next encryption key of the account, and publish it
	Rotate(rotate::Opts),
	/// Publish the latest encryption key of the account that the vault has
	Publish(publish::Opts),
	/// Withdraw the published encryption key, so that nobody encrypts to it any more
	Withdraw(withdraw::Opts),
}

impl Command {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Generate(opts) => opts.run(context),
			Self::Import(opts) => opts.run(context),
			Self::Export(opts) => opts.run(context),
			Self::List(opts) => opts.run(context),
			Self::Rotate(opts) => opts.run(context).await,
			Self::Publish(opts) => opts.run(context).await,
			Self::Withdraw(opts) => opts.run(context).await,
		}
	}
}

/// A key of the keystore.
#[derive(Serialize)]
struct KeyReport {
	name: String,
	account: String,
	#[serde(skip_serializing_if = "Option::is_none")]
	file: Option<PathBuf>,
}
