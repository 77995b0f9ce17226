// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{data, error, mock, result, ALICE, BOB};
use medibloc_primitives::{credential::Role, record::Subject, ItemId};
use medibloc_rpc_types::RecordProof;
use medibloc_verifier::{AuthorCertification, ProvenRecord, RecordStatus, Trusted};
use serde_json::json;
use sp_keyring::Sr25519Keyring::{Alice, Bob};

fn proven(id: ItemId) -> Option<ProvenRecord> {
	let answer = result("medibloc_recordProof", json!([ALICE, id.0.to_string()]));
	let proof: medibloc_verifier::RecordProof =
		serde_json::from_value(answer).expect("the verifier reads the answer");
	let trusted = Trusted::Block(mock::hash_of(mock::Kind::Finalized));
	let subject = Subject::Account(Alice.to_account_id());
	proof.verify(&trusted, &subject, id).expect("the proof holds")
}

#[test]
fn the_verifier_reads_what_became_of_a_record() {
	let record = proven(data::id(1)).expect("there is such a record");
	assert_eq!(record.current(), Err(RecordStatus::Superseded { by: data::id(2) }));
	let author = record.author.expect("Bob wrote it");
	assert_eq!((author.account, author.role), (Bob.to_account_id(), Role::Practitioner));
	assert_eq!(author.certification, AuthorCertification::Certified);
	assert_eq!(record.time, data::NOW);
}

#[test]
fn absence_is_proven() {
	assert_eq!(proven(data::id(9)), None);
}

#[test]
fn the_keys_are_named() {
	let answer = result("medibloc_recordProof", json!([ALICE, data::id(1).0]));
	let proof: RecordProof =
		serde_json::from_value(answer).expect("the shape is the documented one");
	let items: Vec<_> = proof.keys.into_iter().map(|entry| entry.item).collect();
	let expected = [
		"Timestamp.Now",
		"RecordAnchors.Anchors",
		"RecordAnchors.Lifecycles",
		"RecordAnchors.Tombstones",
		"Credentials.Holders",
		"Credentials.Credentials",
		"Credentials.Histories",
		"Credentials.Authorities",
	];
	assert_eq!(items, expected);
}

#[test]
fn what_is_invalid_is_named() {
	let invalid = |params| error("medibloc_recordProof", params).1["param"].clone();
	assert_eq!(invalid(json!([BOB, "x"])), "id");
	assert_eq!(invalid(json!(["Bob", "1"])), "subject");
}
