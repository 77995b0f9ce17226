// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Runtimes compiled to machine code.
//!
//! Wasmtime writes and reads the files. It names each by the hash of the code, its own version, the
//! processor's features and its settings, so that no file is ever taken for another. It does not
//! notice a damaged one: a hash of each is recorded here, and what has none or another is deleted
//! before wasmtime sees it.

use super::folder::{
	keep_latest, list, list_folders, may_be_in_use, modified, remove, touch, Folder,
};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use std::{
	collections::BTreeMap,
	fs,
	path::{Path, PathBuf},
	time::SystemTime,
};

/// The most compiled runtimes that are kept, each of some 20 MB.
const MAX_COUNT: usize = 16;
/// The most bytes of compiled runtimes that are kept.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// The folder of wasmtime and what is recorded of the files in it.
#[derive(Debug)]
pub struct Compiled {
	/// Given to wasmtime, which deletes what it does not know in it.
	folder: Folder,
	/// A file for each runtime that was compiled: hashes and names of what wasmtime wrote meanwhile.
	records: Folder,
}

/// Names of compiled runtimes, relative to the folder, and the hashes of their contents.
type Recorded = BTreeMap<String, H256>;

impl Compiled {
	/// Opens the folders in `cache`, and deletes what cannot be trusted, is too much, or was left
	/// unfinished.
	pub fn open(cache: &Folder) -> Result<Self, String> {
		let compiled =
			Self { folder: cache.inner("compiled")?, records: cache.inner("compiled-records")? };
		compiled.clean();
		Ok(compiled)
	}

	/// The folder that wasmtime may use.
	pub fn path(&self) -> &Path {
		self.folder.path()
	}

	/// Whether the runtime with this code was compiled before and is still there.
	pub fn has(&self, code: H256) -> bool {
		let modules = self.modules();
		read_record(&self.record_path(code)).keys().any(|name| modules.contains_key(name))
	}

	/// Records what wasmtime wrote when the runtime with this code was compiled: what has no record so
	/// far, and what was written since `started`, maybe again by another process. Gives whether there
	/// was any.
	pub fn record(&self, code: H256, started: Option<SystemTime>) -> bool {
		let known = self.recorded();
		let is_new = |name: &String, path: &Path| {
			let is_newer = |started| modified(path).is_some_and(|time| time >= started);
			!known.iter().any(|(of, _)| of == name) || started.is_some_and(is_newer)
		};
		let mut record = read_record(&self.record_path(code));
		let before = record.clone();
		let modules = self.modules();
		record.retain(|name, _| modules.contains_key(name));
		for (name, path) in modules.iter().filter(|(name, path)| is_new(name, path)) {
			if let Ok(content) = fs::read(path) {
				record.insert(name.clone(), H256(blake2_256(&content)));
			}
		}
		if record == before {
			return false;
		}
		let text: String = record.iter().map(|(name, hash)| format!("{hash:?} {name}\n")).collect();
		if let Err(error) = self.records.write(&record_name(code), text.as_bytes()) {
			log::debug!("The compiled runtime is not recorded: {error}");
		}
		true
	}

	fn clean(&self) {
		for (_, path) in self.all_files() {
			match path.extension().and_then(|extension| extension.to_str()) {
				// Wasmtime counts uses, and compresses what is used often anew: that takes an unoptimised
				// build minutes, and changes the hash. Only the time of the last use is kept.
				Some("stats") => {
					if let Some(used) = modified(&path) {
						touch(&path.with_extension(""), used);
					}
					remove(&path);
				},
				// As long as there is an unfinished file wasmtime does not write that one again.
				Some(_) if !may_be_in_use(&path) => remove(&path),
				_ => (),
			}
		}
		let recorded = self.recorded();
		for (name, path) in self.modules() {
			let hashes = recorded.iter().filter(|(of, _)| *of == name).map(|(_, hash)| *hash);
			if !is_sound(&path, &hashes.collect::<Vec<_>>()) {
				remove(&path);
			}
		}
		keep_latest(self.modules().into_values(), MAX_COUNT, MAX_BYTES);
		for (_, folder) in list_folders(&self.path().join("modules")) {
			// One that is not empty stays.
			let _ = fs::remove_dir(folder);
		}
		let modules = self.modules();
		for (_, record) in self.records.files() {
			if !read_record(&record).keys().any(|name| modules.contains_key(name)) {
				remove(&record);
			}
		}
	}

