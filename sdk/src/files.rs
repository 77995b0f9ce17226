// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Atomic files: there in full or not at all.

use std::{
	fs::File,
	io::{self, Write},
	path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// The prefix of the names of unfinished files. Left behind by a process that was killed.
pub(crate) const TEMPORARY: &str = ".medibloc-tmp-";

/// Whether a file with this name may be replaced.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Existing {
	/// It stays as it is, and publishing fails.
	Keep,
	/// It is replaced in one step.
	Replace,
}

/// A file that appears under its name when it is published, and vanishes if it is dropped before.
/// Only its owner may read it.
pub struct NewFile {
	file: NamedTempFile,
	path: PathBuf,
}

impl NewFile {
	/// Begins the file beside its final place, so that it can be renamed.
	pub fn create(path: &Path) -> io::Result<Self> {
		crash::point();
		let file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder_of(path))?;
		crash::point();
		Ok(Self { file, path: path.into() })
	}

	/// Gives the file its name once all of it is on the disk.
	pub fn publish(self, existing: Existing) -> Result<(), PublishError> {
		crash::point();
		self.file.as_file().sync_all().map_err(PublishError::NotThere)?;
		crash::point();
		match existing {
			Existing::Keep => self.file.persist_noclobber(&self.path),
			Existing::Replace => self.file.persist(&self.path),
		}
		.map_err(|error| PublishError::NotThere(error.error))?;
		crash::point();
		sync_folder(folder_of(&self.path)).map_err(PublishError::Unsettled)
	}
}

/// An error of publishing a file.
#[derive(Debug)]
pub enum PublishError {
	/// The file is not there.
	NotThere(io::Error),
	/// The file is there, but may not be any more after a loss of power.
	Unsettled(io::Error),
}

impl From<PublishError> for io::Error {
	fn from(error: PublishError) -> Self {
		match error {
			PublishError::NotThere(error) | PublishError::Unsettled(error) => error,
		}
	}
}

impl Write for NewFile {
	fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
		self.file.write(bytes)
	}

	fn flush(&mut self) -> io::Result<()> {
		self.file.flush()
	}
}

/// Points between two steps at which tests kill the process.
pub(crate) mod crash {
	/// Does nothing.
	#[cfg(not(test))]
	pub(crate) fn point() {}

	/// Counts, and kills the process if its turn has come.
	#[cfg(test)]
	pub(crate) fn point() {
		use rustix::process::{getpid, kill_process, Signal};
		use std::{
			env,
			sync::{
				atomic::{AtomicU64, Ordering},
				OnceLock,
			},
		};
		static PASSED: AtomicU64 = AtomicU64::new(0);
		static LAST: OnceLock<Option<u64>> = OnceLock::new();
		let last = LAST.get_or_init(|| env::var(LAST_POINT).ok()?.parse().ok());
		if *last == Some(PASSED.fetch_add(1, Ordering::Relaxed)) {
			kill_process(getpid(), Signal::KILL).expect("a process may kill itself");
		}
	}

	/// The variable that says at which point the process is to be killed.
	#[cfg(test)]
	pub(crate) const LAST_POINT: &str = "MEDIBLOC_TEST_CRASH";
}

/// The folder that holds `path`.
pub(crate) fn folder_of(path: &Path) -> &Path {
	match path.parent() {
		Some(parent) if parent != Path::new("") => parent,
		_ => Path::new("."),
	}
}

/// Makes the names in a folder survive a loss of power.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
	File::open(folder)?.sync_all()
}

/// The sibling of `path` with `suffix` after its name, also if a slash comes after that.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
	let mut name = path.file_name().unwrap_or(path.as_os_str()).to_owned();
	name.push(suffix);
	path.with_file_name(name)
}

/// Whether there is no room left.
pub(crate) fn is_full(error: &io::Error) -> bool {
	matches!(
		error.kind(),
		io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
	)
}

/// Whether writing is not allowed.
pub(crate) fn is_read_only(error: &io::Error) -> bool {
	matches!(error.kind(), io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_sibling_is_beside_a_folder_and_never_in_it() {
		for (path, sibling) in [
			("vault", "vault.part"),
			("vault/", "vault.part"),
			("vault//", "vault.part"),
			("/data/vault/.", "/data/vault.part"),
			("./vault", "./vault.part"),
			("result.json", "result.json.part"),
		] {
			assert_eq!(beside(Path::new(path), ".part"), Path::new(sibling), "{path}");
		}
	}
}
