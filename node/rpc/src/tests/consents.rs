// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{data, finalized, result, ALICE, BOB};
use serde_json::{json, Value};

#[test]
fn consents_list_grants_by_grantee() {
	let page = result("medibloc_consents", json!([ALICE]));
	assert_eq!(page["block"], finalized());
	assert_eq!(page["next"], Value::Null);
	let consents = page["consents"].as_array().expect("a list");
	assert_eq!(consents.len(), data::GRANTEES);
	assert_eq!(consents[0]["grantee"], json!({ "account": BOB }));
	assert_eq!(consents[1]["grantee"], json!({ "role": "Practitioner" }));
	assert_eq!(
		consents[0]["grants"][0],
		json!({
			"id": data::id(0).0.to_string(),
			"terms": {
				"effect": "permit",
				"scope": {
					"kind": "Selected",
					"classes": ["Laboratory"],
					"anchors": [data::id(1).0.to_string()],
				},
				"actions": ["access", "use"],
				"purposes": ["TREAT"],
				"from": data::NOW,
				"until": data::NOW + data::YEAR,
				"maxUses": 10,
				"obligations": { "noReshare": true, "place": "KR" },
				"text": format!("0x{}", "11".repeat(32)),
			},
			"anchorClasses": [],
			"basis": "Own",
			"used": 5,
			"revokedAt": null,
			"deposit": {
				"payer": null,
				"amount": "340282366920938463463374607431768211455",
			},
		})
	);
	let revoked = &consents[0]["grants"][1];
	assert_eq!(revoked["revokedAt"], data::NOW + 1_000);
	assert_eq!(revoked["terms"]["scope"], json!({ "kind": "All" }));
	assert_eq!(revoked["terms"]["maxUses"], Value::Null);
	assert_eq!(revoked["terms"]["text"], Value::Null);
}

#[test]
fn pages_of_consents_join_up() {
	let mut start = json!(0);
	let mut grantees = Vec::new();
	while start != Value::Null {
		let page = result("medibloc_consents", json!([ALICE, { "start": start, "limit": 3 }]));
		let consents = page["consents"].as_array().expect("a list");
		grantees.extend(consents.iter().map(|consent| consent["grantee"].clone()));
		start = page["next"].clone();
	}
	let whole = result("medibloc_consents", json!([ALICE]));
	let whole = whole["consents"].as_array().expect("a list").iter();
	assert_eq!(grantees, whole.map(|consent| consent["grantee"].clone()).collect::<Vec<_>>());
}

#[test]
fn consents_of_a_stranger_are_an_empty_page() {
	let page = result("medibloc_consents", json!([BOB, { "start": 7 }]));
	assert_eq!(page, json!({ "block": finalized(), "consents": [], "next": null }));
}

#[test]
fn the_last_page_that_can_be_named_has_no_next() {
	let page = json!({ "start": u32::MAX, "limit": 256 });
	assert_eq!(result("medibloc_consents", json!([ALICE, page]))["next"], Value::Null);
}
