// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Files named by the user.

use crate::{error::Kind, Error};
use medibloc_sdk::files::{Existing, NewFile};
use serde::{de::DeserializeOwned, Serialize};
use std::{
	fs,
	io::{BufWriter, Write},
	path::Path,
};

/// Writes a new file that is there in full or not at all. Only its owner may read it.
pub fn write_new(path: &Path, content: &[u8]) -> Result<(), Error> {
	ensure_new(path)?;
	let mut file = NewFile::create(path).map_err(Error::write(path))?;
	file.write_all(content).map_err(Error::write(path))?;
	file.publish(Existing::Keep).map_err(|error| Error::write(path)(error.into()))
}

/// Writes a new file with a JSON text.
pub fn write_json(path: &Path, content: &impl Serialize) -> Result<(), Error> {
	let mut json =
		serde_json::to_vec_pretty(content).map_err(|error| Error::new(Kind::Failed, error))?;
	json.push(b'\n');
	write_new(path, &json)
}

/// Reads a file that holds a JSON text of a known form.
pub fn read_json<T: DeserializeOwned>(path: &Path, what: &str) -> Result<T, Error> {
	let text = fs::read(path).map_err(Error::read(path))?;
	serde_json::from_slice(&text)
		.map_err(|error| Error::bad_input(format!("{} is no {what}: {error}", path.display())))
}

/// Fails if there is something, before any work is done for it.
pub fn ensure_new(path: &Path) -> Result<(), Error> {
	match path.try_exists().map_err(Error::write(path))? {
		false => Ok(()),
		true => Err(Error::new(
			Kind::InTheWay,
			format!("{} exists and was left as it is: choose another name", path.display()),
		)),
	}
}

/// Writes a new file with one JSON text a line.
pub fn write_lines<T: Serialize, E: std::fmt::Display>(
	path: &Path,
	lines: impl Iterator<Item = Result<T, E>>,
) -> Result<(), Error> {
	ensure_new(path)?;
	let file = NewFile::create(path).map_err(Error::write(path))?;
	let mut file = BufWriter::new(file);
	for line in lines {
		let line = line.map_err(|error| Error::new(Kind::Failed, error))?;
		let mut json =
			serde_json::to_vec(&line).map_err(|error| Error::new(Kind::Failed, error))?;
		json.push(b'\n');
		file.write_all(&json).map_err(Error::write(path))?;
	}
	let file = file.into_inner().map_err(|error| Error::write(path)(error.into_error()))?;
	file.publish(Existing::Keep).map_err(|error| Error::write(path)(error.into()))
}
