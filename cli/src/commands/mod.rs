// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! One file for each command.

mod access;
mod chain;
mod committee;
mod completions;
mod consent;
mod credential;
mod fhir;
mod keys;
mod man;
mod multisig;
mod record;
mod vault;

use crate::{Context, Error};
use clap::Subcommand;

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Keys of accounts, and the encryption keys that belong to them
	#[command(subcommand)]
	Keys(keys::Command),
	/// The vault: the secrets of records, and encryption keys, under a password
	#[command(subcommand)]
	Vault(vault::Command),
	/// Health records: commit, encrypt, store, anchor, share, prove
	#[command(subcommand)]
	Record(record::Command),
	/// Credentials: who is certified to do what
	#[command(subcommand)]
	Credential(credential::Command),
	/// Consent: who may read what, for which purpose and until when
	#[command(subcommand)]
	Consent(consent::Command),
	/// Accesses to records: may they be, and were they
	#[command(subcommand)]
	Access(access::Command),
	/// What the chain knows, as FHIR R4 resources
	#[command(subcommand)]
	Fhir(fhir::Command),
	/// The credential committee, which registers authorities: members, motions, votes
	#[command(subcommand)]
	Committee(committee::Command),
	/// Multisig accounts: calls that some of the signatories approve
	#[command(subcommand)]
	Multisig(multisig::Command),
	/// Chain and node
	#[command(subcommand)]
	Chain(chain::Command),
	/// Print a script that completes commands in a shell
	Completions(completions::Opts),
	/// Write manual pages
	Man(man::Opts),
}

impl Command {
	/// Does it.
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Keys(command) => command.run(context).await,
			Self::Vault(command) => command.run(context).await,
			Self::Record(command) => command.run(context).await,
			Self::Credential(command) => command.run(context).await,
			Self::Consent(command) => command.run(context).await,
			Self::Access(command) => command.run(context).await,
			Self::Fhir(command) => command.run(context).await,
			Self::Committee(command) => command.run(context).await,
			Self::Multisig(command) => command.run(context).await,
			Self::Chain(command) => command.run(context).await,
			Self::Completions(opts) => opts.run(context),
			Self::Man(opts) => opts.run(context),
		}
	}
}
