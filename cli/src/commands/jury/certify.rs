// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::name::BallotOpts;
use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::{credential::Serial, jury::BallotId};
use serde::Serialize;

/// Ask for the credential upon a ballot that was approved
///
/// Where it could not be issued at once, as when the application had expired.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	ballot: BallotOpts,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	ballot: BallotId,
	serial: Serial,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let ballot = self.ballot.ballot;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.jury().certify(ballot);
		let report = |serial| Report { ballot, serial };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
