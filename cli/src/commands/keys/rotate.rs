// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	files::{ensure_new, write_new},
	Context, Error,
};
use clap::{Args, ValueHint};
use serde::Serialize;
use sp_core::{crypto::Ss58Codec, H256};
use std::path::PathBuf;

/// Make the next encryption key of the account, to which others encrypt, and sign it
///
/// The secret key is kept in the vault, beside those of earlier epochs. The file is to be handed to
/// whoever shares records with the account; it is not secret. Which chain it is for, the node says,
/// or --genesis.
#[derive(Args, Debug)]
pub struct Opts {
	/// File for the signed public key
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	out: PathBuf,
}

#[derive(Serialize)]
struct Report {
	genesis: H256,
	account: String,
	epoch: u32,
	/// The key as the `age` tool writes it.
	recipient: String,
	file: PathBuf,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		ensure_new(&self.out)?;
		let (genesis, is_development) = match context.settings.genesis {
			// Nothing tells here whether the chain is one for development.
			Some(genesis) => (genesis, false),
			None => {
				let node = context.node().await?;
				(node.client.genesis(), node.is_development)
			},
		};
		let signer = context.signer(is_development)?;
		let vault = context.open_vault().await?;
		let key = vault.rotate_key(genesis, signer.account()).await?;
		let signature = signer.sign(&key.signed_bytes());
		let signed = key.with_signature(signature)?;
		write_new(&self.out, format!("0x{}\n", hex::encode(signed.to_bytes())).as_bytes())?;
		let key = signed.key();
		context.output.print(&Report {
			genesis,
			account: key.account.to_ss58check(),
			epoch: key.epoch,
			recipient: key.key.to_string(),
			file: self.out,
		})
	}
}
