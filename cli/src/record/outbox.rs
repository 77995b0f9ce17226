// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Records that are encrypted, but not yet stored and anchored.
//!
//! A folder beside the vault with a folder for each record: its ciphertext and what is to be done
//! with it. It appears under the commitment when both are complete, before the vault learns of the
//! record, and goes when all is done. So after an interruption, whenever it was, the next command
//! goes on from there. Whoever works on it has the vault open, so nobody else does.

use crate::{files, Error};
use medibloc_primitives::{
	credential::Role,
	record::{AnchorId, Commitment},
};
use serde::{Deserialize, Serialize};
use sp_core::Bytes;
use std::{
	fs, io,
	path::{Path, PathBuf},
};
use tempfile::TempDir;

const SUFFIX: &str = ".outbox";
const UNFINISHED: &str = ".unfinished-";
const TASK: &str = "task.json";
const CIPHERTEXT: &str = "ciphertext.age";

/// What is to be done with a record.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Task {
	/// The record.
	pub commitment: Commitment,
	/// How to anchor it, if at all.
	pub anchor: Option<AnchorTask>,
}

/// How a record is to be anchored.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AnchorTask {
	/// Whom it is about, as `medi` writes subjects.
	pub subject: String,
	/// In which role the author writes.
	pub role: Option<Role>,
	/// The record that it corrects.
	pub amends: Option<AnchorId>,
	/// How the subject is given the key.
	pub hand_over: Option<HandOver>,
}

/// How the subject of a record is given its key.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HandOver {
	/// The signed encryption key of the subject.
	pub key: Bytes,
	/// Where the wrapped key goes.
	pub file: PathBuf,
}

/// The folder.
#[derive(Clone, Debug)]
pub struct Outbox {
	folder: PathBuf,
}

/// One record in it.
#[derive(Debug)]
pub struct Entry {
	folder: PathBuf,
	/// What is to be done.
	pub task: Task,
}

impl Entry {
	/// The encrypted file.
	pub fn ciphertext(&self) -> PathBuf {
		self.folder.join(CIPHERTEXT)
	}

	/// Takes the record out: all is done.
	pub fn finish(self) -> Result<(), Error> {
		// In one step first, so that no half of it is left to be taken for work.
		let name = format!("{UNFINISHED}{}", hex::encode(self.task.commitment));
		let done = self.folder.with_file_name(name);
		fs::rename(&self.folder, &done).map_err(Error::write(&self.folder))?;
		fs::remove_dir_all(&done).map_err(Error::write(&done))
	}
}

/// A record that is being encrypted. Vanishes if it is dropped.
pub struct Draft {
	folder: TempDir,
}

impl Draft {
	/// Where the encrypted file goes.
	pub fn ciphertext(&self) -> PathBuf {
		self.folder.path().join(CIPHERTEXT)
	}
}

impl Outbox {
	/// That of a vault. It is made when something is put into it.
	pub fn of(vault: &Path) -> Self {
		let mut name = vault.as_os_str().to_owned();
		name.push(SUFFIX);
		Self { folder: name.into() }
	}

	/// Begins a record.
	pub fn draft(&self) -> Result<Draft, Error> {
		let write_error = Error::write(&self.folder);
		fs::create_dir_all(&self.folder).map_err(&write_error)?;
		let folder = tempfile::Builder::new()
			.prefix(UNFINISHED)
			.tempdir_in(&self.folder)
			.map_err(write_error)?;
		Ok(Draft { folder })
	}

	/// Puts a record in, of which the encrypted file is complete.
	pub fn put(&self, draft: Draft, task: Task) -> Result<Entry, Error> {
		files::write_json(&draft.folder.path().join(TASK), &task)?;
		let folder = self.folder.join(hex::encode(task.commitment));
		let draft = draft.folder.keep();
		fs::rename(&draft, &folder).map_err(Error::write(&folder))?;
		fs::File::open(&self.folder)
			.and_then(|folder| folder.sync_all())
			.map_err(Error::write(&self.folder))?;
		Ok(Entry { folder, task })
	}

	/// What is in it, and removes what was never complete.
	pub fn entries(&self) -> Result<Vec<Entry>, Error> {
		let found = match fs::read_dir(&self.folder) {
			Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
			found => found.map_err(Error::read(&self.folder))?,
		};
		let mut entries = Vec::new();
		for entry in found {
			let folder = entry.map_err(Error::read(&self.folder))?.path();
			let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
			if name.starts_with(UNFINISHED) {
				fs::remove_dir_all(&folder).map_err(Error::write(&folder))?;
			} else if folder.join(TASK).exists() {
				let task: Task = files::read_json(&folder.join(TASK), "task of an outbox")?;
				entries.push(Entry { folder, task });
			}
		}
		entries.sort_by_key(|entry| entry.task.commitment);
		Ok(entries)
	}
}
