// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Arguments of the command line.

use crate::{commands::Command, config::Global, effect, error::Kind};
use clap::{CommandFactory, FromArgMatches, Parser};

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

impl Cli {
	/// Reads the arguments of the process; ends it if they are wrong, or if one has no effect.
	pub fn read() -> Self {
		let mut command = Self::command();
		let matches = command.clone().get_matches();
		effect::ensure(&command, &matches)
			.and_then(|()| Self::from_arg_matches(&matches))
			.unwrap_or_else(|error| error.format(&mut command).exit())
	}
}

fn exit_codes() -> String {
	let lines = Kind::ALL.map(|kind| format!("  {:>3}  {}", kind.code(), kind.description()));
	format!("Exit codes:\n    0  done\n{}", lines.join("\n"))
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::{Arg, Command as ClapCommand};
	use std::collections::BTreeSet;

	const MANUAL: &str = include_str!("../../docs/cli.md");

	/// The last of a chain of commands, with its name in full.
	fn leaves(command: &ClapCommand, before: &str) -> Vec<(String, ClapCommand)> {
		let name = format!("{before}{}", command.get_name());
		if !command.has_subcommands() {
			return vec![(name, command.clone())];
		}
		let below = command.get_subcommands();
		below.flat_map(|command| leaves(command, &format!("{name} "))).collect()
	}

	#[test]
	fn the_command_line_is_consistent() {
		Cli::command().debug_assert();
	}

	#[test]
	fn the_manual_lists_every_command() {
		let commands = leaves(&Cli::command(), "");
		for (name, command) in &commands {
			let about = command.get_about().map(ToString::to_string).unwrap_or_default();
			let row = format!("| `{name}` | {about} |");
			assert!(MANUAL.contains(&row), "docs/cli.md lacks the row\n{row}");
		}
		assert_eq!(MANUAL.matches("\n| `medi ").count(), commands.len());
	}

	/// That the table has every call, the SDK tests by the metadata.
	#[test]
	fn the_command_of_every_call_is_there() {
		let (_, rows) =
			MANUAL.split_once("\n| Call | Method | Command | Never stopped |\n").unwrap();
		let rows = rows.lines().skip(1).take_while(|line| line.starts_with('|'));
		let mut commands = BTreeSet::new();
		for row in rows {
			let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
			let [_, method, command, _] = cells[..] else { panic!("{row}") };
			if method.is_empty() {
				continue;
			}
			let command = command.trim_matches('`');
			assert!(commands.insert(command), "{command} makes two calls");
			let mut found = Cli::command();
			for word in command.strip_prefix("medi ").unwrap().split(' ') {
				match word.strip_prefix("--") {
					Some(option) => {
						let mut options = found.get_arguments().filter_map(Arg::get_long);
						assert!(options.any(|long| long == option), "no {command}");
					},
					None => {
						let next = found.find_subcommand(word).cloned();
						found = next.unwrap_or_else(|| panic!("no {command}"));
					},
				}
			}
			assert!(!found.has_subcommands(), "{command} is several commands");
		}
		assert!(commands.len() > 40, "{commands:?}");
	}

	#[test]
	fn the_manual_lists_every_exit_code() {
		for kind in Kind::ALL {
			let name = serde_json::to_string(&kind).unwrap().replace('"', "`");
			let row = format!("| {} | {name} | {} |", kind.code(), kind.description());
			assert!(MANUAL.contains(&row), "docs/cli.md lacks the row\n{row}");
		}
	}

	#[test]
	fn the_manual_lists_every_setting_and_variable() {
		let root = Cli::command();
		let settings = root.get_arguments().filter(|setting| setting.get_env().is_some());
		for setting in settings {
			let (option, variable) = (setting.get_long(), setting.get_env());
			let row = format!(
				"| `--{}` | `{}` |",
				option.unwrap_or_default(),
				variable.and_then(|name| name.to_str()).unwrap_or_default()
			);
			assert!(MANUAL.contains(&row), "docs/cli.md lacks the row\n{row}");
		}
		let below = leaves(&root, "");
		let variables =
			below.iter().flat_map(|(_, command)| command.get_arguments()).filter_map(Arg::get_env);
		for variable in variables.filter_map(|name| name.to_str()) {
			assert!(MANUAL.contains(&format!("`{variable}`")), "docs/cli.md lacks {variable}");
		}
	}
}
