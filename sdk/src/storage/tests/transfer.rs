// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::content;
use crate::{
	files::beside,
	storage::{Blocks, ContentId, Error, ObjectBlocks, Progress, Storage, BLOCK_LEN},
};
use object_store::{memory::InMemory, ObjectStore};
use proptest::prelude::*;
use std::{
	fs,
	path::{Path, PathBuf},
	sync::Arc,
};
use tempfile::tempdir;
use tokio::runtime::Runtime;

/// A storage in a folder, a file to upload, and a place to download to.
fn places(folder: &Path, length: u64) -> (Storage, PathBuf, PathBuf) {
	let file = folder.join("file");
	fs::write(&file, content(length)).unwrap();
	(Storage::folder(folder.join("storage")).unwrap(), file, folder.join("copy"))
}

/// All objects in a folder.
fn objects(folder: &Path) -> Vec<PathBuf> {
	let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
	let mut paths: Vec<_> =
		entries.flat_map(|path| if path.is_dir() { objects(&path) } else { vec![path] }).collect();
	paths.sort();
	paths
}

#[tokio::test]
async fn files_of_every_shape_come_back() {
	for length in [0, 1, BLOCK_LEN, BLOCK_LEN + 1, 3 * BLOCK_LEN + 7] {
		let folder = tempdir().unwrap();
		let (storage, file, copy) = places(folder.path(), length);
		let id = storage.upload(&file, |_| ()).await.unwrap();
		storage.download(&id, &copy, |_| ()).await.unwrap();
		assert_eq!(fs::read(&copy).unwrap(), content(length));
		storage.check(&id, |_| ()).await.unwrap();
		assert_eq!(storage.length(&id).await.unwrap(), length);
		let [block, tree] = ContentId::with_digest(id.digest());
		assert_eq!(if length > BLOCK_LEN { tree } else { block }, id);
		assert_ne!(block, tree);
		let left: Vec<_> =
			fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
		assert_eq!(left.len(), 3, "{left:?}");
	}
}

#[test]
fn transfers_can_be_spawned() {
	fn is_send(_: impl Send) {}
	let storage = Storage::memory();
	let id = ContentId::of_leaf(b"");
	is_send(storage.upload("file", |_| ()));
	is_send(storage.download(&id, "file", |_| ()));
	is_send(storage.check(&id, |_| ()));
	is_send(storage.delete(&id));
}

#[tokio::test]
async fn the_same_file_has_the_same_id_everywhere() {
	let folder = tempdir().unwrap();
	let (storage, file, _) = places(folder.path(), 2 * BLOCK_LEN);
	let id = storage.upload(&file, |_| ()).await.unwrap();
	assert_eq!(Storage::memory().upload(&file, |_| ()).await.unwrap(), id);
	let before = objects(folder.path());
	assert_eq!(storage.upload(&file, |_| ()).await.unwrap(), id);
	assert_eq!(objects(folder.path()), before);
}

#[tokio::test]
async fn progress_rises_to_the_length_of_the_file() {
	let folder = tempdir().unwrap();
	let length = 5 * BLOCK_LEN + 3;
	let (storage, file, copy) = places(folder.path(), length);
	let expected: Vec<_> = (1..=5)
		.map(|blocks| blocks * BLOCK_LEN)
		.chain([length])
		.map(|done| Progress { done, total: length })
		.collect();
	let mut seen = Vec::new();
	let id = storage.upload(&file, |progress| seen.push(progress)).await.unwrap();
	assert_eq!(seen, expected);
	seen.clear();
	storage.download(&id, &copy, |progress| seen.push(progress)).await.unwrap();
	assert_eq!(seen, expected);
}

