// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{name::TermOpts, session::JurorOpts};
use crate::{error::Kind, Context, Error};
use clap::Args;
use medibloc_sdk::jury::{Event, Juror};
use serde::Serialize;

/// Redeem the vouchers of a term now instead of at their time
///
/// `medi jury watch` redeems them at random times. Those up to the mark go to the own account, and release its deposit:
/// they name it anyway. With --surplus those beyond it, which go to fresh accounts of the vault, one by one: a time that
/// you choose can tell whose they are.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	term: TermOpts,
	/// The vouchers beyond the mark instead of the own ones
	#[arg(long)]
	surplus: bool,
	#[command(flatten)]
	juror: JurorOpts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	jury: String,
	term: u32,
	redeemed: usize,
	left: usize,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let (jurisdiction, term) = (self.term.jury.jury, self.term.term);
		let session = self.juror.sign(context).await?;
		let vault = context.open_vault_when_free().await?;
		let juror = session.juror(vault)?;
		// Which are one's own is found first.
		let mut problem = juror.step().await?.problems.pop();
		let hastened = juror.hasten(jurisdiction, term, self.surplus).await?;
		if hastened == 0 {
			let text = format!(
				"there is nothing to redeem of term {term} of {jurisdiction}: the window is not open, or \
				 all is redeemed; `medi jury status` tells what is left"
			);
			return Err(problem.map_or_else(|| Error::new(Kind::NotFound, text), Error::from));
		}
		let (mut redeemed, mut left) = (0usize, hastened);
		// Each step redeems some and finds what the one before did.
		for _ in 0..=hastened.saturating_add(1) {
			let mut step = juror.step().await?;
			redeemed = step.events.iter().fold(redeemed, |sum, event| match event {
				Event::Redeemed { term: of, count } if *of == term => sum.saturating_add(*count),
				_ => sum,
			});
			problem = step.problems.pop();
			left = self.left(&juror)?;
			if left == 0 || problem.is_some() {
				break;
			}
		}
		if let Some(problem) = problem.filter(|_| left > 0) {
			return Err(Error::from(problem).and(format!(
				"{redeemed} vouchers were redeemed and {left} are left, which `medi jury watch` goes on \
				 with"
			)));
		}
		context.output.print(&Report { jury: jurisdiction.to_string(), term, redeemed, left })
	}

	/// The number of vouchers of the kind that is meant.
	fn left(&self, juror: &Juror) -> Result<usize, Error> {
		let plans = juror.plans_ahead()?.redemptions.into_iter();
		let is_meant = |plan: &medibloc_sdk::jury::PlannedRedemption| {
			(plan.jurisdiction, plan.term) == (self.term.jury.jury, self.term.term)
		};
		let left = plans.filter(is_meant);
		Ok(left.map(|plan| if self.surplus { plan.surplus } else { plan.own }).sum())
	}
}
