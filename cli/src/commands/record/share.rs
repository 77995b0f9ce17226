// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::add::read_key;
use crate::{
	files,
	record::{self, key_file::KeyFile},
	Context, Error,
};
use clap::{Args, ValueHint};
use medibloc_primitives::{
	consent::GrantId,
	record::{AnchorId, Commitment},
	ItemId,
};
use serde::Serialize;
use sp_core::crypto::Ss58Codec;
use std::path::PathBuf;

/// Wrap the key of a record for another account
///
/// The file that this writes is to be handed to the receiver, who opens it by `medi record fetch`.
/// It opens for this receiver, this record and this grant only.
#[derive(Args, Debug)]
pub struct Opts {
	/// The record
	commitment: String,
	/// File with the signed encryption key of the receiver
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	to: PathBuf,
	/// The grant under which it is shared; none if its author hands it to whom it is about
	#[arg(long, value_name = "ID")]
	grant: Option<u64>,
	/// The id of the record on the chain
	#[arg(long, value_name = "ID")]
	id: Option<u64>,
	/// File for the wrapped key
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	out: PathBuf,
}

#[derive(Serialize)]
struct Report {
	commitment: Commitment,
	receiver: String,
	epoch: u32,
	file: PathBuf,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		files::ensure_new(&self.out)?;
		let key = read_key(&self.to)?;
		let vault = context.open_vault().await?;
		let secrets = record::find(&vault, &self.commitment)?;
		let grant: Option<GrantId> = self.grant.map(ItemId);
		let anchor: Option<AnchorId> = self.id.map(ItemId);
		let file = KeyFile::wrap(&secrets, key.key(), grant, None, anchor)?;
		files::write_json(&self.out, &file)?;
		context.output.print(&Report {
			commitment: secrets.commitment(),
			receiver: key.key().account.to_ss58check(),
			epoch: key.key().epoch,
			file: self.out,
		})
	}
}
