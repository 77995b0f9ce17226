// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The command line.

use crate::{commands::Command, config::Global, error::Kind};
use clap::Parser;

/// Health records and consent on the MediBloc chain
///
/// Records are committed to, encrypted and kept on this device; the chain is only told commitments
/// and permissions. Passwords come from files, from the environment (MEDI_PASSWORD for the vault,
/// MEDI_KEY_PASSWORD for the key, MEDI_NEW_PASSWORD, MEDI_BACKUP_PASSWORD) or from the terminal.
#[derive(Debug, Parser)]
#[command(name = "medi", version, after_help = exit_codes(), max_term_width = 100)]
pub struct Cli {
	#[command(flatten)]
	pub global: Global,
	#[command(subcommand)]
	pub command: Command,
}

fn exit_codes() -> String {
	let lines = Kind::ALL.map(|kind| format!("  {:>3}  {}", kind.code(), kind.description()));
	format!("Exit codes:\n    0  done\n{}", lines.join("\n"))
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::CommandFactory;

	#[test]
	fn the_command_line_is_consistent() {
		Cli::command().debug_assert();
	}
}
