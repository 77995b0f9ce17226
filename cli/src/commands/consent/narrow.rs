// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{print_grant, terms::TermsOpts};
use crate::{names::parse_id, transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::ItemId;

/// Replace a grant by a narrower one
#[derive(Args, Debug)]
pub struct Opts {
	/// Grantee: an account, institution:ACCOUNT, or role:ROLE
	grantee: String,
	/// The grant
	#[arg(value_parser = parse_id)]
	grant: ItemId,
	#[command(flatten)]
	terms: TermsOpts,
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let grantee = context.grantee_of(&self.grantee)?;
		let (node, signer) = context.signing_node().await?;
		let terms = self.terms.terms(node.client.chain().now().await?)?;
		let call = node.client.consent().narrow(grantee.clone(), self.grant, terms);
		let sent = self.transaction.send(context, &signer, &call).await?;
		print_grant(context, &node, &grantee, sent).await
	}
}
