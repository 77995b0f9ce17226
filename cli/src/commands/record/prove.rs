// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{files, names::parse_id, Context, Error};
use clap::{Args, ValueHint};
use medibloc_primitives::ItemId;
use serde::Serialize;
use sp_core::H256;
use std::path::PathBuf;

/// Save a proof of an anchored record, and of what became of it and of its author
///
/// `medi record verify-offline` checks it, given the hash of the block from a source that is trusted. With
/// `--batch` it is a proof of a batch of records and of what became of its author.
#[derive(Args, Debug)]
pub struct Opts {
	/// The record, or the batch
	#[arg(value_name = "ID", value_parser = parse_id)]
	id: ItemId,
	/// The id is that of a batch
	#[arg(long)]
	batch: bool,
	/// Subject of the record: an account, or pseudonym:HASH [default: the account that acts]
	#[arg(long, value_name = "SUBJECT", conflicts_with = "batch")]
	subject: Option<String>,
	/// File for the proof
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	out: PathBuf,
}

#[derive(Serialize)]
struct Report {
	block: H256,
	file: PathBuf,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		files::ensure_new(&self.out)?;
		let proof = if self.batch {
			context.node().await?.client.records().batch_proof(self.id).await?
		} else {
			let subject = context.subject_or_own(self.subject.as_deref())?;
			context.node().await?.client.records().proof(&subject, self.id).await?
		};
		files::write_json(&self.out, &proof)?;
		context.output.print(&Report { block: proof.block_hash, file: self.out })
	}
}
