// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Withdraw a request for a grant
#[derive(Args, Debug)]
pub struct Opts {
	/// Patient who received the request
	patient: String,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	withdrawn: String,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let patient = context.account_of(&self.patient)?;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.consent().withdraw_request(&patient);
		let report = |()| Report { withdrawn: patient.to_ss58check() };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
