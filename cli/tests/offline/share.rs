// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::support::{Person, RESULT};
use std::fs;

/// Makes an encryption key of the person, and gives the file with it.
fn key(person: &Person, name: &str) -> String {
	let file = person.arg(name);
	person.json(&["keys", "rotate", "--no-publish", "-a", "mine", "--out", &file]);
	file
}

fn people() -> (Person, Person) {
	let people = (Person::with_vault(), Person::with_vault());
	people.1.json(&["keys", "generate", "mine"]);
	people
}

#[test]
fn a_record_is_shared_with_somebody_who_opens_it() {
	let (doctor, patient) = people();
	let key = key(&patient, "key");
	let commitment = doctor.add(&doctor.file("result.json", RESULT));
	let wrapped = doctor.arg("wrapped.json");
	doctor.json(&["record", "share", &commitment, "--to", &key, "--hand-over", "--out", &wrapped]);
	let storage = doctor.arg(".local/share/medi/storage");
	let out = patient.arg("out.json");
	let fetch = ["record", "fetch", &wrapped, "--offline", "--storage", &storage, "--out", &out];
	let fetched = patient.json(&fetch);
	assert_eq!(fetched["commitment"], commitment.as_str());
	assert_eq!(fetched["isAnchored"], false);
	assert_eq!(fs::read_to_string(&out).unwrap(), RESULT);
	// It is in the vault of the patient now.
	patient.json(&["record", "verify", &out]);
	// The doctor has no such key.
	let other = doctor.arg("other.json");
	let text = doctor.fails(5, &["record", "fetch", &wrapped, "--offline", "--out", &other]);
	assert!(text.contains("no encryption key"), "{text}");
}

#[test]
fn a_key_of_an_earlier_epoch_still_opens() {
	let (doctor, patient) = people();
	let old = key(&patient, "old");
	let commitment = doctor.add(&doctor.file("result.json", RESULT));
	let wrapped = doctor.arg("wrapped.json");
	let share = ["record", "share", &commitment, "--to", &old, "--hand-over", "--out", &wrapped];
	assert_eq!(doctor.json(&share)["epoch"], 0);
	key(&patient, "new");
	let storage = doctor.arg(".local/share/medi/storage");
	let out = patient.arg("out.json");
	patient.json(&["record", "fetch", &wrapped, "--offline", "--storage", &storage, "--out", &out]);
}

#[test]
fn what_was_changed_or_is_no_key_is_refused() {
	let (doctor, patient) = people();
	let key = key(&patient, "key");
	let commitment = doctor.add(&doctor.file("result.json", RESULT));
	let wrapped = doctor.arg("wrapped.json");
	let share = |to: &str, out: &str| {
		["record", "share", &commitment, "--hand-over", "--to", to, "--out", out].map(str::to_owned)
	};
	doctor.json(&share(&key, &wrapped).each_ref().map(String::as_str));
	// Keys are read as editors and people write them.
	let digits = fs::read_to_string(&key).unwrap().trim().to_owned();
	for (nth, text) in
		[format!("{}\r\n", &digits[2..]), format!("\u{feff}{digits}\n\n")].iter().enumerate()
	{
		let (key, out) = (doctor.file("other key", text), doctor.arg(&format!("wrapped {nth}")));
		doctor.json(&share(&key, &out).each_ref().map(String::as_str));
	}
	let bad = doctor.arg("bad.json");
	let signed = fs::read_to_string(&key).unwrap();
	let forged =
		signed.replace(&signed[150..152], if &signed[150..152] == "00" { "01" } else { "00" });
	for content in ["", "0x12", "words", &forged] {
		let key = doctor.file("bad key", content);
		doctor.fails(3, &share(&key, &bad).each_ref().map(String::as_str));
	}
	assert!(!doctor.path("bad.json").exists());

	let text = fs::read_to_string(&wrapped).unwrap();
	let storage = doctor.arg(".local/share/medi/storage");
	let out = patient.arg("out.json");
	let other =
		commitment.replace(&commitment[2..4], if &commitment[2..4] == "00" { "01" } else { "00" });
	for (from, to) in [
		(commitment.as_str(), other.as_str()),
		("medibloc-wrapped-key/1", "medibloc-wrapped-key/2"),
		("\"grant\": null", "\"grant\": \"7\""),
		("\"grant\": null", "\"grant\": \"x\""),
		("\"grant\"", "\"grand\""),
		("\"wrappedKey\": \"0x01", "\"wrappedKey\": \"0x02"),
	] {
		let changed = text.replace(from, to);
		assert_ne!(changed, text, "{from}");
		let file = patient.file("changed.json", changed);
		let fetch = ["record", "fetch", &file, "--offline", "--storage", &storage, "--out", &out];
		patient.fails(3, &fetch);
	}
	assert!(!patient.path("out.json").exists());
	assert_eq!(patient.json(&["vault", "check"])["records"], 0);
}

#[test]
fn the_owner_of_a_record_opens_it_with_the_age_identity() {
	let (doctor, patient) = people();
	let key = key(&patient, "key");
	let file = doctor.file("result.json", RESULT);
	let added = doctor.json(&["record", "add", &file, "--no-anchor", "--to", &key]);
	assert_eq!(added["isEncrypted"], true);
	assert_eq!(recipients(&doctor, &added), 2);
}

#[test]
fn a_record_is_not_encrypted_to_a_key_that_was_replaced() {
	let (_, patient) = people();
	for name in ["first", "second"] {
		key(&patient, name);
	}
	let file = patient.file("result.json", RESULT);
	let added = patient.json(&["record", "add", &file, "--no-anchor", "-a", "mine"]);
	assert_eq!(recipients(&patient, &added), 2);
}

/// To how many keys the file of a record is encrypted.
fn recipients(person: &Person, added: &serde_json::Value) -> usize {
	let content = added["content"].as_str().unwrap();
	let shard = &content[content.len() - 3..content.len() - 1];
	let block = person.path(&format!(".local/share/medi/storage/blocks/{shard}/{content}"));
	let header = String::from_utf8_lossy(&fs::read(block).unwrap()).into_owned();
	header.matches("-> X25519 ").count()
}
