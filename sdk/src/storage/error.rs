// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of the storage.

use super::ContentId;
use crate::files::{is_full, is_read_only};
use std::{
	io,
	path::{Path, PathBuf},
};
use thiserror::Error;

/// An error of the storage.
#[derive(Debug, Error)]
pub enum Error {
	/// The text or the bytes are no content id of this storage.
	#[error("this is no content id of an encrypted file (CIDv1, raw or dag-pb, SHA-256)")]
	NotContentId,
	/// There is no room left. An upload has taken back what it had stored; a download has removed
	/// what it had fetched.
	#[error("there is no room left in {0}: nothing was kept; free some, then start again")]
	Full(String),
	/// The place cannot be written to.
	#[error("{0} cannot be written to: check the permissions or credentials, then start again")]
	ReadOnly(String),
	/// A block is not there.
	#[error("{0} is not stored here: try another copy, or upload the file again")]
	Missing(ContentId),
	/// A block is there, but is not what its id says. An upload of the same file repairs it.
	#[error("the stored {0} is damaged: try another copy, or upload the file again")]
	Corrupt(ContentId),
	/// The file changed while it was read.
	#[error("{0} changed while it was uploaded: nothing was stored under a name; start again")]
	Changed(PathBuf),
	/// The file is longer than any that has a content id.
	#[error("{0} is longer than 16 TiB: split it")]
	TooLong(PathBuf),
	/// There is a file of that name.
	#[error("{0} exists and was left as it is: choose another name")]
	Exists(PathBuf),
	/// Another upload or download of the same file is under way.
	#[error("{0} is in use by another upload or download: wait for it to end")]
	Busy(PathBuf),
	/// The journal of an interrupted upload is to another place.
	#[error(
		"{path} is the journal of an upload to {place}: finish that one, or delete the journal and \
		 start again"
	)]
	OtherPlace {
		/// The journal.
		path: PathBuf,
		/// The place that the interrupted upload went to.
		place: String,
	},
	/// A file on this device cannot be read or written. What was done so far is kept, and the same
	/// call goes on from there.
	#[error("{path}: {source}")]
	Local {
		/// The file.
		path: PathBuf,
		/// The error of the system.
		source: io::Error,
	},
	/// The place does not answer as it should. What was done so far is kept, and the same call goes
	/// on from there.
	#[error("the storage does not answer as it should: {0}; try again later")]
	Backend(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
	pub(super) fn local(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
		move |source| {
			if is_full(&source) {
				Self::Full(path.display().to_string())
			} else if is_read_only(&source) {
				Self::ReadOnly(path.display().to_string())
			} else {
				Self::Local { path: path.into(), source }
			}
		}
	}
}
