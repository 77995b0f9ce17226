// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{name::BallotOpts, report::date};
use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::{jury::BallotId, Moment};
use serde::Serialize;

/// Appeal against a ballot that refused you
///
/// Or that found the evidence unreadable. The appeal authority, which `medi jury show` names, is to see the evidence
/// another way. If it does not decide in time, the decision of the jury stands.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	ballot: BallotOpts,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	ballot: BallotId,
	decision_until: Moment,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let ballot = self.ballot.ballot;
		let (node, signer) = context.signing_node().await?;
		let clock = node.client.chain().live_clock().await?;
		let call = node.client.jury().appeal(ballot);
		let report = |until| Report { ballot, decision_until: date(&clock, until) };
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
