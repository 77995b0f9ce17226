// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The command `medi`: health records and consent from a terminal or a script.
//!
//! One file for each command under `commands`; each parses its options, works with a [`Context`],
//! and hands what came of it to [`output`], which prints tables or JSON from the same data.
//! `docs/cli.md` is its manual.

mod args;
mod choice;
mod codes;
mod commands;
mod config;
mod context;
mod effect;
mod error;
mod files;
mod keystore;
mod names;
mod output;
mod password;
mod progress;
mod record;
mod transaction;

use args::Cli;
use config::Settings;
use context::Context;
use error::{Error, Kind};
use output::Output;
use std::{process::ExitCode, time::Duration};

/// The time limit of work that cannot be interrupted, such as a write to the vault.
const LAST_WORK: Duration = Duration::from_secs(30);

fn main() -> ExitCode {
	let cli = Cli::read();
	let mut output = Output { is_json: cli.global.json };
	let done = Settings::load(cli.global.clone()).and_then(|settings| {
		let context = Context::new(settings);
		output = context.output;
		run(cli, &context)
	});
	match done {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			output.print_error(&error);
			error.kind.code().into()
		},
	}
}

fn run(cli: Cli, context: &Context) -> Result<(), Error> {
	let runtime = tokio::runtime::Runtime::new()
		.map_err(|error| Error::new(Kind::Failed, format!("cannot start: {error}")))?;
	let done = runtime.block_on(cli.command.run(context));
	runtime.shutdown_timeout(LAST_WORK);
	done
}
