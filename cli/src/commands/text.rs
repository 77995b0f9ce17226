// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{error::Kind, files, Context, Error};
use clap::{Args, Subcommand, ValueHint};
use medibloc_sdk::text::SaltedText;
use serde::Serialize;
use sp_core::H256;
use std::{fs, path::PathBuf};

/// Commands on texts.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Hash an agreement or other text under a fresh salt
	Hash(Hash),
	/// Verify that a text is what a hash is of
	Verify(Verify),
}

impl Command {
	pub fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Hash(opts) => opts.run(context),
			Self::Verify(opts) => opts.run(context),
		}
	}
}

/// Hash an agreement or other text under a fresh salt
///
/// The hash is for `--text` of a grant or request, or for the evidence of an application. The salt is
/// written to a file, to be kept with the text and as secret: without it nobody can show what the hash
/// is of.
#[derive(Args, Debug)]
pub struct Hash {
	/// The text, or any other file; it is hashed as it is, byte by byte
	#[arg(value_hint = ValueHint::FilePath)]
	file: PathBuf,
	/// File for the salt and the hash
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	out: PathBuf,
}

#[derive(Serialize)]
struct Hashed {
	hash: H256,
	file: PathBuf,
}

impl Hash {
	fn run(self, context: &Context) -> Result<(), Error> {
		files::ensure_new(&self.out)?;
		let text = fs::read(&self.file).map_err(Error::read(&self.file))?;
		let salted = SaltedText::random(text).map_err(|error| Error::new(Kind::Failed, error))?;
		files::write_json(&self.out, &salted)?;
		context.output.print(&Hashed { hash: salted.hash(), file: self.out })
	}
}

/// Verify that a text is what a hash is of
///
/// Fails with exit code 7 if it is not.
#[derive(Args, Debug)]
pub struct Verify {
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
struct Verified {
	hash: H256,
}

impl Verify {
	fn run(self, context: &Context) -> Result<(), Error> {
		let text = fs::read(&self.file).map_err(Error::read(&self.file))?;
		let salted: SaltedText = files::read_json(&self.salted, "salt of a text")?;
		if salted.hash() != self.hash {
			return Err(Error::new(Kind::No, "the file with the salt is for another hash"));
		}
		if !salted.verify(text) {
			return Err(Error::new(Kind::No, "the hash is of another text, or of another salt"));
		}
		context.output.print(&Verified { hash: self.hash })
	}
}
