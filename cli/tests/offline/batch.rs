// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::support::{Person, RESULT};
use std::fs;

fn export(records: usize) -> String {
	let lines = (0..records).map(|number| RESULT.replace("74.50", &format!("{number}")));
	lines.map(|line| line + "\n").collect()
}

#[test]
fn each_record_of_an_export_is_proved_to_be_in_its_batch() {
	let person = Person::with_vault();
	let file = person.file("export.ndjson", export(1_000));
	let [batch, proofs] = ["batch.json", "proofs.ndjson"].map(|name| person.arg(name));
	let report = person.json(&["record", "batch", &file, "--out", &batch, "--proofs", &proofs]);
	assert_eq!(report["count"], 1_000);
	let root = report["root"].as_str().unwrap();
	let verify = ["record", "verify-batch", &proofs, "--root", root, "--count", "1000"];
	assert_eq!(person.json(&verify)["verified"], 1_000);
	assert_eq!(person.json(&["vault", "check"])["records"], 1_000);

	let last = fs::read_to_string(&proofs).unwrap();
	let last: serde_json::Value = serde_json::from_str(last.lines().last().unwrap()).unwrap();
	let commitment = last["commitment"].as_str().unwrap();
	let proof = person.json(&["record", "prove-batch", &batch, commitment]);
	assert_eq!(proof, last);
	person.fails(5, &["record", "prove-batch", &batch, root]);

	let short = ["record", "verify-batch", &proofs, "--root", root, "--count", "999"];
	person.fails(7, &short);
	let none = person.file("none.ndjson", "");
	person.fails(3, &["record", "verify-batch", &none, "--root", root, "--count", "1000"]);
	let cut = person.file("cut.ndjson", &fs::read(&proofs).unwrap()[..500]);
	person.fails(3, &["record", "verify-batch", &cut, "--root", root, "--count", "1000"]);
}

#[test]
fn an_export_is_told_by_its_name_in_any_case() {
	let person = Person::with_vault();
	let file = person.file("EXPORT.NDJSON", export(2));
	let report = person.json(&["record", "batch", &file, "--out", &person.arg("batch.json")]);
	assert_eq!(report["count"], 2);
}

#[test]
fn a_bundle_is_a_batch_of_its_resources() {
	let person = Person::with_vault();
	let entries = [RESULT, r#"{"resourceType":"Patient","id":"1"}"#];
	let entries = entries.map(|resource| format!(r#"{{"resource":{resource}}}"#)).join(",");
	let bundle = format!(r#"{{"resourceType":"Bundle","type":"collection","entry":[{entries}]}}"#);
	let file = person.file("bundle.json", bundle);
	let report = person.json(&["record", "batch", &file, "--out", &person.arg("batch.json")]);
	assert_eq!(report["count"], 2);
	let classes = person.json(&["vault", "list"])["records"].clone();
	let classes: Vec<_> = classes.as_array().unwrap().iter().map(|row| &row["class"]).collect();
	assert!(classes.iter().any(|class| *class == "Demographics"), "{classes:?}");
}

#[test]
fn one_bad_line_is_named_and_nothing_is_kept() {
	let person = Person::with_vault();
	let file = person.file("export.ndjson", export(3) + "{\"resourceType\":\n" + &export(1));
	let text = person.fails(3, &["record", "batch", &file, "--out", &person.arg("batch.json")]);
	assert!(text.contains("line 4"), "{text}");
	let file = person.file("patient.json", r#"{"resourceType":"Patient"}"#);
	let text = person.fails(3, &["record", "batch", &file, "--out", &person.arg("batch.json")]);
	assert!(text.contains("Bundle"), "{text}");
	assert!(!person.path("batch.json").exists());
	assert_eq!(person.json(&["vault", "check"])["records"], 0);
}

#[test]
fn a_batch_that_was_changed_is_refused() {
	let person = Person::with_vault();
	let file = person.file("export.ndjson", export(2));
	let batch = person.arg("batch.json");
	let root = person.json(&["record", "batch", &file, "--out", &batch])["root"].clone();
	let root = root.as_str().unwrap();
	let text = fs::read_to_string(&batch).unwrap();
	for (from, to) in [
		("\"count\": 2", "\"count\": 3"),
		("medibloc-batch/1", "medibloc-batch/2"),
		("\"root\"", "\"roots\""),
	] {
		let file = person.file("changed.json", text.replace(from, to));
		person.fails(3, &["record", "prove-batch", &file, root]);
	}
}
