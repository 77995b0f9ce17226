// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use alloc::{collections::BTreeSet, vec::Vec};
use codec::{Encode, MaxEncodedLen};
use sp_core::H256;

const LENGTHS: [usize; 5] = [1, 1024, 1025, 3000, 7168];

fn data(length: usize) -> Vec<u8> {
	(0..length).map(|at| u8::try_from(at % 251).expect("it is small")).collect()
}

fn tree(length: usize) -> PieceTree {
	PieceTree::of_bytes(&data(length)).expect("there are bytes")
}

fn inventory(lengths: &[usize]) -> InventoryTree {
	InventoryTree::new(lengths.iter().map(|length| tree(*length).piece()).collect())
		.expect("there are pieces")
}

/// The leaf of this index of the piece of this length, and its path.
fn open(length: u64, index: u64) -> Result<(Vec<u8>, PiecePath), ProofError> {
	let length = usize::try_from(length).expect("it is small");
	let index_in_memory = usize::try_from(index).expect("it is small");
	let leaf = data(length).chunks(1024).nth(index_in_memory).map(<[u8]>::to_vec);
	Ok((leaf.ok_or(ProofError::WrongOffset)?, tree(length).path(index)?))
}

fn prove(tree: &InventoryTree, offset: u64) -> Result<StorageProof, ProofError> {
	StorageProof::make(tree, offset, |piece, index| {
		let (leaf, path) = open(piece.length, index)?;
		Ok((leaf.try_into().map_err(|_| ProofError::WrongLeaf)?, path))
	})
}

/// Roots by Python's hashlib.blake2b(digest_size=32), with trees that split at the largest power of two
/// below the number of leaves (RFC 9162) instead of being built by levels.
#[test]
fn roots_are_those_of_another_implementation() {
	for (length, root) in [
		(1, "d219bd8877b83f8b776ec54d819d0bb90a1ed2810bb6f5d55397096a5fca0d5b"),
		(1024, "f92b1f73c10bfdf5a45f01cf1b10593936553fe79b8cbcde8e30d67b4b8a571f"),
		(1025, "f45dd16bb5b1975a291bf8baba955edc2a258049baa7caa2e0d459c61344048f"),
		(2048, "263124ee16651bd727a65395e6fe12e65c118ce84b5f16d63245989c87553a2c"),
		(3000, "30892a0e6f94f4a075d60968d8af1b839dee2b9a0a06183b3ac491dd39f8ca8a"),
		(5121, "f8f4d7623e7fd91107b20b27c8bc66503af6acee60b8583e9ab0e48944bd9ce4"),
		(7168, "398c2b9a84cb40dc82e0b2a2d2874b3cd31f4880f9fbfc4de97769075468a68a"),
	] {
		let root = root.parse().expect("it is a hash");
		let expected = Piece { root, length: u64::try_from(length).expect("it is small") };
		assert_eq!(tree(length).piece(), expected);
	}
	let root = "e8d2731768890fdfc132addd86348cf42a0ec27820ba7a0b4304dbb357085b5e";
	let root = root.parse().expect("it is a hash");
	assert_eq!(inventory(&LENGTHS).inventory(), Inventory { root, sum: 12_218 });
}

#[test]
fn offsets_are_those_of_another_implementation() {
	let draw = |number| drawn_offset(&H256::repeat_byte(7), &9u64, 3, number, 1_000_000_000);
	let offsets: Vec<_> = (0..4).filter_map(draw).collect();
	assert_eq!(offsets, [686_545_194, 693_403_491, 901_460_044, 394_801_677]);
	assert_eq!(drawn_offset(&H256::zero(), &9u64, 0, 0, 0), None);
}

#[test]
fn every_byte_can_be_proven_and_no_other_byte_by_the_same_proof() {
	let tree = inventory(&LENGTHS);
	let inventory = tree.inventory();
	let mut seen = BTreeSet::new();
	// The last leaf of the third piece has but one byte.
	for offset in (0..inventory.sum).filter(|offset| offset % 97 == 0 || *offset == 2_049) {
		let proof = prove(&tree, offset).expect("it is stored");
		assert_eq!(proof.check(&inventory, offset), Ok(()));
		seen.insert(proof.encode());
		let leaf = u64::try_from(proof.leaf.len()).expect("it is small");
		let others = [offset.checked_sub(leaf), offset.checked_add(leaf)];
		for other in others.into_iter().flatten() {
			assert!(proof.check(&inventory, other).is_err());
		}
	}
	// 1 + 1 + 2 + 3 + 7 leaves.
	assert_eq!(seen.len(), 14);
	assert_eq!(prove(&tree, inventory.sum), Err(ProofError::WrongOffset));
}

