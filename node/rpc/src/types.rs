// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! JSON types of parameters and results: field names in camel case, accounts as SS58, ids and
//! balances as decimal strings, hashes and bytes in hexadecimal, moments as integers.

mod answers;
mod params;

pub use answers::*;
pub use params::*;

use crate::Error;
use medibloc_primitives::ItemId;
use serde::{de::Visitor, Deserialize, Deserializer, Serialize};
use sp_core::H256;
use std::fmt;

/// An id: a decimal string, because JavaScript rounds integers of that size. An integer is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Id(String);

impl Id {
	pub(crate) fn parse(&self, param: &'static str) -> Result<ItemId, Error> {
		Some(&self.0)
			.filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
			.and_then(|text| text.parse().ok())
			.map(ItemId)
			.ok_or(Error::InvalidId { param })
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

/// The block that an answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BlockRef {
	/// Its hash.
	pub hash: H256,
	/// Its number.
	pub number: u64,
}
