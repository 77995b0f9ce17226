// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{files::ensure_new, Context, Error};
use clap::Args;
use serde::Serialize;
use sp_core::{
	crypto::{AccountId32, Ss58Codec},
	sr25519, Pair,
};
use zeroize::Zeroizing;

/// Generate a key, and print its recovery phrase once
#[derive(Args, Debug)]
pub struct Opts {
	/// Name of the key
	name: String,
}

#[derive(Serialize)]
struct Report<'a> {
	name: String,
	account: String,
	phrase: &'a str,
}

impl Opts {
	pub fn run(self, context: &Context) -> Result<(), Error> {
		let keystore = context.keystore();
		ensure_new(&keystore.path(&self.name)?)?;
		let password = context.key_password().choose()?;
		let (pair, phrase, _) = sr25519::Pair::generate_with_phrase(None);
		let phrase = Zeroizing::new(phrase);
		keystore.add(&self.name, &pair, &password)?;
		context.output.print(&Report {
			name: self.name,
			account: AccountId32::from(pair.public()).to_ss58check(),
			phrase: &phrase,
		})?;
		context.output.note(
			"\nWrite the phrase down and keep it where nobody else reads it: it is not shown again, \
			 and restores the account where the key and its password are lost. It does not restore \
			 the vault: make backups of that.",
		);
		Ok(())
	}
}
