// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod acknowledge;
mod add;
mod amend;
mod anchor;
mod author;
mod batch;
mod co_sign;
mod commit;
mod contest;
mod erase;
mod fetch;
mod force_retract;
mod lineage;
mod list;
mod locator;
mod prove;
mod prove_batch;
mod prove_field;
mod refuse;
mod release_sureties;
mod remove_co_signature;
mod resume;
mod retract;
mod share;
mod show;
mod verify;
mod verify_batch;
mod verify_field;
mod verify_offline;
mod writers;

use crate::{Context, Error};
use clap::Subcommand;

/// Commands on records.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Commit to a file, and keep what opens the commitment in the vault
	Commit(commit::Opts),
	/// Commit to a file, encrypt, store and anchor it
	Add(add::Opts),
	/// Resume interrupted storing and anchoring of records
	Resume(resume::Opts),
	/// Anchor a committed record, or a batch
	Anchor(anchor::Opts),
	/// List the anchored records of a subject
	List(list::Opts),
	/// Show an anchored record
	Show(show::Opts),
	/// Show all versions of a record, the oldest first
	Lineage(lineage::Opts),
	/// Verify that a file is a record, byte by byte
	Verify(verify::Opts),
	/// Wrap the key of a record for another account
	Share(share::Opts),
	/// Fetch, decrypt and verify a record, your own or a shared one
	Fetch(fetch::Opts),
	/// Anchor a corrected record as the successor of another
	Amend(amend::Opts),
	/// Retract a record as entered in error, as its author
	Retract(retract::Opts),
	/// Acknowledge a record about yourself
	Acknowledge(acknowledge::Opts),
	/// Contest a record about yourself
	Contest(contest::Opts),
	/// Co-sign a record that somebody else wrote
	CoSign(co_sign::Opts),
	/// Remove a co-signature from a record, as its subject or as the co-signer
	RemoveCoSignature(remove_co_signature::Opts),
	/// Refuse records about yourself that others wrote, at their cost
	Refuse(refuse::Opts),
	/// Give sureties back to whoever wrote the records, once the window to refuse them is over
	ReleaseSureties(release_sureties::Opts),
	/// Set the policy on those who write records about yourself
	Writers(writers::Opts),
	/// Retract a record whose author is certified no more, as a member of the credential committee
	ForceRetract(force_retract::Opts),
	/// Content ids of encrypted records, and reports of their loss
	#[command(subcommand)]
	Locator(locator::Command),
	/// Erase a record about yourself from the chain
	Erase(erase::Opts),
	/// Save a proof of an anchored record, and of what became of it and of its author
	Prove(prove::Opts),
	/// Tell what became of a record by a record proof, without trust in the node that gave it
	VerifyOffline(verify_offline::Opts),
	/// Prove one field of a record, and reveal nothing else of it
	ProveField(prove_field::Opts),
	/// Verify the proof of a field
	VerifyField(verify_field::Opts),
	/// Commit to all resources of an NDJSON export or a Bundle under one root
	Batch(batch::Opts),
	/// Prove that a record is in a batch
	ProveBatch(prove_batch::Opts),
	/// Verify proofs that records are in a batch
	VerifyBatch(verify_batch::Opts),
}

impl Command {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Commit(opts) => opts.run(context).await,
			Self::Add(opts) => opts.run(context).await,
			Self::Resume(opts) => opts.run(context).await,
			Self::Anchor(opts) => opts.run(context).await,
			Self::List(opts) => opts.run(context).await,
			Self::Show(opts) => opts.run(context).await,
			Self::Lineage(opts) => opts.run(context).await,
			Self::Verify(opts) => opts.run(context).await,
			Self::Share(opts) => opts.run(context).await,
			Self::Fetch(opts) => opts.run(context).await,
			Self::Amend(opts) => opts.run(context).await,
			Self::Retract(opts) => opts.run(context).await,
			Self::Acknowledge(opts) => opts.run(context).await,
			Self::Contest(opts) => opts.run(context).await,
			Self::CoSign(opts) => opts.run(context).await,
			Self::RemoveCoSignature(opts) => opts.run(context).await,
			Self::Refuse(opts) => opts.run(context).await,
			Self::ReleaseSureties(opts) => opts.run(context).await,
			Self::Writers(opts) => opts.run(context).await,
			Self::ForceRetract(opts) => opts.run(context).await,
			Self::Locator(command) => command.run(context).await,
			Self::Erase(opts) => opts.run(context).await,
			Self::Prove(opts) => opts.run(context).await,
			Self::VerifyOffline(opts) => opts.run(context),
			Self::ProveField(opts) => opts.run(context).await,
			Self::VerifyField(opts) => opts.run(context),
			Self::Batch(opts) => opts.run(context).await,
			Self::ProveBatch(opts) => opts.run(context),
			Self::VerifyBatch(opts) => opts.run(context),
		}
	}
}
