// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	error::Kind,
	record::{self, RecordReport},
	Context, Error,
};
use clap::{Args, ValueHint};
use medibloc_sdk::pipeline::is_content;
use std::path::PathBuf;

/// Verify that a file is a record, byte by byte
///
/// Fails with exit code 7 if it is not.
#[derive(Args, Debug)]
pub struct Opts {
	/// The file
	#[arg(value_hint = ValueHint::FilePath)]
	file: PathBuf,
	/// The record [default: whichever of the vault it is]
	#[arg(long, value_name = "COMMITMENT")]
	record: Option<String>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let vault = context.open_vault().await?;
		let candidates = match &self.record {
			Some(commitment) => vec![record::find(&vault, commitment)?],
			None => {
				let records = vault.records();
				records.iter().filter_map(|record| vault.record(record)).collect()
			},
		};
		let mut found = None;
		for secrets in candidates {
			if is_content(&self.file, &secrets).await? {
				found = Some(secrets);
				break;
			}
		}
		match found {
			Some(secrets) => context.output.print(&RecordReport::from(&secrets)),
			None => Err(Error::new(
				Kind::No,
				match self.record {
					Some(_) => {
						"this is not the content of the record: it was changed, or is another"
					},
					None => "this is the content of no record in the vault",
				},
			)),
		}
	}
}
