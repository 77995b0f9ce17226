// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Outbox: records that are encrypted, but not yet stored and anchored.
//!
//! A folder beside the vault with a folder for each record: its ciphertext and what is to be done
//! with it. It appears under the commitment when both are complete, before the vault learns of the
//! record, and goes when all is done. So after an interruption, whenever it was, the next one goes on
//! from there. Whoever works on it has the vault open, so nobody else does.

use super::{json, Anchor, Error};
use crate::{
	files::{beside, sync_folder},
	vault::Vault,
};
use medibloc_primitives::record::Commitment;
use serde::{Deserialize, Serialize};
use std::{
	fs, io,
	path::{Path, PathBuf},
};
use tempfile::TempDir;

const SUFFIX: &str = ".outbox";
const UNFINISHED: &str = ".unfinished-";
const TASK: &str = "task.json";
const CIPHERTEXT: &str = "ciphertext.age";

/// The pending work on a record.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Task {
	pub(super) commitment: Commitment,
	pub(super) anchor: Option<Anchor>,
}

/// The records of a vault that are encrypted, but not yet stored and anchored.
#[derive(Clone, Debug)]
pub struct Outbox {
	folder: PathBuf,
}

/// A record in an [`Outbox`].
#[derive(Debug)]
pub struct Entry {
	folder: PathBuf,
	pub(super) task: Task,
	/// Whether an earlier run may have anchored it.
	pub(super) is_resumed: bool,
}

impl Entry {
	/// Names the record.
	pub fn commitment(&self) -> Commitment {
		self.task.commitment
	}

	/// The anchoring, if any.
	pub fn anchor(&self) -> Option<&Anchor> {
		self.task.anchor.as_ref()
	}

	/// The encrypted file.
	pub(super) fn ciphertext(&self) -> PathBuf {
		self.folder.join(CIPHERTEXT)
	}

	/// Takes the record out: all is done.
	pub(super) fn finish(self) -> Result<(), Error> {
		// In one step first, so that no half of it is left to be taken for work.
		let name = format!("{UNFINISHED}{}", hex::encode(self.task.commitment));
		let done = self.folder.with_file_name(name);
		fs::rename(&self.folder, &done).map_err(Error::write(&self.folder))?;
		fs::remove_dir_all(&done).map_err(Error::write(&done))
	}
}

/// A record that is being encrypted. Vanishes if it is dropped.
pub(super) struct Draft {
	folder: TempDir,
}

impl Draft {
	/// The path of the encrypted file.
	pub(super) fn ciphertext(&self) -> PathBuf {
		self.folder.path().join(CIPHERTEXT)
	}
}

/// What lies in the folder of an outbox.
#[derive(Default)]
struct Found {
	entries: Vec<Entry>,
	/// What was never complete.
	unfinished: Vec<PathBuf>,
}

impl Outbox {
	/// The outbox of a vault. It is made when something is put into it.
	pub fn of(vault: &Vault) -> Self {
		Self { folder: beside(&vault.folder(), SUFFIX) }
	}

	/// The folder.
	pub fn folder(&self) -> &Path {
		&self.folder
	}

	/// The entries. Removes those that were never complete.
	///
	/// # Errors
	///
	/// [`Read`](Error::Read), [`Write`](Error::Write), [`Malformed`](Error::Malformed).
	pub fn entries(&self) -> Result<Vec<Entry>, Error> {
		let Found { entries, unfinished } = self.found()?;
		for folder in unfinished {
			fs::remove_dir_all(&folder).map_err(Error::write(&folder))?;
		}
		Ok(entries)
	}

	/// The entries, to be looked at: nothing is removed.
	///
	/// # Errors
	///
	/// [`Read`](Error::Read), [`Malformed`](Error::Malformed).
	pub fn peek(&self) -> Result<Vec<Entry>, Error> {
		self.found().map(|found| found.entries)
	}

	fn found(&self) -> Result<Found, Error> {
		let mut found = Found::default();
		let folders = match fs::read_dir(&self.folder) {
			Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
			folders => folders.map_err(Error::read(&self.folder))?,
		};
		for folder in folders {
			let folder = folder.map_err(Error::read(&self.folder))?.path();
			let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
			if name.starts_with(UNFINISHED) {
				found.unfinished.push(folder);
			} else if folder.join(TASK).exists() {
				let task: Task = json::read(&folder.join(TASK), "task of an outbox")?;
				found.entries.push(Entry { folder, task, is_resumed: true });
			}
		}
		found.entries.sort_by_key(|entry| entry.task.commitment);
		Ok(found)
	}

	/// Begins a record.
	pub(super) fn draft(&self) -> Result<Draft, Error> {
		let write_error = Error::write(&self.folder);
		fs::create_dir_all(&self.folder).map_err(&write_error)?;
		let folder = tempfile::Builder::new()
			.prefix(UNFINISHED)
			.tempdir_in(&self.folder)
			.map_err(write_error)?;
		Ok(Draft { folder })
	}

	/// Adds a record whose encrypted file is complete.
	pub(super) fn put(&self, draft: Draft, task: Task) -> Result<Entry, Error> {
		json::write(&draft.folder.path().join(TASK), &task)?;
		let folder = self.folder.join(hex::encode(task.commitment));
		let draft = draft.folder.keep();
		fs::rename(&draft, &folder).map_err(Error::write(&folder))?;
		sync_folder(&self.folder).map_err(Error::write(&self.folder))?;
		Ok(Entry { folder, task, is_resumed: false })
	}
}
