// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{hashes, neighbours};
use crate::{
	batch::{verify, Verifier, MAX_RECORDS},
	Batch, BatchProof, Error,
};
use proptest::prelude::*;
use sp_core::H256;

#[test]
fn every_record_of_a_batch_is_proven() {
	for count in 1..=33 {
		let batch = Batch::new(hashes(count)).unwrap();
		let mut verifier = Verifier::new(batch.root(), count).unwrap();
		assert_eq!(batch.count(), count);
		for index in 0..count {
			let proof = batch.prove(index).unwrap();
			assert!(proof.verify(&batch.root()));
			assert!(verifier.verify(&proof));
		}
		assert_eq!(batch.prove(count), Err(Error::NotFound));
	}
}

#[test]
fn any_flipped_bit_of_proof_or_root_is_rejected() {
	for count in [1, 2, 5, 8, 21] {
		let batch = Batch::new(hashes(count)).unwrap();
		let root = batch.root();
		for index in [0, count / 2, count - 1] {
			let proof = batch.prove(index).unwrap();
			let mut verifier = Verifier::new(root, count).unwrap();
			for tampered in neighbours::<BatchProof>(&proof) {
				assert!(!tampered.verify(&root), "{tampered:?}");
				assert!(!verifier.verify(&tampered), "{tampered:?}");
			}
			assert!(neighbours::<H256>(&root).all(|root| !proof.verify(&root)));
		}
	}
}

#[test]
fn an_inner_node_is_not_a_record() {
	let batch = Batch::new(hashes(4)).unwrap();
	// The children of the root: each is the last sibling in the paths of the other.
	let right = batch.prove(0).unwrap().path[1];
	let left = batch.prove(2).unwrap().path[1];
	assert!(!verify(&batch.root(), 2, 0, &left, &[right]));
	assert!(!verify(&batch.root(), 2, 1, &right, &[left]));
	assert!(!verify(&batch.root(), 1, 0, &batch.root(), &[]));
}

#[test]
fn a_leaf_hash_is_not_a_record() {
	let batch = Batch::new(hashes(2)).unwrap();
	let sibling = batch.prove(0).unwrap().path;
	let leaf = batch.prove(1).unwrap().path[0];
	assert!(!verify(&batch.root(), 2, 0, &leaf, &sibling));
}

#[test]
fn a_batch_has_from_one_to_a_million_records() {
	assert_eq!(Batch::new(vec![]), Err(Error::Empty));
	assert_eq!(Batch::new(vec![H256::zero(); MAX_RECORDS as usize + 1]), Err(Error::TooMany));
	assert!(Verifier::new(H256::zero(), MAX_RECORDS + 1).is_none());
	assert!(!verify(&H256::zero(), MAX_RECORDS + 1, 0, &H256::zero(), &[H256::zero(); 21]));
}

proptest! {
	#[test]
	fn a_proof_holds_for_its_own_count_and_index_only(
		count in 1u32..300,
		index: prop::sample::Index,
		other_count in 0u32..300,
		other_index in 0u32..300,
	) {
		let index = index.index(count as usize) as u32;
		let batch = Batch::new(hashes(count)).unwrap();
		let proof = batch.prove(index).unwrap();
		let moved = BatchProof { count: other_count, index: other_index, ..proof.clone() };
		prop_assert_eq!(moved.verify(&batch.root()), moved == proof);
	}
}
