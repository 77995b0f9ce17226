// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Records: committing to them, and opening their commitments.

use crate::{
	chunks::{ChunkSummary, Chunks, DEFAULT_CHUNK_SIZE},
	fields::Fields,
	manifest::{Manifest, Version},
	salt::RecordSalt,
	schema::Schema,
	Error,
};
use medibloc_primitives::record::{Commitment, Origin};
use sp_core::H256;

/// The author's statements about a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordBuilder {
	schema: Schema,
	origin: Origin,
	chunk_size: u32,
	previous: Option<Commitment>,
}

impl RecordBuilder {
	/// A record of this kind and origin.
	pub fn new(schema: Schema, origin: Origin) -> Self {
		Self { schema, origin, chunk_size: DEFAULT_CHUNK_SIZE, previous: None }
	}

	/// Cuts the record into chunks of this many bytes.
	pub fn chunk_size(mut self, chunk_size: u32) -> Self {
		self.chunk_size = chunk_size;
		self
	}

	/// States that the record corrects the one with this commitment.
	pub fn previous(mut self, commitment: Commitment) -> Self {
		self.previous = Some(commitment);
		self
	}

	/// Commits to a record without fields.
	pub fn commit_bytes(&self, salt: RecordSalt, content: &[u8]) -> Result<Record, Error> {
		Ok(self.commit(Chunks::new(salt, self.chunk_size, content)?, None))
	}

	/// Commits to a JSON document and to each of its fields.
	#[cfg(feature = "std")]
	pub fn commit_json(&self, salt: RecordSalt, document: &[u8]) -> Result<Record, Error> {
		let fields = Fields::from_json(salt.clone(), document)?;
		Ok(self.commit(Chunks::new(salt, self.chunk_size, document)?, Some(fields)))
	}

	/// Commits to a record that was too large to be held in memory. The chunk size is the one that
	/// the [`Chunker`](crate::chunks::Chunker) was given.
	pub fn commit_chunks(&self, chunks: Chunks) -> Record {
		self.commit(chunks, None)
	}

	/// The manifest of a record without fields, from what a
	/// [`ChunkHasher`](crate::chunks::ChunkHasher) gives: as [`commit_chunks`](Self::commit_chunks),
	/// without the tree that proves the chunks.
	pub fn describe(&self, chunks: ChunkSummary) -> Manifest {
		self.manifest(chunks, None)
	}

	fn commit(&self, chunks: Chunks, fields: Option<Fields>) -> Record {
		let manifest = self.manifest(chunks.summary(), fields.as_ref().map(Fields::root));
		Record { manifest, chunks, fields }
	}

	fn manifest(&self, chunks: ChunkSummary, field_root: Option<H256>) -> Manifest {
		let ChunkSummary { byte_length, chunk_size, root } = chunks;
		Manifest {
			version: Version::V1,
			schema: self.schema,
			origin: self.origin,
			byte_length,
			chunk_size,
			chunk_root: root,
			field_root,
			previous: self.previous,
		}
	}
}

/// A record that was committed to, able to prove its parts. Does not hold the content of chunks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
	manifest: Manifest,
	chunks: Chunks,
	fields: Option<Fields>,
}

impl Record {
	/// Opens a commitment in full: whether `content` under `salt` is what the manifest describes,
	/// chunks and fields alike. Compare the manifest's commitment with the anchored one.
	#[cfg(feature = "std")]
	pub fn open(manifest: &Manifest, salt: RecordSalt, content: &[u8]) -> Result<Self, Error> {
		let builder = RecordBuilder {
			schema: manifest.schema,
			origin: manifest.origin,
			chunk_size: manifest.chunk_size,
			previous: manifest.previous,
		};
		let record = match manifest.field_root {
			Some(_) => builder.commit_json(salt, content)?,
			None => builder.commit_bytes(salt, content)?,
		};
		if record.manifest == *manifest {
			Ok(record)
		} else {
			Err(Error::Mismatch)
		}
	}

	/// The manifest, to be kept with the record.
	pub fn manifest(&self) -> &Manifest {
		&self.manifest
	}

	/// The commitment, to be anchored.
	pub fn commitment(&self) -> Commitment {
		self.manifest.commitment()
	}

	/// The secret of the record, to be kept with it.
	pub fn salt(&self) -> &RecordSalt {
		self.chunks.salt()
	}

	/// The chunks, which prove parts of the content.
	pub fn chunks(&self) -> &Chunks {
		&self.chunks
	}

	/// The fields, which prove themselves, if the record was committed to as JSON.
	pub fn fields(&self) -> Option<&Fields> {
		self.fields.as_ref()
	}
}
