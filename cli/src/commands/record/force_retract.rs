// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	names::{id_name, parse_id},
	transaction::TransactionOpts,
	Context, Error,
};
use clap::Args;
use medibloc_primitives::ItemId;
use medibloc_sdk::client::Proposal;
use serde::Serialize;
use sp_core::H256;

/// Retract a record whose author is certified no more, as a member of the credential committee
///
/// This is for good. For a record of which no authority can: it is suspended or removed, or has lost its key.
#[derive(Args, Debug)]
pub struct Opts {
	/// The record
	#[arg(value_name = "ID", value_parser = parse_id)]
	id: ItemId,
	/// Subject of the record: an account, or pseudonym:HASH [default: the account that acts]
	#[arg(long, value_name = "SUBJECT")]
	subject: Option<String>,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	record: String,
	/// Whether it took effect.
	executed: bool,
	/// The motion that members vote on.
	motion: Option<H256>,
	/// The number of members that must agree.
	threshold: Option<u32>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let subject = context.subject_or_own(self.subject.as_deref())?;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.records().force_retract(&subject, self.id);
		let call = node.client.committee().propose(&call, &context.own_account()?).await?;
		let record = id_name(self.id);
		let report = |proposal| match proposal {
			Proposal::Executed(()) => {
				Report { record, executed: true, motion: None, threshold: None }
			},
			Proposal::Open { hash, threshold, .. } => {
				Report { record, executed: false, motion: Some(hash), threshold: Some(threshold) }
			},
		};
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
