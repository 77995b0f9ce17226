// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Merkle tree over the bytes of one stored file.

use super::ProofError;
use alloc::{vec, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{ConstU32, H256};
use sp_crypto_hashing::blake2_256;
use sp_runtime::BoundedVec;

/// Length of a leaf in bytes. The last leaf of a piece may be shorter.
pub const LEAF_SIZE: u32 = 1024;

/// The most levels of a piece above its leaves.
pub const MAX_PIECE_LEVELS: u32 = 30;

/// The most bytes of a piece: 1 TiB.
pub const MAX_PIECE_LENGTH: u64 = (LEAF_SIZE as u64) << MAX_PIECE_LEVELS;

/// Sibling hashes from a leaf to the top of its piece. A node without a sibling moves up as it is.
pub type PiecePath = BoundedVec<H256, ConstU32<MAX_PIECE_LEVELS>>;

/// A stored file, encrypted.
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
pub struct Piece {
	/// Root of the tree over its leaves, which commits to its length too.
	pub root: H256,
	/// Its length in bytes.
	pub length: u64,
}

impl Piece {
	/// The number of its leaves.
	pub fn leaves(&self) -> u64 {
		self.length.div_ceil(LEAF_SIZE.into())
	}

	/// The index of the leaf that this byte lies in.
	pub fn leaf_at(&self, offset: u64) -> Result<u64, ProofError> {
		if offset >= self.length {
			return Err(ProofError::WrongOffset);
		}
		Ok(offset / u64::from(LEAF_SIZE))
	}

	/// The length that the leaf of this index has.
	fn leaf_length(&self, index: u64) -> Result<u64, ProofError> {
		let size = u64::from(LEAF_SIZE);
		let start = index.checked_mul(size).ok_or(ProofError::WrongOffset)?;
		match self.length.checked_sub(start) {
			Some(rest) if rest > 0 => Ok(rest.min(size)),
			_ => Err(ProofError::WrongOffset),
		}
	}

	/// Checks that this is the leaf of this index.
	pub fn check_leaf(&self, index: u64, leaf: &[u8], path: &[H256]) -> Result<(), ProofError> {
		if self.length > MAX_PIECE_LENGTH {
			return Err(ProofError::WrongLength);
		}
		if u64::try_from(leaf.len()) != Ok(self.leaf_length(index)?) {
			return Err(ProofError::WrongLeaf);
		}
		let mut path = path.iter();
		let (mut index, mut count) = (index, self.leaves());
		let mut hash = hash_leaf(leaf);
		while count > 1 {
			if let Some(is_right) = place(index, count) {
				let sibling = path.next().ok_or(ProofError::WrongPath)?;
				hash = match is_right {
					true => hash_node(sibling, &hash),
					false => hash_node(&hash, sibling),
				};
			}
			(index, count) = (index / 2, count.div_ceil(2));
		}
		if path.next().is_some() {
			return Err(ProofError::WrongPath);
		}
		match hash_root(self.length, &hash) == self.root {
			true => Ok(()),
			false => Err(ProofError::WrongRoot),
		}
	}
}

/// Whether the node of this index is the right child of its parent; `None` if it is the last of a level
/// with an odd number of nodes, which has no sibling.
fn place(index: u64, count: u64) -> Option<bool> {
	let is_right = index % 2 == 1;
	(is_right || count.checked_sub(1) != Some(index)).then_some(is_right)
}

fn hash_leaf(leaf: &[u8]) -> H256 {
	blake2_256(&("medibloc/keeper/leaf/v1", leaf).encode()).into()
}

fn hash_node(left: &H256, right: &H256) -> H256 {
	blake2_256(&("medibloc/keeper/node/v1", left, right).encode()).into()
}

fn hash_root(length: u64, top: &H256) -> H256 {
	blake2_256(&("medibloc/keeper/piece/v1", length, top).encode()).into()
}

/// The whole tree of a piece, from which its keeper proves leaves. It takes 64 bytes for each leaf.
#[derive(Clone, Debug)]
pub struct PieceTree {
	piece: Piece,
	/// The hashes of each level, leaves first.
	levels: Vec<Vec<H256>>,
}

impl PieceTree {
	/// The tree of what these leaves make up, in order: all of [`LEAF_SIZE`] but the last. They are read
	/// once and not kept.
	pub fn new<Leaf: AsRef<[u8]>>(
		leaves: impl IntoIterator<Item = Leaf>,
	) -> Result<Self, ProofError> {
		let size = u64::from(LEAF_SIZE);
		let mut length: u64 = 0;
		let mut hashes = Vec::new();
		for leaf in leaves {
			let leaf = leaf.as_ref();
			let added = u64::try_from(leaf.len()).map_err(|_| ProofError::WrongLeaf)?;
			// A shorter leaf than this must be the last one.
			if added == 0 || added > size || !length.is_multiple_of(size) {
				return Err(ProofError::WrongLeaf);
			}
			length = length.saturating_add(added);
			if length > MAX_PIECE_LENGTH {
				return Err(ProofError::WrongLength);
			}
			hashes.push(hash_leaf(leaf));
		}
		let mut levels = vec![hashes];
		let top = loop {
			match levels.last().map(Vec::as_slice) {
				None | Some([]) => return Err(ProofError::Empty),
				Some([top]) => break *top,
				Some(level) => {
					let above = level.chunks(2).map(|pair| match pair {
						[left, right] => hash_node(left, right),
						alone => alone.first().copied().unwrap_or_default(),
					});
					let above = above.collect();
					levels.push(above);
				},
			}
		};
		Ok(Self { piece: Piece { root: hash_root(length, &top), length }, levels })
	}

	/// The tree of these bytes.
	pub fn of_bytes(bytes: &[u8]) -> Result<Self, ProofError> {
		let size = usize::try_from(LEAF_SIZE).map_err(|_| ProofError::WrongLeaf)?;
		Self::new(bytes.chunks(size))
	}

	/// The piece that it is the tree of.
	pub fn piece(&self) -> Piece {
		self.piece
	}

	/// The path of the leaf of this index.
	pub fn path(&self, index: u64) -> Result<PiecePath, ProofError> {
		if index >= self.piece.leaves() {
			return Err(ProofError::WrongOffset);
		}
		let mut path = PiecePath::default();
		let (mut index, mut count) = (index, self.piece.leaves());
		for level in self.levels.iter().take_while(|level| level.len() > 1) {
			if let Some(is_right) = place(index, count) {
				let sibling = match is_right {
					true => index.checked_sub(1),
					false => index.checked_add(1),
				};
				let hash = sibling
					.and_then(|sibling| level.get(usize::try_from(sibling).ok()?))
					.ok_or(ProofError::WrongPath)?;
				path.try_push(*hash).map_err(|_| ProofError::WrongPath)?;
			}
			(index, count) = (index / 2, count.div_ceil(2));
		}
		Ok(path)
	}
}
