// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{
	name::{BallotOpts, Choice},
	report::date,
	session::JurorOpts,
};
use crate::{Context, Error};
use clap::Args;
use medibloc_primitives::{
	jury::{BallotId, Vote},
	Moment,
};
use serde::Serialize;

/// Decide how to vote: `medi jury watch` casts the vote
///
/// At a random time of what is left to commit, so that the hour does not tell whose vote it is. All that it takes is in
/// the vault then. Until it is cast, the vote can be changed by the same command.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	ballot: BallotOpts,
	/// The vote
	#[arg(value_enum, ignore_case = true)]
	vote: Choice,
	#[command(flatten)]
	juror: JurorOpts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	ballot: BallotId,
	vote: Vote,
	/// When it is committed to.
	commit_at: Moment,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let session = self.juror.look(context).await?;
		let vault = context.open_vault_when_free().await?;
		let juror = session.juror(vault)?;
		let planned = juror.decide(self.ballot.ballot, self.vote.into()).await?;
		let clock = session.node.client.chain().live_clock().await?;
		context.output.note(
			"Decided, and not cast yet: have `medi jury watch` running until the vote is revealed.",
		);
		context.output.print(&Report {
			ballot: planned.ballot,
			vote: planned.vote,
			commit_at: date(&clock, planned.commit_at),
		})
	}
}
