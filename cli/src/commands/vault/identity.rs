// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{error::Kind, files, record, Context, Error};
use clap::{Args, ValueHint};
use medibloc_sdk::encryption::SecretKey;
use secrecy::ExposeSecret;
use serde::Serialize;
use sp_core::crypto::Ss58Codec;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// Export secret keys as an identity file of the `age` tool
///
/// `age -d -i FILE` then opens the encrypted records. The file is not under a password: delete it
/// when it is no longer needed.
#[derive(Args, Debug)]
pub struct Opts {
	/// The file
	#[arg(value_hint = ValueHint::FilePath)]
	file: PathBuf,
	/// The key of this record alone, instead of all encryption keys
	#[arg(long, value_name = "COMMITMENT")]
	record: Option<String>,
}

#[derive(Serialize)]
struct Report {
	file: PathBuf,
	keys: usize,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		files::ensure_new(&self.file)?;
		let vault = context.open_vault().await?;
		let keys: Vec<(String, SecretKey)> = match &self.record {
			Some(record) => {
				let secrets = record::find(&vault, record)?;
				let comment = format!("record {:?}", secrets.commitment());
				secrets.key.into_iter().map(|key| (comment.clone(), key)).collect()
			},
			None => {
				let keys = vault.keys().into_iter();
				keys.map(|(id, key)| {
					(format!("account {}, epoch {}", id.account.to_ss58check(), id.epoch), key)
				})
				.collect()
			},
		};
		if keys.is_empty() {
			return Err(Error::new(
				Kind::NotFound,
				"the vault has no such key: nothing was written; see `medi vault list`",
			));
		}
		let mut text = Zeroizing::new(String::new());
		for (comment, key) in &keys {
			text.push_str(&format!("# {comment}\n# public key: {}\n", key.public()));
			text.push_str(key.to_identity().expose_secret());
			text.push('\n');
		}
		files::write_new(&self.file, text.as_bytes())?;
		context.output.print(&Report { file: self.file, keys: keys.len() })
	}
}
