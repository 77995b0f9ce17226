// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Elements of a JSON document that know their path.

use super::{codes::Code, Error};
use serde::de::{value::StrDeserializer, IntoDeserializer};
use serde_json::{Map, Value};

/// One element of a resource.
#[derive(Clone, Debug)]
pub(super) struct Element<'a> {
	value: &'a Value,
	path: String,
}

/// An element with members, all of which are among those that the reader knows.
#[derive(Clone, Debug)]
pub(super) struct Members<'a> {
	members: &'a Map<String, Value>,
	path: String,
}

impl<'a> Element<'a> {
	pub(super) fn root(value: &'a Value, path: &str) -> Self {
		Self { value, path: path.into() }
	}

	pub(super) fn path(&self) -> String {
		self.path.clone()
	}

	/// The members; a member that is not among `known` says something that the chain cannot.
	pub(super) fn members(&self, known: &[&str]) -> Result<Members<'a>, Error> {
		let members = self
			.value
			.as_object()
			.filter(|members| !members.is_empty())
			.ok_or_else(|| Error::Malformed { path: self.path() })?;
		match members.keys().find(|name| !known.contains(&name.as_str())) {
			Some(name) => {
				Err(Error::NotExpressible { path: format!("{}.{}", self.path, shown(name)) })
			},
			None => Ok(Members { members, path: self.path() }),
		}
	}

	/// A member, whatever else there is.
	pub(super) fn member(&self, name: &str) -> Option<Element<'a>> {
		let value = self.value.get(name)?;
		Some(Element { value, path: format!("{}.{name}", self.path) })
	}

	/// The items of a list, which has at least one.
	pub(super) fn items(&self) -> Result<Vec<Element<'a>>, Error> {
		let items = self
			.value
			.as_array()
			.filter(|items| !items.is_empty())
			.ok_or_else(|| Error::Malformed { path: self.path() })?;
		let item = |(index, value)| Element { value, path: format!("{}[{index}]", self.path) };
		Ok(items.iter().enumerate().map(item).collect())
	}

	/// The only item of a list; with more of them nothing says which one counts.
	pub(super) fn only_item(&self) -> Result<Element<'a>, Error> {
		let mut items = self.items()?.into_iter();
		match (items.next(), items.next()) {
			(Some(item), None) => Ok(item),
			(_, Some(second)) => Err(Error::NotExpressible { path: second.path }),
			(None, None) => Err(Error::Malformed { path: self.path() }),
		}
	}

	pub(super) fn text(&self) -> Result<&'a str, Error> {
		self.value
			.as_str()
			.filter(|text| !text.is_empty())
			.ok_or_else(|| Error::Malformed { path: self.path() })
	}

	pub(super) fn bool(&self) -> Result<bool, Error> {
		self.value.as_bool().ok_or_else(|| Error::Malformed { path: self.path() })
	}

	/// A whole number, however it is written: servers make `10.0` or `1E+1` of `10`. Any other number
	/// says something that the chain cannot.
	pub(super) fn number(&self) -> Result<u32, Error> {
		if !self.value.is_number() {
			return Err(Error::Malformed { path: self.path() });
		}
		let exact = self.value.as_u64().and_then(|number| number.try_into().ok());
		let written = || {
			let number = self.value.as_f64()?;
			// Each of them is a double.
			let is_whole = number.fract() == 0.0;
			(is_whole && (0.0..=f64::from(u32::MAX)).contains(&number)).then_some(number as u32)
		};
		exact.or_else(written).ok_or_else(|| Error::NotExpressible { path: self.path() })
	}

	/// The value that a `Coding` stands for.
	pub(super) fn coding<C: Code>(&self) -> Result<C, Error> {
		let members = self.members(&["system", "code", "display"])?;
		let (system, code) = (members.need("system")?, members.need("code")?);
		if system.text()? != C::SYSTEM {
			return Err(Error::UnknownCode { path: system.path() });
		}
		code.code()
	}

	/// The value that a `CodeableConcept` with one coding stands for.
	pub(super) fn concept<C: Code>(&self) -> Result<C, Error> {
		self.members(&["coding"])?.need("coding")?.only_item()?.coding()
	}

	/// The value that a bare code stands for.
	pub(super) fn code<C: Code>(&self) -> Result<C, Error> {
		let code: StrDeserializer<serde::de::value::Error> = self.text()?.into_deserializer();
		C::deserialize(code).map_err(|_| Error::UnknownCode { path: self.path() })
	}
}

impl<'a> Members<'a> {
	pub(super) fn path(&self) -> &str {
		&self.path
	}

	pub(super) fn get(&self, name: &str) -> Option<Element<'a>> {
		let value = self.members.get(name)?;
		Some(Element { value, path: format!("{}.{name}", self.path) })
	}

	pub(super) fn need(&self, name: &str) -> Result<Element<'a>, Error> {
		self.get(name).ok_or_else(|| Error::Missing { path: format!("{}.{name}", self.path) })
	}

	/// The items of a list that may be left out.
	pub(super) fn items(&self, name: &str) -> Result<Vec<Element<'a>>, Error> {
		self.get(name).map_or(Ok(Vec::new()), |element| element.items())
	}
}

/// A name of a member as far as it can be one. Whatever else stands there is not for logs.
fn shown(name: &str) -> String {
	let is_of_name = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
	name.chars().take_while(is_of_name).take(64).collect()
}
