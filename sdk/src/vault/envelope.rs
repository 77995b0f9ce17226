// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The line before each `age` file of a vault: `medibloc-vault/<format> <kind> <SHA-256 of the rest>`.
//!
//! The hash guards against accidents only. Against intent stands the encryption. A file has the lowest
//! format that can have its content, so that earlier versions of this library read all that they know.

use super::Error;
use sha2::{Digest, Sha256};
use std::path::Path;

/// The format of files with records and encryption keys only.
pub(super) const FIRST_FORMAT: u32 = 1;
/// The highest format: keys of rings, tasks and accounts beside them.
const FORMAT: u32 = 2;
const NAME: &str = "medibloc-vault/";
const MAX_LINE_LEN: usize = 128;

/// The kind of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
	Key,
	Segment,
	Backup,
}

impl Kind {
	fn name(self) -> &'static str {
		match self {
			Self::Key => "key",
			Self::Segment => "segment",
			Self::Backup => "backup",
		}
	}
}

pub(super) type Hash = [u8; 32];

pub(super) fn hash(content: &[u8]) -> Hash {
	Sha256::digest(content).into()
}

/// The whole file.
pub(super) fn seal(kind: Kind, format: u32, content: &[u8]) -> Vec<u8> {
	let hash = hex::encode(hash(content));
	let line = format!("{NAME}{format} {} {hash}\n", kind.name());
	[line.as_bytes(), content].concat()
}

/// The content after the line, if the file is whole.
pub(super) fn open<'a>(kind: Kind, file: &'a [u8], path: &Path) -> Result<&'a [u8], Error> {
	let damaged = |reason| Error::damaged(path, reason);
	let no_line = "its first line is not that of a vault's file";
	let length = file
		.iter()
		.take(MAX_LINE_LEN)
		.position(|byte| *byte == b'\n')
		.ok_or_else(|| damaged(no_line))?;
	let (line, content) = file.split_at_checked(length).ok_or_else(|| damaged(no_line))?;
	let content = content.get(1..).unwrap_or_default();
	let line = std::str::from_utf8(line).map_err(|_| damaged(no_line))?;
	let line = line.strip_prefix(NAME).ok_or_else(|| damaged(no_line))?;
	let (format, rest) = line.split_once(' ').ok_or_else(|| damaged(no_line))?;
	let format: u32 = format.parse().map_err(|_| damaged(no_line))?;
	if format > FORMAT {
		return Err(Error::Newer { path: path.into(), format });
	}
	let expected = format!("{} {}", kind.name(), hex::encode(hash(content)));
	if format < FIRST_FORMAT || rest != expected {
		return Err(damaged("its content is not what was written"));
	}
	Ok(content)
}
