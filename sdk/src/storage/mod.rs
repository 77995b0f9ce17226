// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Storage of encrypted files under content ids.
//!
//! A file is cut into blocks of 1 MiB. Each block is named by its hash, and the file by the hash of
//! the tree over its blocks: the [`ContentId`] is the one that IPFS gives the file (CIDv1, UnixFS,
//! raw leaves; `ipfs add --cid-version=1 --chunker=size-1048576`). So whoever has the id can check
//! every block, and no place where blocks are kept needs to be trusted.
//!
//! Where blocks are kept is behind [`Blocks`]: a folder, memory, a bucket (feature `s3`), or
//! whatever implements the trait.
//!
//! [`Storage::upload`] and [`Storage::download`] go on where they were interrupted. The block that
//! names a file is written last, so a file is there in full or not at all. Only ciphertext belongs
//! here; this is not checked.

mod blocks;
mod content_id;
mod download;
mod error;
mod journal;
mod object;
#[cfg(test)]
mod tests;
mod tree;
mod upload;

pub use blocks::{Blocks, Stored};
pub use content_id::{ContentId, CONTENT_ID_LEN};
pub use error::Error;
pub use object::ObjectBlocks;
pub use tree::{Layout, BLOCK_LEN};

use bytes::Bytes;
use object_store::memory::InMemory;
use std::{path::Path, sync::Arc};

/// The progress of an upload, download or check, in bytes of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
	/// Done so far, earlier runs included.
	pub done: u64,
	/// In all.
	pub total: u64,
}

/// So many blocks are on their way at once.
const PARALLEL: usize = 4;

/// A place for encrypted files. Clones are the same place.
#[derive(Clone, Debug)]
pub struct Storage {
	blocks: Arc<dyn Blocks>,
}

impl Storage {
	/// In a local folder, which is made if it is not there. What was written survives a loss of
	/// power.
	///
	/// # Errors
	///
	/// [`Full`](Error::Full), [`ReadOnly`](Error::ReadOnly), [`Local`](Error::Local).
	pub fn folder(path: impl AsRef<Path>) -> Result<Self, Error> {
		Ok(Self::new(ObjectBlocks::folder(path.as_ref())?))
	}

	/// In the memory of this process, for tests.
	pub fn memory() -> Self {
		Self::new(ObjectBlocks::new(Arc::new(InMemory::new()), "memory"))
	}

	/// In a bucket that speaks the protocol of Amazon S3. Credentials, region and endpoint are
	/// taken from the environment (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`,
	/// `AWS_DEFAULT_REGION`, `AWS_ENDPOINT`, `AWS_ALLOW_HTTP`).
	///
	/// # Errors
	///
	/// [`Backend`](Error::Backend) if the settings are incomplete or contradict each other.
	#[cfg(feature = "s3")]
	pub fn s3(bucket: &str) -> Result<Self, Error> {
		Ok(Self::new(ObjectBlocks::s3(bucket)?))
	}

	/// Storage over any store of blocks.
	pub fn new(blocks: impl Blocks + 'static) -> Self {
		Self { blocks: Arc::new(blocks) }
	}

	/// Deletes a file: first the block that names it, so that nobody sees a part of it.
	///
	/// # Errors
	///
	/// [`Missing`](Error::Missing) if it is not there, [`ReadOnly`](Error::ReadOnly),
	/// [`Corrupt`](Error::Corrupt), [`Backend`](Error::Backend). If it breaks off, some blocks
	/// stay, but not the file.
	pub async fn delete(&self, id: &ContentId) -> Result<(), Error> {
		let plan = self.plan(id).await?;
		for id in plan.nodes.iter().chain(&plan.leaves) {
			self.blocks.delete(id).await?;
		}
		Ok(())
	}

	/// A block, which is what its id says.
	async fn block(&self, id: &ContentId) -> Result<Bytes, Error> {
		let block = self.blocks.get(id).await?;
		if id.names(&block) {
			Ok(block)
		} else {
			Err(Error::Corrupt(*id))
		}
	}
}
