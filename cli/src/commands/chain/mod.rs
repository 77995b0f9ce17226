// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod balance;
mod params;
mod status;
mod transfer;

use crate::{Context, Error};
use clap::Subcommand;

/// Commands on the chain.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Show the state of the chain and the node
	Status(status::Opts),
	/// Show the limits and periods of the chain
	Params(params::Opts),
	/// Show the balance of an account in MED
	Balance(balance::Opts),
	/// Transfer MED to another account
	Transfer(transfer::Opts),
}

impl Command {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Status(opts) => opts.run(context).await,
			Self::Params(opts) => opts.run(context).await,
			Self::Balance(opts) => opts.run(context).await,
			Self::Transfer(opts) => opts.run(context).await,
		}
	}
}
