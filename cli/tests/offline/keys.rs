// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::support::{failure, Person};
use std::fs;

const PHRASE: &str = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const POLKADOT_JS: &str = include_str!("../../src/keystore/alice.json");

#[test]
fn a_generated_key_comes_back_from_its_phrase() {
	let person = Person::new();
	let made = person.json(&["keys", "generate", "mine"]);
	let phrase = made["phrase"].as_str().unwrap().to_owned();
	assert_eq!(phrase.split(' ').count(), 12);
	let restored = person.medi(&["keys", "import", "again"]).write_stdin(phrase).output().unwrap();
	assert!(restored.status.success(), "{restored:?}");
	let keys = person.json(&["keys", "list"]);
	assert_eq!(keys[0]["name"], "again");
	assert_eq!(keys[1]["name"], "mine");
	assert_eq!(keys[0]["account"], made["account"]);
	assert_eq!(keys[1]["account"], made["account"]);
	assert!(keys[0].get("phrase").is_none());
}

#[test]
fn a_phrase_can_have_derivations() {
	let person = Person::new();
	let mut import = person.medi(&["keys", "import", "alice", "--json"]);
	let output = import.write_stdin(format!("{PHRASE}//Alice\n")).output().unwrap();
	let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
	assert_eq!(report["account"], ALICE);
}

#[test]
fn a_key_of_polkadot_js_is_imported_and_exported() {
	let person = Person::new();
	let file = person.file("alice.json", POLKADOT_JS);
	let mut import = person.medi(&["keys", "import", "alice", &file, "--json"]);
	import.env("MEDI_KEY_PASSWORD", "whoisalice").env("MEDI_NEW_PASSWORD", "ours");
	import.assert().success();
	let out = person.arg("export.json");
	let mut export = person.medi(&["keys", "export", "alice", &out]);
	export.env("MEDI_KEY_PASSWORD", "ours").env("MEDI_NEW_PASSWORD", "theirs").assert().success();
	let exported: serde_json::Value = serde_json::from_slice(&fs::read(&out).unwrap()).unwrap();
	assert_eq!(exported["address"], ALICE);
	let mut again = person.medi(&["keys", "import", "again", &out]);
	again.env("MEDI_KEY_PASSWORD", "theirs").env("MEDI_NEW_PASSWORD", "ours").assert().success();
	let mut wrong = person.medi(&["keys", "import", "wrong", &out]);
	wrong.env("MEDI_KEY_PASSWORD", "ours").env("MEDI_NEW_PASSWORD", "ours");
	assert!(failure(wrong, 4).contains("wrong password"));
	assert_eq!(person.json(&["keys", "list"]).as_array().unwrap().len(), 2);
}

#[test]
fn keys_are_not_overwritten_and_bad_names_and_phrases_are_refused() {
	let person = Person::new();
	person.json(&["keys", "generate", "mine"]);
	let before = person.json(&["keys", "list"]);
	assert!(person.fails(6, &["keys", "generate", "mine"]).contains("exists"));
	assert!(person.fails(6, &["keys", "import", "mine"]).contains("exists"));
	for name in ["", "../mine", "a b", ".hidden"] {
		person.fails(3, &["keys", "generate", name]);
	}
	for phrase in ["", "bottom drive", "//Alice", &PHRASE.replace("walk", "fit")] {
		let mut import = person.medi(&["keys", "import", "other"]);
		import.write_stdin(phrase);
		assert!(failure(import, 3).contains("nothing was changed"), "{phrase}");
	}
	person.fails(5, &["keys", "export", "nobody", &person.arg("out.json")]);
	person.fails(3, &["keys", "import", "other", &person.file("not.json", "{}")]);
	assert_eq!(person.json(&["keys", "list"]), before);
}

#[test]
fn encryption_keys_are_rotated_and_signed() {
	let person = Person::with_vault();
	person.json(&["keys", "generate", "mine"]);
	for epoch in 0..2 {
		let file = person.arg(&format!("key-{epoch}"));
		let report = person.json(&["keys", "rotate", "--no-publish", "-a", "mine", "--out", &file]);
		assert_eq!(report["epoch"], epoch);
		assert!(report["recipient"].as_str().unwrap().starts_with("age1"));
	}
	let keys = person.json(&["vault", "list"])["keys"].clone();
	assert_eq!(keys.as_array().unwrap().len(), 2);
	// Everybody knows this key.
	let arguments =
		["keys", "rotate", "--no-publish", "-a", "//Alice", "--out", &person.arg("dev")];
	assert!(person.fails(3, &arguments).contains("--allow-dev-keys"));
	person.json(&[&arguments[..], &["--allow-dev-keys"]].concat());
	let nobody = ["keys", "rotate", "--no-publish", "-a", "nobody", "--out", &person.arg("other")];
	person.fails(5, &nobody);
	let mut wrong = person.medi(&[
		"keys",
		"rotate",
		"--no-publish",
		"-a",
		"mine",
		"--out",
		&person.arg("other"),
	]);
	wrong.env("MEDI_KEY_PASSWORD", "wrong");
	failure(wrong, 4);
	assert!(!person.path("other").exists());
}
