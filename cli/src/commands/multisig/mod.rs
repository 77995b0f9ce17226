// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod approve;
mod cancel;
mod show;

use crate::{Context, Error};
use clap::Subcommand;
use medibloc_sdk::client::Multisig;

/// Commands on multisig accounts.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Show the address and the signatories of a multisig account
	Show(show::Opts),
	/// Approve a call of a multisig account, and make it if nobody else has to approve
	Approve(approve::Opts),
	/// Cancel a call that waits for approvals, as the signatory who approved first
	Cancel(cancel::Opts),
}

impl Command {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Show(opts) => opts.run(context),
			Self::Approve(opts) => opts.run(context).await,
			Self::Cancel(opts) => opts.run(context).await,
		}
	}
}

/// The multisig account that is meant.
fn multisig(context: &Context) -> Result<Multisig, Error> {
	context.multisig()?.ok_or_else(|| {
		Error::bad_input(
			"which multisig account? Say --multisig with the threshold and the other signatories, as \
			 in 2:ALICE,BOB, and --account",
		)
	})
}
