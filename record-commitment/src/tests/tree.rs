// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::hashes;
use crate::{
	tree::{verify, NodeHasher, RootBuilder, Tree, Verifier},
	Error,
};
use binary_merkle_tree::{merkle_proof_raw, merkle_root_raw, verify_proof, Leaf};
use proptest::prelude::*;
use sp_core::{Hasher, H256};

#[test]
fn trees_are_those_of_binary_merkle_tree() {
	for count in 1..=70 {
		let leaves = hashes(count);
		let tree = Tree::new(leaves.clone()).unwrap();
		assert_eq!(tree.root(), merkle_root_raw::<NodeHasher, _>(leaves.clone()));
		for (index, leaf) in (0..).zip(&leaves) {
			let proof = merkle_proof_raw::<NodeHasher, _>(leaves.clone(), index);
			assert_eq!(tree.path(index).unwrap(), proof.proof);
			assert!(verify(&tree.root(), count, index, leaf, &proof.proof));
		}
		assert_eq!(tree.path(count), Err(Error::NotFound));
	}
}

#[test]
fn a_root_built_leaf_by_leaf_is_that_of_the_tree() {
	let mut builder = RootBuilder::default();
	for count in 1..=300 {
		let leaves = hashes(count);
		builder.push(leaves[count as usize - 1]).unwrap();
		assert_eq!(builder.count(), count);
		assert_eq!(builder.clone().finish(), Ok(Tree::new(leaves).unwrap().root()));
	}
}

#[test]
fn a_tree_without_leaves_is_refused() {
	assert_eq!(Tree::new(vec![]), Err(Error::Empty));
	assert_eq!(RootBuilder::default().finish(), Err(Error::Empty));
	assert!(!verify(&H256::zero(), 0, 0, &H256::zero(), &[]));
	assert!(!Verifier::new(H256::zero(), 0).verify(0, &H256::zero(), &[]));
}

#[test]
fn a_lopsided_tree_proves_one_leaf_for_each_index() {
	let [leaf, other] = [H256::repeat_byte(1), H256::repeat_byte(2)];
	let root = NodeHasher::hash(&[other.0, leaf.0].concat());
	assert!(verify_proof::<NodeHasher, _, _>(&root, [other], 1, 0, Leaf::Hash(leaf)));
	assert!(!verify(&root, 1, 0, &leaf, &[other]));
	assert!(!Verifier::new(root, 1).verify(0, &leaf, &[other]));
}

#[test]
fn the_largest_count_and_index_are_no_trouble() {
	let path = vec![H256::zero(); 32];
	for index in [0, 1, u32::MAX - 1, u32::MAX] {
		assert!(!verify(&H256::zero(), u32::MAX, index, &H256::zero(), &path));
		assert!(!Verifier::new(H256::zero(), u32::MAX).verify(index, &H256::zero(), &path));
	}
}

proptest! {
	#[test]
	fn random_trees_are_those_of_binary_merkle_tree(
		leaves in prop::collection::vec(any::<[u8; 32]>().prop_map(H256), 1..600),
		index: prop::sample::Index,
	) {
		let count = leaves.len() as u32;
		let index = index.index(leaves.len()) as u32;
		let tree = Tree::new(leaves.clone()).unwrap();
		let proof = merkle_proof_raw::<NodeHasher, _>(leaves, index);
		prop_assert_eq!(tree.root(), proof.root);
		let path = tree.path(index).unwrap();
		prop_assert_eq!(&path, &proof.proof);
		prop_assert!(verify_proof::<NodeHasher, _, _>(
			&proof.root,
			path,
			count,
			index,
			Leaf::Hash(proof.leaf),
		));
	}

	/// Right and wrong paths in any order: what the verifier remembers never changes its answer.
	#[test]
	fn the_verifier_accepts_what_verify_accepts(
		count in 1u32..40,
		attempts in prop::collection::vec((any::<u32>(), 0u32..40, 0u8..4, any::<u32>()), 1..60),
	) {
		let leaves = hashes(count);
		let tree = Tree::new(leaves.clone()).unwrap();
		let root = tree.root();
		let mut verifier = Verifier::new(root, count);
		for (place, claimed, kind, noise) in attempts {
			let place = place % count;
			let mut index = place;
			let mut leaf = leaves[place as usize];
			let mut path = tree.path(place).unwrap();
			match kind {
				0 => (),
				1 => index = claimed,
				2 => leaf.0[(noise % 32) as usize] ^= 1,
				_ => {
					let length = path.len().max(1);
					if let Some(sibling) = path.get_mut(noise as usize % length) {
						sibling.0[0] ^= 1;
					}
				},
			}
			let expected = verify(&root, count, index, &leaf, &path);
			prop_assert_eq!(verifier.verify(index, &leaf, &path), expected);
			if kind == 0 {
				prop_assert!(expected);
			}
		}
	}
}
