// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	files,
	record::{self, fetch::fetch, key_file::KeyFile, RecordReport},
	Context, Error,
};
use clap::{Args, ValueHint};
use medibloc_sdk::vault::Change;
use serde::Serialize;
use std::path::PathBuf;

/// Fetch, decrypt and check a record, one's own or one that was shared
///
/// If it was interrupted, the same command goes on. A record that was shared is in the vault
/// afterwards.
#[derive(Args, Debug)]
pub struct Opts {
	/// The wrapped key, as it was received
	#[arg(value_name = "KEY_FILE", value_hint = ValueHint::FilePath, required_unless_present = "record")]
	key_file: Option<PathBuf>,
	/// A record of the vault
	#[arg(long, value_name = "COMMITMENT", conflicts_with = "key_file")]
	record: Option<String>,
	/// File for the record
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	out: PathBuf,
}

#[derive(Serialize)]
struct Report {
	#[serde(flatten)]
	record: RecordReport,
	file: PathBuf,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		files::ensure_new(&self.out)?;
		let wrapped = self.key_file.as_deref().map(KeyFile::read).transpose()?;
		let vault = context.open_vault().await?;
		let secrets = match &wrapped {
			Some(wrapped) => wrapped.open(&vault)?,
			None => record::find(&vault, self.record.as_deref().unwrap_or_default())?,
		};
		fetch(context, &vault, &secrets, &self.out).await?;
		let report = Report { record: RecordReport::from(&secrets), file: self.out };
		if wrapped.is_some() {
			vault.commit(vec![Change::PutRecord(secrets)]).await?;
		}
		context.output.print(&report)
	}
}
