// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	record::{
		seal::{seal, store},
		source::Source,
		RecordReport,
	},
	Context, Error,
};
use clap::{Args, ValueHint};
use medibloc_primitives::record::{Commitment, Origin};
use medibloc_sdk::encryption::{PublicKey, SignedEncryptionKey};
use std::path::{Path, PathBuf};

/// Commit to a file, encrypt and store it
///
/// It is encrypted to a key of its own, which goes into the vault, and to the encryption keys of
/// whoever is named by --to.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	source: Source,
	/// The record that this one corrects
	#[arg(long, value_name = "COMMITMENT")]
	previous: Option<Commitment>,
	/// File with the signed encryption key of somebody who opens the record without more help
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	to: Vec<PathBuf>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let recipients = self.to.iter().map(|path| Ok(read_key(path)?.key().key));
		let recipients: Vec<PublicKey> = recipients.collect::<Result<_, Error>>()?;
		let vault = context.open_vault().await?;
		let origin = self.source.origin.unwrap_or(Origin::Patient);
		let entry =
			seal(context, &vault, self.source, origin, self.previous, recipients, None).await?;
		if let Some((entry, secrets)) = store(context, &vault, entry).await? {
			entry.finish()?;
			context.output.print(&RecordReport::from(&secrets))?;
		}
		Ok(())
	}
}

/// Reads a signed encryption key, in hexadecimal.
pub fn read_key(path: &Path) -> Result<SignedEncryptionKey, Error> {
	let text = std::fs::read_to_string(path).map_err(Error::read(path))?;
	let text = text.trim();
	let bytes = hex::decode(text.strip_prefix("0x").unwrap_or(text)).map_err(|_| {
		Error::bad_input(format!("{} holds no signed encryption key", path.display()))
	})?;
	SignedEncryptionKey::from_bytes(&bytes)
		.map_err(|error| Error::from(error).about(path.display()))
}
