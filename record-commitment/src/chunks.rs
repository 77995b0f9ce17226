// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Chunks: the plaintext of a record cut into equal lengths, to prove a part of a large file.

use crate::{
	hash::{tagged_many, Tagged},
	manifest::Manifest,
	salt::{LeafSalt, RecordSalt},
	tree::{self, RootBuilder, Tree},
	Error,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// The largest chunk: small enough to be handled in memory wherever a chunk is checked.
pub const MAX_CHUNK_SIZE: u32 = 1 << 20;

/// The chunk size to use where nothing speaks for another: small enough that a transaction can show
/// a chunk. Content may then have 16 TiB less one chunk.
pub const DEFAULT_CHUNK_SIZE: u32 = 1 << 12;

const LEAF_TAG: &[u8] = b"medibloc/record/chunk/v1";

/// So many bytes are hashed at once, in chunks side by side, where the processor can.
const SIDE_BY_SIDE: usize = 1 << 16;

fn leaf(salt: &LeafSalt, index: u32, bytes: &[u8]) -> H256 {
	let mut hash = Tagged::new(LEAF_TAG);
	(salt, index, bytes).encode_to(&mut hash);
	hash.finish()
}

fn ensure_chunk_size(chunk_size: u32) -> Result<(), Error> {
	if (1..=MAX_CHUNK_SIZE).contains(&chunk_size) {
		Ok(())
	} else {
		Err(Error::ChunkSize)
	}
}

/// The number of chunks of a record. An empty record has one, which is empty.
pub(crate) fn count(byte_length: u64, chunk_size: u32) -> Result<u32, Error> {
	ensure_chunk_size(chunk_size)?;
	u32::try_from(byte_length.div_ceil(chunk_size.into()).max(1)).map_err(|_| Error::TooMany)
}

/// Cuts a record that comes piece by piece, and hashes each chunk. Holds one chunk, or
/// [`SIDE_BY_SIDE`] bytes of them.
#[derive(Clone)]
struct Cutter {
	salt: RecordSalt,
	chunk_size: u32,
	buffer: Vec<u8>,
	byte_length: u64,
	count: u32,
}

impl Cutter {
	fn new(salt: RecordSalt, chunk_size: u32) -> Result<Self, Error> {
		ensure_chunk_size(chunk_size)?;
		Ok(Self { salt, chunk_size, buffer: Vec::new(), byte_length: 0, count: 0 })
	}

	/// Takes the next bytes, and gives the leaves of the chunks that are full.
	fn update(
		&mut self,
		mut bytes: &[u8],
		mut take: impl FnMut(H256) -> Result<(), Error>,
	) -> Result<(), Error> {
		let chunk_size = usize::try_from(self.chunk_size).map_err(|_| Error::ChunkSize)?;
		if self.buffer.is_empty() {
			bytes = self.close_full(bytes, chunk_size, &mut take)?;
		}
		while !bytes.is_empty() {
			let room = chunk_size.saturating_sub(self.buffer.len());
			let (head, tail) = bytes.split_at_checked(room).unwrap_or((bytes, &[]));
			self.buffer.extend_from_slice(head);
			self.byte_length =
				self.byte_length.checked_add(head.len() as u64).ok_or(Error::TooMany)?;
			bytes = tail;
			if self.buffer.len() == chunk_size {
				take(self.close_chunk()?)?;
				bytes = self.close_full(bytes, chunk_size, &mut take)?;
			}
		}
		Ok(())
	}

	/// Gives the leaves of the chunks that are full as they are, and the bytes after them.
	fn close_full<'a>(
		&mut self,
		bytes: &'a [u8],
		chunk_size: usize,
		take: &mut impl FnMut(H256) -> Result<(), Error>,
	) -> Result<&'a [u8], Error> {
		let at_once = SIDE_BY_SIDE.checked_div(chunk_size).unwrap_or_default().max(1);
		let mut chunks = bytes.chunks_exact(chunk_size);
		loop {
			let preimages = (0u32..)
				.zip(chunks.by_ref().take(at_once))
				.map(|(offset, chunk)| {
					let index = self.count.checked_add(offset).ok_or(Error::TooMany)?;
					Ok((self.salt.chunk(index), index, chunk))
				})
				.collect::<Result<Vec<_>, Error>>()?;
			let Some((_, last, _)) = preimages.last() else { return Ok(chunks.remainder()) };
			self.count = last.checked_add(1).ok_or(Error::TooMany)?;
			let length = preimages.iter().map(|(_, _, chunk)| chunk.len() as u64).sum();
			self.byte_length = self.byte_length.checked_add(length).ok_or(Error::TooMany)?;
			for leaf in tagged_many(LEAF_TAG, &preimages) {
				take(leaf)?;
			}
		}
	}

	/// The leaf of the last chunk, if it is not full or the only one.
	fn last(&mut self) -> Result<Option<H256>, Error> {
		match !self.buffer.is_empty() || self.count == 0 {
			true => self.close_chunk().map(Some),
			false => Ok(None),
		}
	}

	fn close_chunk(&mut self) -> Result<H256, Error> {
		let index = self.count;
		self.count = index.checked_add(1).ok_or(Error::TooMany)?;
		let leaf = leaf(&self.salt.chunk(index), index, &self.buffer);
		self.buffer.clear();
		Ok(leaf)
	}
}