	/// All that wasmtime wrote, by name.
	fn all_files(&self) -> Vec<(String, PathBuf)> {
		list_folders(&self.path().join("modules"))
			.into_iter()
			.flat_map(|(compiler, folder)| {
				list(&folder)
					.into_iter()
					.map(move |(name, path)| (format!("{compiler}/{name}"), path))
			})
			.collect()
	}

	/// The compiled runtimes, by name.
	fn modules(&self) -> BTreeMap<String, PathBuf> {
		self.all_files().into_iter().filter(|(_, path)| path.extension().is_none()).collect()
	}

	/// What all records say. Two can name one module, if two runtimes were compiled at the same time.
	fn recorded(&self) -> Vec<(String, H256)> {
		self.records.files().iter().flat_map(|(_, path)| read_record(path)).collect()
	}

	fn record_path(&self, code: H256) -> PathBuf {
		self.records.path().join(record_name(code))
	}
}

fn record_name(code: H256) -> String {
	hex::encode(code)
}

/// The entries of one record. A damaged one says less or other, and is not believed without the
/// files.
fn read_record(path: &Path) -> Recorded {
	let text = fs::read_to_string(path).unwrap_or_default();
	text.lines()
		.filter_map(|line| {
			let (hash, name) = line.split_once(' ')?;
			Some((name.to_owned(), hash.parse().ok()?))
		})
		.collect()
}

