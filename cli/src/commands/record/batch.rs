// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{codes, files, progress::observer, Context, Error};
use clap::{Args, ValueHint};
use medibloc_primitives::record::Origin;
use medibloc_sdk::pipeline::{commit_batch, BatchFile};
use serde::Serialize;
use sp_core::H256;
use std::path::PathBuf;

/// Commit to all resources of an NDJSON export or a Bundle under one root
///
/// What opens each commitment is kept in the vault. The resources themselves are not encrypted or
/// stored: for a system that keeps them itself.
#[derive(Args, Debug)]
pub struct Opts {
	/// The export (.ndjson, one FHIR R4 resource a line), or a Bundle
	#[arg(value_hint = ValueHint::FilePath)]
	file: PathBuf,
	/// File for the batch, from which any record of it is proved
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	out: PathBuf,
	/// File for the proofs of all records, one a line in their order
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	proofs: Option<PathBuf>,
	/// Origin of the records
	#[arg(long, ignore_case = true, value_parser = codes::origin(), default_value = "Import")]
	origin: Origin,
}

#[derive(Serialize)]
struct Report {
	root: H256,
	count: u32,
	file: PathBuf,
	proofs: Option<PathBuf>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		for out in self.proofs.iter().chain([&self.out]) {
			files::ensure_new(out)?;
		}
		let vault = context.open_vault().await?;
		// In the vault first: a batch whose secrets are lost could never be opened.
		let observer = observer(&context.output);
		let (batch, commitments) = commit_batch(&vault, &self.file, self.origin, &observer).await?;
		BatchFile::write(&self.out, &batch, commitments)?;
		if let Some(path) = &self.proofs {
			files::write_lines(path, (0..batch.count()).map(|index| batch.prove(index)))?;
		}
		context.output.print(&Report {
			root: batch.root(),
			count: batch.count(),
			file: self.out,
			proofs: self.proofs,
		})
	}
}
