// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Folders that only the user of the process can write to, and files written whole or not at all.

use rustix::process::geteuid;
use std::{
	fs::{self, DirBuilder, File, Metadata, OpenOptions, Permissions},
	io::{self, Write},
	os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt},
	path::{Path, PathBuf},
	process,
	time::{Duration, SystemTime, UNIX_EPOCH},
};

const STICKY: u32 = 0o1000;
const WRITABLE_BY_OTHERS: u32 = 0o022;
const ROOT: u32 = 0;

/// How long after its last change a file may still be another process's, unfinished or unrecorded.
const IN_USE: Duration = Duration::from_secs(10);

/// A folder that belongs to the user of the process and that nobody else can write to or replace.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
	/// Opens a folder, which is made if there is none.
	///
	/// It is refused if somebody else could write to it, or put another in its place by writing to a
	/// folder above it. The error names the folder and what to do.
	pub fn open(path: &Path) -> Result<Self, String> {
		create(path)?;
		let path = path.canonicalize().map_err(|error| explain(path, error))?;
		let user = geteuid().as_raw();
		for (above, folder) in path.ancestors().enumerate() {
			let metadata = fs::symlink_metadata(folder).map_err(|error| explain(folder, error))?;
			ensure_private(folder, metadata.uid(), metadata.mode(), user, above > 0)?;
		}
		Ok(Self(path))
	}

	/// Opens a folder inside this one, for this user alone.
	pub fn inner(&self, name: &str) -> Result<Self, String> {
		let path = self.0.join(name);
		create(&path)?;
		let metadata = fs::symlink_metadata(&path).map_err(|error| explain(&path, error))?;
		if !metadata.is_dir() {
			return Err(format!("{} is not a folder", path.display()));
		}
		ensure_private(&path, metadata.uid(), metadata.mode(), geteuid().as_raw(), false)?;
		fs::set_permissions(&path, Permissions::from_mode(0o700))
			.map_err(|error| explain(&path, error))?;
		Ok(Self(path))
	}

	/// The path.
	pub fn path(&self) -> &Path {
		&self.0
	}

	/// Its files, without unfinished ones. Those that a killed process left are deleted.
	pub fn files(&self) -> Vec<(String, PathBuf)> {
		list(&self.0)
			.into_iter()
			.filter(|(name, path)| {
				let unfinished = name.starts_with('.');
				if unfinished && !may_be_in_use(path) {
					remove(path);
				}
				!unfinished
			})
			.collect()
	}

	/// Writes a file as a whole: whoever reads it sees all of it, or what was there before.
	pub fn write(&self, name: &str, content: &[u8]) -> io::Result<()> {
		let nanos = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
		let unfinished = self.0.join(format!(".{name}.{}.{nanos}", process::id()));
		let written = OpenOptions::new()
			.write(true)
			.create_new(true)
			.mode(0o600)
			.open(&unfinished)
			.and_then(|mut file| {
				file.write_all(content)?;
				file.sync_all()
			})
			.and_then(|()| fs::rename(&unfinished, self.0.join(name)));
		if written.is_err() {
			remove(&unfinished);
		}
		written
	}
}

/// The regular files in a folder by name; none if it cannot be read.
pub fn list(folder: &Path) -> Vec<(String, PathBuf)> {
	entries(folder, Metadata::is_file)
}

/// The folders in a folder by name; none if it cannot be read.
pub fn list_folders(folder: &Path) -> Vec<(String, PathBuf)> {
	entries(folder, Metadata::is_dir)
}

/// Whether a file was changed so lately that another process may be about to finish or record it.
pub fn may_be_in_use(path: &Path) -> bool {
	modified(path).and_then(|time| time.elapsed().ok()).is_some_and(|age| age < IN_USE)
}

/// The last change of a file.
pub fn modified(path: &Path) -> Option<SystemTime> {
	fs::symlink_metadata(path).and_then(|metadata| metadata.modified()).ok()
}

/// Sets when a file was last changed, by which the oldest are found. It may be gone meanwhile.
pub fn touch(path: &Path, time: SystemTime) {
	let touched = File::options().write(true).open(path).and_then(|file| file.set_modified(time));
	if let Err(error) = touched {
		log::debug!("{} keeps its time: {error}", path.display());
	}
}

/// Deletes a file. Another process may have deleted it before.
pub fn remove(path: &Path) {
	match fs::remove_file(path) {
		Err(error) if error.kind() != io::ErrorKind::NotFound => {
			log::debug!("{} cannot be deleted: {error}", path.display());
		},
		_ => (),
	}
}

/// Deletes all but the latest of these files, so many and with so many bytes in total.
pub fn keep_latest(files: impl IntoIterator<Item = PathBuf>, count: usize, mut bytes: u64) {
	let mut files: Vec<_> = files
		.into_iter()
		.filter_map(|path| {
			let metadata = fs::symlink_metadata(&path).ok()?;
			Some((metadata.modified().ok()?, metadata.len(), path))
		})
		.collect();
	files.sort_unstable_by(|a, b| b.cmp(a));
	for (index, (_, size, path)) in files.iter().enumerate() {
		if index >= count || *size > bytes {
			remove(path);
		} else {
			bytes -= size;
		}
	}
}

fn entries(folder: &Path, is_wanted: impl Fn(&Metadata) -> bool) -> Vec<(String, PathBuf)> {
	let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
	entries
		.filter_map(Result::ok)
		// A link is neither a file nor a folder here.
		.filter(|entry| entry.metadata().is_ok_and(|metadata| is_wanted(&metadata)))
		.filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path())))
		.collect()
}

fn create(path: &Path) -> Result<(), String> {
	DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(|error| explain(path, error))
}

fn explain(path: &Path, error: io::Error) -> String {
	format!("{} cannot be used: {error}", path.display())
}

