// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	error::Kind,
	files,
	record::{self, anchored::anchored, fetch::fetch, key_file::KeyFile, RecordReport},
	Context, Error,
};
use clap::{Args, ValueHint};
use medibloc_sdk::vault::Change;
use serde::Serialize;
use std::path::PathBuf;

/// Fetch, decrypt and check a record, one's own or one that was shared
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
	/// Believe the sender which record it is, and ask no node
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
		fetch(context, &vault, &secrets, &self.out).await?;
		let record = RecordReport::from(&secrets);
		if wrapped.is_some() {
			vault.commit(vec![Change::PutRecord(secrets)]).await?;
		}
		context.output.print(&Report { record, is_anchored, file: self.out })
	}
}

/// Whether the chain has the record that the sender names, with the commitment that the wrapped key
/// opens for.
async fn ensure_anchored(context: &Context, wrapped: &KeyFile) -> Result<(), Error> {
	let (Some(subject), Some(id)) = (&wrapped.subject, wrapped.anchor()?) else {
		return Err(Error::bad_input(
			"the wrapped key does not say where the chain has the record, so this is not checked: \
			 ask the sender for it with the id, or say --offline to believe them; nothing was fetched",
		));
	};
	let node = context.node().await?;
	if node.client.genesis() != wrapped.genesis {
		return Err(Error::new(
			Kind::WrongNetwork,
			format!(
				"the record is on the chain with genesis {:?}, and the node is on {:?}: connect to \
				 another node; nothing was fetched",
				wrapped.genesis,
				node.client.genesis()
			),
		));
	}
	let record = anchored(&node, &context.subject_of(subject)?, id).await?;
	if record.commitment != wrapped.commitment {
		return Err(Error::new(
			Kind::No,
			"the chain has another record under this id: nothing was fetched, ask the sender",
		));
	}
	if let Some(successor) = record.successor {
		context.output.note(format!("This record was corrected: see {}.", successor.0));
	}
	if record.retracted_at.is_some() {
		context.output.note("Its author has stated that this record was entered in error.");
	}
	Ok(())
}
