// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Strict reading of parameters: by name or in order, nothing unknown and nothing too many.

use serde::{
	de::{
		value::StrDeserializer, DeserializeOwned, DeserializeSeed, Error as _, IgnoredAny,
		IntoDeserializer, MapAccess, SeqAccess, Visitor,
	},
	forward_to_deserialize_any, Deserializer,
};
use serde_json::Error;
use std::{fmt, slice};

/// The parameters of a method, from the JSON of an object or a list.
///
/// # Errors
///
/// The error says which parameter is unknown, missing, given twice or of the wrong type, or that
/// there are too many.
pub fn read<M: DeserializeOwned>(json: &str) -> Result<M, Error> {
	if json.trim_start().starts_with('{') {
		serde_json::from_str(json)
	} else {
		M::deserialize(List(json))
	}
}

/// A list of parameters, read as the struct whose fields they are in order.
struct List<'de>(&'de str);

impl<'de> Deserializer<'de> for List<'de> {
	type Error = Error;

	fn deserialize_struct<V: Visitor<'de>>(
		self,
		_: &'static str,
		fields: &'static [&'static str],
		visitor: V,
	) -> Result<V::Value, Error> {
		let given = serde_json::from_str::<Vec<IgnoredAny>>(self.0)?.len();
		let names = fields.get(..given).ok_or_else(|| {
			let (most, names) = (fields.len(), fields.join("`, `"));
			Error::custom(format!("{given} parameters, of at most {most}: `{names}`"))
		})?;
		serde_json::Deserializer::from_str(self.0).deserialize_seq(Named { names, visitor })
	}

	fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
		serde_json::Deserializer::from_str(self.0).deserialize_any(visitor)
	}

	forward_to_deserialize_any! {
		bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
		unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
	}
}

/// Reads a list as a map from these names.
struct Named<V> {
	names: &'static [&'static str],
	visitor: V,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Named<V> {
	type Value = V::Value;

	fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("a list of parameters")
	}

	fn visit_seq<A: SeqAccess<'de>>(self, values: A) -> Result<V::Value, A::Error> {
		self.visitor.visit_map(Entries { names: self.names.iter(), name: "", values })
	}
}

struct Entries<A> {
	names: slice::Iter<'static, &'static str>,
	/// The name of the value that comes next.
	name: &'static str,
	values: A,
}

impl<'de, A: SeqAccess<'de>> MapAccess<'de> for Entries<A> {
	type Error = A::Error;

	fn next_key_seed<K: DeserializeSeed<'de>>(
		&mut self,
		seed: K,
	) -> Result<Option<K::Value>, A::Error> {
		let Some(name) = self.names.next() else { return Ok(None) };
		self.name = name;
		let name: StrDeserializer<'_, A::Error> = (*name).into_deserializer();
		seed.deserialize(name).map(Some)
	}

	fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
		self.values
			.next_element_seed(seed)
			.map_err(|error| A::Error::custom(format_args!("`{}`: {error}", self.name)))?
			.ok_or_else(|| A::Error::missing_field(self.name))
	}
}