#[test]
fn a_proof_that_is_changed_anywhere_is_refused() {
	use ProofError::*;
	let tree = inventory(&LENGTHS);
	let (inventory, offset) = (tree.inventory(), 4_000);
	let proof = prove(&tree, offset).expect("it is stored");
	let refused = |change: &dyn Fn(&mut StorageProof)| {
		let mut changed = proof.clone();
		change(&mut changed);
		assert_ne!(changed, proof);
		changed.check(&inventory, offset).expect_err("it is changed")
	};
	assert_eq!(refused(&|it| it.leaf[5] ^= 1), WrongRoot);
	assert_eq!(refused(&|it| assert!(it.leaf.pop().is_some())), WrongLeaf);
	assert_eq!(refused(&|it| it.leaf_path[0].0[0] ^= 1), WrongRoot);
	assert_eq!(refused(&|it| assert!(it.leaf_path.pop().is_some())), WrongPath);
	assert_eq!(refused(&|it| it.leaf_path.try_push(H256::zero()).expect("room")), WrongPath);
	assert_eq!(refused(&|it| it.piece.root.0[0] ^= 1), WrongRoot);
	assert_eq!(refused(&|it| it.piece.length += 1), WrongRoot);
	assert_eq!(refused(&|it| it.piece.length = 0), Empty);
	assert_eq!(refused(&|it| it.piece_path[0].hash.0[0] ^= 1), WrongRoot);
	assert_eq!(refused(&|it| it.piece_path[0].sum += 1), WrongRoot);
	assert_eq!(refused(&|it| it.piece_path[0].sum = u64::MAX), WrongSum);
	assert_eq!(refused(&|it| assert!(it.piece_path.pop().is_some())), WrongRoot);
	let swapped = |it: &mut StorageProof| {
		it.piece_path[0].side = match it.piece_path[0].side {
			Side::Left => Side::Right,
			Side::Right => Side::Left,
		}
	};
	assert_eq!(refused(&swapped), WrongRoot);
	let announced = Inventory { sum: inventory.sum + 1, ..inventory };
	assert_eq!(proof.check(&announced, offset), Err(WrongSum));
}

/// Which bytes there are must not depend on the draw: else a keeper answers each draw with the one piece
/// that it has.
#[test]
fn sums_cannot_be_moved_between_siblings() {
	let tree = inventory(&[1024, 1000]);
	let mut proof = prove(&tree, 0).expect("it is stored");
	assert_eq!(proof.check(&tree.inventory(), 1024), Err(ProofError::WrongOffset));
	proof.piece_path[0].side = Side::Left;
	assert_eq!(proof.check(&tree.inventory(), 1024), Err(ProofError::WrongRoot));
}

#[test]
fn a_node_of_one_tree_is_no_leaf_of_another() {
	let piece = tree(2048).piece();
	let path = tree(2048).path(0).expect("it is a leaf");
	// The top of the piece, as if its two leaves were the only one.
	let nodes = ("medibloc/keeper/node/v1", path[0], path[0]).encode();
	let length = u64::try_from(nodes.len()).expect("it is small");
	let pretended = Piece { root: piece.root, length };
	assert_eq!(pretended.check_leaf(0, &nodes, &[]), Err(ProofError::WrongRoot));
	let alone = Inventory { root: piece.root, sum: piece.length };
	assert_eq!(alone.start_of(&piece, &[]), Err(ProofError::WrongRoot));
}

#[test]
fn what_is_no_piece_has_no_tree() {
	let new = |leaves: &[&[u8]]| PieceTree::new(leaves.iter()).map(|tree| tree.piece());
	assert_eq!(new(&[]), Err(ProofError::Empty));
	assert_eq!(new(&[&[]]), Err(ProofError::WrongLeaf));
	assert_eq!(new(&[&[0; 1025]]), Err(ProofError::WrongLeaf));
	assert_eq!(new(&[&[0; 1000], &[0; 1000]]), Err(ProofError::WrongLeaf));
	assert!(new(&[&[0; 1024], &[0; 1000]]).is_ok());
	assert_eq!(tree(1024).path(1), Err(ProofError::WrongOffset));
}

