// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Logs of accesses to records.

use crate::{id, Account, BlockRef, Id, Invalid};
use medibloc_primitives::{
	access_log::{AccessEntry, AccessLog},
	consent::{Action, Purpose},
	record::RecordClass,
	Jurisdiction, Moment,
};
use serde::{Deserialize, Serialize};
use sp_core::{
	crypto::{AccountId32, Ss58AddressFormat},
	H256,
};

/// An entry with its position in the log.
type Entry = (u64, AccessEntry<AccountId32>);

/// The log entries to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct AccessLogPage {
	/// The index of the first entry.
	pub start: u64,
	/// The most entries to list.
	pub limit: Option<u32>,
}

/// One logged access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LoggedAccess {
	/// Its position in the log, from 0.
	pub index: u64,
	/// The accessor.
	pub accessor: Account,
	/// The class of the record.
	pub class: RecordClass,
	/// The single record, or `None` for the whole class.
	pub anchor: Option<Id>,
	/// For which purpose.
	pub purpose: Purpose,
	/// The action taken.
	pub action: Action,
	/// In which country: two capital letters of ISO 3166-1 alpha-2, or `EU`.
	pub place: Jurisdiction,
	/// Under which grant.
	pub grant: Id,
	/// The moment of the access.
	pub at: Moment,
}

impl LoggedAccess {
	fn new((index, entry): Entry, format: Ss58AddressFormat) -> Self {
		Self {
			index,
			accessor: Account::new(&entry.accessor, format),
			class: entry.class,
			anchor: entry.anchor.map(Id::from),
			purpose: entry.purpose,
			action: entry.action,
			place: entry.place,
			grant: entry.grant.into(),
			at: entry.at,
		}
	}
}

impl TryFrom<LoggedAccess> for Entry {
	type Error = Invalid;

	fn try_from(access: LoggedAccess) -> Result<Self, Invalid> {
		let entry = AccessEntry {
			accessor: access.accessor.parse()?,
			class: access.class,
			anchor: id::optional(access.anchor)?,
			purpose: access.purpose,
			action: access.action,
			place: access.place,
			grant: access.grant.parse()?,
			at: access.at,
		};
		Ok((access.index, entry))
	}
}

/// The accumulator over all accesses, and a page of those that are still stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessLogView {
	/// The block whose state gave the answer; ask for the next page at it.
	pub block: BlockRef,
	/// The number of entries ever logged.
	pub count: u64,
	/// The roots of the perfect trees that they form, largest first.
	pub peaks: Vec<H256>,
	/// One hash for the whole log.
	pub root: H256,
	/// The entries, oldest first.
	pub entries: Vec<LoggedAccess>,
	/// The `start` of the next page; `None` if this is the last one.
	pub next: Option<u64>,
}

impl AccessLogView {
	/// What the runtime says, with accounts in the format of the chain.
	pub fn new(
		block: BlockRef,
		log: AccessLog,
		entries: Vec<Entry>,
		format: Ss58AddressFormat,
	) -> Self {
		let next = entries
			.last()
			.and_then(|(index, _)| index.checked_add(1))
			.filter(|next| *next < log.count);
		Self {
			block,
			count: log.count,
			root: log.root(),
			peaks: log.peaks.into_inner(),
			entries: entries.into_iter().map(|entry| LoggedAccess::new(entry, format)).collect(),
			next,
		}
	}

	/// The accumulator, and the entries with their positions.
	///
	/// # Errors
	///
	/// [`Invalid`], also if the root is not that of the peaks.
	pub fn parts(self) -> Result<(AccessLog, Vec<Entry>), Invalid> {
		let peaks = self.peaks.try_into().map_err(|_| Invalid::Peaks)?;
		let log = AccessLog { count: self.count, peaks };
		if !log.is_consistent() || log.root() != self.root {
			return Err(Invalid::Root);
		}
		let entries = self.entries.into_iter().map(TryInto::try_into);
		Ok((log, entries.collect::<Result<_, _>>()?))
	}
}
