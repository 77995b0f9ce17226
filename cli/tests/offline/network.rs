// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::support::{Person, RESULT};

/// Nobody listens there.
const NOWHERE: &str = "ws://127.0.0.1:1";

#[test]
fn a_node_that_is_down_is_told() {
	let person = Person::new();
	for arguments in [
		&["chain", "status"][..],
		&["chain", "params"],
		&["consent", "list", "//Eve"],
		&["access", "check", "--patient", "//Eve", "--accessor", "//Dave", "--class", "Laboratory"],
		&["fhir", "audit", "//Eve"],
	] {
		let text = person.fails(10, &[arguments, &["--url", NOWHERE]].concat());
		assert!(text.contains(NOWHERE), "{text}");
	}
	person.fails(10, &["chain", "status", "--url", "no address"]);
}

#[test]
fn a_record_is_not_begun_if_no_node_answers() {
	let person = Person::with_vault();
	let file = person.file("result.json", RESULT);
	person.fails(
		10,
		&["record", "add", &file, "-a", "//Bob", "--subject", "//Eve", "--url", NOWHERE],
	);
	assert_eq!(person.json(&["vault", "check"])["records"], 0);
	assert!(!person.path(".local/share/medi/vault.outbox").exists());
}

#[test]
fn who_acts_must_be_said() {
	let person = Person::new();
	assert!(person.fails(3, &["consent", "list", "--url", NOWHERE]).contains("--account"));
	person.fails(5, &["consent", "list", "nobody", "--url", NOWHERE]);
}
