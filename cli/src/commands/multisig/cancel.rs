// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::multisig;
use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use serde::Serialize;
use sp_core::H256;

/// Cancel a call that waits for approvals, as the signatory who approved first
///
/// The deposit of that signatory is paid back.
#[derive(Args, Debug)]
pub struct Opts {
	/// The hash of the call
	#[arg(value_name = "HASH")]
	call_hash: H256,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	cancelled: H256,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let multisig = multisig(context)?;
		let (node, signer) = context.signing_node().await?;
		let who = signer.account();
		let call = node.client.cancel_pending_call(&multisig, self.call_hash, &who).await?;
		match self.transaction.submit(context, &signer, &call).await? {
			Some(sent) => context.output.print(&sent.with(Report { cancelled: self.call_hash })),
			None => Ok(()),
		}
	}
}
