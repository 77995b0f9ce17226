// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Parameters of the methods.

use super::{Grantee, Id};
use crate::{account, Error};
use medibloc_primitives::{
	apis,
	consent::{self, Action, Purpose},
	record::{self, Commitment, RecordClass},
	Jurisdiction,
};
use serde::{
	de::{value::MapAccessDeserializer, MapAccess, Visitor},
	Deserialize, Deserializer, Serialize,
};
use sp_core::H256;
use sp_runtime::AccountId32;
use std::fmt;

/// The number of items in a page unless the caller says otherwise.
pub const DEFAULT_PAGE: u32 = 64;

/// The most hashes in a Merkle path: the position of a record in its batch has so many bits.
pub const MAX_PATH: usize = 32;

/// The subject of records: `{"account": ".."}`, `{"pseudonym": "0x.."}`, or an account by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Subject {
	/// The holder of an account.
	Account(String),
	/// A person known to the parties only.
	Pseudonym(H256),
}

impl Subject {
	pub(crate) fn parse(self) -> Result<record::Subject<AccountId32>, Error> {
		Ok(match self {
			Subject::Account(text) => record::Subject::Account(account::parse("subject", &text)?),
			Subject::Pseudonym(pseudonym) => record::Subject::Pseudonym(pseudonym),
		})
	}
}

impl<'de> Deserialize<'de> for Subject {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		#[derive(Deserialize)]
		#[serde(rename_all = "camelCase")]
		enum Tagged {
			Account(String),
			Pseudonym(H256),
		}

		struct SubjectVisitor;

		impl<'de> Visitor<'de> for SubjectVisitor {
			type Value = Subject;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str(r#"an account, {"account": ".."} or {"pseudonym": "0x.."}"#)
			}

			fn visit_str<E>(self, text: &str) -> Result<Subject, E> {
				Ok(Subject::Account(text.into()))
			}

			fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Subject, A::Error> {
				Ok(match Tagged::deserialize(MapAccessDeserializer::new(map))? {
					Tagged::Account(text) => Subject::Account(text),
					Tagged::Pseudonym(pseudonym) => Subject::Pseudonym(pseudonym),
				})
			}
		}

		deserializer.deserialize_any(SubjectVisitor)
	}
}

/// What is to be done with which records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct AccessQuery {
	/// The kind of the record.
	pub class: RecordClass,
	/// The single record; the whole class if it is left out.
	pub anchor: Option<Id>,
	/// For which purpose.
	pub purpose: Purpose,
	/// The intended action.
	pub action: Action,
	/// From which country; from anywhere if it is left out.
	pub place: Option<Jurisdiction>,
}

impl AccessQuery {
	pub(crate) fn parse(self) -> Result<consent::AccessQuery, Error> {
		Ok(consent::AccessQuery {
			class: self.class,
			anchor: self.anchor.map(|anchor| anchor.parse("request.anchor")).transpose()?,
			purpose: self.purpose,
			action: self.action,
			place: self.place,
		})
	}
}

/// The consents to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct ConsentPage {
	/// List the grantees that come after this one.
	pub after: Option<Grantee>,
	/// The most grantees to list.
	pub limit: Option<u32>,
}

/// The log entries to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct AccessLogPage {
	/// The index of the first entry.
	pub start: u64,
	/// The most entries to list.
	pub limit: Option<u32>,
}

/// The records to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct RecordPage {
	/// List the records that come after this one.
	pub after: Option<Id>,
	/// The most records to list.
	pub limit: Option<u32>,
}

/// The number of items that a page may have.
pub(crate) fn page_limit(limit: Option<u32>) -> Result<u32, Error> {
	let limit = limit.unwrap_or(DEFAULT_PAGE);
	if (1..=apis::MAX_PAGE).contains(&limit) {
		Ok(limit)
	} else {
		Err(Error::LimitOutOfRange { limit, max: apis::MAX_PAGE })
	}
}

/// An inclusion proof of one record in an anchored batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct BatchProof {
	/// Position of the record in the batch, from 0.
	pub index: u32,
	/// The commitment to the record.
	pub commitment: Commitment,
	/// Sibling hashes from the leaf to the root.
	pub path: Vec<H256>,
}

impl BatchProof {
	pub(crate) fn parse(self) -> Result<apis::BatchProof, Error> {
		if self.path.len() > MAX_PATH {
			return Err(Error::PathTooLong { length: self.path.len(), max: MAX_PATH });
		}
		Ok(apis::BatchProof { index: self.index, commitment: self.commitment, path: self.path })
	}
}
