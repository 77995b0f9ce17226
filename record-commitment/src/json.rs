// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Parser of JSON documents into their fields.

use crate::{
	fields::{Field, MAX_DEPTH, MAX_FIELDS, MAX_POINTER_LEN},
	Error,
};
use serde::{
	de::{MapAccess, Visitor},
	Deserialize, Deserializer, Serialize,
};
use serde_json::value::RawValue;
use std::{collections::BTreeSet, fmt};

/// The fields of a document, in the order of the document.
///
/// Every value is looked at as text first. `serde_json` would show numbers as objects if any crate
/// of the build turned its `arbitrary_precision` on, and `sp-genesis-builder` does.
pub(crate) fn fields(document: &[u8]) -> Result<Vec<Field>, Error> {
	let mut reader = Reader { pointer: String::new(), fields: Vec::new() };
	reader.read(serde_json::from_slice(document)?, 0)?;
	Ok(reader.fields)
}

impl From<serde_json::Error> for Error {
	fn from(error: serde_json::Error) -> Self {
		Error::Json(error.to_string())
	}
}

struct Reader {
	/// Of the value being read.
	pointer: String,
	fields: Vec<Field>,
}

impl Reader {
	fn read(&mut self, value: &RawValue, depth: usize) -> Result<(), Error> {
		let text = value.get();
		match text.as_bytes().first() {
			Some(b'{' | b'[') if depth >= MAX_DEPTH => Err(Error::TooDeep),
			Some(b'{') => self.read_object(text, depth),
			Some(b'[') => self.read_array(text, depth),
			Some(b'"') => self.push(&serde_json::from_str::<String>(text)?),
			Some(b't' | b'f' | b'n') => self.push(&serde_json::from_str::<Option<bool>>(text)?),
			_ => {
				let number: f64 = text.parse().map_err(|_| Error::NumberRange)?;
				if number.is_infinite() {
					return Err(Error::NumberRange);
				}
				self.push(&number)
			},
		}
	}

	fn read_object(&mut self, text: &str, depth: usize) -> Result<(), Error> {
		let Members(members) = serde_json::from_str(text)?;
		let names: BTreeSet<_> = members.iter().map(|(name, _)| name).collect();
		if names.len() < members.len() {
			return Err(Error::Duplicate);
		}
		if members.is_empty() {
			self.push_canonical("{}".into())?;
		}
		for (name, value) in &members {
			self.descend(&name.replace('~', "~0").replace('/', "~1"), value, depth)?;
		}
		Ok(())
	}

	fn read_array(&mut self, text: &str, depth: usize) -> Result<(), Error> {
		let items: Vec<&RawValue> = serde_json::from_str(text)?;
		if items.is_empty() {
			self.push_canonical("[]".into())?;
		}
		for (index, value) in items.iter().enumerate() {
			self.descend(&index.to_string(), value, depth)?;
		}
		Ok(())
	}

	fn descend(&mut self, token: &str, value: &RawValue, depth: usize) -> Result<(), Error> {
		let parent = self.pointer.len();
		self.pointer.push('/');
		self.pointer.push_str(token);
		if self.pointer.len() > MAX_POINTER_LEN {
			return Err(Error::TooLong);
		}
		self.read(value, depth + 1)?;
		self.pointer.truncate(parent);
		Ok(())
	}

	fn push(&mut self, scalar: &impl Serialize) -> Result<(), Error> {
		self.push_canonical(serde_json_canonicalizer::to_string(scalar)?)
	}

	fn push_canonical(&mut self, value: String) -> Result<(), Error> {
		if self.fields.len() >= MAX_FIELDS as usize {
			return Err(Error::TooMany);
		}
		self.fields.push(Field { pointer: self.pointer.clone(), value });
		Ok(())
	}
}

/// The members of an object as they are written, repeated names included.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Collect;

		impl<'de> Visitor<'de> for Collect {
			type Value = Members<'de>;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("an object")
			}

			fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
				let mut members = Vec::new();
				while let Some(member) = map.next_entry()? {
					members.push(member);
				}
				Ok(Members(members))
			}
		}

		deserializer.deserialize_map(Collect)
	}
}
