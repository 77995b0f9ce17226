// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Proofs that a keeper stores what it was given.
//!
//! A stored file is a [`Piece`]: a Merkle tree over its leaves of [`LEAF_SIZE`] bytes. All pieces of a
//! keeper are an [`Inventory`]: a Merkle sum tree, whose nodes commit to the number of bytes below them.
//! Each byte of an inventory has one place, so a [drawn offset](drawn_offset) names one leaf of one piece,
//! and the keeper answers with a [`StorageProof`]: the leaf, and the way up to the root.
//!
//! The keeper builds [`PieceTree`]s and an [`InventoryTree`]; whoever checks needs neither.

mod draw;
mod inventory;
mod piece;
mod proof;

pub use draw::drawn_offset;
pub use inventory::{Inventory, InventoryPath, InventoryTree, Sibling, Side, MAX_INVENTORY_LEVELS};
pub use piece::{Piece, PiecePath, PieceTree, LEAF_SIZE, MAX_PIECE_LENGTH, MAX_PIECE_LEVELS};
pub use proof::StorageProof;

/// Why a proof of storage, or what it is made from, is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofError {
	/// A piece has no bytes, or an inventory no pieces.
	Empty,
	/// A piece is longer than [`MAX_PIECE_LENGTH`], or has another length than its tree.
	WrongLength,
	/// A sum does not fit into its type, or is not that of the inventory.
	WrongSum,
	/// The leaf has another length than its place in the piece asks for.
	WrongLeaf,
	/// The path has another length than its place in the tree asks for.
	WrongPath,
	/// The path does not lead to the root.
	WrongRoot,
	/// The offset lies outside of the piece or the inventory.
	WrongOffset,
}

#[cfg(test)]
mod tests;
