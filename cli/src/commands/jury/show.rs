// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{
	name::JuryOpts,
	report::{date, TermReport},
};
use crate::{names::points_name, Context, Error};
use clap::Args;
use medibloc_primitives::{credential::Role, Moment};
use serde::Serialize;
use sp_core::crypto::Ss58Codec;

/// Show a jury: its account, epoch and terms, and what holds for all juries
///
/// Windows are measured by a clock that stands still while an emergency stops calls: a date is the earliest. Where
/// there is no jury, its account is shown, to be registered as an authority first.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	jury: JuryOpts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	jury: String,
	/// The authority that is applied to, and the pot of the fees.
	account: String,
	/// Whether there is one.
	is_created: bool,
	appeal_authority: Option<String>,
	roles: Vec<Role>,
	epoch: Option<u32>,
	/// From then on anybody can begin the next one.
	epoch_until: Option<Moment>,
	term: Option<u32>,
	/// Whether newcomers can enrol.
	is_last_epoch_of_term: Option<bool>,
	enrolling_for_epoch: Option<u32>,
	/// The number of ballots that were opened in the epoch.
	ballots: Option<u32>,
	fee: String,
	deposit_points: String,
	min_ring: u32,
	min_vouchers: u32,
	min_ballots: u32,
	commit_window: Moment,
	reveal_window: Moment,
	appeal_window: Moment,
	redemption_window: Moment,
	terms: Vec<TermReport>,
}

/// So many terms are shown, the latest first.
const TERMS: u32 = 8;

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let jurisdiction = self.jury.jury;
		let node = context.node().await?;
		let block = node.client.chain().finalized().await?.hash;
		let jury = node.client.jury().at(block);
		let (settings, clock) = (jury.settings().await?, node.client.chain().live_clock().await?);
		let found = jury.jury(jurisdiction).await?;
		let account = jury.account(jurisdiction).await?;
		let mut terms = Vec::new();
		if let Some(found) = &found {
			let last = found.jury.enrolling_term();
			for number in (last.saturating_sub(TERMS)..=last).rev() {
				if let Some(term) = jury.term(jurisdiction, number).await? {
					terms.push(TermReport::new(number, &term, &clock));
				}
			}
		}
		let found = found.map(|found| found.jury);
		let found = found.as_ref();
		context.output.print(&Report {
			jury: jurisdiction.to_string(),
			account: account.to_ss58check(),
			is_created: found.is_some(),
			appeal_authority: found.map(|jury| jury.appeal_authority.to_ss58check()),
			roles: found.map(|jury| jury.roles.iter().copied().collect()).unwrap_or_default(),
			epoch: found.map(|jury| jury.epoch),
			epoch_until: found.map(|jury| date(&clock, jury.epoch_ends_at)),
			term: found.map(|jury| jury.term),
			is_last_epoch_of_term: found.map(|jury| jury.is_last),
			enrolling_for_epoch: found.map(|jury| jury.enrolling()),
			ballots: found.map(|jury| jury.ballots),
			fee: settings.fee.to_string(),
			deposit_points: points_name(settings.deposit),
			min_ring: settings.min_ring,
			min_vouchers: settings.min_vouchers,
			min_ballots: settings.min_ballots,
			commit_window: settings.commit_window,
			reveal_window: settings.reveal_window,
			appeal_window: settings.appeal_window,
			redemption_window: settings.redemption_window,
			terms,
		})
	}
}
