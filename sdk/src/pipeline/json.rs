// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! JSON files of the pipeline.

use super::Error;
use crate::files::{Existing, NewFile};
use serde::{de::DeserializeOwned, Serialize};
use std::{fs, io::Write, path::Path};

/// Fails if there is something, before any work is done for it.
pub(super) fn ensure_new(path: &Path) -> Result<(), Error> {
	match path.try_exists().map_err(Error::write(path))? {
		false => Ok(()),
		true => Err(Error::Exists(path.into())),
	}
}

/// Writes a new file, which is there in full or not at all. Only its owner may read it.
pub(super) fn write(path: &Path, content: &impl Serialize) -> Result<(), Error> {
	ensure_new(path)?;
	let text =
		serde_json::to_vec_pretty(content).map_err(|error| Error::write(path)(error.into()))?;
	let mut file = NewFile::create(path).map_err(Error::write(path))?;
	file.write_all(&text).and_then(|()| file.write_all(b"\n")).map_err(Error::write(path))?;
	file.publish(Existing::Keep).map_err(|error| Error::write(path)(error.into()))
}

/// Reads a file that should be a `what`.
pub(super) fn read<T: DeserializeOwned>(path: &Path, what: &'static str) -> Result<T, Error> {
	let text = fs::read(path).map_err(Error::read(path))?;
	serde_json::from_slice(&text).map_err(|error| Error::Malformed {
		path: path.into(),
		what,
		reason: error.to_string(),
	})
}
