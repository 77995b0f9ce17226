// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{name::BallotOpts, report::date};
use crate::{transaction::TransactionOpts, Context, Error};
use clap::Args;
use medibloc_primitives::{
	jury::{BallotId, DropReason},
	Moment,
};
use medibloc_sdk::client::BallotDrawn;
use serde::Serialize;

/// Draw the ring of a ballot
///
/// Once the randomness that draws it is there and the rings are built. Anybody can, free of charge.
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
	ring: Option<u16>,
	commit_until: Option<Moment>,
	reveal_until: Option<Moment>,
	/// Whether the randomness was there and is forgotten: draw again later.
	is_postponed: bool,
	dropped: Option<DropReason>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let ballot = self.ballot.ballot;
		let (node, signer) = context.signing_node().await?;
		let clock = node.client.chain().live_clock().await?;
		let call = node.client.jury().draw(ballot);
		let report = |drawn| {
			let mut report = Report {
				ballot,
				ring: None,
				commit_until: None,
				reveal_until: None,
				is_postponed: false,
				dropped: None,
			};
			match drawn {
				BallotDrawn::Voting { ring, commit_until, reveal_until, .. } => {
					report.ring = Some(ring);
					report.commit_until = Some(date(&clock, commit_until));
					report.reveal_until = Some(date(&clock, reveal_until));
				},
				BallotDrawn::Postponed => report.is_postponed = true,
				BallotDrawn::Dropped(reason) => report.dropped = Some(reason),
			}
			report
		};
		self.transaction.send_and_print(context, &signer, &call, report).await
	}
}
