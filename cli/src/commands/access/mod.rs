// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod verify_offline;

use crate::{Context, Error};
use clap::Subcommand;

/// Commands on accesses.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Decide on an access by a consent proof, without trust in the node that gave it
	VerifyOffline(verify_offline::Opts),
}

impl Command {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::VerifyOffline(opts) => opts.run(context),
		}
	}
}
