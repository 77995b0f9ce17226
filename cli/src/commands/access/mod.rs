// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod check;
mod list;
mod log;
mod prove;
mod prune;
mod verify_offline;

pub use list::whole_log;
pub use verify_offline::{shows_nothing, Answer, TrustOpts};

use crate::{Context, Error};
use clap::Subcommand;

/// Commands on accesses.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Check whether an access to records is permitted
	Check(check::Opts),
	/// Log an access, before the data is handed out
	Log(log::Opts),
	/// List the logged accesses to records of a patient
	List(list::Opts),
	/// Save a consent proof, which anybody can check without trust in the node
	Prove(prove::Opts),
	/// Decide on an access by a consent proof, without trust in the node that gave it
	VerifyOffline(verify_offline::Opts),
	/// Remove old entries from the access log of any patient
	Prune(prune::Opts),
}

impl Command {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Check(opts) => opts.run(context).await,
			Self::Log(opts) => opts.run(context).await,
			Self::List(opts) => opts.run(context).await,
			Self::Prove(opts) => opts.run(context).await,
			Self::VerifyOffline(opts) => opts.run(context),
			Self::Prune(opts) => opts.run(context).await,
		}
	}
}
