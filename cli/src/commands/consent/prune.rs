// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{names::grantee_name, transaction::TransactionOpts, Context, Error};
use clap::Args;
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Remove grants of any patient that ended long ago, and a request that lapsed
///
/// Deposits go back to whoever paid them.
#[derive(Args, Debug)]
pub struct Opts {
	/// The patient
	patient: String,
	/// The grantee, or who sent the request: an account, institution:ACCOUNT, or role:ROLE
	grantee: String,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	patient: String,
	grantee: String,
	/// The number of grants removed.
	grants: u32,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let patient = context.account_of(&self.patient)?;
		let grantee = context.grantee_of(&self.grantee)?;
		let (node, signer) = context.signing_node().await?;
		let name = grantee_name(&grantee);
		let call = node.client.consent().prune_expired(&patient, grantee);
		let report = |grants| Report { patient: patient.to_ss58check(), grantee: name, grants };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
