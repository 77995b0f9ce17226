// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stores of blocks.

use super::{ContentId, Error};
use async_trait::async_trait;
use bytes::Bytes;
use std::fmt;

/// The outcome of storing a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
	/// It was not there, and is now.
	Created,
	/// It was there already.
	Present,
}

/// A place for blocks, the seam for other kinds of storage.
///
/// It need not be trusted to return what was stored: that is checked against the id.
#[async_trait]
pub trait Blocks: fmt::Debug + Send + Sync {
	/// The name of this store, which tells it from others in journals and errors. Without secrets,
	/// on one line.
	fn name(&self) -> String;

	/// Stores a block, in full or not at all. What is there already under the id is left, if it is
	/// the block, and replaced, if it is damaged.
	///
	/// # Errors
	///
	/// [`Full`](Error::Full), [`ReadOnly`](Error::ReadOnly), [`Backend`](Error::Backend).
	async fn put(&self, id: &ContentId, block: Bytes) -> Result<Stored, Error>;

	/// Returns a block.
	///
	/// # Errors
	///
	/// [`Missing`](Error::Missing), [`Corrupt`](Error::Corrupt), [`Backend`](Error::Backend).
	async fn get(&self, id: &ContentId) -> Result<Bytes, Error>;

	/// Whether there is something under this id.
	///
	/// # Errors
	///
	/// [`Backend`](Error::Backend).
	async fn has(&self, id: &ContentId) -> Result<bool, Error>;

	/// Deletes a block, if it is there.
	///
	/// # Errors
	///
	/// [`ReadOnly`](Error::ReadOnly), [`Backend`](Error::Backend).
	async fn delete(&self, id: &ContentId) -> Result<(), Error>;
}