#[tokio::test]
async fn a_damaged_or_missing_block_is_found_and_repaired_by_an_upload() {
	let folder = tempdir().unwrap();
	let (storage, file, copy) = places(folder.path(), 2 * BLOCK_LEN + 9);
	let id = storage.upload(&file, |_| ()).await.unwrap();
	let stored = objects(&folder.path().join("storage"));
	assert_eq!(stored.len(), 4);
	for object in stored {
		let block = fs::read(&object).unwrap();
		let damage: [Option<Vec<u8>>; 5] = [
			None,
			Some(Vec::new()),
			Some([&block[..], &[0]].concat()),
			Some(block.iter().enumerate().map(|(i, b)| b ^ u8::from(i == 4)).collect()),
			Some(vec![0; 2 << 20]),
		];
		for damaged in damage {
			match &damaged {
				None => fs::remove_file(&object).unwrap(),
				Some(bytes) => fs::write(&object, bytes).unwrap(),
			}
			// What an earlier try fetched is not fetched again.
			fs::remove_file(beside(&copy, ".part")).ok();
			for outcome in
				[storage.download(&id, &copy, |_| ()).await, storage.check(&id, |_| ()).await]
			{
				match damaged {
					None => assert!(matches!(outcome, Err(Error::Missing(_)))),
					Some(_) => assert!(matches!(outcome, Err(Error::Corrupt(_)))),
				}
			}
			assert!(!copy.exists());
			assert_eq!(storage.upload(&file, |_| ()).await.unwrap(), id);
			assert_eq!(fs::read(&object).unwrap(), block);
		}
	}
	storage.download(&id, &copy, |_| ()).await.unwrap();
}

#[tokio::test]
async fn a_download_goes_on_after_the_part_that_is_right() {
	let folder = tempdir().unwrap();
	let length = 4 * BLOCK_LEN + 9;
	let (storage, file, copy) = places(folder.path(), length);
	let id = storage.upload(&file, |_| ()).await.unwrap();
	let part = beside(&copy, ".part");
	let whole = content(length);
	let block = usize::try_from(BLOCK_LEN).unwrap();
	let mut damaged = whole[..3 * block].to_vec();
	damaged[block + 5] ^= 1;
	let longer = [&whole[..], b"and more"].concat();
	let parts: [(&[u8], usize); 6] = [
		(&whole[..2 * block], 3),
		(&whole[..2 * block + 77], 3),
		(&damaged, 4),
		(&whole, 0),
		(&longer, 0),
		(b"", 5),
	];
	for (bytes, blocks) in parts {
		fs::write(&part, bytes).unwrap();
		let mut fetched = 0;
		storage.download(&id, &copy, |_| fetched += 1).await.unwrap();
		assert_eq!((fetched, fs::read(&copy).unwrap() == whole), (blocks, true));
		assert!(!part.exists());
		fs::remove_file(&copy).unwrap();
	}
}

#[tokio::test]
async fn a_download_never_replaces_a_file() {
	let folder = tempdir().unwrap();
	let (storage, file, copy) = places(folder.path(), 9);
	let id = storage.upload(&file, |_| ()).await.unwrap();
	fs::write(&copy, "precious").unwrap();
	let outcome = storage.download(&id, &copy, |_| ()).await;
	assert!(matches!(outcome, Err(Error::Exists(path)) if path == copy));
	assert_eq!(fs::read(&copy).unwrap(), b"precious");
}

