// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::content;
use crate::{
	files::beside,
	storage::{
		object::store_error, Blocks, ContentId, Error, ObjectBlocks, Storage, Stored, BLOCK_LEN,
	},
};
use async_trait::async_trait;
use bytes::Bytes;
use object_store::{memory::InMemory, Error as StoreError, ObjectStore};
use std::{
	fs, io,
	path::PathBuf,
	sync::{
		atomic::{AtomicI64, Ordering},
		Arc, Mutex,
	},
};
use tempfile::{tempdir, TempDir};

/// The behaviour of a store that has no more room for blocks.
#[derive(Clone, Copy, Debug)]
enum Fault {
	Full,
	ReadOnly,
	Gone,
}

/// A place in memory with room for so many blocks.
#[derive(Clone, Debug)]
struct Limited {
	blocks: Arc<ObjectBlocks>,
	room: Arc<AtomicI64>,
	fault: Fault,
	deleted: Arc<Mutex<Vec<ContentId>>>,
}

impl Limited {
	fn new(store: Arc<InMemory>, room: i64, fault: Fault) -> Self {
		Self {
			blocks: Arc::new(ObjectBlocks::new(store, "limited")),
			room: Arc::new(room.into()),
			fault,
			deleted: Arc::default(),
		}
	}
}

#[async_trait]
impl Blocks for Limited {
	fn name(&self) -> String {
		"limited".into()
	}

	async fn put(&self, id: &ContentId, block: Bytes) -> Result<Stored, Error> {
		if self.room.fetch_sub(1, Ordering::Relaxed) > 0 {
			return self.blocks.put(id, block).await;
		}
		Err(match self.fault {
			Fault::Full => Error::Full(self.name()),
			Fault::ReadOnly => Error::ReadOnly(self.name()),
			Fault::Gone => Error::Backend("gone".into()),
		})
	}

	async fn get(&self, id: &ContentId) -> Result<Bytes, Error> {
		self.blocks.get(id).await
	}

	async fn has(&self, id: &ContentId) -> Result<bool, Error> {
		self.blocks.has(id).await
	}

	async fn delete(&self, id: &ContentId) -> Result<(), Error> {
		self.deleted.lock().unwrap().push(*id);
		self.blocks.delete(id).await
	}
}

async fn count(store: &InMemory) -> usize {
	futures::StreamExt::count(store.list(None)).await
}

fn file(blocks: u64) -> (TempDir, PathBuf) {
	let folder = tempdir().unwrap();
	let path = folder.path().join("file");
	fs::write(&path, content(blocks * BLOCK_LEN)).unwrap();
	(folder, path)
}

#[tokio::test]
async fn a_full_place_is_left_as_it_was() {
	let (_folder, path) = file(8);
	for room in 0..9 {
		let store = Arc::new(InMemory::new());
		let storage = Storage::new(Limited::new(store.clone(), room, Fault::Full));
		let outcome = storage.upload(&path, |_| ()).await;
		assert!(matches!(outcome, Err(Error::Full(_))), "{room}");
		assert_eq!(count(&store).await, 0, "{room}");
		assert!(!beside(&path, ".upload").exists());
	}
}

#[tokio::test]
async fn what_was_there_before_survives_a_full_place() {
	let (_folder, path) = file(3);
	let store = Arc::new(InMemory::new());
	let id = Storage::new(ObjectBlocks::new(store.clone(), "limited")).upload(&path, |_| ()).await;
	// The same file once more, and no room for its last block.
	let limited = Limited::new(store.clone(), 3, Fault::Full);
	let outcome = Storage::new(limited.clone()).upload(&path, |_| ()).await;
	assert!(matches!(outcome, Err(Error::Full(_))));
	assert!(limited.deleted.lock().unwrap().is_empty());
	Storage::new(limited).check(&id.unwrap(), |_| ()).await.unwrap();
}

