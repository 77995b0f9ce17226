// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::Changed;
use crate::{
	names::{grantee_name, id_name, parse_id},
	transaction::TransactionOpts,
	Context, Error,
};
use clap::Args;
use medibloc_primitives::ItemId;
use serde::Serialize;

/// Revoke a grant, or all grants to a grantee
#[derive(Args, Debug)]
pub struct Opts {
	/// Grantee: an account, institution:ACCOUNT, or role:ROLE
	grantee: String,
	/// The grant
	#[arg(value_parser = parse_id, required_unless_present = "all")]
	grant: Option<ItemId>,
	/// All grants to the grantee, denials too
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
		let (consent, name) = (node.client.consent(), grantee_name(&grantee));
		match self.grant {
			Some(id) => {
				let report = |()| Changed { grant: id_name(id), grantee: name };
				let call = consent.revoke(grantee, id);
				self.transaction.send_and_print(context, &signer, &call, report).await
			},
			None => {
				let report = |revoked| AllReport { revoked, grantee: name };
				let call = consent.revoke_all_for(grantee);
				self.transaction.send_and_print(context, &signer, &call, report).await
			},
		}
	}
}
