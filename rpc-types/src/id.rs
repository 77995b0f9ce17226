// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Ids of grants, records and batches as text.

use medibloc_primitives::ItemId;
use serde::{de::Visitor, Deserialize, Deserializer, Serialize};
use std::fmt;
use thiserror::Error;

/// An id: a decimal string, because JavaScript rounds integers of that size. An integer is read too.
///
/// Like an [`Account`](crate::Account) it is read by [`parse`](Self::parse) and not before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Id(String);

/// Text that is not an id.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is not an id")]
pub struct NotAnId(pub String);

impl Id {
	/// The id.
	///
	/// # Errors
	///
	/// [`NotAnId`], unless these are decimal digits of a number below 2^64.
	pub fn parse(&self) -> Result<ItemId, NotAnId> {
		Some(&self.0)
			.filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
			.and_then(|text| text.parse().ok())
			.map(ItemId)
			.ok_or_else(|| NotAnId(self.0.clone()))
	}
}

impl From<ItemId> for Id {
	fn from(id: ItemId) -> Self {
		Self(id.0.to_string())
	}
}

impl<'de> Deserialize<'de> for Id {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct IdVisitor;

		impl Visitor<'_> for IdVisitor {
			type Value = Id;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("an id as a decimal string")
			}

			fn visit_str<E>(self, text: &str) -> Result<Id, E> {
				Ok(Id(text.into()))
			}

			fn visit_u64<E>(self, number: u64) -> Result<Id, E> {
				Ok(Id(number.to_string()))
			}
		}

		deserializer.deserialize_any(IdVisitor)
	}
}

/// The id in a field that may be `null`.
pub(crate) fn optional(id: Option<Id>) -> Result<Option<ItemId>, NotAnId> {
	id.map(|id| id.parse()).transpose()
}
