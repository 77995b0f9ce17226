// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of loading, committing to and verifying records.

use super::fhir::MAX_RESOURCE_LEN;
use std::{io, path::PathBuf};
use thiserror::Error;

/// An error of loading, committing to or verifying a record. No file was changed.
///
/// Nothing of the record's values is in it, so that it can be logged.
#[derive(Debug, Error)]
pub enum Error {
	/// The file, or the line of an export, holds nothing.
	#[error("there is nothing in it: a record needs at least one byte")]
	Empty,
	/// The text is not JSON.
	#[error(
		"not JSON: see line {line}, column {column}; mend it there, or take the file as binary"
	)]
	NotJson {
		/// Counted from 1.
		line: usize,
		/// Counted from 1, in bytes.
		column: usize,
	},
	/// The document is JSON, but no FHIR resource.
	#[error("not a FHIR resource: {0}")]
	NotResource(&'static str),
	/// FHIR R4 has no such type of resource.
	#[error(
		"FHIR R4 has no resource type `{0}`: convert the resource to R4 (4.0.1), or take the file \
		 as binary"
	)]
	UnknownType(String),
	/// The resource is of another type than the caller asks for.
	#[error("the resource is of type {found}, but {expected} is needed here")]
	WrongType {
		/// The kind of document asked for.
		expected: String,
		/// The kind of the document.
		found: &'static str,
	},
	/// The document is too large to be taken apart into fields.
	#[error(
		"the document is longer than {MAX_RESOURCE_LEN} bytes: split it into its resources, or take \
		 the file as binary"
	)]
	TooLarge,
	/// Neither the content nor the name of a file tells what class it is of.
	#[error(
		"what class of record {0} is cannot be told from its content and its name: name the class, \
		 which decides what protects it"
	)]
	UnknownClass(PathBuf),
	/// A line of an NDJSON export is wrong. The lines after it can still be read.
	#[error("line {line} of the export: {error}")]
	Line {
		/// Counted from 1.
		line: u64,
		/// The defect.
		error: Box<Error>,
	},
	/// The record cannot be committed to.
	#[error("the record cannot be committed to: {0}")]
	Commitment(#[from] medibloc_record_commitment::Error),
	/// The content is not that of the record.
	#[error("this is not the content of the record: it was changed, or belongs to another one")]
	Mismatch,
	/// The input is not a record's secrets.
	#[error("these are not the secrets of a record, or of a later version of this library")]
	NotSecrets,
	/// The file cannot be read.
	#[error("cannot read {path}: {source}")]
	Read {
		/// The file.
		path: PathBuf,
		/// The error of the system.
		source: io::Error,
	},
}
