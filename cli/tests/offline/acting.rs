// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Acting for another account, as far as no node is needed.

use crate::support::Person;

/// The multisig account of Alice, Bob and Charlie with a threshold of two, as wallets know it.
const BOARD: &str = "5DjYJStmdZ2rcqXbXGX7TW85JsrW6uG4y9MUcLq2BoPMpRA7";

#[test]
fn a_multisig_account_is_told_from_each_of_its_signatories() {
	let person = Person::new();
	for (account, multisig) in [
		("//Alice", "2://Bob,//Charlie"),
		("//Charlie", "2://Alice,//Bob"),
		("//Bob", "2: //Charlie, //Alice"),
	] {
		let show = ["multisig", "show", "--account", account, "--multisig", multisig];
		let shown = person.json(&show);
		assert_eq!(shown["account"], BOARD);
		assert_eq!(shown["threshold"], 2);
		assert_eq!(shown["signatories"].as_array().unwrap().len(), 3);
	}
}

#[test]
fn what_is_no_multisig_account_is_refused() {
	let person = Person::new();
	for multisig in ["//Bob", "two://Bob", "2:", "0://Bob", "3://Bob", "1://Alice", "2:nobody!"] {
		let show = ["multisig", "show", "--account", "//Alice", "--multisig", multisig];
		person.fails(3, &show);
	}
	let told = person.fails(3, &["multisig", "show", "--account", "//Alice"]);
	assert!(told.contains("--multisig"), "{told}");
}

#[test]
fn the_account_that_acts_is_the_one_that_is_represented() {
	let person = Person::with_vault();
	let out = person.arg("key");
	let rotate = [
		&["keys", "rotate", "--no-publish", "--out", &out, "--account", "//Alice"][..],
		&["--allow-dev-keys"],
	]
	.concat();
	for other in [["--as", "//Bob"], ["--multisig", "1://Bob"]] {
		// What a proxy or a signatory signs is not signed by the account.
		let told = person.fails(3, &[&rotate[..], &other].concat());
		assert!(told.contains("leave out --out"), "{told}");
		assert!(!person.path("key").exists());
	}
	person.json(&[&rotate[..], &["--as", "//Alice"]].concat());
	assert!(person.path("key").exists());
}

#[test]
fn a_multisig_account_begins_no_record_that_cannot_be_anchored() {
	let person = Person::with_vault();
	let file = person.file("record.json", crate::support::RESULT);
	let multisig = ["--account", "//Alice", "--multisig", "2://Bob,//Charlie"];
	let add = ["record", "add", &file, "--subject", "//Eve"];
	person.fails(10, &[&add[..], &multisig].concat());
	assert_eq!(person.json(&["vault", "check"])["records"], 0);
	// There is nothing to resume.
	let resumed = person.json(&[&["record", "resume"][..], &multisig].concat());
	assert_eq!(resumed.as_array().map(Vec::len), Some(0));
}

#[test]
fn bytes_of_a_call_say_for_whom_it_is() {
	let person = Person::new();
	let approve = ["multisig", "approve", "0x0000", "--account", "//Alice"];
	assert!(person.fails(3, &approve).contains("--multisig"));
	let more = ["--multisig", "2://Bob,//Charlie", "--as", "//Dave"];
	assert!(person.fails(2, &[&approve[..], &more].concat()).contains("--as"));
	person.fails(2, &["multisig", "approve", "call", "--account", "//Alice"]);
}

#[test]
fn a_missing_key_is_named_with_where_it_was_looked_for_and_what_to_do() {
	let person = Person::new();
	let keystore = person.arg("keys");
	let export =
		|name| ["keys", "export", name, "out.json", "--keystore", &keystore].map(String::from);
	let told = person.fails(5, &export("clinic").each_ref().map(String::as_str));
	for word in ["`clinic`", &keystore, "clinic.json", "medi keys import clinic", "medi keys list"]
	{
		assert!(told.contains(word), "{told} lacks {word}");
	}
	let nobody = ["access", "check", "--patient", "//Eve", "--class", "Laboratory"];
	let told = person.fails(3, &[&nobody[..], &["--purpose", "TREAT"]].concat());
	for word in ["--account", "MEDI_ACCOUNT", "medi keys list"] {
		assert!(told.contains(word), "{told} lacks {word}");
	}
}

#[test]
fn amounts_that_are_none_are_refused() {
	let person = Person::new();
	let transfer = |amount| ["chain", "transfer", "//Bob", amount, "--account", "//Alice"];
	for amount in ["much", "1.", ".5", "1.0000000000001", "1e3", "0x10", "1,5"] {
		person.fails(2, &transfer(amount));
	}
	person.fails(2, &["chain", "transfer", "//Bob", "--account", "//Alice"]);
	person.fails(2, &[&transfer("1")[..], &["--all"]].concat());
}
