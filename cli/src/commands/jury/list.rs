// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{name::JuryOpts, report::BallotReport};
use crate::{error::Kind, Context, Error};
use clap::Args;
use medibloc_primitives::jury::{BallotId, Outcome};
use serde::Serialize;

/// List the ballots of a term
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	jury: JuryOpts,
	/// The term [default: the present one]
	#[arg(long, value_name = "TERM")]
	term: Option<u32>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
	ballot: BallotId,
	applicant: String,
	stage: &'static str,
	ring: Option<u16>,
	commit_until: Option<u64>,
	reveal_until: Option<u64>,
	committed: u16,
	outcome: Option<Outcome>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let jurisdiction = self.jury.jury;
		let node = context.node().await?;
		let block = node.client.chain().finalized().await?.hash;
		let jury = node.client.jury().at(block);
		let term = match self.term {
			Some(term) => term,
			None => {
				let found = jury.jury(jurisdiction).await?.ok_or_else(|| {
					Error::new(Kind::NotFound, format!("{jurisdiction} has no jury"))
				})?;
				found.jury.term
			},
		};
		let clock = node.client.chain().live_clock().await?;
		let ballots = jury.ballots(jurisdiction, term).await?;
		let rows: Vec<_> = ballots
			.iter()
			.map(|(id, ballot)| {
				let report = BallotReport::new(*id, ballot, &clock);
				Row {
					ballot: *id,
					applicant: report.applicant,
					stage: report.stage,
					ring: report.ring,
					commit_until: report.commit_until,
					reveal_until: report.reveal_until,
					committed: report.committed,
					outcome: report.outcome,
				}
			})
			.collect();
		context.output.print(&rows)
	}
}
