// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	names::{id_name, parse_id},
	transaction::TransactionOpts,
	Context, Error,
};
use clap::Args;
use medibloc_primitives::{credential::Serial, ItemId};
use serde::Serialize;

/// Remove a co-signature from a record, as its subject or as the co-signer
#[derive(Args, Debug)]
pub struct Opts {
	/// The record
	#[arg(value_name = "ID", value_parser = parse_id)]
	id: ItemId,
	/// Credential by which it was co-signed, as `medi record show` lists it
	#[arg(long, value_name = "NUMBER")]
	credential: Serial,
	/// Subject of the record: an account, or pseudonym:HASH [default: the account that acts]
	#[arg(long, value_name = "SUBJECT")]
	subject: Option<String>,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	record: String,
	removed: Serial,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let subject = context.subject_or_own(self.subject.as_deref())?;
		let (node, signer) = context.signing_node().await?;
		let serial = self.credential;
		let call = node.client.records().remove_co_signature(&subject, self.id, serial);
		let report = |()| Report { record: id_name(self.id), removed: serial };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
