// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{data, error, mock, result, BOB, CHARLIE};
use serde_json::{json, Value};

#[test]
fn credential_tells_what_the_chain_knows() {
	let credential = result("medibloc_credential", json!([BOB, "Practitioner"]));
	assert_eq!(
		credential,
		json!({
			"serial": 7,
			"holder": BOB,
			"role": "Practitioner",
			"issuer": CHARLIE,
			"jurisdiction": "KR",
			"issuedAt": data::NOW,
			"expiresAt": data::NOW + data::YEAR,
			"state": "Active",
		})
	);
}

#[test]
fn credential_is_null_for_who_has_none() {
	assert_eq!(result("medibloc_credential", json!([BOB, "Insurer"])), Value::Null);
}

#[test]
fn parameters_can_be_given_by_name() {
	let by_name = result("medibloc_credential", json!({ "holder": BOB, "role": "Practitioner" }));
	assert_eq!(by_name, result("medibloc_credential", json!([BOB, "Practitioner", null])));
}

#[test]
fn credential_is_read_from_the_block_that_is_named() {
	let at = mock::hash_of(mock::Kind::Best);
	assert_eq!(result("medibloc_credential", json!([BOB, "Practitioner", at])), Value::Null);
}

#[test]
fn credential_rejects_an_unknown_role_and_lists_the_known_ones() {
	let (code, data) = error("medibloc_credential", json!([BOB, "Doctor"]));
	assert_eq!(code, -32602);
	assert!(data.as_str().is_some_and(|text| text.contains("expected one of `Practitioner`")));
}
