// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of committing and proving.

use crate::{chunks::MAX_CHUNK_SIZE, fields};
use alloc::string::String;
use thiserror::Error;

/// An error of committing or proving.
///
/// Nothing of the record's values is in it, so that it can be logged.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
	/// There is nothing to build a tree over.
	#[error("there is nothing to commit to")]
	Empty,
	/// There are more leaves than the tree may have.
	#[error("there are more leaves than the tree may have")]
	TooMany,
	/// There is no such chunk, field or record.
	#[error("there is no such chunk, field or record")]
	NotFound,
	/// The content is not the one that was committed to.
	#[error("the content is not the one that was committed to")]
	Mismatch,
	/// The chunk size is zero or too large.
	#[error("the chunk size must be from 1 to {MAX_CHUNK_SIZE} bytes")]
	ChunkSize,
	/// The document is not JSON as RFC 8259 and RFC 7493 define it.
	#[error("not a JSON document: {0}")]
	Json(String),
	/// A number is too large for a double.
	#[error("a number is too large for a double")]
	NumberRange,
	/// Two members of an object, or two fields, have the same name.
	#[error("the name of a field is not unique")]
	Duplicate,
	/// Objects and arrays are nested too deeply.
	#[error("objects and arrays are nested more than {} levels deep", fields::MAX_DEPTH)]
	TooDeep,
	/// The pointer to a field is too long.
	#[error("the pointer to a field is longer than {} bytes", fields::MAX_POINTER_LEN)]
	TooLong,
}
