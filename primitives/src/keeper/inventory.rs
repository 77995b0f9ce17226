// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Merkle sum tree over all pieces of one keeper.

use super::{Piece, ProofError};
use alloc::{vec, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{ConstU32, H256};
use sp_crypto_hashing::blake2_256;
use sp_runtime::BoundedVec;

/// The most levels of an inventory above its pieces.
pub const MAX_INVENTORY_LEVELS: u32 = 40;

/// Siblings from a piece to the top of its inventory.
pub type InventoryPath = BoundedVec<Sibling, ConstU32<MAX_INVENTORY_LEVELS>>;

/// All pieces of a keeper.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Inventory {
	/// Root of the tree over the pieces.
	pub root: H256,
	/// How many bytes they have together.
	pub sum: u64,
}

/// Where a sibling stands.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Side {
	/// Its bytes come before.
	#[codec(index = 0)]
	Left,
	/// Its bytes come after.
	#[codec(index = 1)]
	Right,
}

/// A node beside the way up.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Sibling {
	/// Where it stands.
	pub side: Side,
	/// Its hash.
	pub hash: H256,
	/// How many bytes there are below it.
	pub sum: u64,
}

/// A node: its hash, and how many bytes there are below it.
#[derive(Clone, Copy, Debug)]
struct Node {
	hash: H256,
	sum: u64,
}

impl Node {
	/// The leaf of a piece. Pieces without bytes are refused: no draw would ever ask for them.
	fn of_piece(piece: &Piece) -> Result<Self, ProofError> {
		if piece.length == 0 {
			return Err(ProofError::Empty);
		}
		let hash = blake2_256(&("medibloc/keeper/entry/v1", piece).encode());
		Ok(Self { hash: hash.into(), sum: piece.length })
	}

	/// The parent. It commits to the sum of each child, not to their total alone: else a keeper could name
	/// other sums for the same children with each proof.
	fn join(left: &Self, right: &Self) -> Result<Self, ProofError> {
		let sum = left.sum.checked_add(right.sum).ok_or(ProofError::WrongSum)?;
		let parts =
			("medibloc/keeper/sum/v1", &left.hash, left.sum, &right.hash, right.sum).encode();
		Ok(Self { hash: blake2_256(&parts).into(), sum })
	}
}

impl Inventory {
	/// Checks that `piece` is in it, and says how many bytes come before the piece.
	///
	/// The tree may have any shape. As nodes commit to their children's sums, a shape gives each byte one
	/// place at most, and a byte without a place cannot be proven.
	pub fn start_of(&self, piece: &Piece, path: &[Sibling]) -> Result<u64, ProofError> {
		let mut start: u64 = 0;
		let mut node = Node::of_piece(piece)?;
		for Sibling { side, hash, sum } in path {
			let sibling = Node { hash: *hash, sum: *sum };
			node = match side {
				Side::Left => {
					start = start.checked_add(*sum).ok_or(ProofError::WrongSum)?;
					Node::join(&sibling, &node)?
				},
				Side::Right => Node::join(&node, &sibling)?,
			};
		}
		match (node.hash == self.root, node.sum == self.sum) {
			(true, true) => Ok(start),
			(true, false) => Err(ProofError::WrongSum),
			(false, _) => Err(ProofError::WrongRoot),
		}
	}
}

/// The whole tree of an inventory, from which a keeper answers.
#[derive(Clone, Debug)]
pub struct InventoryTree {
	inventory: Inventory,
	pieces: Vec<Piece>,
	/// The nodes of each level, pieces first.
	levels: Vec<Vec<Node>>,
}

impl InventoryTree {
	/// The tree of these pieces, in order.
	pub fn new(pieces: Vec<Piece>) -> Result<Self, ProofError> {
		let mut levels = vec![pieces.iter().map(Node::of_piece).collect::<Result<Vec<_>, _>>()?];
		let top = loop {
			match levels.last().map(Vec::as_slice) {
				None | Some([]) => return Err(ProofError::Empty),
				Some([top]) => break *top,
				Some(level) => {
					let above = level.chunks(2).filter_map(|pair| match pair {
						[left, right] => Some(Node::join(left, right)),
						alone => alone.first().map(|node| Ok(*node)),
					});
					let above = above.collect::<Result<_, _>>()?;
					levels.push(above);
				},
			}
		};
		Ok(Self { inventory: Inventory { root: top.hash, sum: top.sum }, pieces, levels })
	}

	/// The inventory that it is the tree of.
	pub fn inventory(&self) -> Inventory {
		self.inventory
	}

	/// The piece in which this byte lies, its path, and the byte's offset within the piece.
	pub fn find(&self, offset: u64) -> Result<(Piece, InventoryPath, u64), ProofError> {
		if offset >= self.inventory.sum {
			return Err(ProofError::WrongOffset);
		}
		let (mut rest, mut index) = (offset, 0usize);
		for level in self.levels.iter().rev().skip(1) {
			index = index.saturating_mul(2);
			let left = level.get(index).ok_or(ProofError::WrongPath)?;
			if let Some(after) = rest.checked_sub(left.sum) {
				(rest, index) = (after, index.saturating_add(1));
			}
		}
		let piece = self.pieces.get(index).ok_or(ProofError::WrongPath)?;
		Ok((*piece, self.path(index)?, rest))
	}

	/// The path of the piece of this index.
	pub fn path(&self, index: usize) -> Result<InventoryPath, ProofError> {
		if index >= self.pieces.len() {
			return Err(ProofError::WrongOffset);
		}
		let mut path = InventoryPath::default();
		let mut index = index;
		for level in &self.levels {
			let (side, sibling) = match index % 2 {
				1 => (Side::Left, index.checked_sub(1)),
				_ => (Side::Right, index.checked_add(1)),
			};
			if let Some(node) = sibling.and_then(|sibling| level.get(sibling)) {
				path.try_push(Sibling { side, hash: node.hash, sum: node.sum })
					.map_err(|_| ProofError::WrongPath)?;
			}
			index /= 2;
		}
		Ok(path)
	}
}
