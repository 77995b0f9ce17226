// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{data, finalized, result, ALICE};
use serde_json::{json, Value};

fn id(number: u64) -> String {
	data::id(number).0.to_string()
}

/// The versions on the page, by their ids, and the cursor of the next.
fn page(version: u64, page: Value) -> (Vec<String>, Value) {
	let answer = result("medibloc_lineage", json!([ALICE, id(version), page]));
	assert_eq!(answer["block"], finalized());
	let records = answer["records"].as_array().expect("a list").iter();
	let ids = records.map(|record| record["id"].as_str().expect("an id").to_owned());
	(ids.collect(), answer["next"].clone())
}

fn all() -> Vec<String> {
	data::VERSIONS.map(id).collect()
}

#[test]
fn lineage_lists_all_versions_from_any_of_them() {
	for version in data::VERSIONS {
		assert_eq!(page(version, Value::Null), (all(), Value::Null));
	}
	let answer = result("medibloc_lineage", json!([ALICE, id(2)]));
	assert_eq!(answer["records"][1], result("medibloc_record", json!([ALICE, id(2)])));
}

#[test]
fn the_newest_versions_are_reached_by_the_cursor() {
	let (mut found, mut next) = page(11, json!({ "limit": 2 }));
	assert_eq!((found.len(), &next), (2, &json!(id(12))));
	while !next.is_null() {
		let (more, cursor) = page(11, json!({ "after": next, "limit": 2 }));
		found.extend(more);
		next = cursor;
	}
	assert_eq!(found, all());
	assert_eq!(page(11, json!({ "after": id(15) })), (vec![], Value::Null));
}

#[test]
fn the_last_page_names_no_next_though_it_is_full() {
	assert_eq!(page(11, json!({ "limit": 5 })), (all(), Value::Null));
	assert_eq!(page(11, json!({ "limit": 4 })).1, json!(id(14)));
}

#[test]
fn a_page_holds_the_version_asked_for_and_tells_that_there_are_earlier_ones() {
	assert_eq!(page(14, json!({ "limit": 2 })), (vec![id(13), id(14)], json!(id(14))));
	let answer = result("medibloc_lineage", json!([ALICE, id(14), { "limit": 2 }]));
	assert_eq!(answer["records"][0]["predecessor"], id(12));
}

#[test]
fn lineage_is_empty_if_there_is_no_such_record() {
	let answer = result("medibloc_lineage", json!([ALICE, "0"]));
	assert_eq!(answer, json!({ "block": finalized(), "records": [], "next": null }));
}
