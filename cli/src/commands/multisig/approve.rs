// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::multisig;
use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use serde::Serialize;
use sp_core::Bytes;

/// Approve a call of a multisig account, and make it if nobody else has to approve
///
/// What the call says is printed; with --dry-run nothing else is done.
#[derive(Args, Debug)]
pub struct Opts {
	/// The call in hexadecimal digits, as the first signatory was told
	#[arg(value_name = "CALL")]
	call: Bytes,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	/// The call that was made, in the words of the chain.
	executed: String,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let multisig = multisig(context)?;
		if context.settings.as_account.is_some() {
			return Err(Error::usage(
				"the call says for whom it is: leave out --as, nothing was changed",
			));
		}
		let (node, signer) = context.signing_node().await?;
		let (call, text) = node.client.call_of(self.call.0).await?;
		context.output.note(format!("The call: {text}"));
		let made = self.transaction.approve(context, &signer, &multisig, &call).await?;
		match made {
			Some(made) => context.output.print(&made.with(Report { executed: text })),
			None => Ok(()),
		}
	}
}
