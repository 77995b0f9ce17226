// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Decline a request for a grant
#[derive(Args, Debug)]
pub struct Opts {
	/// Requesting account
	requester: String,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	declined: String,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let requester = context.account_of(&self.requester)?;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.consent().decline(&requester);
		let report = |()| Report { declined: requester.to_ss58check() };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
