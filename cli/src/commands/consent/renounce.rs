// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	names::{grantee_name, id_name, parse_id},
	transaction::TransactionOpts,
	Context, Error,
};
use clap::Args;
use medibloc_primitives::ItemId;
use serde::Serialize;
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

#[derive(Serialize)]
struct Report {
	patient: String,
	renounced: String,
	/// The account, in person or as an institution.
	grantee: String,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let patient = context.account_of(&self.patient)?;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.consent().renounce(&patient, self.grant);
		let report = |grantee| Report {
			patient: patient.to_ss58check(),
			renounced: id_name(self.grant),
			grantee: grantee_name(&grantee),
		};
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
