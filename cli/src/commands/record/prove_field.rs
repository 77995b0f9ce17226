// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	error::Kind,
	files,
	progress::observer,
	record::{self, interruptible},
	Context, Error,
};
use clap::{Args, ValueHint};
use medibloc_primitives::record::Commitment;
use medibloc_record_commitment::{FieldProof, Manifest};
use medibloc_sdk::{pipeline, record::RecordSecrets, vault::Vault};
use serde::{Deserialize, Serialize};
use std::{fs, path::PathBuf};

/// Prove one field of a record, and reveal nothing else of it
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

/// The proof of a field, as it is written to a file.
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
		let no_fields =
			|| Error::bad_input("the record has no fields: it was not committed to as JSON");
		// Before a file of any size is read.
		secrets.manifest.field_root.ok_or_else(no_fields)?;
		let content = match &self.file {
			Some(path) => fs::read(path).map_err(Error::read(path))?,
			None => stored(context, &vault, &secrets).await?,
		};
		let record = secrets.verify(&content)?;
		let fields = record.fields().ok_or_else(no_fields)?;
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

async fn stored(
	context: &Context,
	vault: &Vault,
	secrets: &RecordSecrets,
) -> Result<Vec<u8>, Error> {
	let (storage, observer) = (context.storage()?, observer(&context.output));
	let content = pipeline::content(vault, &storage, secrets, &observer);
	interruptible(async { Ok(content.await?) }).await
}

#[derive(Serialize)]
struct Report {
	commitment: Commitment,
	file: PathBuf,
}
