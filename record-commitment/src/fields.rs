// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Fields: the leaves of a JSON document, to show some of them and keep the others to oneself.
//!
//! A field is a scalar, an empty object or an empty array. Its name is a JSON pointer (RFC 6901),
//! its value is canonical JSON (RFC 8785). Fields are sorted by the bytes of their pointers.
//!
//! Whoever is shown a field also learns how many fields the document has and how many of them sort
//! before it. Salted siblings tell no more.

use crate::{
	hash::tagged,
	manifest::Manifest,
	salt::{LeafSalt, RecordSalt},
	tree::{self, Tree},
	Error,
};
use alloc::{string::String, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode};
use core::fmt;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// The most fields of a document.
pub const MAX_FIELDS: u32 = 1 << 20;

/// The deepest nesting of objects and arrays.
pub const MAX_DEPTH: usize = 128;

/// The longest pointer in bytes.
pub const MAX_POINTER_LEN: usize = 1_024;

const LEAF_TAG: &[u8] = b"medibloc/record/field/v1";

/// The leaf binds the place of the field and the number of fields, so that a proof holds for no
/// other.
fn leaf(salt: &LeafSalt, count: u32, index: u32, pointer: &str, value: &str) -> H256 {
	tagged(LEAF_TAG, (salt, count, index, pointer, value))
}

/// One field of a document.
#[derive(
	Clone,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct Field {
	/// Its place in the document.
	pub pointer: String,
	/// Its value, as canonical JSON.
	pub value: String,
}

/// The fields of a document in their tree.
#[derive(Clone, PartialEq, Eq)]
pub struct Fields {
	salt: RecordSalt,
	fields: Vec<Field>,
	tree: Tree,
}

impl Fields {
	/// Takes the fields of a document apart.
	#[cfg(feature = "std")]
	pub fn from_json(salt: RecordSalt, document: &[u8]) -> Result<Self, Error> {
		Self::new(salt, crate::json::fields(document)?)
	}

	/// Builds the tree over these fields, whose values must be canonical, in whichever order.
	pub fn new(salt: RecordSalt, mut fields: Vec<Field>) -> Result<Self, Error> {
		fields.sort_unstable();
		if fields.array_windows().any(|[field, next]| field.pointer == next.pointer) {
			return Err(Error::Duplicate);
		}
		if fields.iter().any(|field| field.pointer.len() > MAX_POINTER_LEN) {
			return Err(Error::TooLong);
		}
		let count = u32::try_from(fields.len())
			.ok()
			.filter(|count| *count <= MAX_FIELDS)
			.ok_or(Error::TooMany)?;
		let leaves = (0..)
			.zip(&fields)
			.map(|(index, Field { pointer, value })| {
				leaf(&salt.field(pointer), count, index, pointer, value)
			})
			.collect();
		Ok(Self { salt, tree: Tree::new(leaves)?, fields })
	}

	/// The Merkle root over the fields.
	pub fn root(&self) -> H256 {
		self.tree.root()
	}

	/// The fields, sorted.
	pub fn as_slice(&self) -> &[Field] {
		&self.fields
	}

	/// The proof of the field at this pointer.
	pub fn prove(&self, pointer: &str) -> Result<FieldProof, Error> {
		let (index, field) = (0..)
			.zip(&self.fields)
			.find(|(_, field)| field.pointer == pointer)
			.ok_or(Error::NotFound)?;
		Ok(FieldProof {
			count: self.tree.count(),
			index,
			pointer: field.pointer.clone(),
			value: field.value.clone(),
			salt: self.salt.field(pointer),
			path: self.tree.path(index)?,
		})
	}
}

/// Tells nothing of the values, which must not end up in logs.
impl fmt::Debug for Fields {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Fields").field("root", &self.root()).finish_non_exhaustive()
	}
}

/// Shows one field of a document and nothing else of its content.
#[derive(
	Clone,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct FieldProof {
	/// The number of fields.
	pub count: u32,
	/// The place of the field among them.
	pub index: u32,
	/// Its place in the document.
	pub pointer: String,
	/// Its value, as canonical JSON.
	pub value: String,
	/// The salt of the field.
	pub salt: LeafSalt,
	/// The sibling hashes from the leaf to the root.
	pub path: Vec<H256>,
}

impl FieldProof {
	/// Whether this is a field of the record that the manifest describes.
	pub fn verify(&self, manifest: &Manifest) -> bool {
		let Self { count, index, pointer, value, salt, path } = self;
		let leaf = leaf(salt, *count, *index, pointer, value);
		manifest.field_root.is_some_and(|root| tree::verify(&root, *count, *index, &leaf, path))
	}
}
