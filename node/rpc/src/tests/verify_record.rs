// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{data, error, result};
use serde_json::{json, Value};
use sp_core::H256;

fn proof(index: u32, length: usize) -> Value {
	let commitment = H256::repeat_byte(1);
	json!({ "index": index, "commitment": commitment, "path": vec![H256::repeat_byte(2); length] })
}

#[test]
fn verify_record_tells_whether_the_proof_holds() {
	let batch = data::id(0).0.to_string();
	assert_eq!(result("medibloc_verifyRecord", json!([batch, proof(0, 2)])), true);
	assert_eq!(result("medibloc_verifyRecord", json!([batch, proof(1, 2)])), false);
	assert_eq!(result("medibloc_verifyRecord", json!([batch, proof(0, 32)])), false);
}

#[test]
fn verify_record_rejects_an_unknown_batch() {
	let (code, data) = error("medibloc_verifyRecord", json!(["5", proof(0, 2)]));
	assert_eq!(
		(code, &data["error"], &data["batch"]),
		(9021, &json!("BatchNotFound"), &json!("5"))
	);
}

#[test]
fn verify_record_rejects_a_path_longer_than_any_batch_is_deep() {
	let (code, data) = error("medibloc_verifyRecord", json!(["5", proof(0, 33)]));
	assert_eq!(code, 9014);
	assert_eq!(data, json!({ "error": "PathTooLong", "length": 33, "max": 32 }));
}

#[test]
fn verify_record_rejects_a_proof_without_path() {
	let proof = json!({ "index": 0, "commitment": H256::repeat_byte(1) });
	let (code, data) = error("medibloc_verifyRecord", json!(["5", proof]));
	assert_eq!(code, -32602);
	assert!(data.as_str().is_some_and(|text| text.contains("missing field `path`")));
}
