// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! JSON documents of FHIR R4.

use super::{class::class_of, Error};
use crate::blocking;
use medibloc_primitives::record::{Commitment, Origin, RecordClass};
use medibloc_record_commitment::{Record, RecordBuilder, RecordSalt, Schema};
use serde::Deserialize;
use serde_json::{error::Category, value::RawValue};
use std::{fmt, fs::File, io::Read, path::Path};
use zeroize::Zeroizing;

/// The longest document, in bytes, that is taken apart into fields: 64 MiB.
pub const MAX_RESOURCE_LEN: usize = 64 << 20;

const SCHEMA_PREFIX: &str = "fhir-r4/";

/// A resource of FHIR R4, a Bundle included, with the text as it was written.
///
/// That it is well-formed JSON and of a known type was checked; that it follows the rules of its
/// type was not. The text is wiped from memory when the resource is dropped.
#[derive(Clone)]
pub struct Resource {
	text: Zeroizing<Vec<u8>>,
	schema: Schema,
	resource_type: &'static str,
	class: RecordClass,
}

#[derive(Deserialize)]
struct Head<'a> {
	#[serde(rename = "resourceType")]
	resource_type: Option<String>,
	#[serde(borrow)]
	category: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Bundle<'a> {
	#[serde(borrow, default)]
	entry: Vec<Entry<'a>>,
}

#[derive(Deserialize)]
struct Entry<'a> {
	#[serde(borrow)]
	resource: Option<&'a RawValue>,
}

impl Resource {
	/// Takes the text of one resource.
	///
	/// # Errors
	///
	/// [`Empty`](Error::Empty), [`TooLarge`](Error::TooLarge), [`NotJson`](Error::NotJson),
	/// [`NotResource`](Error::NotResource), [`UnknownType`](Error::UnknownType).
	pub fn parse(text: Vec<u8>) -> Result<Self, Error> {
		let text = Zeroizing::new(text);
		if text.is_empty() {
			return Err(Error::Empty);
		}
		if text.len() > MAX_RESOURCE_LEN {
			return Err(Error::TooLarge);
		}
		let head: Head = serde_json::from_slice(&text).map_err(json_error)?;
		let name = head.resource_type.ok_or(Error::NotResource("it has no `resourceType`"))?;
		let (schema, resource_type) = known_type(&name).ok_or(Error::UnknownType(shown(&name)))?;
		let class = class_of(resource_type, head.category)?;
		Ok(Self { schema, resource_type, class, text })
	}

	/// Reads a file that holds one resource.
	///
	/// # Errors
	///
	/// Those of [`Resource::parse`], and [`Read`](Error::Read).
	pub async fn read(path: impl AsRef<Path>) -> Result<Self, Error> {
		let path = path.as_ref().to_owned();
		blocking::run(move || {
			let mut text = Vec::new();
			File::open(&path)
				.and_then(|file| file.take(MAX_RESOURCE_LEN as u64 + 1).read_to_end(&mut text))
				.map_err(|source| Error::Read { path, source })?;
			Self::parse(text)
		})
		.await
	}

	/// Insists on a type of resource, such as `Consent`.
	///
	/// # Errors
	///
	/// [`WrongType`](Error::WrongType).
	pub fn expect_type(self, resource_type: &str) -> Result<Self, Error> {
		if self.resource_type == resource_type {
			Ok(self)
		} else {
			Err(Error::WrongType { expected: resource_type.into(), found: self.resource_type })
		}
	}

	/// The text, which is the content of the record.
	pub fn text(&self) -> &[u8] {
		&self.text
	}

	/// The type of the resource.
	pub fn resource_type(&self) -> &'static str {
		self.resource_type
	}

	/// The schema code of that type.
	pub fn schema(&self) -> Schema {
		self.schema
	}

	/// The class that the chain is told.
	pub fn class(&self) -> RecordClass {
		self.class
	}

	/// Puts the resource into another class, such as [`RecordClass::Dental`], which cannot be told
	/// from the type.
	pub fn with_class(self, class: RecordClass) -> Self {
		Self { class, ..self }
	}

	/// The resources in a Bundle, in its order, each with its text as it stands in the Bundle.
	/// Entries without a resource, such as deletions, are left out.
	///
	/// # Errors
	///
	/// [`WrongType`](Error::WrongType) if this is no Bundle; those of [`Resource::parse`] if any of
	/// its resources is wrong.
	pub fn entries(&self) -> Result<Vec<Self>, Error> {
		if self.resource_type != "Bundle" {
			return Err(Error::WrongType { expected: "Bundle".into(), found: self.resource_type });
		}
		let bundle: Bundle = serde_json::from_slice(&self.text).map_err(json_error)?;
		let resources = bundle.entry.iter().filter_map(|entry| entry.resource);
		resources.map(|resource| Self::parse(resource.get().into())).collect()
	}

	/// Commits to the resource and to each of its fields. `previous` is the commitment to the record
	/// that this one corrects.
	///
	/// # Errors
	///
	/// [`Commitment`](Error::Commitment) if programs could read the document differently.
	pub fn commit(
		&self,
		salt: RecordSalt,
		origin: Origin,
		previous: Option<Commitment>,
	) -> Result<Record, Error> {
		let mut builder = RecordBuilder::new(self.schema, origin);
		if let Some(commitment) = previous {
			builder = builder.previous(commitment);
		}
		Ok(builder.commit_json(salt, &self.text)?)
	}
}

/// Tells nothing of the content.
impl fmt::Debug for Resource {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Resource")
			.field("resource_type", &self.resource_type)
			.field("class", &self.class)
			.finish_non_exhaustive()
	}
}

fn known_type(name: &str) -> Option<(Schema, &'static str)> {
	let schema = Schema::from_name(&format!("{SCHEMA_PREFIX}{name}"))?;
	Some((schema, schema.name()?.strip_prefix(SCHEMA_PREFIX)?))
}

/// A name of a type as far as it can be one. Whatever else stands there is not for logs.
fn shown(name: &str) -> String {
	name.chars().take_while(char::is_ascii_alphanumeric).take(64).collect()
}

/// Without the message of `serde_json`, which can quote the document.
fn json_error(error: serde_json::Error) -> Error {
	match error.classify() {
		Category::Data => Error::NotResource("its members are not those of a FHIR resource"),
		_ => Error::NotJson { line: error.line(), column: error.column() },
	}
}
