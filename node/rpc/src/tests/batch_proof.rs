// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{data, mock, result};
use medibloc_primitives::{credential::Role, record::BatchId};
use medibloc_rpc_types::RecordProof;
use medibloc_verifier::{AuthorCertification, ProvenBatch, Trusted};
use serde_json::json;
use sp_keyring::Sr25519Keyring::Bob;

fn proven(id: BatchId) -> Option<ProvenBatch> {
	let answer = result("medibloc_batchProof", json!([id.0.to_string()]));
	let proof: medibloc_verifier::RecordProof =
		serde_json::from_value(answer).expect("the verifier reads the answer");
	let trusted = Trusted::Block(mock::hash_of(mock::Kind::Finalized));
	proof.verify_batch(&trusted, id).expect("the proof holds")
}

#[test]
fn the_verifier_reads_a_batch_and_its_author() {
	let batch = proven(data::id(0)).expect("there is such a batch");
	assert_eq!(batch.current(), Ok(data::batch()));
	let author = batch.author.expect("Bob wrote it");
	assert_eq!((author.account, author.role), (Bob.to_account_id(), Role::Practitioner));
	assert_eq!(author.certification, AuthorCertification::Certified);
	assert_eq!(batch.time, data::NOW);
}

#[test]
fn that_there_is_no_batch_is_proven() {
	assert_eq!(proven(data::id(9)), None);
}

#[test]
fn the_keys_are_named() {
	let answer = result("medibloc_batchProof", json!([data::id(0).0]));
	let proof: RecordProof =
		serde_json::from_value(answer).expect("the shape is the documented one");
	let items: Vec<_> = proof.keys.into_iter().map(|entry| entry.item).collect();
	let expected = [
		"Timestamp.Now",
		"RecordAnchors.Batches",
		"Credentials.Holders",
		"Credentials.Credentials",
		"Credentials.Histories",
		"Credentials.Authorities",
	];
	assert_eq!(items, expected);
}
