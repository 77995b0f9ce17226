// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Commands, one file each; a group of two or three short ones has one file.

mod access;
mod chain;
mod committee;
mod completions;
mod consent;
mod credential;
mod fhir;
mod jury;
mod keys;
mod man;
mod multisig;
mod points;
mod record;
mod text;
mod vault;

use crate::{Context, Error};
use clap::Subcommand;

/// The command to run.
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
	/// Credentials: certified roles of accounts
	#[command(subcommand)]
	Credential(credential::Command),
	/// Consent: grants of access to records, and requests for them
	#[command(subcommand)]
	Consent(consent::Command),
	/// Texts that are kept off the chain, and their salted hashes
	#[command(subcommand)]
	Text(text::Command),
	/// Access to records: decisions, proofs and the access log
	#[command(subcommand)]
	Access(access::Command),
	/// FHIR R4 resources from the chain's records, grants and accesses
	#[command(subcommand)]
	Fhir(fhir::Command),
	/// MediPoints: bought, earned, redeemed
	#[command(subcommand)]
	Points(points::Command),
	/// Juries: practitioners who judge applications by secret votes
	#[command(subcommand)]
	Jury(jury::Command),
	/// The credential committee, which registers authorities: members, motions, votes
	#[command(subcommand)]
	Committee(committee::Command),
	/// Multisig accounts: calls that some of the signatories approve
	#[command(subcommand)]
	Multisig(multisig::Command),
	/// State of the chain and the node
	#[command(subcommand)]
	Chain(chain::Command),
	/// Print a completion script for a shell
	Completions(completions::Opts),
	/// Write manual pages
	Man(man::Opts),
}

impl Command {
	/// Runs the command.
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Keys(command) => command.run(context).await,
			Self::Vault(command) => command.run(context).await,
			Self::Record(command) => command.run(context).await,
			Self::Credential(command) => command.run(context).await,
			Self::Consent(command) => command.run(context).await,
			Self::Text(command) => command.run(context),
			Self::Access(command) => command.run(context).await,
			Self::Fhir(command) => command.run(context).await,
			Self::Points(command) => command.run(context).await,
			Self::Jury(command) => command.run(context).await,
			Self::Committee(command) => command.run(context).await,
			Self::Multisig(command) => command.run(context).await,
			Self::Chain(command) => command.run(context).await,
			Self::Completions(opts) => opts.run(context),
			Self::Man(opts) => opts.run(context),
		}
	}
}
