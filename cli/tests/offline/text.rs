// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::support::Person;

#[test]
fn a_text_is_what_its_hash_is_of_and_no_other() {
	let person = Person::with_vault();
	let text = person.file("agreement.txt", "For my treatment, and for nothing else.");
	let salted = person.arg("agreement.salt");
	let report = person.json(&["text", "hash", &text, "--out", &salted]);
	let hash = report["hash"].as_str().unwrap();
	let verified = person.json(&["text", "verify", &text, &salted, "--hash", hash]);
	assert_eq!(verified["hash"], hash);

	let other = person.file("other.txt", "For my treatment.");
	person.fails(7, &["text", "verify", &other, &salted, "--hash", hash]);
	let zeros = "0x0000000000000000000000000000000000000000000000000000000000000000";
	person.fails(7, &["text", "verify", &text, &salted, "--hash", zeros]);
	person.fails(3, &["text", "verify", &text, &text, "--hash", hash]);
	person.fails(6, &["text", "hash", &text, "--out", &salted]);

	let again = person.arg("again.salt");
	let report = person.json(&["text", "hash", &text, "--out", &again]);
	assert_ne!(report["hash"], hash, "each has a salt of its own");
}
