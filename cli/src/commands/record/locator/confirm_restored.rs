// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{AnchorOpts, Changed};
use crate::{names::id_name, transaction::TransactionOpts, Context, Error};
use clap::Args;

/// Confirm that an encrypted record is there again
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	anchor: AnchorOpts,
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let subject = self.anchor.subject(context)?;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.records().confirm_restored(&subject, self.anchor.id);
		let report = |()| Changed { record: id_name(self.anchor.id) };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
