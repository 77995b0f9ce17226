// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What a juror's client is about to do, for the juror to see.

use super::{
	juror::{jurisdiction, Juror},
	plan::{EvidencePlan, RedemptionPlan},
	votes::PlannedVote,
	Error,
};
use crate::rings::RingKeyUse;
use medibloc_primitives::{
	jury::BallotId,
	rings::{Cohort, RingId},
	Jurisdiction, LiveMoment,
};
use std::collections::BTreeSet;

/// What a juror's client is about to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plans {
	/// The juries that the vault has keys for, those of vouchers included.
	pub juries: BTreeSet<Jurisdiction>,
	/// The keys of epochs.
	pub keys: Vec<PlannedKey>,
	/// The votes that are not revealed.
	pub votes: Vec<PlannedVote>,
	/// The evidence of ballots of the own ring.
	pub evidence: Vec<PlannedEvidence>,
	/// The terms whose vouchers are being redeemed.
	pub redemptions: Vec<PlannedRedemption>,
}

/// The key of an epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedKey {
	/// Its cohort.
	pub cohort: Cohort,
	/// The ring that it is in; `None` until that is known.
	pub ring: Option<RingId>,
}

/// The evidence of a ballot of the own ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedEvidence {
	/// The ballot.
	pub ballot: BallotId,
	/// When it is fetched, in live time.
	pub fetch_at: LiveMoment,
	/// Whether it was.
	pub is_there: bool,
}

/// Vouchers that are being redeemed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedRedemption {
	/// The jury.
	pub jurisdiction: Jurisdiction,
	/// The term.
	pub term: u32,
	/// How many are left for the own account.
	pub own: usize,
	/// How many are left for fresh accounts.
	pub surplus: usize,
	/// When the next ones are redeemed, in live time.
	pub next: Option<LiveMoment>,
}

impl From<RedemptionPlan> for PlannedRedemption {
	fn from(plan: RedemptionPlan) -> Self {
		let own = plan.vouchers.iter().filter(|voucher| voucher.to.is_none()).count();
		Self {
			jurisdiction: plan.jurisdiction,
			term: plan.term,
			own,
			surplus: plan.vouchers.len().saturating_sub(own),
			next: plan.vouchers.iter().map(|voucher| voucher.redeem_at).min(),
		}
	}
}

impl Juror {
	/// What the client is about to do. Nobody is asked.
	///
	/// # Errors
	///
	/// [`Malformed`](Error::Malformed).
	pub fn plans_ahead(&self) -> Result<Plans, Error> {
		let keys = self.keys().into_iter();
		let evidence = self.plans::<EvidencePlan>()?.into_iter();
		let redemptions = self.plans::<RedemptionPlan>()?.into_iter();
		Ok(Plans {
			juries: self.keys().iter().filter_map(|(id, _)| jurisdiction(&id.cohort)).collect(),
			keys: keys
				.filter(|(id, _)| matches!(id.usage, RingKeyUse::Juror(_)))
				.map(|(id, key)| PlannedKey {
					cohort: id.cohort,
					ring: key.seen.map(|seen| seen.ring),
				})
				.collect(),
			votes: self.planned_votes()?,
			evidence: evidence
				.map(|EvidencePlan { ballot, fetch_at, is_there }| PlannedEvidence {
					ballot,
					fetch_at,
					is_there,
				})
				.collect(),
			redemptions: redemptions.map(PlannedRedemption::from).collect(),
		})
	}
}
