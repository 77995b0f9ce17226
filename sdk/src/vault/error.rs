// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of the vault.

use crate::files::{is_full, is_read_only};
use std::{
	io,
	path::{Path, PathBuf},
};
use thiserror::Error;

/// An error of the vault. Unless the text says otherwise, nothing was changed.
#[derive(Debug, Error)]
pub enum Error {
	/// There is no vault in the folder.
	#[error("there is no vault in {0}: check the path, make a new vault, or restore a backup")]
	NotFound(PathBuf),
	/// There is something at this place.
	#[error("{0} exists and was left as it is: choose another place")]
	Exists(PathBuf),
	/// Another process has the vault open.
	#[error("the vault in {0} is open in another process: close it there, then try again")]
	Locked(PathBuf),
	/// The password is wrong. The file itself is undamaged.
	#[error("wrong password for {0}: nothing was changed, try again")]
	WrongPassword(PathBuf),
	/// Passwords have at least one character.
	#[error("the password is empty: choose one")]
	EmptyPassword,
	/// The work factor is out of range.
	#[error("the work factor must be from 1 to {max}", max = super::password::MAX_WORK_FACTOR)]
	WorkFactor,
	/// A file is not as it was written, or missing.
	#[error(
		"{path} is damaged: {reason}; nothing was changed, restore a backup into another folder"
	)]
	Damaged {
		/// The file.
		path: PathBuf,
		/// The defect.
		reason: &'static str,
	},
	/// A file has the format of a later version.
	#[error(
		"{path} has format {format}, which this version cannot read: update, nothing was changed"
	)]
	Newer {
		/// The file.
		path: PathBuf,
		/// Its format.
		format: u32,
	},
	/// There is no room left.
	#[error("there is no room left at {0}: nothing was changed; free some, then try again")]
	Full(PathBuf),
	/// The place cannot be written to.
	#[error("{0} cannot be written to: nothing was changed; check its permissions")]
	ReadOnly(PathBuf),
	/// A file cannot be read.
	#[error("cannot read {path}: {source}")]
	Read {
		/// The file.
		path: PathBuf,
		/// The error of the system.
		source: io::Error,
	},
	/// A file cannot be written.
	#[error("cannot write {path}: {source}; nothing was changed")]
	Write {
		/// The file.
		path: PathBuf,
		/// The error of the system.
		source: io::Error,
	},
	/// The system failed in the last step of writing, so that it is not known whether the change is
	/// on the disk.
	#[error(
		"the last change to the vault in {0} may or may not be on the disk, and no more are made: \
		 close the vault, open it again, and look"
	)]
	Unsettled(PathBuf),
	/// Something was deleted, but a file that holds an older, encrypted copy could not be removed.
	#[error(
		"deleted, but {path}, which still holds it encrypted, could not be removed: {source}; \
		 opening the vault tries again"
	)]
	NotErased {
		/// The file.
		path: PathBuf,
		/// The error of the system.
		source: io::Error,
	},
	/// The operating system gives no random bytes.
	#[error("the operating system gives no random bytes")]
	Random,
	/// The last epoch is used up.
	#[error("there are no more epochs for the keys of this account")]
	NoMoreEpochs,
}

impl Error {
	pub(super) fn damaged(path: &Path, reason: &'static str) -> Self {
		Self::Damaged { path: path.into(), reason }
	}

	pub(super) fn read(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
		move |source| Self::Read { path: path.into(), source }
	}

	pub(super) fn write(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
		move |source| match source {
			error if error.kind() == io::ErrorKind::AlreadyExists => Self::Exists(path.into()),
			error if is_full(&error) => Self::Full(path.into()),
			error if is_read_only(&error) => Self::ReadOnly(path.into()),
			source => Self::Write { path: path.into(), source },
		}
	}
}
