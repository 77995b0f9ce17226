// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stored juries, terms, ballots, votes and jurors.

use super::{Vote, VoucherKeys};
use crate::{
	credential::{Role, Roles, Serial},
	live::LiveMoment,
	points::Points,
	randomness::RandomnessTurn,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// The jury of a jurisdiction.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Jury<AccountId> {
	/// The authority that decides appeals, and is applied to where there are too few jurors.
	pub appeal_authority: AccountId,
	/// The roles that it may judge applications for.
	pub roles: Roles,
	/// The present epoch. The first one, 0, has no jurors: those of epoch 1 enrol in it.
	pub epoch: u32,
	/// The end of the present epoch, from which on anybody can begin the next.
	pub epoch_ends_at: LiveMoment,
	/// The number of ballots that were opened in the present epoch.
	pub ballots: u32,
	/// The term that the present epoch belongs to.
	pub term: u32,
	/// Whether the present epoch is the last of its term, so that jurors enrol for the next.
	pub is_last: bool,
}

impl<AccountId> Jury<AccountId> {
	/// The epoch for which jurors enrol now.
	pub fn enrolling(&self) -> u32 {
		self.epoch.saturating_add(1)
	}

	/// The term that epoch belongs to.
	pub fn enrolling_term(&self) -> u32 {
		self.term.saturating_add(u32::from(self.is_last))
	}
}

/// A term of a jury: the epochs for which its jurors hold one deposit, and that are settled together.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Term<AccountId, Balance> {
	/// Its first epoch.
	pub first_epoch: u32,
	/// The number of its epochs that have begun.
	pub epochs: u32,
	/// The number of its ballots, which is the number of the next.
	pub ballots: u32,
	/// The number of its ballots that are waiting for their ring or open for votes.
	pub open: u32,
	/// The number of its ballots that were decided, and not voided since.
	pub decided: u32,
	/// The most vouchers that its ballots can earn together.
	pub promised: u32,
	/// What is left of the fees of its decided ballots.
	pub pot: Balance,
	/// The number of vouchers minted.
	pub vouchers: u32,
	/// The number of vouchers redeemed.
	pub redeemed: u32,
	/// What each voucher pays.
	pub reward: Balance,
	/// Where it stands.
	pub stage: TermStage<AccountId>,
}

/// Where a term stands.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum TermStage<AccountId> {
	/// Jurors enrol for it, or its epochs run.
	Running,
	/// Its epochs are over. Ballots may still be open, and governance can void ballots.
	Ended {
		/// The moment from which vouchers can be minted, once no ballot is open.
		mint_from: LiveMoment,
	},
	/// Vouchers are being minted for its ballots.
	Minting {
		/// The number of the ballot that is next.
		next: u32,
	},
	/// The marks of its jurors are being reckoned.
	Tallying {
		/// The last juror whose mark is known; `None` before the first.
		after: Option<AccountId>,
	},
	/// The rings of its vouchers are being built.
	Building,
	/// Vouchers can be redeemed.
	Redeeming {
		/// The end of the window, from which on the term is settled and cleared away.
		until: LiveMoment,
	},
	/// It is being cleared away.
	Clearing,
}

/// A ballot about an application.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Ballot<AccountId, Balance> {
	/// The applicant.
	pub applicant: AccountId,
	/// The role applied for.
	pub role: Role,
	/// The salted commitment to the evidence, that of the application.
	pub evidence: H256,
	/// The digest in the content id of the encrypted evidence; `None` until the applicant says it.
	pub package: Option<H256>,
	/// The epoch among whose rings the one that judges is drawn: that of the application.
	pub epoch: u32,
	/// The fee. It is held of the applicant until the ballot is decided, and then in the pot of the term.
	pub fee: Balance,
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

impl<AccountId, Balance> Ballot<AccountId, Balance> {
	/// Whether it waits for its ring or for votes.
	pub fn is_open(&self) -> bool {
		matches!(self.stage, BallotStage::Waiting { .. } | BallotStage::Voting { .. })
	}

	/// The number of votes.
	pub fn revealed(&self) -> u32 {
		[self.approve, self.refuse, self.unreadable]
			.into_iter()
			.fold(0, |sum: u32, votes| sum.saturating_add(votes.into()))
	}

	/// The ring that judged and the outcome, if it was decided.
	pub fn outcome(&self) -> Option<(u16, Outcome)> {
		match self.stage {
			BallotStage::Decided { ring, outcome, .. } => Some((ring, outcome)),
			_ => None,
		}
	}