/// Fails if somebody else than `user` could write to a folder. Those above it may be root's, and may
/// be written to by all, as `/tmp`, if none can rename what is another's.
fn ensure_private(
	path: &Path,
	owner: u32,
	mode: u32,
	user: u32,
	is_above: bool,
) -> Result<(), String> {
	let path = path.display();
	if owner != user && !(is_above && owner == ROOT) {
		return Err(format!(
			"{path} belongs to user {owner}, and this process runs as user {user}"
		));
	}
	let is_sticky = is_above && mode & STICKY != 0;
	if mode & WRITABLE_BY_OTHERS != 0 && !is_sticky {
		return Err(format!("others may write to {path}: `chmod go-w {path}` forbids it"));
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	const HOUR: Duration = Duration::from_secs(3_600);

	fn private(owner: u32, mode: u32, is_above: bool) -> Result<(), String> {
		ensure_private(Path::new("/a"), owner, mode, 1_000, is_above)
	}

	#[test]
	fn a_folder_must_be_the_users_own() {
		assert!(private(1_000, 0o40755, false).is_ok());
		assert!(private(ROOT, 0o40755, false).unwrap_err().contains("belongs to user 0"));
		assert!(private(1_001, 0o40700, false).unwrap_err().contains("belongs to user 1001"));
	}

	#[test]
	fn a_folder_must_be_writable_by_nobody_else() {
		for mode in [0o40777, 0o41777, 0o40775, 0o40702] {
			assert!(private(1_000, mode, false).unwrap_err().contains("chmod go-w /a"), "{mode:o}");
		}
	}

	#[test]
	fn folders_above_may_be_roots_and_sticky() {
		assert!(private(ROOT, 0o40755, true).is_ok());
		assert!(private(ROOT, 0o41777, true).is_ok());
		assert!(private(ROOT, 0o40777, true).is_err());
		assert!(private(1_001, 0o40755, true).is_err());
	}

	#[test]
	fn a_folder_is_made_for_the_user_alone() {
		let temporary = tempfile::tempdir().unwrap();
		let path = temporary.path().join("a/b");
		let folder = Folder::open(&path).unwrap();
		assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o700);
		let inner = folder.inner("c").unwrap();
		assert_eq!(fs::metadata(inner.path()).unwrap().mode() & 0o777, 0o700);
	}

	#[test]
	fn folders_that_others_may_write_to_are_refused_at_any_height() {
		let temporary = tempfile::tempdir().unwrap();
		let above = temporary.path().join("above");
		let path = above.join("cache");
		let folder = Folder::open(&path).unwrap();
		fs::set_permissions(&above, Permissions::from_mode(0o777)).unwrap();
		let error = Folder::open(&path).unwrap_err();
		assert!(error.contains("above: `chmod"), "{error}");
		fs::set_permissions(&above, Permissions::from_mode(0o755)).unwrap();
		let inner = folder.inner("inner").unwrap();
		fs::set_permissions(inner.path(), Permissions::from_mode(0o770)).unwrap();
		assert!(folder.inner("inner").is_err());
	}

	#[test]
	fn a_link_is_followed_to_the_folder_that_is_used() {
		let temporary = tempfile::tempdir().unwrap();
		let open = temporary.path().join("open");
		fs::create_dir(&open).unwrap();
		fs::set_permissions(&open, Permissions::from_mode(0o777)).unwrap();
		let link = temporary.path().join("link");
		std::os::unix::fs::symlink(&open, &link).unwrap();
		assert!(Folder::open(&link).unwrap_err().contains("open: `chmod"));
		let file = temporary.path().join("file");
		fs::write(&file, "").unwrap();
		assert!(Folder::open(&file).is_err());
	}

	#[test]
	fn a_file_is_replaced_as_a_whole_and_leaves_nothing_else() {
		let temporary = tempfile::tempdir().unwrap();
		let folder = Folder::open(temporary.path()).unwrap();
		folder.write("file", b"first").unwrap();
		folder.write("file", b"second").unwrap();
		assert_eq!(fs::read(temporary.path().join("file")).unwrap(), b"second");
		assert_eq!(list(temporary.path()).len(), 1);
		assert!(folder.write("no/such/folder", b"").is_err());
		assert_eq!(list(temporary.path()).len(), 1);
	}

	#[test]
	fn what_a_killed_process_left_is_deleted_once_it_is_old() {
		let temporary = tempfile::tempdir().unwrap();
		let folder = Folder::open(temporary.path()).unwrap();
		let unfinished = temporary.path().join(".file.1.2");
		fs::write(&unfinished, "").unwrap();
		assert!(folder.files().is_empty());
		assert!(unfinished.exists());
		touch(&unfinished, SystemTime::now() - HOUR);
		assert!(folder.files().is_empty());
		assert!(!unfinished.exists());
	}

	#[test]
	fn the_latest_files_are_kept_within_count_and_size() {
		let temporary = tempfile::tempdir().unwrap();
		let names = || {
			let mut names: Vec<_> = list(temporary.path()).into_iter().map(|(n, _)| n).collect();
			names.sort();
			names.concat()
		};
		for (age, name) in [(3, "c"), (1, "a"), (4, "d"), (2, "b")] {
			let path = temporary.path().join(name);
			fs::write(&path, [0; 10]).unwrap();
			touch(&path, SystemTime::now() - HOUR * age);
		}
		let paths = || list(temporary.path()).into_iter().map(|(_, path)| path);
		keep_latest(paths(), 4, 40);
		assert_eq!(names(), "abcd");
		keep_latest(paths(), 3, 40);
		assert_eq!(names(), "abc");
		keep_latest(paths(), 3, 29);
		assert_eq!(names(), "ab");
	}
}
