// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::print_grant;
use crate::{names::parse_id, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::ItemId;

/// Lift a denial
///
/// What other grants permit is permitted again.
#[derive(Args, Debug)]
pub struct Opts {
	/// Grantee: an account, institution:ACCOUNT, or role:ROLE
	grantee: String,
	/// The denial
	#[arg(value_parser = parse_id)]
	grant: ItemId,
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let grantee = context.grantee_of(&self.grantee)?;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.consent().lift(grantee.clone(), self.grant);
		let sent = self.transaction.send(context, &signer, &call).await?;
		let sent = sent.map(|sent| sent.with(self.grant));
		print_grant(context, &node, &grantee, sent).await
	}
}
