// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	error::Kind,
	files,
	record::{self, fetch::content},
	Context, Error,
};
use clap::{Args, ValueHint};
use medibloc_primitives::record::Commitment;
use medibloc_record_commitment::{FieldProof, Manifest};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Prove one field of a record, and show nothing else of it
#[derive(Args, Debug)]
pub struct Opts {
	/// The record
	commitment: String,
	/// The field, as a JSON pointer such as /valueQuantity/value
	pointer: String,
	/// The file with the record [default: fetched from the storage]
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	file: Option<PathBuf>,
	/// File for the proof [default: the standard output]
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	out: Option<PathBuf>,
}

/// What shows a field.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FieldProofFile {
	pub commitment: Commitment,
	pub manifest: Manifest,
	pub proof: FieldProof,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		if let Some(out) = &self.out {
			files::ensure_new(out)?;
		}
		let vault = context.open_vault().await?;
		let secrets = record::find(&vault, &self.commitment)?;
		let content = content(context, &vault, &secrets, self.file.as_deref()).await?;
		let record = secrets.verify(&content)?;
		let fields = record.fields().ok_or_else(|| {
			Error::bad_input("the record has no fields: it was not committed to as JSON")
		})?;
		let proof = fields.prove(&self.pointer).map_err(|_| {
			Error::new(
				Kind::NotFound,
				format!(
					"the record has no field {}: a field is a single value, named as by RFC 6901",
					self.pointer
				),
			)
		})?;
		let proof = FieldProofFile {
			commitment: record.commitment(),
			manifest: record.manifest().clone(),
			proof,
		};
		match self.out {
			Some(out) => {
				files::write_json(&out, &proof)?;
				context.output.print(&Report { commitment: proof.commitment, file: out })
			},
			None => context.output.print_json(&proof),
		}
	}
}

#[derive(Serialize)]
struct Report {
	commitment: Commitment,
	file: PathBuf,
}
