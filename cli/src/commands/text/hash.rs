// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{error::Kind, files, Context, Error};
use clap::{Args, ValueHint};
use medibloc_sdk::text::SaltedText;
use serde::Serialize;
use sp_core::H256;
use std::{fs, path::PathBuf};

/// Hash an agreement or other text under a fresh salt
///
/// The hash is for `--text` of a grant or request, or for the evidence of an application. The salt is
/// written to a file, to be kept with the text and as secret: without it nobody can show what the hash
/// is of.
#[derive(Args, Debug)]
pub struct Opts {
	/// The text, or any other file; it is hashed as it is, byte by byte
	#[arg(value_hint = ValueHint::FilePath)]
	file: PathBuf,
	/// File for the salt and the hash
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	out: PathBuf,
}

#[derive(Serialize)]
struct Report {
	hash: H256,
	file: PathBuf,
}

impl Opts {
	pub fn run(self, context: &Context) -> Result<(), Error> {
		files::ensure_new(&self.out)?;
		let text = fs::read(&self.file).map_err(Error::read(&self.file))?;
		let salted = SaltedText::random(text).map_err(|error| Error::new(Kind::Failed, error))?;
		files::write_json(&self.out, &salted)?;
		context.output.print(&Report { hash: salted.hash(), file: self.out })
	}
}
