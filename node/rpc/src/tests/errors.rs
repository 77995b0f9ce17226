// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{
	error, error_of,
	mock::{hash_of, Kind, MockClient},
	ALICE, BOB,
};
use serde_json::{json, Value};
use sp_core::H256;

/// The code and name of every error, with a test that reaches it.
pub const ERRORS: [(i64, &str, &str); 11] = [
	(9001, "UnknownBlock", "every_method_rejects_an_unknown_block"),
	(9002, "StatePruned", "every_method_tells_that_the_state_is_gone"),
	(9003, "RuntimeApiMissing", "every_method_tells_that_the_runtime_is_too_old"),
	(9004, "RuntimeFailed", "every_method_reports_a_failing_runtime"),
	(9005, "NodeFailed", "a_broken_database_is_reported"),
	(9011, "InvalidAccount", "every_account_is_checked"),
	(9012, "InvalidId", "every_id_is_checked"),
	(9013, "LimitOutOfRange", "every_limit_is_checked"),
	(9014, "PathTooLong", "verify_record_rejects_a_path_longer_than_any_batch_is_deep"),
	(9015, "InvalidBallot", "every_ballot_is_checked"),
	(9021, "BatchNotFound", "verify_record_rejects_an_unknown_batch"),
];

/// Each method with the parameters of a good request, without `at`, and the runtime API it asks.
pub fn methods() -> Vec<(&'static str, Vec<Value>, &'static str)> {
	let request = json!({ "class": "Laboratory", "purpose": "TREAT", "action": "access" });
	let proof = json!({ "index": 0, "commitment": H256::zero(), "path": [] });
	let persons = json!({ "persons": { "year": 2026, "month": 11 } });
	vec![
		("credential", vec![json!(BOB), json!("Practitioner")], "CredentialsApi_credential"),
		(
			"checkAccess",
			vec![json!(ALICE), json!(BOB), request, Value::Null],
			"ConsentApi_check_access",
		),
		("consents", vec![json!(ALICE), Value::Null], "ConsentApi_consents"),
		("accessLog", vec![json!(ALICE), Value::Null], "ConsentApi_access_log"),
		("record", vec![json!(ALICE), json!("1")], "RecordAnchorsApi_record"),
		("lineage", vec![json!(ALICE), json!("1"), Value::Null], "RecordAnchorsApi_lineage"),
		("records", vec![json!(ALICE), Value::Null], "RecordAnchorsApi_records"),
		("verifyRecord", vec![json!("1"), proof], "RecordAnchorsApi_verify_record"),
		("consentProof", vec![json!(ALICE), json!(BOB)], "ConsentApi_consent_keys"),
		("recordProof", vec![json!(ALICE), json!("1")], "RecordAnchorsApi_record_keys"),
		("batchProof", vec![json!("1")], "RecordAnchorsApi_batch_keys"),
		("points", vec![json!(ALICE)], "PointsApi_points"),
		("cohort", vec![persons.clone()], "RingsApi_cohort"),
		("ring", vec![persons, json!(0), Value::Null], "RingsApi_ring"),
		("jury", vec![json!("KR")], "JuryApi_jury"),
		("term", vec![json!("KR"), json!(3)], "JuryApi_term"),
		("ballot", vec![json!("KR/3/3")], "JuryApi_ballot"),
		("ballots", page_of_term(), "JuryApi_ballots"),
		("votes", vec![json!("KR/3/3")], "JuryApi_votes"),
		("juror", vec![json!("KR"), json!(3), json!(BOB)], "JuryApi_juror"),
		("jurors", page_of_term(), "JuryApi_jurors"),
		("redeemedVouchers", page_of_term(), "JuryApi_redeemed"),
	]
}

/// The first page of what a term has.
fn page_of_term() -> Vec<Value> {
	vec![json!("KR"), json!(3), Value::Null, Value::Null]
}

fn assert_each(at: H256, code: i64, name: &str) {
	for (method, mut params, api) in methods() {
		params.push(json!(at));
		let (found, data) = error(&format!("medibloc_{method}"), json!(params));
		assert_eq!((found, &data["error"]), (code, &json!(name)), "{method}");
		assert_eq!(data["block"], json!(at), "{method}");
		if let Some(asked) = data.get("method") {
			assert_eq!(asked, api);
		}
	}
}

#[test]
fn every_method_rejects_an_unknown_block() {
	assert_each(H256::zero(), 9001, "UnknownBlock");
}

#[test]
fn every_method_tells_that_the_state_is_gone() {
	assert_each(hash_of(Kind::Pruned), 9002, "StatePruned");
}

