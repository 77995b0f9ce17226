// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! NDJSON exports: one resource a line, as of FHIR Bulk Data.

use super::{fhir::MAX_RESOURCE_LEN, Error, Resource};
use std::{
	io,
	path::{Path, PathBuf},
};
use tokio::{
	fs::File,
	io::{AsyncBufRead, AsyncBufReadExt, BufReader},
};

/// Reads an NDJSON export resource by resource. Needs memory for one line.
///
/// The content of each record is its line without the end of line (`\n` or `\r\n`). Empty lines are
/// skipped.
#[derive(Debug)]
pub struct Ndjson<R> {
	reader: R,
	path: PathBuf,
	line: u64,
	/// Whether any line held something.
	has_resources: bool,
}

impl Ndjson<BufReader<File>> {
	/// Opens a file.
	///
	/// # Errors
	///
	/// [`Read`](Error::Read).
	pub async fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
		let path = path.as_ref().to_owned();
		match File::open(&path).await {
			Ok(file) => Ok(Self::new(BufReader::new(file), path)),
			Err(source) => Err(Error::Read { path, source }),
		}
	}
}

impl<R: AsyncBufRead + Unpin> Ndjson<R> {
	/// Reads from wherever; `name` stands for the file in errors.
	pub fn new(reader: R, name: impl Into<PathBuf>) -> Self {
		Self { reader, path: name.into(), line: 0, has_resources: false }
	}

	/// The next resource, or `None` at the end.
	///
	/// # Errors
	///
	/// [`Line`](Error::Line), after which the next line can be read; [`Read`](Error::Read);
	/// [`Empty`](Error::Empty) if there is not one resource in the export.
	pub async fn next(&mut self) -> Result<Option<Resource>, Error> {
		loop {
			let Some(text) = self.read_line().await? else {
				return if self.has_resources { Ok(None) } else { Err(Error::Empty) };
			};
			if !text.is_empty() {
				self.has_resources = true;
				let line = self.line;
				return Resource::parse(text)
					.map(Some)
					.map_err(|error| Error::Line { line, error: Box::new(on_line(error, line)) });
			}
		}
	}

	/// The next line without its end. A line that is too long is skipped to its end.
	async fn read_line(&mut self) -> Result<Option<Vec<u8>>, Error> {
		let mut text = Vec::new();
		let mut too_large = false;
		loop {
			let bytes = match self.reader.fill_buf().await {
				Ok(bytes) => bytes,
				Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
				Err(source) => return Err(Error::Read { path: self.path.clone(), source }),
			};
			let at_end = bytes.is_empty();
			let newline = bytes.iter().position(|byte| *byte == b'\n');
			let part = newline.and_then(|end| bytes.get(..end)).unwrap_or(bytes);
			too_large |= text.len() + part.len() > MAX_RESOURCE_LEN;
			if !too_large {
				text.extend_from_slice(part);
			}
			let consumed = part.len() + usize::from(newline.is_some());
			self.reader.consume(consumed);
			if newline.is_none() && !at_end {
				continue;
			}
			if at_end && text.is_empty() && !too_large {
				return Ok(None);
			}
			self.line += 1;
			if too_large {
				self.has_resources = true;
				return Err(Error::Line { line: self.line, error: Box::new(Error::TooLarge) });
			}
			if text.last() == Some(&b'\r') {
				text.pop();
			}
			return Ok(Some(text));
		}
	}
}

/// The place in the export instead of the place in the line.
fn on_line(error: Error, line: u64) -> Error {
	match error {
		Error::NotJson { column, .. } => {
			Error::NotJson { line: usize::try_from(line).unwrap_or(usize::MAX), column }
		},
		error => error,
	}
}
