// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{data, error, finalized, result, ALICE, BOB};
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
	assert_eq!(consents[1]["request"], Value::Null);
	let request = &consents[0]["request"];
	let hash = data::request().terms.hash();
	assert_eq!(request["termsHash"], json!(hash));
	assert_eq!(request["terms"]["classes"], consents[0]["grants"][0]["terms"]["classes"]);
	assert_eq!(request["terms"]["maxUses"], Value::Null);
	assert_eq!(request["requestedAt"], data::NOW);
	assert_eq!(request["expiresAt"], data::NOW + data::YEAR);
	assert_eq!(request["deposit"], json!({ "payer": null, "amount": "7" }));
	let revoked = &consents[0]["grants"][1];
	assert_eq!(revoked["revokedAt"], data::NOW + 1_000);
	assert_eq!(revoked["terms"]["scope"], json!({ "kind": "All" }));
	assert_eq!(revoked["terms"]["maxUses"], Value::Null);
	assert_eq!(revoked["terms"]["text"], Value::Null);
}

#[test]
fn pages_of_consents_join_up() {
	let mut after = Value::Null;
	let mut grantees = Vec::new();
	loop {
		let page = result("medibloc_consents", json!([ALICE, { "after": after, "limit": 3 }]));
		let consents = page["consents"].as_array().expect("a list");
		grantees.extend(consents.iter().map(|consent| consent["grantee"].clone()));
		after = page["next"].clone();
		if after == Value::Null {
			break;
		}
		assert_eq!(Some(&after), grantees.last());
	}
	let whole = result("medibloc_consents", json!([ALICE]));
	let whole = whole["consents"].as_array().expect("a list").iter();
	assert_eq!(grantees, whole.map(|consent| consent["grantee"].clone()).collect::<Vec<_>>());
}

#[test]
fn consents_of_a_stranger_are_an_empty_page() {
	let page = result("medibloc_consents", json!([BOB, { "after": { "institution": ALICE } }]));
	assert_eq!(page, json!({ "block": finalized(), "consents": [], "next": null }));
}

#[test]
fn a_cursor_that_is_no_grantee_is_refused() {
	for after in [json!({ "account": "nobody" }), json!({ "institution": "0x12" })] {
		let (code, data) = error("medibloc_consents", json!([ALICE, { "after": after }]));
		assert_eq!((code, &data["param"]), (9011, &json!("page.after")));
	}
	for page in [json!({ "start": 3 }), json!({ "after": 3 }), json!({ "after": { "role": "x" } })]
	{
		assert_eq!(error("medibloc_consents", json!([ALICE, page])).0, -32602);
	}
}
