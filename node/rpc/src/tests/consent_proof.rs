// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{data, mock, result, ALICE, BOB};
use codec::DecodeAll;
use medibloc_primitives::{
	consent::{decide, AccessQuery, Action, Purpose},
	credential::Role,
	record::RecordClass,
};
use medibloc_rpc_types::ConsentProof;
use medibloc_verifier::{Freshness, Question, Trusted};
use serde_json::json;
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::traits::{BlakeTwo256, Header as _};
use sp_state_machine::{read_proof_check, StorageProof};
use std::collections::HashMap;

fn check(proof: &ConsentProof) -> Option<HashMap<Vec<u8>, Option<Vec<u8>>>> {
	let nodes = StorageProof::new(proof.proof.iter().map(|node| node.0.clone()));
	let others = proof.other_keys.iter().map(|entry| &entry.key.0);
	let keys = proof.keys.iter().map(|entry| &entry.key.0).chain(others);
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
	let asked = proof.keys.iter().map(|entry| &entry.key.0);
	let asked: Vec<_> = asked.chain(proof.other_keys.iter().map(|entry| &entry.key.0)).collect();
	let state = data::state().into_iter().filter(|(key, _)| asked.contains(&key));
	let mut stored = 0;
	for (key, value) in state {
		assert_eq!(values[&key], Some(value));
		stored += 1;
	}
	assert_eq!(stored, 5);
	let absent = proof.keys.iter().skip(1).all(|entry| values[&entry.key.0].is_none());
	assert!(absent, "absence is proven");
}

#[test]
fn the_proof_also_shows_time_and_credentials() {
	let items: Vec<_> = proof().other_keys.into_iter().map(|entry| entry.item).collect();
	let mut expected = vec!["Timestamp.Now", "Consent.Summaries"];
	expected.extend(["Credentials.Credentials", "Credentials.Histories"]);
	expected.extend(["Credentials.Credentials"; 6]);
	expected.push("Credentials.Authorities");
	assert_eq!(items, expected);
}

#[test]
fn the_verifier_decides_from_the_answer() {
	let answer = result("medibloc_consentProof", json!([ALICE, BOB]));
	let proof: medibloc_verifier::ConsentProof =
		serde_json::from_value(answer).expect("the verifier reads the answer");
	let request = AccessQuery {
		class: RecordClass::Laboratory,
		anchor: None,
		purpose: Purpose::Treat,
		action: Action::Access,
		place: Some(medibloc_primitives::Jurisdiction(*b"KR")),
	};
	let [patient, accessor] = [Alice, Bob].map(|who| who.to_account_id());
	let trusted = Trusted::Block(mock::hash_of(mock::Kind::Finalized));
	let question = Question { patient, accessor, request };
	let proven = proof.verify(&trusted, &question).expect("the proof holds");
	assert_eq!(proven.facts().was_certified(Role::Practitioner, data::NOW), Some(true));
	let decision = proven.decide(&Freshness::new(data::NOW, 0)).expect("the proof is fresh");
	assert_eq!(decision.verdict, decide(&[data::grant()], &request, request.anchor, data::NOW));
	assert!(decision.verdict.is_permit());
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
	let [alice, bob] = [Alice, Bob].map(|who| who.to_account_id());
	for (entry, (_, key)) in proof().keys.iter().zip(data::consent_keys(alice, bob).consents) {
		assert_eq!(entry.key.0, key);
	}
}
