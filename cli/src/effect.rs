// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Options that have no effect on a command, which are refused: whoever gives one means something by it.
//!
//! Settings from the environment and from the configuration file are for all commands, and are not
//! looked at here.

use clap::{error::ErrorKind, parser::ValueSource, ArgMatches, Command, Error};

/// Settings that have an effect on every command: `json` is also about errors.
const ALWAYS: [&str; 2] = ["config", "json"];

/// Options of a command, and when they have an effect on it.
type Use = (&'static [&'static str], When);

/// The condition under which an option has an effect.
#[derive(Clone, Copy)]
enum When {
	Always,
	/// Beside this argument.
	With(&'static str),
	/// Without this argument.
	Without(&'static str),
	/// By several arguments.
	If(fn(&Given<'_>) -> bool),
}
use When::*;

/// The arguments of a command.
struct Given<'a>(&'a ArgMatches);

impl Given<'_> {
	fn has(&self, id: &str) -> bool {
		self.0.value_source(id).is_some_and(|source| source != ValueSource::DefaultValue)
	}

	fn satisfies(&self, when: When) -> bool {
		match when {
			Always => true,
			With(id) => self.has(id),
			Without(id) => !self.has(id),
			If(holds) => holds(self),
		}
	}
}

const NODE: Use = (&["url", "genesis", "max_lag"], Always);
/// The account that acts.
const ACTOR: Use = (&["account", "as_account", "multisig"], Always);
/// The keystore, in which accounts are looked up by their names too.
const KEYSTORE: Use = (&["keystore"], Always);
const KEY: Use = (&["allow_dev_keys", "key_password_file"], Always);
const KEY_PASSWORD: Use = (&["key_password_file"], Always);
const VAULT: Use = (&["vault", "password_file"], Always);
const STORAGE: Use = (&["storage"], Always);
const SUBMITS: &[Use] = &[NODE, ACTOR, KEYSTORE, KEY];

const fn when(options: Use, when: When) -> Use {
	(options.0, when)
}

const KEYS_ROTATE: &[Use] = &[
	(&["genesis"], Always),
	(&["url", "max_lag"], If(|given| !(given.has("no_publish") && given.has("genesis")))),
	ACTOR,
	KEYSTORE,
	KEY,
	VAULT,
	(&["dry_run", "in_block"], Without("no_publish")),
];
const RECORD_ADD: &[Use] = &[
	when(NODE, If(|given| !given.has("no_anchor") || given.has("to"))),
	ACTOR,
	KEYSTORE,
	when(KEY, Without("no_anchor")),
	VAULT,
	STORAGE,
	(&["in_block"], Without("no_anchor")),
	// What is not anchored has no author; the role says of which origin it is.
	(&["role"], If(|given| !(given.has("no_anchor") && given.has("origin")))),
];
const RECORD_ANCHOR: &[Use] = &[
	NODE,
	ACTOR,
	KEYSTORE,
	KEY,
	when(VAULT, Without("batch")),
	(&["subject"], Without("batch")),
	(&["origin"], With("batch")),
];
const RECORD_SHARE: &[Use] = &[
	NODE,
	KEYSTORE,
	when(ACTOR, If(|given| !given.has("hand_over") && !given.has("subject"))),
	VAULT,
];
const RECORD_PROVE: &[Use] = &[
	NODE,
	when(KEYSTORE, Without("batch")),
	when(ACTOR, If(|given| !given.has("batch") && !given.has("subject"))),
];
const RECORD_FETCH: &[Use] =
	&[when(NODE, If(|given| given.has("key_file") && !given.has("offline"))), VAULT, STORAGE];
/// Of whoever judges, but signs nothing.
const JUROR: &[Use] = &[NODE, ACTOR, KEYSTORE, VAULT];
const CONSENT_ACCEPT: &[Use] =
	&[NODE, ACTOR, KEYSTORE, when(KEY, With("terms")), (&["dry_run", "in_block"], With("terms"))];
/// Of requests or writers. Without a policy, the present one is shown.
const POLICY: &[Use] =
	&[NODE, ACTOR, KEYSTORE, when(KEY, With("policy")), (&["dry_run", "in_block"], With("policy"))];

/// What has an effect on the command with this name, such as `record add`; `submits` tells whether it
/// makes a transaction. `None` if nobody has said.
fn uses(command: &str, submits: bool) -> Option<&'static [Use]> {
	Some(match command {
		"keys generate" | "keys export" => &[KEYSTORE, KEY_PASSWORD],
		"keys import" => &[KEYSTORE, KEY_PASSWORD, (&["new_password_file"], With("file"))],
		"keys list" => &[KEYSTORE],
		"keys rotate" => KEYS_ROTATE,
		"keys publish" => &[NODE, ACTOR, KEYSTORE, KEY, VAULT],

		"vault forget" => const { &[VAULT, when(STORAGE, With("with_content"))] },
		"vault create" | "vault check" | "vault list" | "vault backup" | "vault restore"
		| "vault password" | "vault identity" | "record commit" | "record batch"
		| "record verify" => &[VAULT],

		"record add" => RECORD_ADD,
		"record amend" | "record resume" => &[NODE, ACTOR, KEYSTORE, KEY, VAULT, STORAGE],
		"record anchor" => RECORD_ANCHOR,
		"record share" => RECORD_SHARE,
		"record fetch" => RECORD_FETCH,
		"record prove-field" => const { &[VAULT, when(STORAGE, Without("file"))] },
		"record verify-field"
		| "record prove-batch"
		| "record verify-batch"
		| "text hash"
		| "text verify"
		| "completions"
		| "man" => &[],

		"record list"
		| "record show"
		| "record lineage"
		| "record locator show"
		| "fhir provenance" => const { &[NODE, KEYSTORE, when(ACTOR, Without("subject"))] },
		"consent list" | "consent requests" | "access list" | "fhir consent" | "fhir audit" => {
			const { &[NODE, KEYSTORE, when(ACTOR, Without("patient"))] }
		},
		"access check" | "access prove" => {
			const { &[NODE, KEYSTORE, when(ACTOR, Without("accessor"))] }
		},
		// A batch has no subject.
		"record prove" => RECORD_PROVE,
		"record verify-offline" => const { &[when(KEYSTORE, Without("batch"))] },
		"access verify-offline" => &[KEYSTORE],
		"credential show" | "chain balance" | "points show" => {
			const { &[NODE, KEYSTORE, when(ACTOR, Without("holder"))] }
		},
		"credential application" => const { &[NODE, KEYSTORE, when(ACTOR, Without("applicant"))] },
		"credential authority show" => {
			const { &[NODE, KEYSTORE, when(ACTOR, Without("authority"))] }
		},

		// A denial obliges nobody to anything, and is not used up.
		"consent grant" | "consent request" => {
			&[NODE, ACTOR, KEYSTORE, KEY, (&["max_uses", "no_reshare", "place"], Without("deny"))]
		},
		"consent accept" => CONSENT_ACCEPT,
		"consent policy" | "record writers" => POLICY,

		"jury show" | "jury list" | "jury ballot" => &[NODE],
		"jury vote" | "jury status" | "jury forget" => JUROR,
		"jury evidence" => const { &[NODE, ACTOR, KEYSTORE, VAULT, when(STORAGE, With("fetch"))] },
		"jury enrol" | "jury leave" | "jury apply" => &[NODE, ACTOR, KEYSTORE, KEY, VAULT],
		"jury present" | "jury watch" | "jury redeem" => {
			&[NODE, ACTOR, KEYSTORE, KEY, VAULT, STORAGE]
		},

		"multisig show" => &[KEYSTORE, (&["account", "multisig"], Always)],
		"multisig cancel" => &[NODE, KEYSTORE, KEY, (&["account", "multisig"], Always)],
		"chain status" => &[(&["url", "genesis"], Always)],
		"chain params" | "committee members" | "committee list" => &[NODE],

		_ if submits => SUBMITS,
		_ => return None,
	})
}

/// Fails if an option was given on the command line that has no effect on the command.
pub fn ensure(root: &Command, matches: &ArgMatches) -> Result<(), Error> {
	let (mut command, mut matches, mut name) = (root, matches, Vec::new());
	while let Some((word, below)) = matches.subcommand() {
		let Some(next) = command.find_subcommand(word) else { break };
		(command, matches) = (next, below);
		name.push(word);
	}
	let name = name.join(" ");
	let Some(uses) = uses(&name, submits(command)) else { return Ok(()) };
	let given = Given(matches);
	for setting in matches.ids().map(clap::Id::as_str) {
		if matches.value_source(setting) != Some(ValueSource::CommandLine) {
			continue;
		}
		let mut said = uses.iter().filter(|(options, _)| options.contains(&setting)).peekable();
		let is_limited = said.peek().is_some() || is_setting(root, setting);
		if is_limited && !said.any(|(_, when)| given.satisfies(*when)) {
			let option = long(command, setting).or_else(|| long(root, setting)).unwrap_or(setting);
			let text = format!("--{option} has no effect on this `medi {name}`: leave it out");
			return Err(Error::raw(ErrorKind::ArgumentConflict, format!("{text}\n")));
		}
	}
	Ok(())
}

/// Whether a command makes a transaction.
fn submits(command: &Command) -> bool {
	command.get_arguments().any(|argument| argument.get_id() == "dry_run")
}

/// Whether an option is a setting that only some commands look at.
fn is_setting(root: &Command, id: &str) -> bool {
	!ALWAYS.contains(&id) && root.get_arguments().any(|setting| setting.get_id() == id)
}

fn long<'a>(command: &'a Command, id: &str) -> Option<&'a str> {
	let argument = command.get_arguments().find(|argument| argument.get_id() == id)?;
	argument.get_long()
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::args::Cli;
	use clap::CommandFactory;

	const HASH: &str = "0x1111111111111111111111111111111111111111111111111111111111111111";

	fn read(line: &str) -> Result<(), Error> {
		let line = line.replace("HASH", HASH);
		let root = Cli::command();
		let matches = root.clone().try_get_matches_from(line.split_whitespace())?;
		ensure(&root, &matches)
	}

	fn leaves(command: &Command, name: &str, found: &mut Vec<(String, Command)>) {
		for below in command.get_subcommands() {
			let name = format!("{name} {}", below.get_name());
			match below.has_subcommands() {
				true => leaves(below, &name, found),
				false => found.push((name.trim().to_owned(), below.clone())),
			}
		}
	}

	#[test]
	fn it_is_said_of_every_command_what_has_an_effect_on_it() {
		let root = Cli::command();
		let mut commands = Vec::new();
		leaves(&root, "", &mut commands);
		assert!(commands.len() > 70, "{}", commands.len());
		for (name, command) in commands {
			let uses = uses(&name, submits(&command)).unwrap_or_else(|| panic!("{name}"));
			let known = |id: &str| {
				[&root, &command]
					.iter()
					.any(|command| command.get_arguments().any(|argument| argument.get_id() == id))
			};
			for (options, when) in uses {
				for id in *options {
					assert!(known(id), "{name} has no {id}");
				}
				if let With(id) | Without(id) = when {
					assert!(known(id), "{name} has no {id}");
				}
			}
			// Such an argument would take the place of the setting.
			for argument in command.get_arguments() {
				assert!(!is_setting(&root, argument.get_id().as_str()), "{name}: {argument}");
			}
		}
	}

	#[test]
	fn an_option_without_an_effect_is_refused() {
		for line in [
			"keys list --vault v",
			"keys generate eve --allow-dev-keys",
			"keys generate eve --url ws://node",
			"keys import eve --new-password-file new",
			"keys rotate --no-publish --out key --dry-run",
			"keys rotate --no-publish --out key --in-block",
			"keys rotate --no-publish --out key --genesis HASH --url ws://node",
			"keys withdraw --vault v",
			"vault check --multisig 2://Bob,//Charlie",
			"vault list --storage s",
			"vault forget HASH --storage s",
			"record commit file --account //Eve",
			"record add file --no-anchor --in-block",
			"record add file --no-anchor --url ws://node",
			"record add file --no-anchor --allow-dev-keys",
			"record add file --no-anchor --origin Import --role Practitioner",
			"record add file --no-anchor --key-file key",
			"record amend 1 file --class Imaging",
			"record amend 1 file --origin Import",
			"record amend 1 file --no-anchor",
			"record anchor HASH --origin Import",
			"record anchor --batch file --subject //Eve",
			"record anchor --batch file --vault v",
			"record acknowledge 1 --vault v",
			"record list //Eve --account //Bob",
			"record show 1 --subject //Eve --as //Bob",
			"record share HASH --to key --out out --hand-over --purpose TREAT",
			"record share HASH --to key --out out --hand-over --account //Eve",
			"record share HASH --to key --out out --subject //Eve --account //Bob",
			"record fetch file --out out --offline --url ws://node",
			"record fetch --record HASH --out out --max-lag 5",
			"record fetch --record HASH --out out --offline",
			"record prove-field HASH /a --file file --storage s",
			"record verify-batch file --root HASH --count 1 --vault v",
			"record prove 1 --batch --out out --account //Eve",
			"record prove 1 --batch --out out --subject //Eve",
			"record verify-offline file --id 1 --batch --block HASH --keystore k",
			"record verify-offline file --id 1 --batch --block HASH --subject //Eve",
			"consent list //Eve --account //Bob",
			"consent grant --fhir file --action access",
			"consent grant --fhir file --purpose TREAT",
			"consent grant //Dave --deny --all --until 1d --max-uses 3",
			"consent grant //Dave --deny --all --until 1d --no-reshare",
			"consent request //Eve --deny --all --until 1d --place KR",
			"consent accept //Dave --dry-run",
			"consent accept //Dave --in-block",
			"consent accept //Dave --key-password-file file",
			"consent policy --dry-run",
			"record writers --dry-run",
			"record verify-offline file --id 1 --subject //Eve --block HASH --url ws://node",
			"text hash file --out out --vault v",
			"access check --patient //Eve --accessor //Dave --class Imaging --account //Bob",
			"access verify-offline file --patient //Eve --accessor //Dave --class Imaging --block HASH \
			 --url ws://node",
			"credential show //Bob --account //Eve",
			"credential authority show //Bob --multisig 2://Bob,//Charlie",
			"chain balance //Bob --account //Eve",
			"chain status --max-lag 5",
			"chain params --account //Eve",
			"jury show KR --account //Eve",
			"jury list KR --vault v",
			"jury vote KR/3/17 approve --allow-dev-keys",
			"jury vote KR/3/17 approve --storage s",
			"jury evidence KR/3/17 --out out --storage s",
			"jury apply KR file --storage s",
			"jury draw KR/3/17 --vault v",
			"jury forget HASH --storage s",
			"jury watch --juries KR",
			"jury watch --every 0",
			"jury list KR --term minus",
			"jury ballot KR-3-17",
			"multisig show --multisig 2://Bob,//Charlie --as //Dave",
			"multisig cancel HASH --multisig 2://Bob,//Charlie --as //Dave",
			"man folder --vault v",
			"completions bash --keystore k",
		] {
			// Before the words of the command, settings are the same.
			let error = read(&format!("medi {line}")).expect_err(line);
			assert_eq!(error.exit_code(), 2, "{line}");
		}
		let error = read("medi --vault v keys list").unwrap_err().to_string();
		assert!(error.contains("--vault") && error.contains("medi keys list"), "{error}");
	}

	#[test]
	fn an_option_with_an_effect_is_taken() {
		for line in [
			"keys list --keystore k --json --config file",
			"keys import eve file --new-password-file new",
			"keys rotate --no-publish --out key --genesis HASH --account //Eve --vault v",
			"keys rotate --out key --dry-run --in-block",
			"vault forget HASH --with-content --storage s",
			"record add file --no-anchor --account //Eve --storage s --dry-run",
			"record add file --no-anchor --to //Eve --url ws://node",
			"record add file --no-anchor --role Practitioner --subject //Eve",
			"record add file --subject //Eve --role Practitioner --origin Import --in-block",
			"record amend 1 file --subject //Eve --role Practitioner --to key --binary",
			"record anchor HASH --subject //Eve --role Practitioner --vault v",
			"record anchor --batch file --origin Import --role Institution",
			"record list --account //Bob --as //Eve --url ws://node",
			"record share HASH --to key --out out --account //Eve --purpose TREAT",
			"record fetch file --out out --url ws://node --storage s",
			"record fetch file --out out --offline",
			"consent grant //Dave --all --until 1d --max-uses 3 --no-reshare --place KR --dry-run",
			"consent grant //Dave --deny --all --until 1d --action access --purpose TREAT",
			"consent grant --fhir file --account //Eve --in-block",
			"consent accept //Dave --terms HASH --dry-run",
			"record writers nobody --in-block",
			"record prove 1 --subject //Eve --out out --url ws://node",
			"record prove 1 --batch --out out --url ws://node",
			"record verify-offline file --id 1 --batch --block HASH --max-age 5",
			"consent policy nobody --in-block",
			"access check --patient //Eve --class Imaging --account //Bob --keystore k",
			"credential show --account //Eve",
			"chain balance --account //Eve",
			"chain balance //Eve",
			"chain status --url ws://node --genesis HASH",
			"jury show KR --url ws://node",
			"jury vote KR/3/17 UNREADABLE --account //Eve --vault v --votes-url ws://other --witness ws://a,ws://b",
			"jury evidence KR/3/17 --out out --fetch --storage s --as //Bob",
			"jury present KR/3/17 --storage s --despite-missing-keys --dry-run",
			"jury watch --keep --juries KR,DE --every 30 --storage s --least-members 6 --least-vouchers 6",
			"jury redeem KR 3 --surplus --key-password-file file",
			"jury decide-appeal KR/3/17 overturn --in-block --multisig 2://Bob,//Charlie",
			"multisig show --multisig 2://Bob,//Charlie --account //Dave",
		] {
			if let Err(error) = read(&format!("medi {line}")) {
				panic!("{line}: {error}");
			}
		}
	}

	/// Addresses and hashes are cut short there.
	#[test]
	fn the_commands_of_the_documents_are_understood() {
		let documents = [include_str!("../../README.md"), include_str!("../../docs/cli.md")];
		let mut count = 0;
		for line in documents.iter().flat_map(|text| text.lines()) {
			let Some(line) = line.strip_prefix("    ").map(str::trim_start) else { continue };
			let command = line.strip_prefix("if ").unwrap_or(line);
			if !command.starts_with("medi ") {
				continue;
			}
			let end = [" #", " > ", ";"].iter().filter_map(|end| command.find(end)).min();
			let command = command.get(..end.unwrap_or(command.len())).unwrap();
			let words = command.split_whitespace().map(|word| match word.starts_with("0x") {
				true => HASH,
				false => word,
			});
			let command = words.collect::<Vec<_>>().join(" ");
			if let Err(error) = read(&command) {
				panic!("{line}: {error}");
			}
			count += 1;
		}
		assert!(count > 20, "only {count} commands");
	}

	#[test]
	fn a_consent_of_fhir_takes_no_option_of_the_terms() {
		let root = Cli::command();
		let grant = root.find_subcommand("consent").and_then(|of| of.find_subcommand("grant"));
		let group = grant.and_then(|grant| {
			grant.get_groups().find(|group| group.get_id() == "TermsOpts").cloned()
		});
		let terms: Vec<_> = group.unwrap().get_args().map(ToString::to_string).collect();
		assert!(terms.len() > 10, "{terms:?}");
		for id in terms {
			let option = format!("--{}", id.replace('_', "-"));
			let value = match id.as_str() {
				"deny" | "all" | "no_reshare" => "",
				"class" => "Imaging",
				"action" => "use",
				"purpose" => "HRESCH",
				"place" => "KR",
				"text" => "HASH",
				"from" | "until" => "1d",
				_ => "1",
			};
			let line = format!("medi consent grant --fhir file {option} {value}");
			let error = read(&line).expect_err(&line);
			assert_eq!(error.kind(), ErrorKind::ArgumentConflict, "{line}");
		}
	}
}
