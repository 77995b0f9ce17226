// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Ballots of a jury.

use crate::{amount::amount, Account, BlockRef, Invalid};
use medibloc_primitives::{
	credential::{Role, Serial},
	jury::{self, BallotId, DropReason, Outcome},
	live::LiveMoment,
	RandomnessTurn,
};
use serde::{Deserialize, Serialize};
use sp_core::{
	crypto::{AccountId32, Ss58AddressFormat},
	H256,
};

type StoredBallot = jury::Ballot<AccountId32, u128>;

/// A ballot about an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ballot {
	/// Its name.
	pub id: BallotId,
	/// The applicant.
	pub applicant: Account,
	/// The role applied for.
	pub role: Role,
	/// The salted commitment to the evidence.
	pub evidence: H256,
	/// The digest in the content id of the encrypted evidence; `None` until the applicant says it.
	pub package: Option<H256>,
	/// The epoch among whose rings the one that judges is drawn.
	pub epoch: u32,
	/// The fee, in the smallest unit of MED.
	pub fee: String,
	/// The most vouchers that its votes can earn: none once it counts for nothing.
	pub vouchers: u32,
	/// The serial of the credential that was issued upon it.
	pub serial: Option<Serial>,
	/// The number of commitments to votes.
	pub committed: u16,
	/// The number of votes to approve.
	pub approve: u16,
	/// The number of votes to refuse.
	pub refuse: u16,
	/// The number of votes that the evidence could not be read.
	pub unreadable: u16,
	/// Where it stands.
	pub stage: BallotStage,
}

/// Where a ballot stands. Moments are in live time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
pub enum BallotStage {
	/// The randomness that draws its ring is awaited.
	Waiting {
		/// The turn of randomness at which it was frozen.
		turn: u32,
	},
	/// Its ring votes.
	Voting {
		/// The number of the ring in the cohort of the epoch.
		ring: u16,
		/// The number of members of the ring.
		members: u16,
		/// The end of the window to commit, where the one to reveal begins.
		commit_until: LiveMoment,
		/// The end of the window to reveal.
		reveal_until: LiveMoment,
	},
	/// It was decided.
	Decided {
		/// The number of the ring in the cohort of the epoch.
		ring: u16,
		/// The outcome.
		outcome: Outcome,
		/// What became of it on appeal.
		appeal: Appeal,
	},
	/// It counts for nothing and nobody; the fee was paid back.
	Dropped {
		/// Why.
		reason: DropReason,
	},
}

/// What became of a decision on appeal. Moments are in live time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum Appeal {
	/// There is nothing to appeal against.
	Excluded,
	/// The applicant can appeal.
	Possible {
		/// The end of the window.
		until: LiveMoment,
	},
	/// The applicant appealed. If the authority does not decide in time, the decision of the jury stands.
	Filed {
		/// The end of the window to decide.
		until: LiveMoment,
	},
	/// The authority left the decision of the jury in place.
	Upheld,
	/// The authority approved the application.
	Overturned,
}

impl From<jury::Appeal> for Appeal {
	fn from(appeal: jury::Appeal) -> Self {
		match appeal {
			jury::Appeal::Excluded => Self::Excluded,
			jury::Appeal::Possible { until } => Self::Possible { until },
			jury::Appeal::Filed { until } => Self::Filed { until },
			jury::Appeal::Upheld => Self::Upheld,
			jury::Appeal::Overturned => Self::Overturned,
		}
	}
}

impl From<Appeal> for jury::Appeal {
	fn from(appeal: Appeal) -> Self {
		match appeal {
			Appeal::Excluded => Self::Excluded,
			Appeal::Possible { until } => Self::Possible { until },
			Appeal::Filed { until } => Self::Filed { until },
			Appeal::Upheld => Self::Upheld,
			Appeal::Overturned => Self::Overturned,
		}
	}
}

impl From<jury::BallotStage> for BallotStage {
	fn from(stage: jury::BallotStage) -> Self {
		match stage {
			jury::BallotStage::Waiting { turn: RandomnessTurn(turn) } => Self::Waiting { turn },
			jury::BallotStage::Voting { ring, members, commit_until, reveal_until } => {
				Self::Voting { ring, members, commit_until, reveal_until }
			},
			jury::BallotStage::Decided { ring, outcome, appeal } => {
				Self::Decided { ring, outcome, appeal: appeal.into() }
			},
			jury::BallotStage::Dropped { reason } => Self::Dropped { reason },
		}
	}
}

impl From<BallotStage> for jury::BallotStage {
	fn from(stage: BallotStage) -> Self {
		match stage {
			BallotStage::Waiting { turn } => Self::Waiting { turn: RandomnessTurn(turn) },
			BallotStage::Voting { ring, members, commit_until, reveal_until } => {
				Self::Voting { ring, members, commit_until, reveal_until }
			},
			BallotStage::Decided { ring, outcome, appeal } => {
				Self::Decided { ring, outcome, appeal: appeal.into() }
			},
			BallotStage::Dropped { reason } => Self::Dropped { reason },
		}
	}
}

impl Ballot {
	/// What the runtime says, with accounts in the format of the chain.
	pub fn new(id: BallotId, ballot: StoredBallot, format: Ss58AddressFormat) -> Self {
		Self {
			id,
			applicant: Account::new(&ballot.applicant, format),
			role: ballot.role,
			evidence: ballot.evidence,
			package: ballot.package,
			epoch: ballot.epoch,
			fee: ballot.fee.to_string(),
			vouchers: ballot.vouchers,
			serial: ballot.serial,
			committed: ballot.committed,
			approve: ballot.approve,
			refuse: ballot.refuse,
			unreadable: ballot.unreadable,
			stage: ballot.stage.into(),
		}
	}
}

impl TryFrom<Ballot> for (BallotId, StoredBallot) {
	type Error = Invalid;

	fn try_from(ballot: Ballot) -> Result<Self, Invalid> {
		let stored = StoredBallot {
			applicant: ballot.applicant.parse()?,
			role: ballot.role,
			evidence: ballot.evidence,
			package: ballot.package,
			epoch: ballot.epoch,
			fee: amount(&ballot.fee)?,
			vouchers: ballot.vouchers,
			serial: ballot.serial,
			committed: ballot.committed,
			approve: ballot.approve,
			refuse: ballot.refuse,
			unreadable: ballot.unreadable,
			stage: ballot.stage.into(),
		};
		Ok((ballot.id, stored))
	}
}

/// A page of the ballots of a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ballots {
	/// The block whose state gave the answer; ask for the next page at it.
	pub block: BlockRef,
	/// The ballots, by number.
	pub ballots: Vec<Ballot>,
	/// The `start` of the next page; `None` if this is the last one.
	pub next: Option<u32>,
}
