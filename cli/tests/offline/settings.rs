// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::support::{failure, Person, PASSWORD};
use std::{fs, process::Command};

#[test]
fn the_command_line_goes_before_the_environment_before_the_file() {
	let person = Person::new();
	let config = person.file("config.toml", "vault = \"from-file\"\njson = true\n");
	let create = |arguments: &[&str], variable: Option<&str>| {
		let mut command = person.medi(&[&["vault", "create"], arguments].concat());
		command.env("MEDI_CONFIG", &config);
		if let Some(vault) = variable {
			command.env("MEDI_VAULT", person.path(vault));
		}
		let output = command.output().unwrap();
		assert!(output.status.success(), "{output:?}");
		let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
		report["vault"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()
	};
	assert_eq!(create(&[], None), "from-file");
	assert_eq!(create(&[], Some("from-environment")), "from-environment");
	let argument = person.arg("from-argument");
	assert_eq!(create(&["--vault", &argument], Some("from-environment")), "from-argument");
}

#[test]
fn the_file_in_the_folder_of_the_user_is_read() {
	let person = Person::new();
	fs::create_dir_all(person.path(".config/medi")).unwrap();
	person.file(".config/medi/config.toml", "vault = \"mine\"");
	person.json(&["vault", "create"]);
	assert!(person.path(".config/medi/mine/vault.key").exists());
	person.file(".config/medi/config.toml", "vaults = \"mine\"");
	assert!(person.fails(3, &["vault", "check"]).contains("vaults"));
	person.fails(5, &["vault", "check", "--config", "/nowhere"]);
}

#[test]
fn a_misunderstood_command_line_has_a_code_of_its_own() {
	let person = Person::new();
	for arguments in [
		&["vault"][..],
		&["vault", "creat"],
		&["record", "add"],
		&["record", "commit", "file", "--class", "Spaceship"],
		&["vault", "check", "--genesis", "0x12"],
		&["vault", "create", "--work-factor", "23"],
	] {
		person.fails(2, arguments);
	}
}

/// Each combination is in the tests of the command line itself.
#[test]
fn an_option_without_an_effect_is_a_misunderstanding() {
	let person = Person::with_vault();
	let text = person.fails(2, &["vault", "check", "--url", "ws://127.0.0.1:1"]);
	assert!(text.contains("--url") && text.contains("medi vault check"), "{text}");
	// From the environment it is for all commands.
	let mut check = person.medi(&["vault", "check"]);
	check.env("MEDI_URL", "ws://127.0.0.1:1").env("MEDI_MULTISIG", "2://Bob,//Charlie");
	assert!(check.output().unwrap().status.success());
	let consent = person.file("consent.json", "{}");
	for option in [["--purpose", "TREAT"], ["--action", "access"]] {
		person.fails(2, &[&["consent", "grant", "--fhir", &consent][..], &option].concat());
	}
	let text = person.fails(2, &["consent", "accept", "//Bob", "--dry-run", "--account", "//Eve"]);
	assert!(text.contains("--dry-run"), "{text}");
}

#[test]
fn without_a_home_folder_it_is_said_what_to_do() {
	let person = Person::new();
	let mut check = person.medi(&["vault", "check"]);
	check.env_remove("HOME");
	assert!(failure(check, 3).contains("HOME"));
}

#[test]
fn errors_are_json_where_results_are() {
	let person = Person::new();
	let text = person.fails(5, &["vault", "check", "--json"]);
	let error: serde_json::Value = serde_json::from_str(&text).unwrap();
	assert_eq!(error["error"]["kind"], "not-found");
	assert_eq!(error["error"]["code"], 5);
	assert!(error["error"]["message"].as_str().unwrap().contains("no vault"));
}

#[test]
fn shells_complete_and_pages_of_the_manual_are_written() {
	let person = Person::new();
	for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
		let output = person.medi(&["completions", shell]).output().unwrap();
		let script = String::from_utf8(output.stdout).unwrap();
		assert!(script.contains("verify-offline"), "{shell}");
	}
	let bash = person.medi(&["completions", "bash"]).output().unwrap().stdout;
	let file = person.file("medi.bash", bash);
	assert!(Command::new("bash").args(["-n", &file]).status().unwrap().success());
	person.json(&["man", &person.arg("man1")]);
	for page in ["medi.1", "medi-record-add.1"] {
		let page = fs::read_to_string(person.path("man1").join(page)).unwrap();
		assert!(page.starts_with(".ie") || page.contains(".TH medi"), "{page}");
	}
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
	let person = Person::with_vault();
	let binary = assert_cmd::cargo::cargo_bin("medi");
	let script = format!("{} man /dev/null 2>&1; {} completions bash | head -c 1 >/dev/null; exit ${{PIPESTATUS[0]}}", binary.display(), binary.display());
	let status = Command::new("bash")
		.args(["-c", &script])
		.env("HOME", person.path(""))
		.env("MEDI_PASSWORD", PASSWORD)
		.status()
		.unwrap();
	assert!(status.success());
}
