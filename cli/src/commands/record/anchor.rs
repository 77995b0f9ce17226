// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::author::AuthorOpts;
use crate::{
	codes,
	names::{id_name, subject_name},
	record::find,
	transaction::TransactionOpts,
	Context, Error,
};
use clap::{Args, ValueHint};
use medibloc_primitives::{
	credential::Role,
	record::{Commitment, Origin},
};
use medibloc_sdk::pipeline::{Anchor, BatchFile};
use serde::Serialize;
use sp_core::H256;
use std::path::PathBuf;

/// Anchor a committed record, or a batch
#[derive(Args, Debug)]
pub struct Opts {
	/// A record of the vault
	#[arg(required_unless_present = "batch")]
	commitment: Option<String>,
	/// A batch, as `medi record batch` wrote it
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "commitment")]
	batch: Option<PathBuf>,
	#[command(flatten)]
	author: AuthorOpts,
	/// Origin of the records of a batch; that of a single record was committed to
	#[arg(long, ignore_case = true, value_parser = codes::origin(), default_value = "Import")]
	origin: Origin,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct RecordReport {
	id: String,
	subject: String,
	commitment: Commitment,
}

#[derive(Serialize)]
struct BatchReport {
	batch: String,
	root: H256,
	count: u32,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match &self.batch {
			Some(path) => {
				let (batch, _) = BatchFile::read(path)?;
				let (node, signer) = context.signing_node().await?;
				let (root, count) = (batch.root(), batch.count());
				let role = self.author.role.unwrap_or(Role::Institution);
				let call = node.client.records().anchor_batch(root, count, self.origin, role);
				let report = |id| BatchReport { batch: id_name(id), root, count };
				self.transaction.send_and_print(context, &signer, &call, report).await
			},
			None => self.anchor_record(context).await,
		}
	}

	async fn anchor_record(self, context: &Context) -> Result<(), Error> {
		let vault = context.open_vault().await?;
		let secrets = find(&vault, self.commitment.as_deref().unwrap_or_default())?;
		let subject = self.author.subject(context)?;
		let role = self.author.role(context, &subject)?;
		let anchor = Anchor { role, ..Anchor::about(subject) };
		let (node, signer) = context.signing_node().await?;
		let call = anchor.call(&node.client, &secrets);
		let report = |id| RecordReport {
			id: id_name(id),
			subject: subject_name(&anchor.subject),
			commitment: secrets.commitment(),
		};
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
