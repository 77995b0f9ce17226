// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Genesis states, each under the hash of what it is built from.

use super::folder::{keep_latest, remove, touch, Folder};
use codec::{Decode, DecodeAll, Encode};
use sp_core::{
	storage::{ChildInfo, Storage, StorageChild, StorageMap},
	H256,
};
use sp_crypto_hashing::blake2_256;
use std::{fs, time::SystemTime};

/// The most genesis states that are kept, each of some hundred kB.
const MAX_COUNT: usize = 16;
/// The most bytes of genesis states that are kept.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The content of a file, after its hash.
#[derive(Decode, Encode)]
struct Content {
	/// The key of the state: the hash of all that it was built from, as in the name of the file.
	key: H256,
	top: StorageMap,
	children: Vec<(Vec<u8>, StorageMap)>,
}

/// The folder of genesis states.
#[derive(Debug)]
pub struct GenesisStates(Folder);

impl GenesisStates {
	/// Opens the folder in `cache`.
	pub fn open(cache: &Folder) -> Result<Self, String> {
		Ok(Self(cache.inner("genesis")?))
	}

	/// The state that was kept under this key. One that is damaged is deleted.
	pub fn get(&self, key: H256) -> Option<Storage> {
		let path = self.0.path().join(hex::encode(key));
		let bytes = fs::read(&path).ok()?;
		let storage = decode(key, &bytes);
		if storage.is_some() {
			touch(&path, SystemTime::now());
		} else {
			log::warn!(
				"🗃 The genesis state {} is damaged: it is deleted and built anew",
				path.display(),
			);
			remove(&path);
		}
		storage
	}

	/// Keeps a state under this key, and of all only the latest.
	pub fn insert(&self, key: H256, storage: &Storage) {
		if let Err(error) = self.0.write(&hex::encode(key), &encode(key, storage)) {
			log::debug!("The genesis state is not kept: {error}");
		}
		keep_latest(self.0.files().into_iter().map(|(_, path)| path), MAX_COUNT, MAX_BYTES);
	}
}

fn encode(key: H256, storage: &Storage) -> Vec<u8> {
	let children = storage.children_default.iter();
	let content = Content {
		key,
		top: storage.top.clone(),
		children: children.map(|(key, child)| (key.clone(), child.data.clone())).collect(),
	}
	.encode();
	[blake2_256(&content).as_slice(), &content].concat()
}

fn decode(key: H256, bytes: &[u8]) -> Option<Storage> {
	let (hash, content) = bytes.split_first_chunk::<32>()?;
	if *hash != blake2_256(content) {
		return None;
	}
	let content = Content::decode_all(&mut &*content).ok()?;
	if content.key != key {
		return None;
	}
	let child = |(key, data): (Vec<u8>, StorageMap)| {
		let child_info = ChildInfo::new_default(&key);
		(key, StorageChild { data, child_info })
	};
	Some(Storage {
		top: content.top,
		children_default: content.children.into_iter().map(child).collect(),
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::cache::folder::list;
	use std::time::Duration;

	const KEY: H256 = H256::repeat_byte(7);

	fn storage() -> Storage {
		let top = StorageMap::from([(vec![1], vec![2, 3]), (vec![4], vec![])]);
		let data = StorageMap::from([(vec![5], vec![6])]);
		let child_info = ChildInfo::new_default(&[9]);
		let children_default = [(vec![9], StorageChild { data, child_info })].into();
		Storage { top, children_default }
	}

	fn is_same(storage: &Storage, other: &Storage) -> bool {
		let children = |storage: &Storage| -> Vec<_> {
			let children = storage.children_default.iter();
			children
				.map(|(key, child)| (key.clone(), child.data.clone(), child.child_info.clone()))
				.collect()
		};
		storage.top == other.top && children(storage) == children(other)
	}

	fn cache() -> (tempfile::TempDir, GenesisStates) {
		let temporary = tempfile::tempdir().unwrap();
		let states = GenesisStates::open(&Folder::open(temporary.path()).unwrap()).unwrap();
		(temporary, states)
	}

	#[test]
	fn a_state_is_kept_under_its_key_alone() {
		let (_temporary, states) = cache();
		assert!(states.get(KEY).is_none());
		states.insert(KEY, &storage());
		assert!(is_same(&states.get(KEY).unwrap(), &storage()));
		assert!(states.get(H256::zero()).is_none());
	}

	#[test]
	fn a_damaged_state_is_deleted_wherever_the_damage_is() {
		let whole = encode(KEY, &storage());
		assert!(decode(KEY, &whole).is_some());
		for position in 0..whole.len() {
			let mut damaged = whole.clone();
			damaged[position] ^= 1;
			assert!(decode(KEY, &damaged).is_none(), "at {position}");
			assert!(decode(KEY, &whole[..position]).is_none(), "up to {position}");
		}
		let (_temporary, states) = cache();
		states.insert(KEY, &storage());
		let (_, path) = states.0.files().remove(0);
		fs::write(&path, &whole[1..]).unwrap();
		assert!(states.get(KEY).is_none());
		assert!(!path.exists());
	}

	#[test]
	fn a_state_under_the_name_of_another_is_not_taken_for_it() {
		let (_temporary, states) = cache();
		states.insert(KEY, &storage());
		let (_, path) = states.0.files().remove(0);
		fs::rename(&path, path.with_file_name(hex::encode(H256::zero()))).unwrap();
		assert!(states.get(H256::zero()).is_none());
	}

	#[test]
	fn only_the_last_used_states_are_kept() {
		let (_temporary, states) = cache();
		for number in 0..=MAX_COUNT as u8 {
			let key = H256::repeat_byte(number);
			states.insert(key, &storage());
			let age = Duration::from_secs(3_600 * (20 - u64::from(number)));
			touch(&states.0.path().join(hex::encode(key)), SystemTime::now() - age);
		}
		assert_eq!(list(states.0.path()).len(), MAX_COUNT);
		assert!(states.get(H256::repeat_byte(0)).is_none());
		// What is used becomes the latest.
		assert!(states.get(H256::repeat_byte(1)).is_some());
		states.insert(H256::repeat_byte(99), &storage());
		assert!(states.get(H256::repeat_byte(1)).is_some());
		assert!(states.get(H256::repeat_byte(2)).is_none());
	}
}
