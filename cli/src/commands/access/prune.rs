// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Remove old entries from the access log of any patient
///
/// Only those that no longer have to be kept. Deposits go back to those who logged.
#[derive(Args, Debug)]
pub struct Opts {
	/// The patient
	patient: String,
	/// Largest number of entries
	#[arg(long, value_name = "COUNT", default_value_t = 64)]
	limit: u32,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	patient: String,
	/// The number of entries removed.
	entries: u32,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let patient = context.account_of(&self.patient)?;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.consent().prune_log(&patient, self.limit);
		let report = |entries| Report { patient: patient.to_ss58check(), entries };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
