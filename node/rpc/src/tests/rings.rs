// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{data, finalized, result};
use serde_json::{json, Value};

fn persons() -> Value {
	json!({ "persons": { "year": 2026, "month": 11 } })
}

#[test]
fn a_cohort_tells_how_far_its_rings_are() {
	let answer = result("medibloc_cohort", json!([persons()]));
	let expected = json!({
		"state": "Built",
		"members": 3,
		"rings": 1,
		"built": 1,
		"frozenAt": data::NOW,
		"block": finalized(),
	});
	assert_eq!(answer, expected);
}

#[test]
fn a_ring_has_its_commitment_and_pages_of_members() {
	let key = |byte: &str| format!("0x{}", byte.repeat(32));
	for (params, members, next) in [
		(json!([persons(), 0]), json!([key("02"), key("03")]), json!(2)),
		(json!([persons(), 0, 2]), json!([key("04")]), Value::Null),
		(json!([persons(), 0, 3]), json!([]), Value::Null),
	] {
		let expected = json!({
			"commitment": format!("0x{}", "01".repeat(288)),
			"length": 3,
			"members": members,
			"next": next,
			"block": finalized(),
		});
		assert_eq!(result("medibloc_ring", params), expected);
	}
}

#[test]
fn what_there_is_not_is_null() {
	let jury = json!({ "practitioners": { "jurisdiction": "KR", "epoch": 3 } });
	let vouchers = json!({ "vouchers": { "jurisdiction": "KR", "term": 3 } });
	for cohort in [jury, vouchers] {
		assert_eq!(result("medibloc_cohort", json!([cohort])), Value::Null);
		assert_eq!(result("medibloc_ring", json!([cohort, 0])), Value::Null);
	}
	assert_eq!(result("medibloc_ring", json!([persons(), 1])), Value::Null);
}
