// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{data, finalized, result, ALICE, BOB};
use serde_json::{json, Value};

#[test]
fn points_are_told_by_month_with_what_is_held_and_reserved() {
	let answer = result("medibloc_points", json!([ALICE]));
	let expected = json!({
		"spendable": "12500",
		"held": [{ "reason": "Juror", "points": "3000" }],
		"reserved": [{
			"id": data::id(5).0.to_string(),
			"points": "500",
			"promised": "9000",
			"payableAt": data::NOW + 7,
		}],
		"lots": [
			{ "month": "2025-01", "points": "2500", "expiresAt": data::NOW + 1 },
			{ "month": "2026-09", "points": "10000", "expiresAt": data::NOW + 2 },
		],
		"nextExpiry": data::NOW + 1,
		"score": "99000",
		"block": finalized(),
	});
	assert_eq!(answer, expected);
}

#[test]
fn an_account_without_points_has_none() {
	let answer = result("medibloc_points", json!([BOB]));
	assert_eq!(answer["spendable"], "0");
	assert_eq!(answer["lots"], json!([]));
	assert_eq!(answer["nextExpiry"], Value::Null);
}
