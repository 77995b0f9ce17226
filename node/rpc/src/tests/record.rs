// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{data, error, result, ALICE, BOB};
use serde_json::{json, Value};

fn id(number: u64) -> String {
	data::id(number).0.to_string()
}

#[test]
fn record_tells_what_the_chain_knows() {
	assert_eq!(
		result("medibloc_record", json!([ALICE, id(1)])),
		json!({
			"id": id(1),
			"commitment": format!("0x{}", "c0".repeat(32)),
			"class": "Laboratory",
			"source": { "kind": "Clinician", "serial": 7 },
			"author": BOB,
			"anchoredAt": data::NOW + 1_000,
			"predecessor": null,
			"successor": id(2),
			"retractedAt": null,
			"opinion": { "opinion": "Acknowledged", "since": data::NOW + 10_000 },
			"coSigners": [8],
			"erasedAt": null,
		})
	);
}

#[test]
fn subjects_can_be_pseudonyms() {
	let record = result("medibloc_record", json!([{ "pseudonym": data::PSEUDONYM }, id(3)]));
	assert_eq!(record["source"], json!({ "kind": "Patient" }));
	assert_eq!(record["author"], Value::Null);
	assert_eq!(record["opinion"], Value::Null);
	assert_eq!(record["retractedAt"], data::NOW + 1);
	assert_eq!(record["erasedAt"], data::NOW + 2);
}

#[test]
fn an_account_by_itself_is_a_subject() {
	let whole = result("medibloc_record", json!([{ "account": ALICE }, id(1)]));
	assert_eq!(whole, result("medibloc_record", json!([ALICE, id(1)])));
}

#[test]
fn record_is_null_if_there_is_none() {
	assert_eq!(result("medibloc_record", json!([ALICE, "0"])), Value::Null);
	assert_eq!(result("medibloc_record", json!([BOB, id(1)])), Value::Null);
}

#[test]
fn subjects_of_another_form_are_rejected_with_the_forms_that_exist() {
	let reason = |subject: Value| {
		let (code, data) = error("medibloc_record", json!([subject, "1"]));
		assert_eq!(code, -32602);
		data.as_str().expect("a text").to_owned()
	};
	assert!(reason(json!({ "person": ALICE })).contains("expected `account` or `pseudonym`"));
	assert!(reason(json!({})).contains("expected"));
	assert!(reason(json!({ "pseudonym": "0x12" })).contains("length"));
	assert!(reason(json!(7)).contains(r#"expected an account, {"account": ".."}"#));
}
