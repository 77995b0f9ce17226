// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Reports on juries, terms and ballots. Moments are dates if nothing interrupts the chain.

use crate::names::points_name;
use medibloc_primitives::{
	apis::JurorInfo,
	credential::{Role, Serial},
	jury::{Appeal, BallotId, BallotStage, DropReason, Outcome, TermStage},
	live::LiveClock,
	LiveMoment, Moment,
};
use medibloc_sdk::client::{Ballot, Certification, Failure, Term};
use serde::Serialize;
use sp_core::{
	crypto::{AccountId32, Ss58Codec},
	H256,
};

/// The moment of a point in live time, if nothing interrupted the chain or will.
pub fn date(clock: &LiveClock, at: LiveMoment) -> Moment {
	match at.is_over(clock.now) {
		true => clock.at.saturating_sub(at.until(clock.now)),
		false => clock.not_before(at),
	}
}

/// A term.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TermReport {
	pub term: u32,
	pub stage: &'static str,
	/// When the stage ends, or may be ended by anyone.
	pub stage_until: Option<Moment>,
	pub first_epoch: u32,
	pub epochs: u32,
	pub ballots: u32,
	pub open: u32,
	pub decided: u32,
	pub vouchers: u32,
	pub redeemed: u32,
	/// What a voucher pays, in the smallest unit of MED.
	pub reward_amount: String,
}

impl TermReport {
	pub fn new(number: u32, term: &Term, clock: &LiveClock) -> Self {
		let (stage, until) = match &term.stage {
			TermStage::Running => ("Running", None),
			TermStage::Ended { mint_from } => ("Ended", Some(*mint_from)),
			TermStage::Minting { .. } => ("Minting", None),
			TermStage::Tallying { .. } => ("Tallying", None),
			TermStage::Building => ("Building", None),
			TermStage::Redeeming { until } => ("Redeeming", Some(*until)),
			TermStage::Clearing => ("Clearing", None),
		};
		Self {
			term: number,
			stage,
			stage_until: until.map(|until| date(clock, until)),
			first_epoch: term.first_epoch,
			epochs: term.epochs,
			ballots: term.ballots,
			open: term.open,
			decided: term.decided,
			vouchers: term.vouchers,
			redeemed: term.redeemed,
			reward_amount: term.reward.to_string(),
		}
	}
}

/// A ballot.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BallotReport {
	pub ballot: BallotId,
	pub applicant: String,
	pub role: Role,
	pub stage: &'static str,
	pub epoch: u32,
	pub ring: Option<u16>,
	pub members: Option<u16>,
	pub commit_until: Option<Moment>,
	pub reveal_until: Option<Moment>,
	pub committed: u16,
	pub approve: u16,
	pub refuse: u16,
	pub unreadable: u16,
	pub outcome: Option<Outcome>,
	pub appeal: Option<&'static str>,
	pub appeal_until: Option<Moment>,
	pub dropped: Option<DropReason>,
	pub serial: Option<Serial>,
	pub evidence: H256,
	/// Whether the applicant said where the encrypted evidence is.
	pub is_presented: bool,
	pub fee: String,
}

impl BallotReport {
	pub fn new(id: BallotId, ballot: &Ballot, clock: &LiveClock) -> Self {
		let mut report = Self {
			ballot: id,
			applicant: ballot.applicant.to_ss58check(),
			role: ballot.role,
			stage: "Waiting",
			epoch: ballot.epoch,
			ring: None,
			members: None,
			commit_until: None,
			reveal_until: None,
			committed: ballot.committed,
			approve: ballot.approve,
			refuse: ballot.refuse,
			unreadable: ballot.unreadable,
			outcome: None,
			appeal: None,
			appeal_until: None,
			dropped: None,
			serial: ballot.serial,
			evidence: ballot.evidence,
			is_presented: ballot.package.is_some(),
			fee: ballot.fee.to_string(),
		};
		match ballot.stage {
			BallotStage::Waiting { .. } => (),
			BallotStage::Voting { ring, members, commit_until, reveal_until } => {
				report.stage = "Voting";
				(report.ring, report.members) = (Some(ring), Some(members));
				report.commit_until = Some(date(clock, commit_until));
				report.reveal_until = Some(date(clock, reveal_until));
			},
			BallotStage::Decided { ring, outcome, appeal } => {
				report.stage = "Decided";
				(report.ring, report.outcome) = (Some(ring), Some(outcome));
				let (appeal, until) = match appeal {
					Appeal::Excluded => ("Excluded", None),
					Appeal::Possible { until } => ("Possible", Some(until)),
					Appeal::Filed { until } => ("Filed", Some(until)),
					Appeal::Upheld => ("Upheld", None),
					Appeal::Overturned => ("Overturned", None),
				};
				report.appeal = Some(appeal);
				report.appeal_until = until.map(|until| date(clock, until));
			},
			BallotStage::Dropped { reason } => {
				report.stage = "Dropped";
				report.dropped = Some(reason);
			},
		}
		report
	}
}

/// What an account is in a term.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JurorReport {
	pub jury: String,
	pub term: u32,
	pub account: String,
	/// The epochs that the account is enrolled for.
	pub epochs: Vec<u32>,
	pub deposit_points: String,
	pub released_points: String,
	/// The most vouchers that are redeemed under the account.
	pub mark: Option<u32>,
	pub redeemed: u32,
}

impl JurorReport {
	pub fn new(jury: String, term: u32, account: &AccountId32, juror: &JurorInfo) -> Self {
		Self {
			jury,
			term,
			account: account.to_ss58check(),
			epochs: juror.keys.iter().map(|(epoch, _)| *epoch).collect(),
			deposit_points: points_name(juror.deposit),
			released_points: points_name(juror.released),
			mark: juror.mark,
			redeemed: juror.redeemed,
		}
	}
}

/// What became of a credential.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CertificationReport {
	/// The serial of the credential, if it was issued.
	pub serial: Option<Serial>,
	/// Why it was not.
	pub postponed: Option<String>,
}

impl From<Option<Certification>> for CertificationReport {
	fn from(certification: Option<Certification>) -> Self {
		let remedy = |failure: Failure| format!("{failure}; then `medi jury certify`");
		match certification {
			Some(Certification::Issued(serial)) => Self { serial: Some(serial), postponed: None },
			Some(Certification::Postponed(failure)) => {
				Self { serial: None, postponed: Some(remedy(failure)) }
			},
			None => Self { serial: None, postponed: None },
		}
	}
}