	/// Whether the applicant is entitled to the credential, by the jury or on appeal.
	pub fn is_approved(&self) -> bool {
		matches!(
			self.stage,
			BallotStage::Decided { outcome: Outcome::Approved, .. }
				| BallotStage::Decided { appeal: Appeal::Overturned, .. }
		)
	}

	/// Whether nothing about it is to be decided any more at `now`, so that the applicant can apply anew.
	pub fn is_final(&self, now: LiveMoment) -> bool {
		match self.stage {
			BallotStage::Waiting { .. } | BallotStage::Voting { .. } => false,
			BallotStage::Decided { appeal, .. } => match appeal {
				Appeal::Possible { until } | Appeal::Filed { until } => until.is_over(now),
				Appeal::Excluded | Appeal::Upheld | Appeal::Overturned => true,
			},
			BallotStage::Dropped { .. } => true,
		}
	}
}

/// Where a ballot stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum BallotStage {
	/// The randomness that draws its ring is awaited.
	Waiting {
		/// The turn of randomness at which it was frozen.
		turn: RandomnessTurn,
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

/// The outcome of a ballot.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub enum Outcome {
	/// More than half of the votes approve.
	#[codec(index = 0)]
	Approved,
	/// No more than half of the votes approve.
	#[codec(index = 1)]
	Refused,
	/// A third of the votes or more could not read the evidence: void, at the applicant's cost.
	#[codec(index = 2)]
	Unreadable,
}

/// What became of a decision on appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
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

/// Why a ballot counts for nothing.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub enum DropReason {
	/// There was no ring without the applicant. Apply to the appeal authority.
	#[codec(index = 0)]
	TooFewJurors,
	/// Too few of the ring voted.
	#[codec(index = 1)]
	NoQuorum,
	/// Governance voided it.
	#[codec(index = 2)]
	Voided,
}

/// What is stored of a vote, by ballot and alias.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum StoredVote {
	/// The commitment to a vote.
	Committed(H256),
	/// A vote that was revealed.
	Revealed {
		/// The vote.
		vote: Vote,
		/// The keys of its vouchers, reserved until the term ends; `None` if they could not be.
		keys: Option<VoucherKeys>,
	},
}

/// A juror of a term.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Juror<Keys> {
	/// The deposit held for the term.
	pub deposit: Points,
	/// What was released of it.
	pub released: Points,
	/// The epochs for which the juror enrolled, each with the ring key; none after the mark is known.
	pub keys: Keys,
	/// The pass mark: the most vouchers that the juror redeems; `None` while the term runs.
	pub mark: Option<u32>,
	/// The number of vouchers redeemed.
	pub redeemed: u32,
}

impl<Keys> Juror<Keys> {
	/// What is released of the deposit once `redeemed` vouchers are: the same for each, and all of it at
	/// the mark.
	pub fn released_at(&self, redeemed: u32) -> Points {
		let mark = self.mark.unwrap_or(0);
		if redeemed >= mark {
			return self.deposit;
		}
		u128::from(self.deposit)
			.saturating_mul(redeemed.into())
			.checked_div(mark.into())
			.and_then(|points| Points::try_from(points).ok())
			.unwrap_or(self.deposit)
	}

	/// What is left of the deposit.
	pub fn held(&self) -> Points {
		self.deposit.saturating_sub(self.released)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::vec::Vec;

	fn juror(deposit: Points, mark: u32) -> Juror<()> {
		Juror { deposit, mark: Some(mark), ..Default::default() }
	}

	#[test]
	fn a_deposit_comes_back_in_equal_parts_and_all_of_it_at_the_mark() {
		for (deposit, mark) in [(100, 3), (1, 7), (0, 2), (u64::MAX, 1_000), (7, 7), (1_000, 1)] {
			let juror = juror(deposit, mark);
			let steps: Vec<_> = (0..=mark).map(|units| juror.released_at(units)).collect();
			assert_eq!((steps[0], steps[mark as usize]), (0, deposit));
			let parts: Vec<_> = steps.windows(2).map(|pair| pair[1] - pair[0]).collect();
			let (least, most) = (parts.iter().min().unwrap(), parts.iter().max().unwrap());
			assert!(most - least <= 1, "{deposit} in {mark}: {parts:?}");
		}
	}

	#[test]
	fn without_a_mark_all_of_it_comes_back() {
		assert_eq!(juror(100, 0).released_at(0), 100);
	}
}
