// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers about records.

use crate::{id, Account, BlockRef, Id, Invalid};
use medibloc_primitives::{
	credential::Serial,
	record::{self, Commitment, Opinion, RecordClass, RecordInfo},
	Moment,
};
use serde::{Deserialize, Serialize};
use sp_core::crypto::{AccountId32, Ss58AddressFormat};

/// The origin of a record, and the credential of its author.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum Source {
	/// Written by the holder of this credential.
	Clinician {
		/// The credential.
		serial: Serial,
	},
	/// Measured by a device of the subject.
	Device,
	/// Entered by the subject.
	Patient,
	/// Taken over from another system by the subject.
	Import,
	/// Taken over from another system by the holder of this credential.
	ProviderImport {
		/// The credential.
		serial: Serial,
	},
}

impl From<record::Source> for Source {
	fn from(source: record::Source) -> Self {
		match source {
			record::Source::Clinician(serial) => Source::Clinician { serial },
			record::Source::Device => Source::Device,
			record::Source::Patient => Source::Patient,
			record::Source::Import => Source::Import,
			record::Source::ProviderImport(serial) => Source::ProviderImport { serial },
		}
	}
}

impl From<Source> for record::Source {
	fn from(source: Source) -> Self {
		match source {
			Source::Clinician { serial } => Self::Clinician(serial),
			Source::Device => Self::Device,
			Source::Patient => Self::Patient,
			Source::Import => Self::Import,
			Source::ProviderImport { serial } => Self::ProviderImport(serial),
		}
	}
}

/// The subject's opinion of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SubjectOpinion {
	/// The opinion.
	pub opinion: Opinion,
	/// Since when.
	pub since: Moment,
}

/// An anchored record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
	/// The id of the anchor.
	pub id: Id,
	/// The commitment, which never changes.
	pub commitment: Commitment,
	/// The class of the record.
	pub class: RecordClass,
	/// The origin of the record, and the credential of its author.
	pub source: Source,
	/// The account that wrote it; `None` for the subject.
	pub author: Option<Account>,
	/// The moment of anchoring, rounded down to a second.
	pub anchored_at: Moment,
	/// The record that this one corrects.
	pub predecessor: Option<Id>,
	/// The record that corrects this one.
	pub successor: Option<Id>,
	/// The moment at which its author declared it entered in error.
	pub retracted_at: Option<Moment>,
	/// The subject's opinion.
	pub opinion: Option<SubjectOpinion>,
	/// Credentials of the providers who co-signed it.
	pub co_signers: Vec<Serial>,
	/// The moment of erasure.
	pub erased_at: Option<Moment>,
}

impl Record {
	/// What the runtime says, with accounts in the format of the chain.
	pub fn new(info: RecordInfo<AccountId32>, format: Ss58AddressFormat) -> Self {
		Self {
			id: info.id.into(),
			commitment: info.commitment,
			class: info.class,
			source: info.source.into(),
			author: info.author.map(|author| Account::new(&author, format)),
			anchored_at: info.anchored_at,
			predecessor: info.predecessor.map(Id::from),
			successor: info.successor.map(Id::from),
			retracted_at: info.retracted_at,
			opinion: info.opinion.map(|(opinion, since)| SubjectOpinion { opinion, since }),
			co_signers: info.co_signers,
			erased_at: info.erased_at,
		}
	}
}

impl TryFrom<Record> for RecordInfo<AccountId32> {
	type Error = Invalid;

	fn try_from(record: Record) -> Result<Self, Invalid> {
		Ok(Self {
			id: record.id.parse()?,
			commitment: record.commitment,
			class: record.class,
			source: record.source.into(),
			author: record.author.map(|author| author.parse()).transpose()?,
			anchored_at: record.anchored_at,
			predecessor: id::optional(record.predecessor)?,
			successor: id::optional(record.successor)?,
			retracted_at: record.retracted_at,
			opinion: record.opinion.map(|SubjectOpinion { opinion, since }| (opinion, since)),
			co_signers: record.co_signers,
			erased_at: record.erased_at,
		})
	}
}

/// A page of records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Records {
	/// The block whose state gave the answer; ask for the next page at it.
	pub block: BlockRef,
	/// The records: of a lineage oldest first, else in the order in which the state keeps them.
	pub records: Vec<Record>,
	/// The `after` of the next page; `None` if this is the last one.
	pub next: Option<Id>,
}
