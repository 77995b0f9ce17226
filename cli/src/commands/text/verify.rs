// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{error::Kind, files, Context, Error};
use clap::{Args, ValueHint};
use medibloc_sdk::text::SaltedText;
use serde::Serialize;
use sp_core::H256;
use std::{fs, path::PathBuf};

/// Verify that a text is what a hash is of
///
/// Fails with exit code 7 if it is not.
#[derive(Args, Debug)]
pub struct Opts {
	/// The text
	#[arg(value_hint = ValueHint::FilePath)]
	file: PathBuf,
	/// The file with its salt, as `medi text hash` wrote it
	#[arg(value_hint = ValueHint::FilePath)]
	salted: PathBuf,
	/// The hash, from a source that is trusted, such as the chain
	#[arg(long)]
	hash: H256,
}

#[derive(Serialize)]
struct Report {
	hash: H256,
}

impl Opts {
	pub fn run(self, context: &Context) -> Result<(), Error> {
		let text = fs::read(&self.file).map_err(Error::read(&self.file))?;
		let salted: SaltedText = files::read_json(&self.salted, "salt of a text")?;
		if salted.hash() != self.hash {
			return Err(Error::new(Kind::No, "the file with the salt is for another hash"));
		}
		if !salted.verify(text) {
			return Err(Error::new(Kind::No, "the hash is of another text, or of another salt"));
		}
		context.output.print(&Report { hash: self.hash })
	}
}