#[test]
fn what_is_no_inventory_has_no_tree() {
	let new = |lengths: &[u64]| {
		let pieces = lengths.iter().map(|length| Piece { root: H256::zero(), length: *length });
		InventoryTree::new(pieces.collect()).map(|tree| tree.inventory().sum)
	};
	assert_eq!(new(&[]), Err(ProofError::Empty));
	assert_eq!(new(&[1, 0]), Err(ProofError::Empty));
	assert_eq!(new(&[u64::MAX, 1]), Err(ProofError::WrongSum));
	assert_eq!(new(&[u64::MAX - 1, 1]), Ok(u64::MAX));
	assert_eq!(inventory(&[5]).path(1), Err(ProofError::WrongOffset));
}

#[test]
fn a_piece_that_is_too_long_is_refused() {
	let piece = Piece { root: H256::zero(), length: MAX_PIECE_LENGTH + 1 };
	assert_eq!(piece.check_leaf(0, &[0; 1024], &[]), Err(ProofError::WrongLength));
	assert_eq!(piece.leaf_at(piece.length), Err(ProofError::WrongOffset));
	let piece = Piece { length: MAX_PIECE_LENGTH, ..piece };
	assert_eq!(piece.check_leaf(u64::MAX, &[0; 1024], &[]), Err(ProofError::WrongOffset));
	assert_eq!(piece.check_leaf(1 << 30, &[0; 1024], &[]), Err(ProofError::WrongOffset));
}

/// About what the documents say of a proof in a large inventory.
#[test]
fn a_proof_of_a_million_pieces_is_small() {
	let length = 1 << 20;
	let pieces =
		(0..1_000_000u32).map(|id| Piece { root: H256::from_low_u64_be(id.into()), length });
	let tree = InventoryTree::new(pieces.collect()).expect("there are pieces");
	let inventory = tree.inventory();
	let (piece, piece_path, _) = tree.find(inventory.sum / 3).expect("it is inside");
	assert!(inventory.start_of(&piece, &piece_path).is_ok());
	let leaf_path = alloc::vec![H256::zero(); 10].try_into().expect("there is room");
	let leaf = alloc::vec![0; 1024].try_into().expect("there is room");
	let proof = StorageProof { leaf, leaf_path, piece, piece_path };
	assert_eq!(proof.encoded_size(), 2_208);
	assert_eq!(StorageProof::max_encoded_len(), 3_668);
}

/// A keeper that lost a share of its bytes misses all of n draws with probability (1 - share)^n.
#[test]
fn a_keeper_that_lost_one_byte_in_a_hundred_is_found_as_often_as_the_formula_says() {
	let trees = (0..100u32).map(|id| {
		let bytes = data(2048).into_iter().chain(id.to_le_bytes().repeat(256));
		PieceTree::of_bytes(&bytes.collect::<Vec<_>>()).expect("there are bytes")
	});
	let pieces: Vec<_> = trees.collect();
	let tree = InventoryTree::new(pieces.iter().map(PieceTree::piece).collect()).expect("some");
	let inventory = tree.inventory();
	// Three of 300 leaves are lost.
	let lost: BTreeSet<_> = [(4, 0), (50, 2), (99, 1)]
		.map(|(id, leaf): (usize, u64)| (pieces[id].piece().root, leaf))
		.into();
	let is_found = |month: u32, draws: u32| {
		(0..draws).any(|number| {
			let randomness = H256::from_low_u64_be(month.into());
			let offset = drawn_offset(&randomness, &1u64, month, number, inventory.sum);
			let (piece, _, within) =
				tree.find(offset.expect("it has bytes")).expect("it is inside");
			lost.contains(&(piece.root, piece.leaf_at(within).expect("it is inside")))
		})
	};
	// 1 - 0.99^69 = 0.500, and 1 - 0.99^720 = 0.9993: 24 draws on each of 30 days.
	let found = |draws| (0..4_000).filter(|month| is_found(*month, draws)).count();
	// Within four standard deviations, which are 32 and 1.7.
	assert!((1_874..=2_126).contains(&found(69)), "{}", found(69));
	assert!((3_990..=4_000).contains(&found(720)), "{}", found(720));
}
