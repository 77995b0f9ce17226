// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{data, error, finalized, mock, result, ALICE, BOB, CHARLIE};
use serde_json::{json, Value};

fn laboratory() -> Value {
	json!({ "class": "Laboratory", "purpose": "TREAT", "action": "access", "place": "KR" })
}

fn check(params: Value) -> Value {
	result("medibloc_checkAccess", params)
}

#[test]
fn check_access_permits_under_a_grant() {
	assert_eq!(
		check(json!([ALICE, BOB, laboratory()])),
		json!({
			"permit": true,
			"grant": data::id(0).0.to_string(),
			"obligations": { "noReshare": true, "place": "KR" },
			"reason": null,
			"known": true,
			"block": finalized(),
		})
	);
}

#[test]
fn check_access_denies_with_a_reason() {
	assert_eq!(
		check(json!([ALICE, CHARLIE, laboratory()])),
		json!({
			"permit": false,
			"grant": null,
			"obligations": null,
			"reason": "NoGrant",
			"known": true,
			"block": finalized(),
		})
	);
}

#[test]
fn check_access_permits_patients_without_a_grant() {
	let access = check(json!([ALICE, ALICE, laboratory()]));
	assert_eq!(access["permit"], true);
	assert_eq!(access["grant"], Value::Null);
	assert_eq!(access["reason"], Value::Null);
}

#[test]
fn check_access_asks_for_single_records_by_string_or_integer() {
	for anchor in [json!(data::id(1).0.to_string()), json!(data::id(1).0)] {
		let request = json!({
			"class": "Imaging",
			"anchor": anchor,
			"purpose": "TREAT",
			"action": "use",
			"place": "KR",
		});
		assert_eq!(check(json!([ALICE, BOB, request]))["permit"], true);
	}
	let other = json!({
		"class": "Imaging", "anchor": data::id(9).0.to_string(), "purpose": "TREAT", "action": "use",
	});
	assert_eq!(check(json!([ALICE, BOB, other]))["reason"], "OutOfScope");
}

#[test]
fn check_access_answers_for_another_moment() {
	let until = data::NOW + data::YEAR;
	assert_eq!(check(json!([ALICE, BOB, laboratory(), until - 1]))["permit"], true);
	assert_eq!(check(json!([ALICE, BOB, laboratory(), until]))["reason"], "Expired");
}

#[test]
fn check_access_tells_when_it_does_not_know() {
	let since = data::KNOWN_SINCE;
	let unknown = check(json!([ALICE, BOB, laboratory(), since - 1]));
	assert_eq!(unknown["permit"], false);
	assert_eq!(unknown["reason"], Value::Null);
	assert_eq!(unknown["known"], false);
	let known = check(json!([ALICE, BOB, laboratory(), since]));
	assert_eq!((&known["reason"], &known["known"]), (&json!("NotYetValid"), &json!(true)));
}

#[test]
fn check_access_asks_for_a_country_or_for_anywhere() {
	let mut request = laboratory();
	request["place"] = json!("DE");
	assert_eq!(check(json!([ALICE, BOB, request]))["reason"], "PlaceNotAllowed");
	request.as_object_mut().expect("an object").remove("place");
	assert_eq!(check(json!([ALICE, BOB, request]))["reason"], "PlaceNotAllowed");
	request["place"] = json!("kr");
	assert_eq!(error("medibloc_checkAccess", json!([ALICE, BOB, request])).0, -32602);
}

#[test]
fn check_access_names_the_block_that_answered() {
	let at = mock::hash_of(mock::Kind::Best);
	let access = check(json!([ALICE, BOB, laboratory(), null, at]));
	assert_eq!(access["permit"], false);
	assert_eq!(access["block"], json!({ "hash": at, "number": mock::FINALIZED + 1 }));
}

#[test]
fn check_access_rejects_a_request_with_a_misspelt_field() {
	let request = json!({
		"class": "Laboratory", "anchro": "1", "purpose": "TREAT", "action": "access",
	});
	let (code, data) = error("medibloc_checkAccess", json!([ALICE, BOB, request]));
	assert_eq!(code, -32602);
	assert!(data.as_str().is_some_and(|text| text.contains("unknown field `anchro`")));
}

#[test]
fn check_access_tells_which_account_is_invalid() {
	let invalid = |params| error("medibloc_checkAccess", params).1["param"].clone();
	assert_eq!(invalid(json!(["Alice", BOB, laboratory()])), "patient");
	assert_eq!(invalid(json!([ALICE, "Bob", laboratory()])), "accessor");
}
