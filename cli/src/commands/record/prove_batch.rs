// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{error::Kind, Context, Error};
use clap::{Args, ValueHint};
use medibloc_primitives::record::Commitment;
use medibloc_sdk::pipeline::BatchFile;
use std::path::PathBuf;

/// Prove that a record is in a batch
#[derive(Args, Debug)]
pub struct Opts {
	/// The batch, as `medi record batch` wrote it
	#[arg(value_hint = ValueHint::FilePath)]
	batch: PathBuf,
	/// The record
	#[arg(value_name = "COMMITMENT")]
	record: Commitment,
}

impl Opts {
	pub fn run(self, context: &Context) -> Result<(), Error> {
		let (batch, commitments) = BatchFile::read(&self.batch)?;
		let place = commitments.iter().position(|commitment| *commitment == self.record);
		let index = place.and_then(|place| u32::try_from(place).ok()).ok_or_else(|| {
			Error::new(Kind::NotFound, format!("{:?} is not in the batch", self.record))
		})?;
		let proof = batch.prove(index).map_err(|error| Error::new(Kind::Failed, error))?;
		context.output.print_json(&proof)
	}
}
