// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Parameters about records: subjects, pages and proofs of batches.

use crate::{Account, Id, NotAnAccount};
use medibloc_primitives::{
	apis,
	record::{self, Commitment},
};
use serde::{
	de::{value::MapAccessDeserializer, MapAccess, Visitor},
	Deserialize, Deserializer, Serialize,
};
use sp_core::{crypto::AccountId32, H256};
use std::fmt;
use thiserror::Error;

/// The most hashes in a Merkle path: the position of a record in its batch has so many bits.
pub const MAX_PATH: usize = 32;

/// The subject of records: `{"account": ".."}`, `{"pseudonym": "0x.."}`, or an account by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Subject {
	/// The holder of an account.
	Account(Account),
	/// A person known to the parties only.
	Pseudonym(H256),
}

impl From<&record::Subject<AccountId32>> for Subject {
	fn from(subject: &record::Subject<AccountId32>) -> Self {
		match subject {
			record::Subject::Account(account) => Self::Account(account.into()),
			record::Subject::Pseudonym(pseudonym) => Self::Pseudonym(*pseudonym),
		}
	}
}

impl TryFrom<Subject> for record::Subject<AccountId32> {
	type Error = NotAnAccount;

	fn try_from(subject: Subject) -> Result<Self, NotAnAccount> {
		Ok(match subject {
			Subject::Account(account) => Self::Account(account.parse()?),
			Subject::Pseudonym(pseudonym) => Self::Pseudonym(pseudonym),
		})
	}
}

impl<'de> Deserialize<'de> for Subject {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		#[derive(Deserialize)]
		#[serde(rename_all = "camelCase")]
		enum Tagged {
			Account(Account),
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
					Tagged::Account(account) => Subject::Account(account),
					Tagged::Pseudonym(pseudonym) => Subject::Pseudonym(pseudonym),
				})
			}
		}

		deserializer.deserialize_any(SubjectVisitor)
	}
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

/// A Merkle path longer than any batch is deep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a path of {length} hashes, of at most {}", MAX_PATH)]
pub struct PathTooLong {
	/// The number of hashes.
	pub length: usize,
}

impl From<apis::BatchProof> for BatchProof {
	fn from(proof: apis::BatchProof) -> Self {
		let apis::BatchProof { index, commitment, path } = proof;
		Self { index, commitment, path }
	}
}

impl TryFrom<BatchProof> for apis::BatchProof {
	type Error = PathTooLong;

	fn try_from(proof: BatchProof) -> Result<Self, PathTooLong> {
		let BatchProof { index, commitment, path } = proof;
		if path.len() > MAX_PATH {
			return Err(PathTooLong { length: path.len() });
		}
		Ok(Self { index, commitment, path })
	}
}
