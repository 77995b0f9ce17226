// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::print_grant;
use crate::{
	names::{grantee_name, parse_id},
	transaction::TransactionOpts,
	Context, Error,
};
use clap::Args;
use medibloc_primitives::ItemId;
use serde::Serialize;

/// Revoke a permit, or all permits to a grantee
///
/// Denials stay: a denial is lifted.
#[derive(Args, Debug)]
pub struct Opts {
	/// Grantee: an account, institution:ACCOUNT, or role:ROLE
	grantee: String,
	/// The permit
	#[arg(value_parser = parse_id, required_unless_present = "all")]
	grant: Option<ItemId>,
	/// All permits to the grantee
	#[arg(long, conflicts_with = "grant")]
	all: bool,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct AllReport {
	revoked: u32,
	grantee: String,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let grantee = context.grantee_of(&self.grantee)?;
		let (node, signer) = context.signing_node().await?;
		let consent = node.client.consent();
		match self.grant {
			Some(id) => {
				let call = consent.revoke(grantee.clone(), id);
				let sent = self.transaction.send(context, &signer, &call).await?;
				print_grant(context, &node, &grantee, sent.map(|sent| sent.with(id))).await
			},
			None => {
				let name = grantee_name(&grantee);
				let report = |revoked| AllReport { revoked, grantee: name };
				let call = consent.revoke_all_for(grantee);
				self.transaction.send_and_print(context, &signer, &call, report).await
			},
		}
	}
}
