// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod close;
mod list;
mod members;
mod propose;
mod vote;

pub use propose::propose;

use crate::{Context, Error};
use clap::Subcommand;
use sp_core::H256;

/// Commands on the credential committee.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// List the members of the credential committee
	Members(members::Opts),
	/// List the motions of the credential committee, and what they would do
	List(list::Opts),
	/// Vote on a motion, as a member
	Vote(vote::Opts),
	/// Close a motion that is decided, or whose time is over
	Close(close::Opts),
}

impl Command {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Members(opts) => opts.run(context).await,
			Self::List(opts) => opts.run(context).await,
			Self::Vote(opts) => opts.run(context).await,
			Self::Close(opts) => opts.run(context).await,
		}
	}
}

/// A motion, by the hash of its call.
#[derive(clap::Args, Clone, Copy, Debug)]
struct MotionOpts {
	/// The motion, by its hash
	#[arg(value_name = "HASH")]
	motion: H256,
}
