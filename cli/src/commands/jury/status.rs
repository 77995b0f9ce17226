// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{
	report::{date, JurorReport},
	session::JurorOpts,
};
use crate::{Context, Error};
use clap::Args;
use medibloc_primitives::{
	jury::{BallotId, Vote},
	live::LiveClock,
	rings::Cohort,
	Moment,
};
use medibloc_sdk::jury::{PlannedEvidence, PlannedKey, PlannedRedemption, PlannedVote, Plans};
use serde::Serialize;

/// Show what the vault is about to do, and the own deposits
///
/// It tells how you voted: show it to nobody.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	juror: JurorOpts,
}

#[derive(Serialize)]
struct Report {
	keys: Vec<KeyReport>,
	votes: Vec<VoteReport>,
	evidence: Vec<EvidenceReport>,
	redemptions: Vec<RedemptionReport>,
	jurors: Vec<JurorReport>,
}

#[derive(Serialize)]
struct KeyReport {
	jury: String,
	epoch: u32,
	/// `null` until the rings are built.
	ring: Option<u16>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VoteReport {
	ballot: BallotId,
	vote: Vote,
	stage: &'static str,
	/// When it is committed to, or was.
	commit_at: Moment,
	/// `null` until that is drawn.
	reveal_at: Option<Moment>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EvidenceReport {
	ballot: BallotId,
	is_fetched: bool,
	fetch_at: Moment,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RedemptionReport {
	jury: String,
	term: u32,
	/// The number of vouchers left for the own account.
	own: usize,
	/// The number of vouchers left for fresh accounts.
	surplus: usize,
	next_at: Option<Moment>,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let session = self.juror.look(context).await?;
		let vault = context.open_vault_when_free().await?;
		let plans = session.juror(vault)?.plans_ahead()?;
		let clock = session.node.client.chain().live_clock().await?;
		let mut jurors = Vec::new();
		let (jury, account) = (session.node.client.jury(), context.own_account()?);
		for jurisdiction in plans.juries.iter().copied() {
			let Some(found) = jury.jury(jurisdiction).await? else { continue };
			let last = found.jury.enrolling_term();
			for term in last.saturating_sub(TERMS)..=last {
				if let Some(juror) = jury.juror(jurisdiction, term, &account).await? {
					jurors.push(JurorReport::new(jurisdiction.to_string(), term, &account, &juror));
				}
			}
		}
		context.output.print(&Report::new(plans, jurors, &clock))
	}
}

/// So many terms before the last are looked at.
const TERMS: u32 = 4;

impl Report {
	fn new(plans: Plans, jurors: Vec<JurorReport>, clock: &LiveClock) -> Self {
		let at = |moment| date(clock, moment);
		Self {
			keys: plans
				.keys
				.into_iter()
				.filter_map(|PlannedKey { cohort, ring }| match cohort {
					Cohort::Practitioners { jurisdiction, epoch } => Some(KeyReport {
						jury: jurisdiction.to_string(),
						epoch,
						ring: ring.map(|ring| ring.index),
					}),
					_ => None,
				})
				.collect(),
			votes: plans
				.votes
				.into_iter()
				.map(|PlannedVote { ballot, vote, commit_at, is_cast, reveal_at, is_lost }| {
					VoteReport {
						ballot,
						vote,
						stage: match (is_lost, is_cast) {
							(true, _) => "lost",
							(false, true) => "cast",
							(false, false) => "decided",
						},
						commit_at: at(commit_at),
						reveal_at: reveal_at.map(at),
					}
				})
				.collect(),
			evidence: plans
				.evidence
				.into_iter()
				.map(|PlannedEvidence { ballot, fetch_at, is_there }| EvidenceReport {
					ballot,
					is_fetched: is_there,
					fetch_at: at(fetch_at),
				})
				.collect(),
			redemptions: plans
				.redemptions
				.into_iter()
				.map(|PlannedRedemption { jurisdiction, term, own, surplus, next }| {
					RedemptionReport {
						jury: jurisdiction.to_string(),
						term,
						own,
						surplus,
						next_at: next.map(at),
					}
				})
				.collect(),
			jurors,
		}
	}
}
