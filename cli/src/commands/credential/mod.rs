// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod apply;
mod authority;
mod issue;
mod prune;
mod reject;
mod renew;
mod resume;
mod revoke;
mod show;
mod surrender;
mod suspend;
mod withdraw;

use crate::{Context, Error};
use clap::Subcommand;
use medibloc_primitives::credential::{Role, Serial};
use serde::Serialize;

/// Commands on credentials.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Show the credential of an account, and when it was certified
	Show(show::Opts),
	/// Ask an authority to certify the account
	Apply(apply::Opts),
	/// Take an application back
	Withdraw(withdraw::Opts),
	/// Reject an application, as the authority
	Reject(reject::Opts),
	/// Certify an account, as an authority
	Issue(issue::Opts),
	/// Extend a credential, as its issuer
	Renew(renew::Opts),
	/// Set a credential aside for a time, as its issuer
	Suspend(suspend::Opts),
	/// Make a suspended credential valid again, as its issuer
	Resume(resume::Opts),
	/// End a credential for good, as its issuer
	Revoke(revoke::Opts),
	/// Give up a credential, as its holder
	Surrender(surrender::Opts),
	/// Remove a lapsed application, or a credential that ended long ago, of any account
	Prune(prune::Opts),
	/// Authorities, which certify others
	#[command(subcommand)]
	Authority(authority::Command),
}

impl Command {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Show(opts) => opts.run(context).await,
			Self::Apply(opts) => opts.run(context).await,
			Self::Withdraw(opts) => opts.run(context).await,
			Self::Reject(opts) => opts.run(context).await,
			Self::Issue(opts) => opts.run(context).await,
			Self::Renew(opts) => opts.run(context).await,
			Self::Suspend(opts) => opts.run(context).await,
			Self::Resume(opts) => opts.run(context).await,
			Self::Revoke(opts) => opts.run(context).await,
			Self::Surrender(opts) => opts.run(context).await,
			Self::Prune(opts) => opts.run(context).await,
			Self::Authority(command) => command.run(context).await,
		}
	}
}

/// A credential that was changed.
#[derive(Serialize)]
struct Changed {
	serial: Serial,
	holder: String,
	role: Role,
}
