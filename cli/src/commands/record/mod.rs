// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod add;
mod batch;
mod commit;
mod fetch;
mod prove_batch;
mod prove_field;
mod resume;
mod share;
mod verify;
mod verify_batch;
mod verify_field;

use crate::{Context, Error};
use clap::Subcommand;

/// Commands on records.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Commit to a file, and keep what opens the commitment in the vault
	Commit(commit::Opts),
	/// Commit to a file, encrypt and store it
	Add(add::Opts),
	/// Go on with records whose storing was interrupted
	Resume(resume::Opts),
	/// Check that a file is a record, byte by byte
	Verify(verify::Opts),
	/// Wrap the key of a record for another account
	Share(share::Opts),
	/// Fetch, decrypt and check a record, one's own or one that was shared
	Fetch(fetch::Opts),
	/// Prove one field of a record, and show nothing else of it
	ProveField(prove_field::Opts),
	/// Check the proof of a field
	VerifyField(verify_field::Opts),
	/// Commit to all resources of an NDJSON export or a Bundle under one root
	Batch(batch::Opts),
	/// Prove that a record is in a batch
	ProveBatch(prove_batch::Opts),
	/// Check proofs that records are in a batch
	VerifyBatch(verify_batch::Opts),
}

impl Command {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Commit(opts) => opts.run(context).await,
			Self::Add(opts) => opts.run(context).await,
			Self::Resume(opts) => opts.run(context).await,
			Self::Verify(opts) => opts.run(context).await,
			Self::Share(opts) => opts.run(context).await,
			Self::Fetch(opts) => opts.run(context).await,
			Self::ProveField(opts) => opts.run(context).await,
			Self::VerifyField(opts) => opts.run(context),
			Self::Batch(opts) => opts.run(context).await,
			Self::ProveBatch(opts) => opts.run(context),
			Self::VerifyBatch(opts) => opts.run(context),
		}
	}
}
