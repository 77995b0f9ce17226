// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{args::Cli, Context, Error};
use clap::{Args, CommandFactory, ValueHint};
use serde::Serialize;
use std::{fs, path::PathBuf};

/// Write manual pages
#[derive(Args, Debug)]
pub struct Opts {
	/// The folder, such as ~/.local/share/man/man1; pages that are there are replaced
	#[arg(value_name = "FOLDER", value_hint = ValueHint::DirPath)]
	folder: PathBuf,
}

#[derive(Serialize)]
struct Report {
	pages: usize,
	folder: PathBuf,
}

impl Opts {
	pub fn run(self, context: &Context) -> Result<(), Error> {
		let folder = self.folder;
		fs::create_dir_all(&folder).map_err(Error::write(&folder))?;
		clap_mangen::generate_to(Cli::command(), &folder).map_err(Error::write(&folder))?;
		let pages = fs::read_dir(&folder).map_err(Error::read(&folder))?.count();
		context.output.print(&Report { pages, folder })
	}
}
