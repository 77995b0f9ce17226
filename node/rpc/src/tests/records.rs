// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{data, finalized, result, ALICE, BOB};
use medibloc_rpc_types::DEFAULT_PAGE;
use serde_json::{json, Value};

#[test]
fn records_come_in_pages_of_the_default_length() {
	let page = result("medibloc_records", json!([ALICE]));
	assert_eq!(page["block"], finalized());
	let records = page["records"].as_array().expect("a list");
	assert_eq!(records.len(), DEFAULT_PAGE as usize);
	assert_eq!(records[0], result("medibloc_record", json!([ALICE, data::id(1).0.to_string()])));
	assert_eq!(page["next"], records[records.len() - 1]["id"]);
}

#[test]
fn pages_of_records_join_up() {
	for limit in [1, 13, 64, 65, 256] {
		let mut after = Value::Null;
		let mut ids = Vec::new();
		loop {
			let page = json!({ "after": after, "limit": limit });
			let page = result("medibloc_records", json!([ALICE, page]));
			let records = page["records"].as_array().expect("a list");
			ids.extend(records.iter().map(|record| record["id"].clone()));
			after = page["next"].clone();
			if after == Value::Null {
				break;
			}
		}
		let expected: Vec<_> =
			(1..=data::RECORDS).map(|number| json!(data::id(number).0.to_string())).collect();
		assert_eq!(ids, expected);
	}
}

#[test]
fn records_of_a_stranger_are_an_empty_page() {
	let page = result("medibloc_records", json!([{ "account": BOB }, {}]));
	assert_eq!(page, json!({ "block": finalized(), "records": [], "next": null }));
}
