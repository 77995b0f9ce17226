// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::print_grant;
use crate::{
	names::{parse_id, parse_when, When},
	transaction::TransactionOpts,
	Context, Error,
};
use clap::Args;
use medibloc_primitives::ItemId;

/// Extend a grant to a later end or more uses
#[derive(Args, Debug)]
pub struct Opts {
	/// Grantee: an account, institution:ACCOUNT, or role:ROLE
	grantee: String,
	/// The grant
	#[arg(value_parser = parse_id)]
	grant: ItemId,
	/// End: 30d, 1y, or a date
	#[arg(long, value_parser = parse_when)]
	until: When,
	/// Limit of logged accesses [default: none]
	#[arg(long, value_name = "N")]
	max_uses: Option<u32>,
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let grantee = context.grantee_of(&self.grantee)?;
		let (node, signer) = context.signing_node().await?;
		let until = self.until.from(node.client.chain().now().await?);
		let consent = node.client.consent();
		let call = consent.extend(grantee.clone(), self.grant, until, self.max_uses);
		let sent = self.transaction.send(context, &signer, &call).await?;
		let sent = sent.map(|sent| sent.with(self.grant));
		print_grant(context, &node, &grantee, sent).await
	}
}
