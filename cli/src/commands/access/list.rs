// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{names::id_name, Context, Error};
use clap::Args;
use medibloc_primitives::{
	access_log::AccessEntry,
	consent::{Action, Purpose},
	record::RecordClass,
	Jurisdiction, Moment,
};
use medibloc_sdk::client::{AccessLogPage, Client};
use serde::Serialize;
use sp_core::{
	crypto::{AccountId32, Ss58Codec},
	H256,
};

/// List the logged accesses to records of a patient
///
/// Old entries are not stored any more, but still counted and provable.
#[derive(Args, Debug)]
pub struct Opts {
	/// The patient [default: the account that acts]
	patient: Option<String>,
}

#[derive(Serialize)]
struct Report {
	/// All that were ever logged.
	count: u64,
	/// One hash for the whole log.
	root: H256,
	accesses: Vec<EntryReport>,
}

#[derive(Serialize)]
struct EntryReport {
	index: u64,
	at: Moment,
	accessor: String,
	class: RecordClass,
	record: Option<String>,
	purpose: Purpose,
	action: Action,
	place: Jurisdiction,
	grant: String,
}

impl EntryReport {
	fn new(index: u64, entry: AccessEntry<AccountId32>) -> Self {
		let AccessEntry { accessor, class, anchor, purpose, action, place, grant, at } = entry;
		Self {
			index,
			at,
			accessor: accessor.to_ss58check(),
			class,
			record: anchor.map(id_name),
			purpose,
			action,
			place,
			grant: id_name(grant),
		}
	}
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let patient = context.account_or_own(self.patient.as_deref())?;
		let node = context.node().await?;
		let AccessLogPage { log, entries, .. } = whole_log(&node.client, &patient).await?;
		let accesses = entries.into_iter().map(|(index, entry)| EntryReport::new(index, entry));
		context.output.print(&Report {
			count: log.count,
			root: log.root(),
			accesses: accesses.collect(),
		})
	}
}

/// All entries that are still stored, from one block.
pub async fn whole_log(client: &Client, patient: &AccountId32) -> Result<AccessLogPage, Error> {
	const PAGE: u32 = 256;
	let mut log = client.consent().access_log(patient, 0, PAGE).await?;
	while let Some(start) = log.next {
		let page = client.consent().at(log.block.hash).access_log(patient, start, PAGE).await?;
		log.entries.extend(page.entries);
		log.next = page.next;
	}
	Ok(log)
}
