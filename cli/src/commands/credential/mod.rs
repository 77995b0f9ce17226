// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod application;
mod apply;
mod authority;
mod force_revoke;
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
	/// Show the credential of an account, and its validity periods
	Show(show::Opts),
	/// Apply to an authority for a credential
	Apply(apply::Opts),
	/// Show an open application, and the evidence to name when issuing
	Application(application::Opts),
	/// Withdraw an application
	Withdraw(withdraw::Opts),
	/// Reject an application, as the authority
	Reject(reject::Opts),
	/// Issue a credential to an applicant, as an authority
	Issue(issue::Opts),
	/// Renew a credential, as its issuer
	Renew(renew::Opts),
	/// Suspend a credential, as its issuer
	Suspend(suspend::Opts),
	/// Resume a suspended credential, as its issuer
	Resume(resume::Opts),
	/// Revoke a credential for good, as its issuer
	Revoke(revoke::Opts),
	/// Revoke a credential in the place of its issuer, as a member of the credential committee
	ForceRevoke(force_revoke::Opts),
	/// Surrender a credential, as its holder
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
			Self::Application(opts) => opts.run(context).await,
			Self::Withdraw(opts) => opts.run(context).await,
			Self::Reject(opts) => opts.run(context).await,
			Self::Issue(opts) => opts.run(context).await,
			Self::Renew(opts) => opts.run(context).await,
			Self::Suspend(opts) => opts.run(context).await,
			Self::Resume(opts) => opts.run(context).await,
			Self::Revoke(opts) => opts.run(context).await,
			Self::ForceRevoke(opts) => opts.run(context).await,
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
