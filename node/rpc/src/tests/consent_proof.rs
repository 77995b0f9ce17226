// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{mock, result, ALICE, BOB};
use crate::types::ConsentProof;
use codec::DecodeAll;
use serde_json::json;
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use sp_runtime::traits::{BlakeTwo256, Header as _};
use sp_state_machine::{read_proof_check, StorageProof};
use std::collections::HashMap;

fn check(proof: &ConsentProof) -> Option<HashMap<Vec<u8>, Option<Vec<u8>>>> {
	let nodes = StorageProof::new(proof.proof.iter().map(|node| node.0.clone()));
	let keys = proof.keys.iter().map(|entry| &entry.key.0);
	read_proof_check::<BlakeTwo256, _>(proof.state_root, nodes, keys).ok()
}

fn proof() -> ConsentProof {
	let answer = result("medibloc_consentProof", json!([ALICE, BOB]));
	serde_json::from_value(answer).expect("the shape is the documented one")
}

#[test]
fn the_proof_holds_against_the_state_root() {
	let proof = proof();
	assert_eq!(proof.keys.len(), 9);
	let values = check(&proof).expect("the proof is complete");
	assert_eq!(values[&vec![1; 40]], Some(b"the grants of Alice to Bob".to_vec()));
	for byte in 2..=9 {
		assert_eq!(values[&vec![byte; 40]], None, "absence is proven");
	}
}

#[test]
fn a_proof_with_a_node_less_proves_nothing() {
	let mut proof = proof();
	while proof.proof.pop().is_some() {
		assert_eq!(check(&proof), None);
	}
}

#[test]
fn the_header_leads_from_the_block_to_the_state_root() {
	let proof = proof();
	assert_eq!(proof.block_hash, mock::hash_of(mock::Kind::Finalized));
	assert_eq!(H256(blake2_256(&proof.header.scale)), proof.block_hash);

	let header = mock::Header::decode_all(&mut &proof.header.scale[..]).expect("a header");
	assert_eq!(*header.state_root(), proof.state_root);
	let fields = &proof.header.json;
	assert_eq!(fields.number, u64::from(mock::FINALIZED));
	assert_eq!(fields.parent_hash, *header.parent_hash());
	assert_eq!(fields.state_root, proof.state_root);
	assert_eq!(fields.extrinsics_root, *header.extrinsics_root());
}

#[test]
fn the_json_header_reads_as_the_one_of_chain_get_header() {
	let answer = result("medibloc_consentProof", json!([ALICE, BOB]));
	let mut fields = answer["header"]["json"].clone();
	fields["number"] = json!(format!("{:#x}", fields["number"].as_u64().expect("a number")));
	let header: mock::Header = serde_json::from_value(fields).expect("the fields are those");
	assert_eq!(json!(header.hash()), answer["blockHash"]);
}

#[test]
fn keys_name_the_grantee_that_they_are_of() {
	let answer = result("medibloc_consentProof", json!([ALICE, BOB]));
	assert_eq!(answer["keys"][0]["grantee"], json!({ "account": BOB }));
	assert_eq!(answer["keys"][1]["grantee"], json!({ "institution": BOB }));
	assert_eq!(answer["keys"][2]["grantee"], json!({ "role": "Practitioner" }));
	assert_eq!(answer["keys"][0]["key"], format!("0x{}", "01".repeat(40)));
}
