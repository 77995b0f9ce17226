// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::support::Person;
use serde_json::Value;

/// What a node of a development chain answered, and what its runtime decided.
const ANSWERS: &str = include_str!("../../../verifier/vectors/dev-chain.json");

fn text(value: &Value) -> String {
	value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The arguments that ask what the case asks.
fn arguments(all: &Value, case: &Value, proof: &str) -> Vec<String> {
	let request = &case["request"];
	let mut arguments = vec!["access".into(), "verify-offline".into(), proof.to_owned()];
	for (name, value) in [
		("patient", &all["patient"]),
		("accessor", &case["accessor"]),
		("class", &request["class"]),
		("purpose", &request["purpose"]),
		("action", &request["action"]),
		("now", &all["now"]),
		("block", &all["blockHash"]),
	] {
		arguments.extend([format!("--{name}"), text(value)]);
	}
	arguments
}

#[test]
fn saved_proofs_are_decided_as_the_runtime_decided() {
	let person = Person::new();
	let all: Value = serde_json::from_str(ANSWERS).unwrap();
	let mut permits = 0;
	for case in all["cases"].as_array().unwrap() {
		// As the node gives it, with what JSON-RPC puts around it, and without.
		let response = serde_json::json!({ "jsonrpc": "2.0", "id": 1, "result": case["answer"] });
		for answer in [&case["answer"], &response] {
			let proof = person.file("proof.json", answer.to_string());
			let arguments = arguments(&all, case, &proof);
			let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
			let output = person.medi(&arguments).arg("--json").output().unwrap();
			let report: Value = serde_json::from_slice(&output.stdout).unwrap();
			let permit = report["permit"].as_bool().unwrap();
			assert_eq!(output.status.code(), Some(if permit { 0 } else { 7 }));
			assert_eq!(case["verdict"]["permit"], permit, "{}", case["name"]);
			permits += usize::from(permit);
		}
	}
	assert!(permits > 0);
}

#[test]
fn a_proof_of_others_or_of_yesterday_shows_nothing() {
	let person = Person::new();
	let all: Value = serde_json::from_str(ANSWERS).unwrap();
	let case = &all["cases"][0];
	let proof = person.file("proof.json", case["answer"].to_string());
	let good = arguments(&all, case, &proof);
	let change = |name: &str, to: &str| {
		let place = good.iter().position(|argument| argument == name).unwrap();
		let mut changed = good.clone();
		changed[place + 1] = to.into();
		let changed: Vec<_> = changed.iter().map(String::as_str).collect();
		person.fails(3, &changed)
	};
	assert!(change("--accessor", "//Nobody").contains("another patient or accessor"));
	assert!(change("--now", "1999999999999").contains("old"));
	let hash = crate::support::GENESIS;
	assert!(change("--block", hash).contains("not that of the trusted block"));
	let mut root = good.clone();
	let place = root.iter().position(|argument| argument == "--block").unwrap();
	root[place] = "--state-root".into();
	root[place + 1] = text(&case["answer"]["stateRoot"]);
	let root: Vec<_> = root.iter().map(String::as_str).collect();
	let output = person.medi(&root).output().unwrap();
	assert!(matches!(output.status.code(), Some(0 | 7)), "{output:?}");

	person.file("proof.json", "{}");
	let good: Vec<_> = good.iter().map(String::as_str).collect();
	person.fails(3, &good);
}

#[test]
fn a_saved_record_proof_tells_what_became_of_the_record() {
	let person = Person::new();
	let all: Value = serde_json::from_str(ANSWERS).unwrap();
	let anchor = &all["anchor"];
	let proof = person.file("record.json", anchor["record"].to_string());
	let (id, patient) = (text(&anchor["id"]), text(&all["patient"]));
	let (now, block) = (text(&all["now"]), text(&all["blockHash"]));
	let verify = |id: &str, subject: &str| {
		let arguments = ["record", "verify-offline", &proof, "--id", id, "--subject", subject];
		let trust = ["--now", &now, "--block", &block, "--json"];
		person.medi(&[&arguments[..], &trust[..]].concat()).output().unwrap()
	};
	let output = verify(&id, &patient);
	assert_eq!(output.status.code(), Some(0), "{output:?}");
	let report: Value = serde_json::from_slice(&output.stdout).unwrap();
	assert_eq!(
		(&report["status"], &report["commitment"]),
		(&"current".into(), &anchor["commitment"])
	);
	assert_eq!(report["author"]["certification"], "certified");
	// The proof shows nothing of another record.
	assert_eq!(verify(&id, "//Nobody").status.code(), Some(3));
}
