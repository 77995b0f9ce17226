// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	context::Node,
	error::Kind,
	names::{id_name, parse_id},
	transaction::TransactionOpts,
	Context, Error,
};
use clap::Args;
use medibloc_primitives::{record::Subject, ItemId};
use serde::Serialize;
use sp_core::crypto::AccountId32;

/// Refuse records about yourself that others wrote, at their cost
///
/// Contests and erases each, for good. Writers whose records are less than a month old pay for it with
/// the sureties that they gave.
#[derive(Args, Debug)]
pub struct Opts {
	/// The records
	#[arg(value_name = "ID", value_parser = parse_id, required_unless_present = "author")]
	ids: Vec<ItemId>,
	/// All records by this account, the oldest first
	#[arg(long, value_name = "ACCOUNT", conflicts_with = "ids")]
	author: Option<String>,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	refused: Vec<String>,
	/// The number of records by the author for which another call is needed.
	left: usize,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let (node, signer) = context.signing_node().await?;
		let most = node.client.chain().constants().await?.max_listed as usize;
		let (ids, left) = match &self.author {
			Some(author) => {
				let author = context.account_of(author)?;
				let mut ids = by(&node, context.own_account()?, &author).await?;
				let rest = ids.split_off(ids.len().min(most));
				(ids, rest.len())
			},
			None if self.ids.len() > most => {
				let text = format!("at most {most} records at once; nothing was changed");
				return Err(Error::bad_input(text));
			},
			None => (self.ids, 0),
		};
		let call = node.client.records().refuse(ids.iter().copied());
		let report = |()| Report { refused: ids.iter().copied().map(id_name).collect(), left };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}

/// The records about `own` by `author`, the oldest first.
async fn by(node: &Node, own: AccountId32, author: &AccountId32) -> Result<Vec<ItemId>, Error> {
	let records = node.client.records().all(&Subject::Account(own)).await?;
	let mut ids: Vec<_> = records
		.iter()
		.filter(|record| record.author.as_ref() == Some(author))
		.map(|record| record.id)
		.collect();
	if ids.is_empty() {
		return Err(Error::new(Kind::NotFound, "the account wrote no record about you"));
	}
	// Ids tell the time.
	ids.sort();
	Ok(ids)
}
