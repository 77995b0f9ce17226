// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod hash;
mod verify;

use crate::{Context, Error};
use clap::Subcommand;

/// Commands on texts.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Hash an agreement or other text under a fresh salt
	Hash(hash::Opts),
	/// Verify that a text is what a hash is of
	Verify(verify::Opts),
}

impl Command {
	pub fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Hash(opts) => opts.run(context),
			Self::Verify(opts) => opts.run(context),
		}
	}
}