/// Takes a record piece by piece, to prove its chunks. Needs memory for one chunk, and 64 bytes for
/// each one before it; [`ChunkHasher`] does without.
#[derive(Clone)]
pub struct Chunker {
	cutter: Cutter,
	leaves: Vec<H256>,
}

impl Chunker {
	/// Starts a record.
	pub fn new(salt: RecordSalt, chunk_size: u32) -> Result<Self, Error> {
		Ok(Self { cutter: Cutter::new(salt, chunk_size)?, leaves: Vec::new() })
	}

	/// Takes the next bytes, as many as there are at hand.
	pub fn update(&mut self, bytes: &[u8]) -> Result<(), Error> {
		let leaves = &mut self.leaves;
		self.cutter.update(bytes, |leaf| {
			leaves.push(leaf);
			Ok(())
		})
	}

	/// Ends the record.
	pub fn finish(mut self) -> Result<Chunks, Error> {
		self.leaves.extend(self.cutter.last()?);
		let Cutter { salt, chunk_size, byte_length, .. } = self.cutter;
		Ok(Chunks { salt, chunk_size, byte_length, tree: Tree::new(self.leaves)? })
	}
}

/// Takes a record of any length piece by piece, for its root alone. Needs memory for one chunk and
/// one hash a level of the tree.
#[derive(Clone)]
pub struct ChunkHasher {
	cutter: Cutter,
	root: RootBuilder,
}

impl ChunkHasher {
	/// Starts a record.
	pub fn new(salt: RecordSalt, chunk_size: u32) -> Result<Self, Error> {
		Ok(Self { cutter: Cutter::new(salt, chunk_size)?, root: RootBuilder::default() })
	}

	/// Takes the next bytes, as many as there are at hand.
	pub fn update(&mut self, bytes: &[u8]) -> Result<(), Error> {
		let root = &mut self.root;
		self.cutter.update(bytes, |leaf| root.push(leaf))
	}

	/// Ends the record.
	pub fn finish(mut self) -> Result<ChunkSummary, Error> {
		if let Some(leaf) = self.cutter.last()? {
			self.root.push(leaf)?;
		}
		let Cutter { chunk_size, byte_length, .. } = self.cutter;
		Ok(ChunkSummary { byte_length, chunk_size, root: self.root.finish()? })
	}
}

/// The chunks of a record, as its manifest describes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChunkSummary {
	/// The length of the content.
	pub byte_length: u64,
	/// The length of each chunk but the last.
	pub chunk_size: u32,
	/// The Merkle root over the chunks.
	pub root: H256,
}

/// The chunks of a record, without the content itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunks {
	salt: RecordSalt,
	chunk_size: u32,
	byte_length: u64,
	tree: Tree,
}

impl Chunks {
	/// Cuts `content` into chunks.
	pub fn new(salt: RecordSalt, chunk_size: u32, content: &[u8]) -> Result<Self, Error> {
		let mut chunker = Chunker::new(salt, chunk_size)?;
		chunker.update(content)?;
		chunker.finish()
	}

	/// The Merkle root over the chunks.
	pub fn root(&self) -> H256 {
		self.tree.root()
	}

	/// The number of chunks, which is never zero.
	pub fn count(&self) -> u32 {
		self.tree.count()
	}

	/// The salted hashes of the chunks, which tell nothing of the content.
	pub fn leaves(&self) -> &[H256] {
		self.tree.leaves()
	}

	/// The length of the content.
	pub fn byte_length(&self) -> u64 {
		self.byte_length
	}

	/// The length of each chunk but the last.
	pub fn chunk_size(&self) -> u32 {
		self.chunk_size
	}

	/// The proof of the chunk at `index`, whose content is `bytes`.
	pub fn prove(&self, index: u32, bytes: Vec<u8>) -> Result<ChunkProof, Error> {
		let path = self.tree.path(index)?;
		let salt = self.salt.chunk(index);
		if usize::try_from(index).ok().and_then(|index| self.leaves().get(index))
			!= Some(&leaf(&salt, index, &bytes))
		{
			return Err(Error::Mismatch);
		}
		Ok(ChunkProof { index, salt, bytes, path })
	}

	/// The chunks, as a manifest describes them.
	pub fn summary(&self) -> ChunkSummary {
		ChunkSummary {
			byte_length: self.byte_length,
			chunk_size: self.chunk_size,
			root: self.root(),
		}
	}

	pub(crate) fn salt(&self) -> &RecordSalt {
		&self.salt
	}
}

/// Shows one chunk of a record and nothing else of its content.
#[derive(
	Clone,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct ChunkProof {
	/// The place of the chunk.
	pub index: u32,
	/// The salt of the chunk.
	pub salt: LeafSalt,
	/// The chunk.
	#[serde(with = "sp_core::bytes")]
	pub bytes: Vec<u8>,
	/// The sibling hashes from the leaf to the root.
	pub path: Vec<H256>,
}

impl ChunkProof {
	/// Whether this is a chunk of the record that the manifest describes.
	pub fn verify(&self, manifest: &Manifest) -> bool {
		let Ok(count) = manifest.chunk_count() else { return false };
		let start = u64::from(self.index).saturating_mul(manifest.chunk_size.into());
		let length = manifest.byte_length.saturating_sub(start).min(manifest.chunk_size.into());
		let leaf = leaf(&self.salt, self.index, &self.bytes);
		self.bytes.len() as u64 == length
			&& tree::verify(&manifest.chunk_root, count, self.index, &leaf, &self.path)
	}
}
