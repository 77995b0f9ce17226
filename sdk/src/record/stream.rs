// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Streaming commitments, to content that passes through.

use super::{Error, Kind, HEAD_LEN};
use crate::blocking;
use medibloc_primitives::record::{Commitment, Origin};
use medibloc_record_commitment::{
	chunks::DEFAULT_CHUNK_SIZE, ChunkHasher, ChunkSummary, Manifest, RecordBuilder, RecordSalt,
	Schema,
};
use std::{
	fs::File,
	io::{self, Read, Write},
	path::Path,
};

/// Commits to the bytes that are read through it, so that a file is committed to and encrypted in
/// one go and cannot change in between. Needs as little memory for a genome as for a letter.
pub struct Committing<R> {
	reader: R,
	hasher: ChunkHasher,
}

impl<R: Read> Committing<R> {
	/// Reads on from `reader`.
	///
	/// # Errors
	///
	/// None that a caller could cause.
	pub fn new(reader: R, salt: RecordSalt) -> Result<Self, Error> {
		Ok(Self { reader, hasher: ChunkHasher::new(salt, DEFAULT_CHUNK_SIZE)? })
	}

	/// The manifest of all that was read, which goes with the salt into
	/// [`RecordSecrets::described`](super::RecordSecrets::described). `previous` is the commitment to
	/// the record that this one corrects.
	///
	/// # Errors
	///
	/// [`Empty`](Error::Empty) if nothing was read.
	pub fn finish(
		self,
		schema: Schema,
		origin: Origin,
		previous: Option<Commitment>,
	) -> Result<Manifest, Error> {
		let chunks = self.hasher.finish()?;
		if chunks.byte_length == 0 {
			return Err(Error::Empty);
		}
		let mut builder = RecordBuilder::new(schema, origin);
		if let Some(commitment) = previous {
			builder = builder.previous(commitment);
		}
		Ok(builder.describe(chunks))
	}
}

impl<R: Read> Read for Committing<R> {
	fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
		let length = self.reader.read(buffer)?;
		let bytes = buffer.get(..length).unwrap_or_default();
		self.hasher.update(bytes).map_err(io::Error::other)?;
		Ok(length)
	}
}

/// Passes bytes on and tells in the end whether they were the content of a record.
///
/// What was passed on is to be thrown away if they were not.
pub struct Verifying<W> {
	writer: W,
	hasher: ChunkHasher,
	manifest: Manifest,
}

impl<W: Write> Verifying<W> {
	/// Writes on to `writer`.
	///
	/// # Errors
	///
	/// [`Commitment`](Error::Commitment) if the manifest is impossible.
	pub fn new(writer: W, manifest: Manifest, salt: RecordSalt) -> Result<Self, Error> {
		let hasher = ChunkHasher::new(salt, manifest.chunk_size)?;
		Ok(Self { writer, hasher, manifest })
	}

	/// Gives the writer back if all that was written is the content, byte by byte.
	///
	/// # Errors
	///
	/// [`Mismatch`](Error::Mismatch).
	pub fn finish(self) -> Result<W, Error> {
		let ChunkSummary { byte_length, root, .. } = self.hasher.finish()?;
		if byte_length == self.manifest.byte_length && root == self.manifest.chunk_root {
			Ok(self.writer)
		} else {
			Err(Error::Mismatch)
		}
	}
}

impl<W: Write> Write for Verifying<W> {
	fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
		let length = self.writer.write(bytes)?;
		let bytes = bytes.get(..length).unwrap_or_default();
		self.hasher.update(bytes).map_err(io::Error::other)?;
		Ok(length)
	}

	fn flush(&mut self) -> io::Result<()> {
		self.writer.flush()
	}
}

/// Commits to a file of any size by its chunks. Gives its manifest, and what kind of file it is.
///
/// # Errors
///
/// [`Read`](Error::Read), [`Empty`](Error::Empty).
pub async fn commit_file(
	path: impl AsRef<Path>,
	salt: RecordSalt,
	origin: Origin,
	previous: Option<Commitment>,
) -> Result<(Manifest, Kind), Error> {
	let path = path.as_ref().to_owned();
	blocking::run(move || {
		let read_error = |source| Error::Read { path: path.clone(), source };
		let file = File::open(&path).map_err(read_error)?;
		let mut head = Vec::new();
		(&file).take(HEAD_LEN as u64).read_to_end(&mut head).map_err(read_error)?;
		let kind = Kind::detect(&path, &head);
		let mut content = Committing::new(head.as_slice().chain(file), salt)?;
		io::copy(&mut content, &mut io::sink()).map_err(read_error)?;
		Ok((content.finish(kind.schema, origin, previous)?, kind))
	})
	.await
}
