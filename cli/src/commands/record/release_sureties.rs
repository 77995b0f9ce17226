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

/// Give sureties back to whoever wrote the records, once the window to refuse them is over
#[derive(Args, Debug)]
pub struct Opts {
	/// The records, all about one subject
	#[arg(value_name = "ID", value_parser = parse_id, required = true)]
	ids: Vec<ItemId>,
	/// Subject of the records, which is an account
	#[arg(long, value_name = "ACCOUNT")]
	subject: String,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	/// Those of them that were due.
	released: Vec<String>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let subject = context.account_of(&self.subject)?;
		let (node, signer) = context.signing_node().await?;
		let records = self.ids.iter().map(|id| (subject.clone(), *id));
		let call = node.client.records().release_sureties(records);
		let report = |released: Vec<ItemId>| Report {
			released: released.into_iter().map(id_name).collect(),
		};
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
