// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{name::BallotOpts, report::CertificationReport};
use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::jury::{BallotId, DropReason, Outcome};
use medibloc_sdk::client::BallotClosed;
use serde::Serialize;

/// Close a ballot whose time is over: its votes decide
///
/// Issues the credential if it is approved. Anybody can, free of charge.
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
	outcome: Option<Outcome>,
	approve: u16,
	refuse: u16,
	unreadable: u16,
	dropped: Option<DropReason>,
	#[serde(flatten)]
	certification: CertificationReport,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let ballot = self.ballot.ballot;
		let (node, signer) = context.signing_node().await?;
		let call = node.client.jury().close(ballot);
		let report = |closed| match closed {
			BallotClosed::Decided { outcome, approve, refuse, unreadable, certification } => {
				Report {
					ballot,
					outcome: Some(outcome),
					approve,
					refuse,
					unreadable,
					dropped: None,
					certification: certification.into(),
				}
			},
			BallotClosed::Dropped(reason) => Report {
				ballot,
				outcome: None,
				approve: 0,
				refuse: 0,
				unreadable: 0,
				dropped: Some(reason),
				certification: None.into(),
			},
		};
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
