// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::mock::*;
use crate::{
	keys,
	record::{self, Mismatch},
	Error,
};
use medibloc_primitives::record::{BatchId, Origin, RecordClass, Source, Subject};
use medibloc_record_commitment::{Batch, Record, RecordBuilder, RecordSalt, Schema};
use sp_core::{Bytes, H256};

fn document(value: u32) -> Record {
	let schema = Schema::from_name("fhir-r4/Observation").unwrap();
	let json =
		format!(r#"{{"resourceType":"Observation","status":"final","valueInteger":{value}}}"#);
	RecordBuilder::new(schema, Origin::Clinician)
		.commit_json(RecordSalt::random().unwrap(), json.as_bytes())
		.unwrap()
}

#[test]
fn fields_are_proven_against_the_commitment() {
	let (mine, other) = (document(1), document(2));
	let commitment = mine.manifest().commitment();
	let proof = mine.fields().unwrap().prove("/valueInteger").unwrap();
	assert_eq!(record::verify_field(&commitment, mine.manifest(), &proof), Ok(()));
	let stolen = other.fields().unwrap().prove("/valueInteger").unwrap();
	let refusal = record::verify_field(&commitment, mine.manifest(), &stolen);
	assert_eq!(refusal, Err(Mismatch::Field));
	let refusal = record::verify_field(&commitment, other.manifest(), &stolen);
	assert_eq!(refusal, Err(Mismatch::Manifest));
}

#[test]
fn chunks_are_proven_against_the_commitment() {
	let content = b"MediBloc";
	let schema = Schema::from_name("binary").unwrap();
	let commit = || {
		RecordBuilder::new(schema, Origin::Import)
			.commit_bytes(RecordSalt::random().unwrap(), content)
			.unwrap()
	};
	let (mine, other) = (commit(), commit());
	let commitment = mine.manifest().commitment();
	let proof = mine.chunks().prove(0, content.to_vec()).unwrap();
	assert_eq!(record::verify_chunk(&commitment, mine.manifest(), &proof), Ok(()));
	let stolen = other.chunks().prove(0, content.to_vec()).unwrap();
	let refusal = record::verify_chunk(&commitment, mine.manifest(), &stolen);
	assert_eq!(refusal, Err(Mismatch::Chunk));
	let refusal = record::verify_chunk(&H256::zero(), mine.manifest(), &proof);
	assert_eq!(refusal, Err(Mismatch::Manifest));
}

#[test]
fn records_are_proven_to_be_in_an_anchored_batch() {
	let commitments: Vec<_> = (0..5).map(H256::repeat_byte).collect();
	let batch = Batch::new(commitments).unwrap();
	let id = BatchId::new(START, 1, 3).unwrap();
	let source = Source::Clinician(7);
	let mut chain = chain();
	chain.execute_with(|| {
		let stored =
			pallet_record_anchors::Batch { root: batch.root(), count: batch.count(), source };
		pallet_record_anchors::Batches::<Test>::insert(id, stored);
	});
	let (root, nodes) = prove_keys(&mut chain, &[keys::batches(id)]);
	let nodes: Vec<_> = nodes.into_iter().map(Bytes).collect();
	let anchored = record::anchored_batch(root, id, &nodes).unwrap().unwrap();
	assert_eq!((anchored.count, anchored.source), (5, source));

	let proof = batch.prove(3).unwrap();
	let verify = |proof: &_| record::verify_in_batch(&anchored.root, anchored.count, proof);
	assert_eq!(verify(&proof), Ok(()));
	let mut elsewhere = proof.clone();
	elsewhere.index = 2;
	assert_eq!(verify(&elsewhere), Err(Mismatch::Batch));
	let mut larger = proof;
	larger.count = 6;
	assert_eq!(verify(&larger), Err(Mismatch::Count));

	let unknown = BatchId::new(START, 1, 4).unwrap();
	let (_, nodes) = prove_keys(&mut chain, &[keys::batches(unknown)]);
	let nodes: Vec<_> = nodes.into_iter().map(Bytes).collect();
	assert_eq!(record::anchored_batch(root, unknown, &nodes), Ok(None));
}

#[test]
fn what_is_anchored_is_read_out_of_a_proof() {
	let mut chain = chain();
	let id = chain.execute_with(|| anchor(RecordClass::Dental));
	let subject = Subject::Account(patient());
	let (root, nodes) = prove_keys(&mut chain, &[keys::anchors(&subject, id)]);
	let nodes: Vec<_> = nodes.into_iter().map(Bytes).collect();
	let anchored = record::anchored(root, &subject, id, &nodes).unwrap().unwrap();
	assert_eq!(anchored.commitment, H256::repeat_byte(0xc0));
	assert_eq!((anchored.class, anchored.source), (RecordClass::Dental, Source::Patient));
	assert!(record::anchored(root, &Subject::Account(stranger()), id, &nodes).is_err());
	assert_eq!(record::anchored(H256::zero(), &subject, id, &nodes), Err(Error::OtherState));
	let twice = [&nodes[..], &nodes[..1]].concat();
	assert_eq!(record::anchored(root, &subject, id, &twice), Err(Error::Superfluous));
}
