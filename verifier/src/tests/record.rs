// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::mock::*;
use crate::{
	batch_keys, keys,
	record::{self, Mismatch},
	record_keys, AuthorCertification, ConsentProof, Error, Item, ProvenRecord, RecordProof,
	RecordStatus, Trusted,
};
use medibloc_primitives::{
	credential::Role,
	record::{AnchorId, BatchId, Origin, RecordClass, Source, Subject},
	CredentialInspect,
};
use medibloc_record_commitment::{Batch, Record, RecordBuilder, RecordSalt, Schema};
use sp_core::{Bytes, H256};
use sp_io::TestExternalities;

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

/// A chain on which the hospital anchored this batch.
fn chain_with(batch: &Batch) -> (TestExternalities, BatchId, Source) {
	let id = BatchId::new(START, 1, 3).unwrap();
	let mut chain = chain();
	let source = Source::Clinician(chain.execute_with(|| {
		Credentials::active_serial(&hospital(), Role::Institution).expect("it is certified")
	}));
	chain.execute_with(|| {
		let stored =
			pallet_record_anchors::Batch { root: batch.root(), count: batch.count(), source };
		pallet_record_anchors::Batches::<Test>::insert(id, stored);
	});
	(chain, id, source)
}

#[test]
fn records_are_proven_to_be_in_an_anchored_batch() {
	let commitments: Vec<_> = (0..5).map(H256::repeat_byte).collect();
	let batch = Batch::new(commitments).unwrap();
	let (mut chain, id, source) = chain_with(&batch);
	let (root, nodes) = prove_batch(&mut chain, id);
	let anchored = record::anchored_batch(root, id, &nodes).unwrap().unwrap();
	assert_eq!(anchored.author.as_ref().unwrap().certification, AuthorCertification::Certified);
	let anchored = anchored.current().unwrap();
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
	let (_, nodes) = prove_batch(&mut chain, unknown);
	assert_eq!(record::anchored_batch(root, unknown, &nodes), Ok(None));

	chain.execute_with(|| {
		invalidate(0);
	});
	let (root, nodes) = prove_batch(&mut chain, id);
	let anchored = record::anchored_batch(root, id, &nodes).unwrap().unwrap();
	assert_eq!(anchored.current(), Err(RecordStatus::AuthorVoid));
}

#[test]
fn what_is_anchored_is_read_out_of_a_proof() {
	let mut chain = chain();
	let id = chain.execute_with(|| anchor(RecordClass::Dental));
	let subject = Subject::Account(patient());
	let (root, nodes) = prove_record(&mut chain, id);
	let anchored = record::anchored(root, &subject, id, &nodes).unwrap().unwrap();
	assert_eq!(anchored.current(), Ok(H256::repeat_byte(0xc0)));
	assert_eq!((anchored.class, anchored.source), (RecordClass::Dental, Source::Patient));
	assert_eq!((anchored.author, anchored.time), (None, START));
	assert!(record::anchored(root, &Subject::Account(stranger()), id, &nodes).is_err());
	let elsewhere = record::anchored(H256::zero(), &subject, id, &nodes);
	assert_eq!(elsewhere, Err(Error::OtherState));
	refuses_tampering(&nodes, |nodes| record::anchored(root, &subject, id, nodes).err());
}

#[test]
fn a_record_that_never_was_is_proven_absent() {
	let mut chain = chain();
	let id = AnchorId::new(START, 1, 9).unwrap();
	let (root, nodes) = prove_record(&mut chain, id);
	assert_eq!(record::anchored(root, &Subject::Account(patient()), id, &nodes), Ok(None));
}

#[test]
fn the_record_alone_does_not_tell_what_became_of_it() {
	let mut chain = chain();
	let subject = Subject::Account(patient());
	let id = chain.execute_with(|| {
		let id = anchor(RecordClass::Dental);
		RecordAnchors::retract(signed(patient()), subject.clone(), id).unwrap();
		id
	});
	let (root, nodes) = prove_all(&mut chain, vec![keys::anchors(&subject, id), keys::now()]);
	let lacking = record::anchored(root, &subject, id, &nodes);
	assert_eq!(lacking, Err(Error::Incomplete(Item::Lifecycles)));
}

/// The record, after this happened to it.
fn after(act: impl FnOnce(AnchorId)) -> ProvenRecord {
	let mut chain = chain();
	let id = chain.execute_with(|| {
		let id = anchor_by_hospital();
		set_time(START + DAY);
		act(id);
		id
	});
	let (root, nodes) = prove_record(&mut chain, id);
	let subject = Subject::Account(patient());
	record::anchored(root, &subject, id, &nodes).unwrap().expect("it was anchored")
}

#[test]
fn a_record_stands_whatever_became_of_the_credential_of_its_author_later() {
	let role = Role::Institution;
	let records = [
		after(|_| ()),
		after(|_| Credentials::revoke(signed(board()), hospital(), role).unwrap()),
		after(|_| Credentials::suspend(signed(board()), hospital(), role).unwrap()),
		after(|_| set_time(START + 200 * DAY)),
		after(|_| invalidate(START + DAY)),
	];
	for record in records {
		assert_eq!(record.current(), Ok(H256::repeat_byte(0xc1)));
		let author = record.author.expect("the hospital wrote it");
		assert_eq!((author.account, author.role), (hospital(), role));
		assert_eq!(author.certification, AuthorCertification::Certified);
	}
}

#[test]
fn a_record_whose_author_was_voided_does_not_pass() {
	let record = after(|_| invalidate(0));
	assert_eq!(record.author.as_ref().unwrap().certification, AuthorCertification::Void);
	assert_eq!(record.current(), Err(RecordStatus::AuthorVoid));
}

