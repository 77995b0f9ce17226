// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Merkle trees over leaf hashes, exactly as `binary-merkle-tree` shapes them.
//!
//! The last node of an odd level moves up unchanged. Node hashes carry a tag that no leaf hash has,
//! so that neither can pass for the other.

use crate::{
	hash::{tagged, tagged_many, Tagged},
	Error,
};
use alloc::{vec, vec::Vec};
use binary_merkle_tree::{verify_proof, Leaf};
use codec::Output;
use hash256_std_hasher::Hash256StdHasher;
use sp_core::{Hasher, H256};

const NODE_TAG: &[u8] = b"medibloc/tree/node/v1";

/// Hashes the two children of a node for `binary-merkle-tree`, which hands them over as one slice.
#[derive(Debug)]
pub(crate) struct NodeHasher;

impl Hasher for NodeHasher {
	type Out = H256;
	type StdHasher = Hash256StdHasher;
	const LENGTH: usize = 32;

	fn hash(children: &[u8]) -> H256 {
		let mut hash = Tagged::new(NODE_TAG);
		hash.write(children);
		hash.finish()
	}
}

/// The number of levels below the root of a tree with `count` leaves.
fn height(count: u32) -> u32 {
	u32::BITS.saturating_sub(count.saturating_sub(1).leading_zeros())
}

/// Whether the node that leaf `index` of `count` has become on `level` has a sibling there.
fn has_sibling(count: u32, index: u32, level: u32) -> bool {
	(index >> level) ^ 1 <= count.saturating_sub(1) >> level
}

/// The number of siblings between leaf `index` of `count` and the root.
fn path_len(count: u32, index: u32) -> usize {
	(0..height(count)).filter(|level| has_sibling(count, index, *level)).count()
}

/// Whether `leaf` is the hash at `index` of the `count` under `root`.
///
/// The path must have the one length that fits, else whoever builds a lopsided tree could prove two
/// leaves at one index.
pub fn verify(root: &H256, count: u32, index: u32, leaf: &H256, path: &[H256]) -> bool {
	path.len() == path_len(count, index)
		&& verify_proof::<NodeHasher, _, _>(
			root,
			path.iter().copied(),
			count,
			index,
			Leaf::Hash(*leaf),
		)
}

/// A tree kept in memory, to prove any of its leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
	/// From the leaves to the root. No level is empty.
	levels: Vec<Vec<H256>>,
	count: u32,
}

impl Tree {
	/// Builds the tree over these leaf hashes.
	pub fn new(leaves: Vec<H256>) -> Result<Self, Error> {
		if leaves.is_empty() {
			return Err(Error::Empty);
		}
		let count = u32::try_from(leaves.len()).map_err(|_| Error::TooMany)?;
		let mut levels = vec![leaves];
		while let Some(level) = levels.last().filter(|level| level.len() > 1) {
			let (pairs, odd) = level.as_chunks::<2>();
			let mut above = tagged_many(NODE_TAG, pairs);
			above.extend(odd);
			levels.push(above);
		}
		Ok(Self { levels, count })
	}

	/// The root.
	pub fn root(&self) -> H256 {
		self.levels.last().and_then(|level| level.first()).copied().unwrap_or_default()
	}

	/// The number of leaves, which is never zero.
	pub fn count(&self) -> u32 {
		self.count
	}

	/// The leaf hashes.
	pub fn leaves(&self) -> &[H256] {
		self.levels.first().map_or(&[], Vec::as_slice)
	}

	/// The siblings from leaf `index` to the root.
	pub fn path(&self, index: u32) -> Result<Vec<H256>, Error> {
		if index >= self.count {
			return Err(Error::NotFound);
		}
		let mut position = usize::try_from(index).map_err(|_| Error::NotFound)?;
		let mut path = Vec::with_capacity(self.levels.len());
		for level in &self.levels {
			path.extend(level.get(position ^ 1));
			position >>= 1;
		}
		Ok(path)
	}
}

/// The root over leaf hashes that come one by one. Keeps one hash a level instead of the tree.
#[derive(Clone, Debug, Default)]
pub struct RootBuilder {
	/// The roots of the full subtrees so far, from left to right, of which each is higher than the
	/// next: one for each bit of the count.
	peaks: Vec<H256>,
	count: u32,
}

impl RootBuilder {
	/// Takes the next leaf hash.
	pub fn push(&mut self, leaf: H256) -> Result<(), Error> {
		let count = self.count.checked_add(1).ok_or(Error::TooMany)?;
		let mut hash = leaf;
		for _ in 0..self.count.trailing_ones() {
			let Some(left) = self.peaks.pop() else { break };
			hash = tagged(NODE_TAG, [left, hash]);
		}
		self.peaks.push(hash);
		self.count = count;
		Ok(())
	}

	/// The number of leaves so far.
	pub fn count(&self) -> u32 {
		self.count
	}

	/// The root, which is that of a [`Tree`] over the same leaves.
	pub fn finish(self) -> Result<H256, Error> {
		let peaks = self.peaks.into_iter().rev();
		peaks.reduce(|right, left| tagged(NODE_TAG, [left, right])).ok_or(Error::Empty)
	}
}

/// Checks many paths of one tree, and accepts exactly what [`verify`] accepts.
///
/// Neighbours share most of their path, so the last node hashed on each level is remembered: in the
/// order of their indices, paths cost one node hash each on average, whatever their length.
#[derive(Clone, Debug)]
pub struct Verifier {
	root: H256,
	count: u32,
	nodes: Vec<Node>,
}

#[derive(Clone, Debug)]
struct Node {
	children: [H256; 2],
	hash: H256,
}

impl Node {
	fn new(children: [H256; 2]) -> Self {
		Self { children, hash: tagged(NODE_TAG, children) }
	}
}

impl Verifier {
	/// For the tree of `count` leaves with this root.
	pub fn new(root: H256, count: u32) -> Self {
		let nodes = (0..height(count)).map(|_| Node::new(Default::default())).collect();
		Self { root, count, nodes }
	}

	/// Whether `leaf` is the hash at `index`.
	pub fn verify(&mut self, index: u32, leaf: &H256, path: &[H256]) -> bool {
		if index >= self.count || path.len() != path_len(self.count, index) {
			return false;
		}
		let mut hash = *leaf;
		let mut siblings = path.iter();
		for (level, node) in (0..).zip(&mut self.nodes) {
			if !has_sibling(self.count, index, level) {
				continue;
			}
			let Some(&sibling) = siblings.next() else { return false };
			let is_right = (index >> level) & 1 == 1;
			let children = if is_right { [sibling, hash] } else { [hash, sibling] };
			if node.children != children {
				*node = Node::new(children);
			}
			hash = node.hash;
		}
		hash == self.root
	}
}