#[tokio::test]
async fn a_file_that_is_not_there_leaves_no_trace() {
	let folder = tempdir().unwrap();
	let (storage, _, copy) = places(folder.path(), 9);
	for id in [ContentId::of_leaf(b"other"), ContentId::of_node(b"other")] {
		let outcome = storage.download(&id, &copy, |_| ()).await;
		assert!(matches!(outcome, Err(Error::Missing(missing)) if missing == id));
	}
	let missing = storage.upload(folder.path().join("missing"), |_| ()).await;
	assert!(matches!(missing, Err(Error::Local { .. })));
	assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[tokio::test]
async fn two_transfers_of_one_file_at_once_are_refused() {
	let folder = tempdir().unwrap();
	let (storage, file, copy) = places(folder.path(), 9);
	let id = storage.upload(&file, |_| ()).await.unwrap();
	let lock = |path: PathBuf| {
		let file = fs::File::create(path).unwrap();
		file.lock().unwrap();
		file
	};
	let held = (lock(beside(&file, ".upload")), lock(beside(&copy, ".part")));
	assert!(matches!(storage.upload(&file, |_| ()).await, Err(Error::Busy(path)) if path == file));
	assert!(matches!(storage.download(&id, &copy, |_| ()).await, Err(Error::Busy(_))));
	drop(held);
	storage.upload(&file, |_| ()).await.unwrap();
	storage.download(&id, &copy, |_| ()).await.unwrap();
}

#[tokio::test]
async fn delete_leaves_nothing_of_a_file_and_all_of_others() {
	let folder = tempdir().unwrap();
	let (storage, file, copy) = places(folder.path(), 2 * BLOCK_LEN + 1);
	let other = folder.path().join("other");
	fs::write(&other, "other").unwrap();
	let kept = storage.upload(&other, |_| ()).await.unwrap();
	let before = objects(&folder.path().join("storage"));
	let id = storage.upload(&file, |_| ()).await.unwrap();
	storage.delete(&id).await.unwrap();
	assert_eq!(objects(&folder.path().join("storage")), before);
	assert!(matches!(storage.delete(&id).await, Err(Error::Missing(_))));
	storage.download(&kept, &copy, |_| ()).await.unwrap();
}

#[tokio::test]
async fn a_journal_belongs_to_one_place() {
	let folder = tempdir().unwrap();
	let (storage, file, _) = places(folder.path(), 9);
	let journal = beside(&file, ".upload");
	let id = ContentId::of_leaf(b"block");
	fs::write(&journal, format!("medibloc-upload/1 elsewhere\n{id}\n")).unwrap();
	let outcome = storage.upload(&file, |_| ()).await;
	assert!(matches!(outcome, Err(Error::OtherPlace { place, .. }) if place == "elsewhere"));
	assert!(journal.exists());
	// Nothing was stored by these yet, or nothing can be told of them.
	for text in ["", "medibloc-upl", "medibloc-upload/1 elsewhere\n", "\u{0}\u{0}\nsome\n"] {
		fs::write(&journal, text).unwrap();
		storage.upload(&file, |_| ()).await.unwrap();
		assert!(!journal.exists());
	}
}

/// Blocks of an upload that was broken off after some of them, with its journal.
async fn break_off(storage: &Storage, file: &Path, after: u64) {
	let mut done = 0;
	let progress = |progress: Progress| done = progress.done;
	let (send, receive) = tokio::sync::oneshot::channel();
	let mut send = Some(send);
	let mut progress = progress;
	let upload = storage.upload(file, |now| {
		progress(now);
		if now.done >= after * BLOCK_LEN {
			if let Some(send) = send.take() {
				send.send(()).ok();
			}
		}
	});
	tokio::select! {
		biased;
		_ = receive => (),
		outcome = upload => drop(outcome.unwrap()),
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(12))]

	#[test]
	fn a_resumed_upload_equals_an_uninterrupted_one(
		blocks in 1u64..9,
		rest in 0u64..1_000,
		breaks in prop::collection::vec(1u64..9, 0..4),
		torn in 0usize..80,
	) {
		Runtime::new().unwrap().block_on(async {
			let folder = tempdir().unwrap();
			let (storage, file, copy) = places(folder.path(), blocks * BLOCK_LEN + rest);
			for after in breaks {
				break_off(&storage, &file, after).await;
				let journal = beside(&file, ".upload");
				if let Ok(bytes) = fs::read(&journal) {
					// As if the last line had not arrived on the disk in full.
					fs::write(&journal, &bytes[..bytes.len().saturating_sub(torn)]).unwrap();
				}
			}
			let id = storage.upload(&file, |_| ()).await.unwrap();
			let whole = tempdir().unwrap();
			let (other, same, _) = places(whole.path(), blocks * BLOCK_LEN + rest);
			assert_eq!(other.upload(&same, |_| ()).await.unwrap(), id);
			let names = |folder: &Path| {
				let paths = objects(&folder.join("storage")).into_iter();
				paths.map(|path| path.file_name().unwrap().to_owned()).collect::<Vec<_>>()
			};
			assert_eq!(names(folder.path()), names(whole.path()));
			assert!(!beside(&file, ".upload").exists());
			storage.download(&id, &copy, |_| ()).await.unwrap();
			assert_eq!(fs::read(&copy).unwrap(), fs::read(&file).unwrap());
		});
	}
}

#[tokio::test]
async fn objects_lie_where_the_protocol_says() {
	let store = Arc::new(InMemory::new());
	let blocks = ObjectBlocks::new(store.clone(), "test");
	let id = ContentId::of_leaf(b"");
	blocks.put(&id, Default::default()).await.unwrap();
	let path = "blocks/yk/bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";
	let found: Vec<_> = futures::StreamExt::collect(store.list(None)).await;
	assert_eq!(found[0].as_ref().unwrap().location.as_ref(), path);
	assert!(blocks.has(&id).await.unwrap());
	blocks.delete(&id).await.unwrap();
	blocks.delete(&id).await.unwrap();
	assert!(!blocks.has(&id).await.unwrap());
}