#[test]
fn every_method_tells_that_the_runtime_is_too_old() {
	assert_each(hash_of(Kind::Old), 9003, "RuntimeApiMissing");
}

#[test]
fn every_method_reports_a_failing_runtime() {
	assert_each(hash_of(Kind::Trapping), 9004, "RuntimeFailed");
}

#[test]
fn a_broken_database_is_reported() {
	for (method, mut params, _) in methods() {
		params.push(json!(hash_of(Kind::Finalized)));
		let client = MockClient { broken: true };
		let (code, data) = error_of(client, &format!("medibloc_{method}"), json!(params));
		assert_eq!((code, &data["error"]), (9005, &json!("NodeFailed")), "{method}");
		assert!(data["reason"].as_str().is_some_and(|text| text.contains("disk")), "{method}");
	}
}

#[test]
fn every_account_is_checked() {
	for (method, params, _) in methods() {
		for position in 0..params.len() {
			if params[position].as_str().is_some_and(|text| text == ALICE || text == BOB) {
				let mut params = params.clone();
				params[position] = json!("5Grwva");
				let (code, data) = error(&format!("medibloc_{method}"), json!(params));
				assert_eq!((code, &data["error"]), (9011, &json!("InvalidAccount")), "{method}");
			}
		}
	}
}

#[test]
fn every_id_is_checked() {
	let request = |anchor| {
		json!([ALICE, BOB, {
			"class": "Dental", "purpose": "TREAT", "action": "access", "anchor": anchor,
		}])
	};
	let proof = json!({ "index": 0, "commitment": H256::zero(), "path": [] });
	for text in ["", "+1", "-1", "1.0", "0x1", "1e3", "18446744073709551616", "one"] {
		for (method, params, param) in [
			("checkAccess", request(text), "request.anchor"),
			("record", json!([ALICE, text]), "id"),
			("lineage", json!([ALICE, text]), "id"),
			("lineage", json!([ALICE, "1", { "after": text }]), "page.after"),
			("records", json!([ALICE, { "after": text }]), "page.after"),
			("verifyRecord", json!([text, proof]), "batch"),
			("recordProof", json!([ALICE, text]), "id"),
			("batchProof", json!([text]), "batch"),
		] {
			let (code, data) = error(&format!("medibloc_{method}"), params);
			assert_eq!(code, 9012, "{method} {text}");
			assert_eq!(data, json!({ "error": "InvalidId", "param": param }));
		}
	}
}

#[test]
fn every_ballot_is_checked() {
	for text in ["", "KR", "KR/3", "kr/3/3", "KR-3-3", "KR/03/3", "KR/3/3/3", "KR/3/4294967296"] {
		for method in ["ballot", "votes"] {
			let (code, data) = error(&format!("medibloc_{method}"), json!([text]));
			assert_eq!(code, 9015, "{method} {text}");
			assert_eq!(data, json!({ "error": "InvalidBallot", "param": "ballot" }));
		}
	}
}

#[test]
fn every_limit_is_checked() {
	let of_patient = |limit| json!([ALICE, { "limit": limit }]);
	let of_record = |limit| json!([ALICE, "1", { "limit": limit }]);
	let of_term = |limit| json!(["KR", 3, null, limit]);
	for (method, params) in [
		("consents", of_patient as fn(u32) -> Value),
		("accessLog", of_patient),
		("records", of_patient),
		("lineage", of_record),
		("ballots", of_term),
		("jurors", of_term),
		("redeemedVouchers", of_term),
	] {
		for limit in [0, 257, u32::MAX] {
			let params = params(limit);
			let (code, data) = error(&format!("medibloc_{method}"), params);
			assert_eq!(code, 9013, "{method} {limit}");
			assert_eq!(data, json!({ "error": "LimitOutOfRange", "limit": limit, "max": 256 }));
		}
	}
}

#[test]
fn every_error_has_a_code_of_its_own_that_a_test_reaches() {
	let source = include_str!("../error.rs");
	let variants: Vec<_> = source
		.lines()
		.filter_map(|line| line.trim().strip_prefix("Error::")?.split_once(" { .. } => 9"))
		.collect();
	assert_eq!(variants.len(), ERRORS.len());
	for ((name, rest), (code, listed, _)) in variants.into_iter().zip(ERRORS) {
		assert_eq!((name, format!("9{rest}")), (listed, format!("{code},")));
	}
	let tests = concat!(include_str!("errors.rs"), include_str!("verify_record.rs"));
	for (_, name, test) in ERRORS {
		assert!(tests.contains(&format!("fn {test}()")), "{name}");
	}
}
