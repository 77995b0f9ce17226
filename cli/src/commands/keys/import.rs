// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::KeyReport;
use crate::{error::Kind, files::ensure_new, keystore, password::NewPassword, Context, Error};
use clap::{Args, ValueHint};
use sp_core::{
	crypto::{AccountId32, Ss58Codec},
	sr25519, Pair,
};
use std::{
	io::{self, IsTerminal},
	path::PathBuf,
};
use zeroize::Zeroizing;

/// Import a key from its recovery phrase, or from a file of polkadot.js or a wallet
///
/// Without a file, the phrase is read from the terminal or the standard input.
#[derive(Args, Debug)]
pub struct Opts {
	/// Name of the key
	name: String,
	/// File that polkadot.js or a wallet exported (JSON)
	#[arg(value_hint = ValueHint::FilePath)]
	file: Option<PathBuf>,
	#[command(flatten)]
	new_password: NewPassword,
}

impl Opts {
	pub fn run(self, context: &Context) -> Result<(), Error> {
		let keystore = context.keystore();
		let path = keystore.path(&self.name)?;
		ensure_new(&path)?;
		let (pair, password) = match &self.file {
			Some(file) => {
				let pair = keystore::open_export(file, &context.key_password().get()?)?;
				(pair, self.new_password.source("the key").choose()?)
			},
			None => (from_phrase()?, context.key_password().choose()?),
		};
		let file = keystore.add(&self.name, &pair, &password)?;
		context.output.print(&KeyReport {
			name: self.name,
			account: AccountId32::from(pair.public()).to_ss58check(),
			file: Some(file),
		})
	}
}

fn from_phrase() -> Result<sr25519::Pair, Error> {
	let failed = |error| Error::new(Kind::Failed, format!("cannot ask: {error}"));
	let phrase = Zeroizing::new(if io::stdin().is_terminal() {
		rpassword::prompt_password("Phrase: ").map_err(failed)?
	} else {
		let mut line = String::new();
		io::stdin().read_line(&mut line).map_err(failed)?;
		line
	});
	let phrase = phrase.trim();
	// Without words, it would be derived from the phrase that everybody knows.
	let pair = match phrase.split('/').next() {
		None | Some("") => None,
		Some(_) => sr25519::Pair::from_string(phrase, None).ok(),
	};
	pair.ok_or_else(|| {
		Error::bad_input(
			"this is no phrase: it has 12 or 24 words in the right order, then derivations such as \
			 //hard/soft if there are any; nothing was changed",
		)
	})
}
