// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Proof that a keeper has one byte of its inventory.

use super::{Inventory, InventoryPath, InventoryTree, Piece, PiecePath, ProofError, LEAF_SIZE};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::ConstU32;
use sp_runtime::BoundedVec;

/// The leaf that a byte lies in, and the way up to the inventory.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct StorageProof {
	/// The leaf.
	pub leaf: BoundedVec<u8, ConstU32<LEAF_SIZE>>,
	/// The path from the leaf to the piece.
	pub leaf_path: PiecePath,
	/// The piece.
	pub piece: Piece,
	/// The path from the piece to the inventory.
	pub piece_path: InventoryPath,
}

impl StorageProof {
	/// Checks that it shows the byte at `offset` of `inventory`.
	pub fn check(&self, inventory: &Inventory, offset: u64) -> Result<(), ProofError> {
		let start = inventory.start_of(&self.piece, &self.piece_path)?;
		let within = offset.checked_sub(start).ok_or(ProofError::WrongOffset)?;
		self.piece.check_leaf(self.piece.leaf_at(within)?, &self.leaf, &self.leaf_path)
	}

	/// Makes the proof of the byte at `offset`. `open` gives the leaf of a piece, by its index, and the
	/// leaf's path.
	pub fn make<E: From<ProofError>>(
		tree: &InventoryTree,
		offset: u64,
		open: impl FnOnce(&Piece, u64) -> Result<(BoundedVec<u8, ConstU32<LEAF_SIZE>>, PiecePath), E>,
	) -> Result<Self, E> {
		let (piece, piece_path, within) = tree.find(offset)?;
		let (leaf, leaf_path) = open(&piece, piece.leaf_at(within)?)?;
		Ok(Self { leaf, leaf_path, piece, piece_path })
	}
}