/// Whether a compiled runtime is what was recorded, or so new that another process is about to record
/// it.
fn is_sound(path: &Path, recorded: &[H256]) -> bool {
	if recorded.is_empty() {
		return may_be_in_use(path);
	}
	let is_same =
		fs::read(path).is_ok_and(|content| recorded.contains(&H256(blake2_256(&content))));
	if !is_same {
		log::warn!(
			"🗃 The compiled runtime {} is damaged: it is deleted, and compiled anew when it is needed",
			path.display(),
		);
	}
	is_same
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::time::Duration;

	const CODE: H256 = H256::repeat_byte(7);
	const HOUR: Duration = Duration::from_secs(3_600);

	struct Cache {
		_temporary: tempfile::TempDir,
		folder: Folder,
	}

	impl Cache {
		fn new() -> Self {
			let temporary = tempfile::tempdir().unwrap();
			let folder = Folder::open(temporary.path()).unwrap();
			Self { _temporary: temporary, folder }
		}

		fn open(&self) -> Compiled {
			Compiled::open(&self.folder).unwrap()
		}

		fn open_without_cleaning(&self) -> Compiled {
			Compiled {
				folder: self.folder.inner("compiled").unwrap(),
				records: self.folder.inner("compiled-records").unwrap(),
			}
		}

		fn path(&self, name: &str) -> PathBuf {
			self.folder.path().join("compiled/modules/wasmtime-1").join(name)
		}

		/// Does as wasmtime does.
		fn write(&self, name: &str) -> PathBuf {
			let path = self.path(name);
			fs::create_dir_all(path.parent().unwrap()).unwrap();
			fs::write(&path, name).unwrap();
			path
		}

		/// A compiled runtime, recorded, last used an hour ago.
		fn compile(&self, code: H256, name: &str) -> PathBuf {
			let path = self.write(name);
			self.open().record(code, None);
			touch(&path, SystemTime::now() - HOUR);
			path
		}
	}

	#[test]
	fn a_recorded_runtime_stays() {
		let cache = Cache::new();
		assert!(!cache.open().has(CODE));
		let path = cache.compile(CODE, "module");
		assert!(cache.open().has(CODE));
		assert!(!cache.open().has(H256::zero()));
		assert!(!cache.open().record(CODE, Some(SystemTime::now())));
		assert!(path.exists());
	}

	#[test]
	fn a_damaged_runtime_is_deleted() {
		let cache = Cache::new();
		let path = cache.compile(CODE, "module");
		let other = cache.compile(H256::zero(), "other");
		fs::write(&path, "modulf").unwrap();
		touch(&path, SystemTime::now() - HOUR);
		assert!(!cache.open().has(CODE));
		assert!(!path.exists() && other.exists());
	}

	#[test]
	fn a_damaged_record_makes_the_runtime_worthless() {
		for text in ["", "\0\0\0\0", "0x1234 wasmtime-1/module\n", "../../etc/passwd"] {
			let cache = Cache::new();
			let path = cache.compile(CODE, "module");
			let compiled = cache.open();
			fs::write(compiled.record_path(CODE), text).unwrap();
			assert!(!cache.open().has(CODE), "{text}");
			assert!(!path.exists(), "{text}");
			// It is made anew.
			cache.compile(CODE, "module");
			assert!(cache.open().has(CODE), "{text}");
		}
	}

	#[test]
	fn a_runtime_without_a_record_is_deleted_unless_it_may_just_be_made() {
		let cache = Cache::new();
		let path = cache.write("module");
		cache.open();
		assert!(path.exists());
		touch(&path, SystemTime::now() - HOUR);
		cache.open();
		assert!(!path.exists());
	}

	#[test]
	fn a_runtime_that_another_process_wrote_again_is_recorded_again() {
		let cache = Cache::new();
		let path = cache.compile(CODE, "module");
		let started = SystemTime::now();
		fs::write(&path, "another").unwrap();
		touch(&path, started + Duration::from_millis(1));
		assert!(cache.open_without_cleaning().record(CODE, Some(started)));
		assert!(cache.open().has(CODE));
		assert!(path.exists());
	}

	#[test]
	fn a_runtime_that_two_records_name_is_sound_by_either() {
		let cache = Cache::new();
		let path = cache.compile(CODE, "module");
		fs::write(&path, "another").unwrap();
		assert!(cache.open_without_cleaning().record(H256::zero(), Some(SystemTime::UNIX_EPOCH)));
		let compiled = cache.open();
		assert!(path.exists());
		assert!(compiled.has(CODE) && compiled.has(H256::zero()));
	}

	#[test]
	fn folders_of_other_builds_go_once_they_are_empty() {
		let cache = Cache::new();
		let path = cache.write("module");
		cache.open();
		assert!(path.parent().unwrap().exists());
		remove(&path);
		cache.open();
		assert!(!path.parent().unwrap().exists());
	}

	#[test]
	fn what_a_killed_process_left_does_not_stay() {
		let cache = Cache::new();
		let path = cache.write("module.wip-atomic-write-mod");
		cache.open();
		assert!(path.exists());
		touch(&path, SystemTime::now() - HOUR);
		cache.open();
		assert!(!path.exists());
	}

	#[test]
	fn uses_are_not_counted_but_the_last_one_is_remembered() {
		let cache = Cache::new();
		let path = cache.compile(CODE, "module");
		touch(&path, SystemTime::now() - 5 * HOUR);
		let stats = cache.write("module.stats");
		cache.open();
		assert!(!stats.exists());
		assert!(modified(&path).unwrap().elapsed().unwrap() < HOUR);
	}

	#[test]
	fn only_the_last_used_runtimes_are_kept_with_their_records() {
		let cache = Cache::new();
		for number in 0..=MAX_COUNT as u8 {
			let path = cache.compile(H256::repeat_byte(number), &format!("module{number}"));
			touch(&path, SystemTime::now() - HOUR * (20 - u32::from(number)));
		}
		let compiled = cache.open();
		assert!(!compiled.has(H256::repeat_byte(0)));
		assert!(compiled.has(H256::repeat_byte(1)) && compiled.has(H256::repeat_byte(16)));
		assert_eq!(compiled.records.files().len(), MAX_COUNT);
	}
}
