// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	codes,
	names::{id_name, parse_id},
	record::anchored::anchored,
	transaction::TransactionOpts,
	Context, Error,
};
use clap::Args;
use medibloc_primitives::{
	credential::{Role, Serial},
	record::Commitment,
	ItemId,
};
use serde::Serialize;

/// Co-sign a record that somebody else wrote
#[derive(Args, Debug)]
pub struct Opts {
	/// The record
	#[arg(value_name = "ID", value_parser = parse_id)]
	id: ItemId,
	/// Subject of the record: an account, or pseudonym:HASH [default: the account that acts]
	#[arg(long, value_name = "SUBJECT")]
	subject: Option<String>,
	/// Commitment to the record that was looked at [default: the anchored one]
	#[arg(long, value_name = "HASH")]
	commitment: Option<Commitment>,
	/// Role in which the account signs
	#[arg(long, ignore_case = true, value_parser = codes::role(), default_value = "Practitioner")]
	role: Role,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	co_signed: String,
	commitment: Commitment,
	credential: Serial,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let subject = context.subject_or_own(self.subject.as_deref())?;
		let (node, signer) = context.signing_node().await?;
		let commitment = match self.commitment {
			Some(commitment) => commitment,
			None => anchored(&node, &subject, self.id).await?.commitment,
		};
		let call = node.client.records().co_sign(&subject, self.id, commitment, self.role);
		let report = |credential| Report { co_signed: id_name(self.id), commitment, credential };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