#[tokio::test]
async fn an_upload_goes_on_when_the_place_is_back() {
	let (_folder, path) = file(8);
	for fault in [Fault::ReadOnly, Fault::Gone] {
		let store = Arc::new(InMemory::new());
		let outcome =
			Storage::new(Limited::new(store.clone(), 5, fault)).upload(&path, |_| ()).await;
		assert!(matches!(
			(fault, outcome),
			(Fault::ReadOnly, Err(Error::ReadOnly(_))) | (Fault::Gone, Err(Error::Backend(_)))
		));
		assert_eq!(count(&store).await, 5);
		// Room for no more than what is missing: nothing is sent twice.
		let storage = Storage::new(Limited::new(store.clone(), 4, fault));
		let id = storage.upload(&path, |_| ()).await.unwrap();
		assert_eq!(id, Storage::memory().upload(&path, |_| ()).await.unwrap());
		storage.check(&id, |_| ()).await.unwrap();
	}
}

#[tokio::test]
async fn a_block_that_vanished_in_the_meantime_is_sent_again() {
	let (_folder, path) = file(4);
	let store = Arc::new(InMemory::new());
	let limited = Limited::new(store.clone(), 3, Fault::Gone);
	Storage::new(limited.clone()).upload(&path, |_| ()).await.unwrap_err();
	let first = content(BLOCK_LEN);
	limited.delete(&ContentId::of_leaf(&first)).await.unwrap();
	let storage = Storage::new(Limited::new(store, 9, Fault::Gone));
	let id = storage.upload(&path, |_| ()).await.unwrap();
	storage.check(&id, |_| ()).await.unwrap();
}

#[tokio::test]
async fn a_file_that_changes_during_the_upload_is_refused() {
	let (_folder, path) = file(12);
	for length in [BLOCK_LEN, 11 * BLOCK_LEN, 13 * BLOCK_LEN] {
		fs::write(&path, content(12 * BLOCK_LEN)).unwrap();
		let resize =
			|| fs::File::options().write(true).open(&path).unwrap().set_len(length).unwrap();
		let outcome = Storage::memory().upload(&path, |_| resize()).await;
		assert!(matches!(outcome, Err(Error::Changed(changed)) if changed == path), "{length}");
		fs::remove_file(beside(&path, ".upload")).unwrap();
	}
}

#[tokio::test]
async fn a_lying_place_cannot_pass_off_other_blocks() {
	#[derive(Debug)]
	struct Lying(Bytes);
	#[async_trait]
	impl Blocks for Lying {
		fn name(&self) -> String {
			"lying".into()
		}
		async fn put(&self, _: &ContentId, _: Bytes) -> Result<Stored, Error> {
			Ok(Stored::Created)
		}
		async fn get(&self, _: &ContentId) -> Result<Bytes, Error> {
			Ok(self.0.clone())
		}
		async fn has(&self, _: &ContentId) -> Result<bool, Error> {
			Ok(true)
		}
		async fn delete(&self, _: &ContentId) -> Result<(), Error> {
			Ok(())
		}
	}
	let (folder, path) = file(2);
	let id = Storage::memory().upload(&path, |_| ()).await.unwrap();
	let copy = folder.path().join("copy");
	for lie in [Bytes::new(), Bytes::from_static(b"lie"), content(BLOCK_LEN).into()] {
		let storage = Storage::new(Lying(lie));
		assert!(matches!(storage.download(&id, &copy, |_| ()).await, Err(Error::Corrupt(_))));
		assert!(matches!(storage.delete(&id).await, Err(Error::Corrupt(_))));
	}
	assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn errors_of_the_system_are_told_apart() {
	let error = |kind: io::ErrorKind| {
		let source = Box::new(io::Error::from(kind));
		store_error(StoreError::Generic { store: "LocalFileSystem", source }, "place")
	};
	assert!(matches!(error(io::ErrorKind::StorageFull), Error::Full(place) if place == "place"));
	assert!(matches!(error(io::ErrorKind::QuotaExceeded), Error::Full(_)));
	assert!(matches!(error(io::ErrorKind::ReadOnlyFilesystem), Error::ReadOnly(_)));
	assert!(matches!(error(io::ErrorKind::PermissionDenied), Error::ReadOnly(_)));
	assert!(matches!(error(io::ErrorKind::TimedOut), Error::Backend(_)));
	let denied = StoreError::Unauthenticated { path: "a".into(), source: "no".into() };
	assert!(matches!(store_error(denied, "place"), Error::ReadOnly(_)));
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
	let folder = tempdir().unwrap();
	let file = folder.path().join("file");
	fs::write(&file, "").unwrap();
	assert!(matches!(Storage::folder(file.join("storage")), Err(Error::Local { .. })));
}
