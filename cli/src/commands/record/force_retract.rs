// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	commands::committee::propose,
	names::{id_name, parse_id},
	transaction::TransactionOpts,
	Context, Error,
};
use clap::Args;
use medibloc_primitives::ItemId;
use serde::Serialize;

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

/// What the proposal is about.
#[derive(Serialize)]
struct About {
	record: String,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let subject = context.subject_or_own(self.subject.as_deref())?;
		let about = About { record: id_name(self.id) };
		propose(context, &self.transaction, about, |node| {
			node.client.records().force_retract(&subject, self.id)
		})
		.await
	}
}
