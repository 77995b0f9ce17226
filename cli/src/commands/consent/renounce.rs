// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::Changed;
use crate::{
	names::{id_name, parse_id},
	transaction::TransactionOpts,
	Context, Error,
};
use clap::Args;
use medibloc_primitives::ItemId;
use sp_core::crypto::Ss58Codec;

/// Renounce a grant that you were given
#[derive(Args, Debug)]
pub struct Opts {
	/// The patient who gave it
	patient: String,
	/// The grant
	#[arg(value_parser = parse_id)]
	grant: ItemId,
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let patient = context.account_of(&self.patient)?;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.consent().renounce(&patient, self.grant);
		let grantee = context.own_account()?.to_ss58check();
		let report = |()| Changed { grant: id_name(self.grant), grantee };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
