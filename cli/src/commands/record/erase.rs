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

/// Erase a record about yourself from the chain
///
/// This is for good. A tombstone with the commitment stays; `medi vault forget` makes it meaningless.
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
	erased: String,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let (node, signer) = context.signing_node().await?;
		let call = node.client.records().erase(self.id);
		let report = |()| Report { erased: id_name(self.id) };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
