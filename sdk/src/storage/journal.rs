// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Journal of an upload: the blocks stored so far, beside the file that is uploaded.
//!
//! The first line names the place; each further line is the id of a block that this upload brought
//! there. A line that was cut off by an interruption is dropped: its block is then found to be there
//! already. The file is locked by whoever uploads.

use super::{ContentId, Error};
use crate::files::beside;
use std::{
	collections::HashSet,
	fs::{self, File, OpenOptions, TryLockError},
	io::{Read, Seek, SeekFrom, Write},
	path::{Path, PathBuf},
};

const FORMAT: &str = "medibloc-upload/1 ";
const SUFFIX: &str = ".upload";

#[derive(Debug)]
pub(super) struct Journal {
	path: PathBuf,
	file: File,
	created: HashSet<ContentId>,
}

impl Journal {
	/// Begins the journal of this file, or goes on with it.
	pub(super) fn open(uploaded: &Path, place: &str) -> Result<Self, Error> {
		let path = beside(uploaded, SUFFIX);
		let mut file = open_locked(&path, uploaded)?;
		let header = format!("{FORMAT}{place}\n");
		let created = read(&mut file, &path, &header)?;
		Ok(Self { path, file, created })
	}

	/// Notes that this upload brought a block.
	pub(super) fn add(&mut self, id: ContentId) -> Result<(), Error> {
		self.file.write_all(format!("{id}\n").as_bytes()).map_err(Error::local(&self.path))?;
		self.created.insert(id);
		Ok(())
	}

	/// The blocks that this upload brought, in whichever order.
	pub(super) fn created(&self) -> &HashSet<ContentId> {
		&self.created
	}

	/// The upload is at its end.
	pub(super) fn close(self) -> Result<(), Error> {
		fs::remove_file(&self.path).map_err(Error::local(&self.path))
	}
}

fn open_locked(path: &Path, uploaded: &Path) -> Result<File, Error> {
	let file = OpenOptions::new()
		.create(true)
		.truncate(false)
		.read(true)
		.write(true)
		.open(path)
		.map_err(Error::local(path))?;
	match file.try_lock() {
		Ok(()) => Ok(file),
		Err(TryLockError::WouldBlock) => Err(Error::Busy(uploaded.into())),
		Err(TryLockError::Error(error)) => Err(Error::local(path)(error)),
	}
}

/// The entries of the journal. Leaves it with whole lines only, to be written on.
fn read(file: &mut File, path: &Path, header: &str) -> Result<HashSet<ContentId>, Error> {
	let local = Error::local(path);
	let mut bytes = Vec::new();
	file.read_to_end(&mut bytes).map_err(&local)?;
	let text = String::from_utf8_lossy(&bytes);
	let Some(lines) = text.strip_prefix(header) else {
		let (first, rest) = text.split_once('\n').unwrap_or_default();
		if let (Some(place), false) = (first.strip_prefix(FORMAT), rest.is_empty()) {
			return Err(Error::OtherPlace { path: path.into(), place: place.into() });
		}
		// Nothing was stored yet, or nothing can be known of it.
		file.set_len(0).map_err(&local)?;
		file.seek(SeekFrom::Start(0)).map_err(&local)?;
		file.write_all(header.as_bytes()).map_err(&local)?;
		return Ok(HashSet::new());
	};
	let whole = lines.rsplit_once('\n').map_or("", |(whole, _)| whole);
	let ids = whole.lines().filter_map(|line| line.parse().ok()).collect();
	let end = (header.len() + whole.len()) as u64;
	file.set_len(end).map_err(&local)?;
	file.seek(SeekFrom::Start(end)).map_err(&local)?;
	if !whole.is_empty() {
		file.write_all(b"\n").map_err(&local)?;
	}
	Ok(ids)
}
