// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Store of blocks in any service that `object_store` reaches.

use super::{Blocks, ContentId, Error, Stored, BLOCK_LEN};
use crate::files::{is_full, is_read_only};
use async_trait::async_trait;
use bytes::Bytes;
use object_store::{
	local::LocalFileSystem, path::Path as Location, Error as StoreError, ObjectStore,
	ObjectStoreExt, PutMode, PutOptions,
};
use std::{error::Error as StdError, fs, io, iter, path::Path, sync::Arc};

/// Blocks as objects `blocks/<two characters>/<id>`, the two being the last but one of the id and
/// the one before, to spread them evenly.
#[derive(Debug)]
pub struct ObjectBlocks {
	store: Arc<dyn ObjectStore>,
	name: String,
}

impl ObjectBlocks {
	/// In any object store; `name` tells it from others.
	pub fn new(store: Arc<dyn ObjectStore>, name: impl Into<String>) -> Self {
		Self { store, name: name.into() }
	}

	pub(super) fn folder(path: &Path) -> Result<Self, Error> {
		fs::create_dir_all(path).map_err(Error::local(path))?;
		let path = path.canonicalize().map_err(Error::local(path))?;
		let name = path.display().to_string();
		let store = LocalFileSystem::new_with_prefix(path)
			.map_err(|error| store_error(error, &name))?
			.with_fsync(true)
			.with_automatic_cleanup(true);
		Ok(Self::new(Arc::new(store), name))
	}

	#[cfg(feature = "s3")]
	pub(super) fn s3(bucket: &str) -> Result<Self, Error> {
		let name = format!("bucket {bucket}");
		let store = object_store::aws::AmazonS3Builder::from_env()
			.with_bucket_name(bucket)
			.build()
			.map_err(|error| store_error(error, &name))?;
		Ok(Self::new(Arc::new(store), name))
	}

	fn error(&self, error: StoreError) -> Error {
		store_error(error, &self.name)
	}

	fn read_error(&self, error: StoreError, id: &ContentId) -> Error {
		match error {
			StoreError::NotFound { .. } => Error::Missing(*id),
			error => self.error(error),
		}
	}

	async fn write(&self, id: &ContentId, block: Bytes, mode: PutMode) -> Result<(), StoreError> {
		let options = PutOptions { mode, ..Default::default() };
		self.store.put_opts(&location(id), block.into(), options).await.map(drop)
	}
}

#[async_trait]
impl Blocks for ObjectBlocks {
	fn name(&self) -> String {
		self.name.clone()
	}

	async fn put(&self, id: &ContentId, block: Bytes) -> Result<Stored, Error> {
		match self.write(id, block.clone(), PutMode::Create).await {
			Ok(()) => Ok(Stored::Created),
			Err(StoreError::AlreadyExists { .. }) => {
				if !matches!(self.get(id).await, Ok(found) if found == block) {
					let overwritten = self.write(id, block, PutMode::Overwrite).await;
					overwritten.map_err(|error| self.error(error))?;
				}
				Ok(Stored::Present)
			},
			Err(error) => Err(self.error(error)),
		}
	}

	async fn get(&self, id: &ContentId) -> Result<Bytes, Error> {
		let found =
			self.store.get(&location(id)).await.map_err(|error| self.read_error(error, id))?;
		// Nothing of ours is longer, and memory is not for others to fill.
		if found.meta.size > BLOCK_LEN {
			return Err(Error::Corrupt(*id));
		}
		found.bytes().await.map_err(|error| self.read_error(error, id))
	}

	async fn has(&self, id: &ContentId) -> Result<bool, Error> {
		match self.store.head(&location(id)).await {
			Ok(_) => Ok(true),
			Err(StoreError::NotFound { .. }) => Ok(false),
			Err(error) => Err(self.error(error)),
		}
	}

	async fn delete(&self, id: &ContentId) -> Result<(), Error> {
		match self.store.delete(&location(id)).await {
			Ok(()) | Err(StoreError::NotFound { .. }) => Ok(()),
			Err(error) => Err(self.error(error)),
		}
	}
}

fn location(id: &ContentId) -> Location {
	let name = id.to_string();
	let end = name.len().saturating_sub(1);
	let spread = name.get(end.saturating_sub(2)..end).unwrap_or_default();
	Location::from_iter(["blocks", spread, name.as_str()])
}

/// The system's own error from the bottom of an `object_store` error.
pub(super) fn store_error(error: StoreError, place: &str) -> Error {
	let first: &(dyn StdError + 'static) = &error;
	let causes = iter::successors(Some(first), |cause| (*cause).source());
	let system = causes.filter_map(|cause| cause.downcast_ref::<io::Error>()).last();
	let is_denied =
		matches!(error, StoreError::PermissionDenied { .. } | StoreError::Unauthenticated { .. });
	if system.is_some_and(is_full) {
		Error::Full(place.into())
	} else if is_denied || system.is_some_and(is_read_only) {
		Error::ReadOnly(place.into())
	} else {
		Error::Backend(Box::new(error))
	}
}
