// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::KeyReport;
use crate::{files::ensure_new, keystore, password::NewPassword, Context, Error};
use clap::{Args, ValueHint};
use sp_core::{
	crypto::{AccountId32, Ss58Codec},
	Pair,
};
use std::path::PathBuf;

/// Export a key into a file that polkadot.js and wallets import
#[derive(Args, Debug)]
pub struct Opts {
	/// The key
	name: String,
	/// The file
	#[arg(value_hint = ValueHint::FilePath)]
	file: PathBuf,
	#[command(flatten)]
	new_password: NewPassword,
}

impl Opts {
	pub fn run(self, context: &Context) -> Result<(), Error> {
		ensure_new(&self.file)?;
		let keystore = context.keystore();
		keystore.account(&self.name)?;
		let pair = keystore.open(&self.name, &context.key_password().get()?)?;
		let password = self.new_password.source("the file").choose()?;
		keystore::write_export(&self.file, &self.name, &pair, &password)?;
		context.output.print(&KeyReport {
			name: self.name,
			account: AccountId32::from(pair.public()).to_ss58check(),
			file: Some(self.file),
		})
	}
}