#[test]
fn a_retracted_record_does_not_pass() {
	let record = after(|id| {
		let subject = Subject::Account(patient());
		RecordAnchors::retract(signed(hospital()), subject, id).unwrap();
	});
	assert_eq!(record.current(), Err(RecordStatus::Retracted { at: START + DAY }));
}

#[test]
fn a_corrected_record_does_not_pass_and_names_the_correction() {
	let record = after(|id| {
		let (subject, role) = (Subject::Account(patient()), Some(Role::Institution));
		let commitment = H256::repeat_byte(0xc2);
		RecordAnchors::amend(signed(hospital()), subject, id, commitment, role).unwrap();
	});
	let by = record.lifecycle.successor.expect("it was corrected");
	assert_eq!(record.current(), Err(RecordStatus::Superseded { by }));
}

#[test]
fn an_erased_record_does_not_pass() {
	let record = after(|id| RecordAnchors::erase(signed(patient()), id).unwrap());
	assert_eq!(record.current(), Err(RecordStatus::Erased { at: START + DAY }));
	assert_eq!(record.commitment, H256::repeat_byte(0xc1));
}

#[test]
fn an_author_whose_period_is_no_longer_kept_is_unknown() {
	let record = after(|_| {
		pallet_credentials::Credentials::<Test>::remove(hospital(), Role::Institution);
		pallet_credentials::Histories::<Test>::remove(hospital(), Role::Institution);
	});
	assert_eq!(record.author.as_ref().unwrap().certification, AuthorCertification::Unknown);
	assert_eq!(record.current(), Err(RecordStatus::AuthorUnknown));
}

#[test]
fn the_answer_of_a_node_proves_a_record() {
	let mut chain = chain();
	let id = chain.execute_with(anchor_by_hospital);
	let subject = Subject::Account(patient());
	let (_, nodes) = prove_record(&mut chain, id);
	let ConsentProof { header, block_hash, state_root, .. } =
		answer(&mut chain, &[keys::now()], &patient(), &hospital());
	let proof = RecordProof { header, block_hash, state_root, proof: nodes };
	let verify = |proof: &RecordProof, trusted| proof.verify(&trusted, &subject, id);
	let proven = verify(&proof, Trusted::Block(block_hash)).unwrap().expect("it is anchored");
	assert_eq!(proven.status(), RecordStatus::Current);
	assert_eq!(verify(&proof, Trusted::StateRoot(state_root)).unwrap(), Some(proven));
	let other = Trusted::Block(H256::zero());
	assert_eq!(verify(&proof, other), Err(Error::WrongBlock));
	let lying = RecordProof { state_root: H256::zero(), ..proof.clone() };
	assert_eq!(verify(&lying, Trusted::Block(block_hash)), Err(Error::Inconsistent));
	let json = serde_json::to_string(&proof).unwrap();
	assert_eq!(serde_json::from_str::<RecordProof>(&json).unwrap(), proof);
}

#[test]
fn the_answer_of_a_node_proves_a_batch() {
	let batch = Batch::new((0..5).map(H256::repeat_byte).collect::<Vec<_>>()).unwrap();
	let (mut chain, id, source) = chain_with(&batch);
	let (_, nodes) = prove_batch(&mut chain, id);
	let ConsentProof { header, block_hash, state_root, .. } =
		answer(&mut chain, &[keys::now()], &patient(), &hospital());
	let proof = RecordProof { header, block_hash, state_root, proof: nodes };
	let trusted = Trusted::Block(block_hash);
	let proven = proof.verify_batch(&trusted, id).unwrap().expect("it is anchored");
	let anchored = proven.current().unwrap();
	assert_eq!((anchored.root, anchored.count, anchored.source), (batch.root(), 5, source));
	assert_eq!((proven.author.unwrap().account, proven.time), (hospital(), START));

	// It shows no other batch, and no record.
	let other = BatchId::new(START, 1, 4).unwrap();
	assert!(proof.verify_batch(&trusted, other).is_err());
	assert!(proof.verify(&trusted, &Subject::Account(patient()), id).is_err());
	let elsewhere = Trusted::Block(H256::zero());
	assert_eq!(proof.verify_batch(&elsewhere, id), Err(Error::WrongBlock));
	let lying = RecordProof { state_root: H256::zero(), ..proof.clone() };
	assert_eq!(lying.verify_batch(&trusted, id), Err(Error::Inconsistent));
	refuses_tampering(&proof.proof, |nodes| {
		let proof = RecordProof { proof: nodes.to_vec(), ..proof.clone() };
		proof.verify_batch(&trusted, id).err()
	});
}

fn prove_record(chain: &mut TestExternalities, id: AnchorId) -> (H256, Vec<Bytes>) {
	let subject = Subject::Account(patient());
	let keys = chain
		.execute_with(|| record_keys(&subject, id, |key| sp_io::storage::get(key).map(Into::into)));
	prove_all(chain, keys.into_iter().map(|(_, key)| key).collect())
}

fn prove_batch(chain: &mut TestExternalities, id: BatchId) -> (H256, Vec<Bytes>) {
	let keys =
		chain.execute_with(|| batch_keys(id, |key| sp_io::storage::get(key).map(Into::into)));
	prove_all(chain, keys.into_iter().map(|(_, key)| key).collect())
}

fn prove_all(chain: &mut TestExternalities, keys: Vec<Vec<u8>>) -> (H256, Vec<Bytes>) {
	let (root, nodes) = prove_keys(chain, &keys);
	(root, nodes.into_iter().map(Bytes).collect())
}
