// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{args::Cli, Context, Error};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// Print a completion script for a shell
#[derive(Args, Debug)]
pub struct Opts {
	/// The shell
	shell: Shell,
}

impl Opts {
	pub fn run(self, context: &Context) -> Result<(), Error> {
		let mut script = Vec::new();
		clap_complete::generate(self.shell, &mut Cli::command(), "medi", &mut script);
		context.output.print_text(&String::from_utf8_lossy(&script))
	}
}
