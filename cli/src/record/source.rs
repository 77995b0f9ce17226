// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The file that a record is made from.

use crate::{codes, error::Kind, progress::Progress, Error};
use clap::{Args, ValueHint};
use medibloc_primitives::record::{Commitment, Origin, RecordClass};
use medibloc_record_commitment::{Record, RecordSalt};
use medibloc_sdk::{
	encryption::{encrypt, PublicKey},
	record::{Committing, Kind as FileKind, Resource, MAX_RESOURCE_LEN},
};
use std::{
	fs::File,
	io::{self, Read, Write},
	path::{Path, PathBuf},
};

/// So much of a file tells what kind it is.
const HEAD_LEN: u64 = 132;

/// A file, and how to read it.
#[derive(Args, Clone, Debug)]
pub struct Source {
	/// The file: a FHIR R4 resource in JSON, a DICOM, VCF or BAM file, or any other
	#[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
	pub path: PathBuf,
	/// Take the file as it is, even if it looks like JSON
	#[arg(long)]
	pub binary: bool,
	/// Class that the chain is told [default: by the type of the resource or file]
	#[arg(long, ignore_case = true, value_parser = codes::class())]
	pub class: Option<RecordClass>,
	/// Where the record comes from
	#[arg(long, ignore_case = true, value_parser = codes::origin())]
	pub origin: Option<Origin>,
}

impl Source {
	/// Commits to the file, and writes it encrypted in the same go, so that it cannot change in
	/// between.
	pub fn commit(
		&self,
		origin: Origin,
		previous: Option<Commitment>,
		sealed: Option<(&mut dyn Write, &[PublicKey])>,
		progress: &Progress,
	) -> Result<(Record, RecordClass), Error> {
		let salt = RecordSalt::random().map_err(|error| Error::new(Kind::Failed, error))?;
		let read_error = Error::read(&self.path);
		let mut file = File::open(&self.path).map_err(&read_error)?;
		let length = file.metadata().map_err(&read_error)?.len();
		let mut head = Vec::new();
		(&mut file).take(HEAD_LEN).read_to_end(&mut head).map_err(&read_error)?;
		let content = head.as_slice().chain(file);
		if self.is_json(&head) {
			return self.commit_json(content, salt, origin, previous, sealed);
		}
		let kind = FileKind::detect(&self.path, &head);
		let mut content = Committing::new(progress.reading(content, length), salt)?;
		match sealed {
			Some((sealed, recipients)) => encrypt(&mut content, sealed, recipients).map(drop)?,
			None => io::copy(&mut content, &mut io::sink()).map(drop).map_err(read_error)?,
		}
		let record = content.finish(kind.schema, origin, previous)?;
		Ok((record, self.class.unwrap_or(kind.class)))
	}

	fn commit_json(
		&self,
		content: impl Read,
		salt: RecordSalt,
		origin: Origin,
		previous: Option<Commitment>,
		sealed: Option<(&mut dyn Write, &[PublicKey])>,
	) -> Result<(Record, RecordClass), Error> {
		let mut text = Vec::new();
		content
			.take(MAX_RESOURCE_LEN as u64 + 1)
			.read_to_end(&mut text)
			.map_err(Error::read(&self.path))?;
		let about = |error: Error| error.about(self.path.display());
		let resource = Resource::parse(text).map_err(|error| about(error.into()))?;
		let record =
			resource.commit(salt, origin, previous).map_err(|error| about(error.into()))?;
		if let Some((sealed, recipients)) = sealed {
			encrypt(resource.text(), sealed, recipients)?;
		}
		Ok((record, self.class.unwrap_or(resource.class())))
	}

	/// By its name, or by the first character that is no white space.
	fn is_json(&self, head: &[u8]) -> bool {
		let is_called_so =
			["json", "JSON"].iter().any(|name| self.path.extension() == Some(name.as_ref()));
		let begins_so = head.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
		!self.binary && (is_called_so || begins_so)
	}
}

/// Whether the file holds one resource a line, by its name.
pub fn is_ndjson(path: &Path) -> bool {
	["ndjson", "jsonl"].iter().any(|name| path.extension() == Some(name.as_ref()))
}
