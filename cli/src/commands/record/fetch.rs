// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	files,
	progress::observer,
	record::{self, interruptible, RecordReport},
	Context, Error,
};
use clap::{Args, ValueHint};
use medibloc_sdk::{
	pipeline::{self, KeyFile},
	vault::Change,
};
use serde::Serialize;
use std::path::PathBuf;

/// Fetch, decrypt and verify a record, your own or a shared one
///
/// If it was interrupted, the same command goes on. A record that was shared is checked against the
/// chain, and is in the vault afterwards.
#[derive(Args, Debug)]
pub struct Opts {
	/// The wrapped key, as it was received
	#[arg(value_name = "KEY_FILE", value_hint = ValueHint::FilePath, required_unless_present = "record")]
	key_file: Option<PathBuf>,
	/// A record of the vault
	#[arg(long, value_name = "COMMITMENT", conflicts_with = "key_file")]
	record: Option<String>,
	/// Trust the sender on which record it is, and ask no node
	#[arg(long, conflicts_with = "record")]
	offline: bool,
	/// File for the record
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	out: PathBuf,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	#[serde(flatten)]
	record: RecordReport,
	/// Whether the chain knows the record, under its id. `null` for one's own.
	is_anchored: Option<bool>,
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
		let is_anchored = match &wrapped {
			Some(wrapped) if !self.offline => {
				ensure_anchored(context, wrapped).await?;
				Some(true)
			},
			Some(_) => Some(false),
			None => None,
		};
		let (storage, observer) = (context.storage()?, observer(&context.output));
		let fetched = pipeline::fetch(&vault, &storage, &secrets, &self.out, &observer);
		interruptible(async { Ok(fetched.await?) }).await?;
		let record = RecordReport::from(&secrets);
		if wrapped.is_some() {
			vault.commit(vec![Change::PutRecord(secrets)]).await?;
		}
		context.output.print(&Report { record, is_anchored, file: self.out })
	}
}

/// Fails unless the chain has the record that the sender names.
async fn ensure_anchored(context: &Context, wrapped: &KeyFile) -> Result<(), Error> {
	if wrapped.subject()?.is_none() || wrapped.anchor()?.is_none() {
		return Err(Error::from(pipeline::Error::NoPlace)
			.and("or say --offline to believe them; nothing was fetched"));
	}
	let node = context.node().await?;
	let record = wrapped.check(&node.client).await;
	let record = record.map_err(|error| Error::from(error).and("nothing was fetched"))?;
	if let Some(successor) = record.successor {
		context.output.note(format!("This record was corrected: see {}.", successor.0));
	}
	if record.retracted_at.is_some() {
		context.output.note("Its author has stated that this record was entered in error.");
	}
	Ok(())
}
