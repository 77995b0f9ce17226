// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{name::BallotOpts, report::BallotReport, session::no_ballot};
use crate::{Context, Error};
use clap::Args;
use medibloc_primitives::jury::{StoredVote, Vote};
use serde::Serialize;
use sp_core::H256;

/// Show a ballot and its votes
///
/// A vote is shown by an alias, which is a juror's in this ballot alone: nobody can tell whose it is.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	ballot: BallotOpts,
}

#[derive(Serialize)]
struct Report {
	#[serde(flatten)]
	ballot: BallotReport,
	votes: Vec<VoteReport>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VoteReport {
	alias: H256,
	/// `null` until it is revealed.
	vote: Option<Vote>,
	/// Whether its voucher keys were reserved; `null` until it is revealed.
	is_reserved: Option<bool>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let id = self.ballot.ballot;
		let node = context.node().await?;
		let block = node.client.chain().finalized().await?.hash;
		let jury = node.client.jury().at(block);
		let ballot = jury.ballot(id).await?.ok_or_else(|| no_ballot(id))?;
		let clock = node.client.chain().live_clock().await?;
		let votes = jury.votes(id).await?.into_iter();
		context.output.print(&Report {
			ballot: BallotReport::new(id, &ballot, &clock),
			votes: votes
				.map(|(alias, vote)| match vote {
					StoredVote::Committed(_) => {
						VoteReport { alias: H256(alias), vote: None, is_reserved: None }
					},
					StoredVote::Revealed { vote, keys } => VoteReport {
						alias: H256(alias),
						vote: Some(vote),
						is_reserved: Some(keys.is_some()),
					},
				})
				.collect(),
		})
	}
}
