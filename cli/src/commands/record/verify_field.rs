// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::prove_field::FieldProofFile;
use crate::{error::Kind, files, record::schema_name, Context, Error};
use clap::{Args, ValueHint};
use medibloc_primitives::record::Commitment;
use serde::Serialize;
use std::path::PathBuf;

/// Verify the proof of a field
///
/// Fails with exit code 7 if it does not hold.
#[derive(Args, Debug)]
pub struct Opts {
	/// The proof
	#[arg(value_hint = ValueHint::FilePath)]
	proof: PathBuf,
	/// The commitment to the record, from a source that is trusted, such as the chain
	#[arg(long)]
	commitment: Commitment,
}

#[derive(Serialize)]
struct Report {
	commitment: Commitment,
	schema: String,
	pointer: String,
	/// Canonical JSON.
	value: String,
}

impl Opts {
	pub fn run(self, context: &Context) -> Result<(), Error> {
		let FieldProofFile { manifest, proof, .. } =
			files::read_json(&self.proof, "proof of a field")?;
		medibloc_verifier::record::verify_field(&self.commitment, &manifest, &proof).map_err(
			|mismatch| Error::new(Kind::No, format!("the proof does not hold: {mismatch}")),
		)?;
		context.output.print(&Report {
			commitment: self.commitment,
			schema: schema_name(manifest.schema),
			pointer: proof.pointer,
			value: proof.value,
		})
	}
}
