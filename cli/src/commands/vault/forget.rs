// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	record::{self, RecordReport},
	Context, Error,
};
use clap::Args;
use medibloc_sdk::vault::Change;

/// Delete the secrets of a record: nobody opens it with this vault any more
///
/// Backups, and whoever the record was shared with, still have them. The encrypted file stays where
/// it is unless --with-content is said.
#[derive(Args, Debug)]
pub struct Opts {
	/// The record: its commitment, in full
	commitment: String,
	/// Delete the encrypted file from the storage too
	#[arg(long)]
	with_content: bool,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		if self.commitment.trim_start_matches("0x").len() != 64 {
			return Err(Error::bad_input(
				"give the whole commitment, 64 digits, so that no other record is forgotten",
			));
		}
		let vault = context.open_vault().await?;
		let secrets = record::find(&vault, &self.commitment)?;
		if let (true, Some(content)) = (self.with_content, &secrets.content) {
			match context.storage()?.delete(content).await {
				Ok(()) | Err(medibloc_sdk::storage::Error::Missing(_)) => (),
				Err(error) => return Err(error.into()),
			}
		}
		vault.commit(vec![Change::ForgetRecord(secrets.commitment())]).await?;
		context.output.print(&RecordReport::from(&secrets))
	}
}
