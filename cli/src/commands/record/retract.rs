// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	names::{id_name, parse_id},
	transaction::TransactionOpts,
	Context, Error,
};
use clap::Args;
use medibloc_primitives::ItemId;
use serde::Serialize;

/// Retract a record as entered in error, as its author
///
/// This is for good. For an author who is certified no more, the authority retracts that certified them.
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
	retracted: String,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let subject = context.subject_or_own(self.subject.as_deref())?;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.records().retract(&subject, self.id);
		let report = |()| Report { retracted: id_name(self.id) };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
