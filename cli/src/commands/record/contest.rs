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

/// Contest a record about yourself
#[derive(Args, Debug)]
pub struct Opts {
	/// The record
	#[arg(value_name = "ID", value_parser = parse_id)]
	id: ItemId,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	contested: String,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let (node, signer) = context.signing_node().await?;
		let call = node.client.records().contest(self.id);
		let report = |()| Report { contested: id_name(self.id) };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
