// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::support::{failure, files, Person, PASSWORD, RESULT};
use std::{
	fs,
	os::unix::fs::PermissionsExt,
	process::{Command, Stdio},
};

#[test]
fn a_lost_vault_is_restored_from_its_backup() {
	let person = Person::with_vault();
	let commitment = person.add(&person.file("result.json", RESULT));
	let backup = person.arg("backup");
	let mut export = person.medi(&["vault", "backup", &backup]);
	export.env("MEDI_BACKUP_PASSWORD", "backup").assert().success();
	fs::remove_dir_all(person.vault()).unwrap();
	person.fails(5, &["vault", "check"]);

	let mut wrong = person.medi(&["vault", "restore", &backup]);
	wrong.env("MEDI_BACKUP_PASSWORD", "wrong");
	failure(wrong, 4);
	assert!(!person.vault().exists());
	let mut restore = person.medi(&["vault", "restore", &backup]);
	restore.env("MEDI_BACKUP_PASSWORD", "backup").assert().success();
	let list = person.json(&["vault", "list"]);
	assert_eq!(list["records"][0]["commitment"], commitment.as_str());
	let out = person.arg("out.json");
	person.json(&["record", "fetch", "--record", &commitment, "--out", &out]);
	assert_eq!(fs::read_to_string(out).unwrap(), RESULT);
}

#[test]
fn a_wrong_password_is_told_from_damage_and_changes_nothing() {
	let person = Person::with_vault();
	person.add(&person.file("result.json", RESULT));
	let before = files(&person.vault());
	let mut check = person.medi(&["vault", "check"]);
	check.env("MEDI_PASSWORD", "wrong");
	assert!(failure(check, 4).contains("wrong password"));
	let key = person.vault().join("vault.key");
	let content = fs::read(&key).unwrap();
	fs::write(&key, &content[..content.len() - 1]).unwrap();
	assert!(person.fails(8, &["vault", "check"]).contains("damaged"));
	fs::write(&key, &content).unwrap();
	assert_eq!(files(&person.vault()), before);
	person.json(&["vault", "check"]);
}

#[test]
fn the_password_is_changed() {
	let person = Person::with_vault();
	let mut change = person.medi(&["vault", "password"]);
	change.env("MEDI_NEW_PASSWORD", "new").assert().success();
	person.fails(4, &["vault", "check"]);
	let file = person.file("password", "new\n");
	let mut check = person.medi(&["vault", "check", "--password-file", &file]);
	check.env_remove("MEDI_PASSWORD").assert().success();
	let mut empty = person.medi(&["vault", "password", "--password-file", &file]);
	empty.env("MEDI_NEW_PASSWORD", "");
	assert!(failure(empty, 3).contains("nothing was changed"));
}

#[test]
fn without_a_password_and_a_terminal_it_is_said_how_to_give_one() {
	let person = Person::with_vault();
	let mut check = person.medi(&["vault", "check"]);
	check.env_remove("MEDI_PASSWORD");
	let text = failure(check, 3);
	assert!(text.contains("MEDI_PASSWORD") && text.contains("--password-file"), "{text}");
}

#[test]
fn a_vault_is_not_made_over_another_or_opened_twice() {
	let person = Person::with_vault();
	assert!(person.fails(6, &["vault", "create"]).contains("exists"));
	let lock = fs::File::open(person.vault().join("lock")).unwrap();
	lock.lock().unwrap();
	assert!(person.fails(6, &["vault", "check"]).contains("open in another process"));
}

#[test]
fn a_vault_of_a_later_version_is_left_alone() {
	let person = Person::with_vault();
	let key = person.vault().join("vault.key");
	let content = fs::read(&key).unwrap();
	fs::write(&key, [b"medibloc-vault/9", &content[16..]].concat()).unwrap();
	assert!(person.fails(3, &["vault", "check"]).contains("update"));
}

#[test]
fn the_age_tool_opens_a_record_with_the_identity_of_the_vault() {
	let age = Command::new("age").arg("--version").stdout(Stdio::null()).status();
	age.expect("the command `age` is there: apt-get install age");
	let person = Person::with_vault();
	person.json(&["keys", "generate", "mine"]);
	person.json(&["keys", "rotate", "--no-publish", "-a", "mine", "--out", &person.arg("key")]);
	let file = person.file("result.json", RESULT);
	let added = person.json(&["record", "add", &file, "--no-anchor", "-a", "mine"]);
	let content = added["content"].as_str().unwrap();
	let shard = &content[content.len() - 3..content.len() - 1];
	let block = person.arg(&format!(".local/share/medi/storage/blocks/{shard}/{content}"));
	let commitment = added["commitment"].as_str().unwrap();
	for arguments in [vec!["all.txt"], vec!["one.txt", "--record", commitment]] {
		let identity = person.arg(arguments[0]);
		let arguments = [&["vault", "identity", &identity], &arguments[1..]].concat();
		person.json(&arguments);
		let mode = fs::metadata(&identity).unwrap().permissions().mode();
		assert_eq!(mode & 0o077, 0, "others can read it: {mode:o}");
		let opened = Command::new("age").args(["-d", "-i", &identity, &block]).output().unwrap();
		assert_eq!(String::from_utf8(opened.stdout).unwrap(), RESULT);
	}
}

#[test]
fn what_is_forgotten_is_gone() {
	let person = Person::with_vault();
	let commitment = person.add(&person.file("result.json", RESULT));
	person.fails(3, &["vault", "forget", &commitment[..20]]);
	person.json(&["vault", "forget", &commitment, "--with-content"]);
	person.fails(5, &["vault", "forget", &commitment]);
	assert_eq!(files(&person.path(".local/share/medi/storage")), []);
	let check = person.json(&["vault", "check"]);
	assert_eq!(check["records"], 0);
}

#[test]
fn passwords_and_secrets_are_never_printed() {
	let person = Person::with_vault();
	person.add(&person.file("result.json", RESULT));
	for arguments in [&["vault", "list"][..], &["vault", "check"]] {
		let output = person.medi(arguments).output().unwrap();
		let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
		for secret in [PASSWORD, "AGE-SECRET-KEY", "74.5"] {
			assert!(!text.contains(secret), "{text}");
		}
	}
}
