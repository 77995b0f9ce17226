// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The jury: certified peers who judge applications for credentials by secret votes.
//!
//! What is stored of it, what voters hash and prove ([`commitment`] and the functions beside it, shared by
//! runtime and clients), and its runtime API.

pub(crate) mod api;
mod ballot_name;
mod stored;
mod transcripts;

pub use api::*;
pub use ballot_name::InvalidBallotId;
pub use stored::{
	Appeal, Ballot, BallotStage, DropReason, Juror, Jury, Outcome, StoredVote, Term, TermStage,
};
pub use transcripts::{
	ballot_context, commit_message, commit_work, commitment, draw, redeem_context, redeem_message,
	reveal_work, surplus_message, surplus_work,
};

use crate::{rings::RingKey, Jurisdiction};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// The most vouchers that one call redeems.
pub const MAX_REDEEMED: u32 = 32;

/// The keys of the vouchers that a vote can earn.
pub type VoucherKeys = [RingKey; 2];

/// Identifies a ballot: the jury by its jurisdiction, the term, and the number in it from 0.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct BallotId {
	/// The jurisdiction of the jury.
	pub jurisdiction: Jurisdiction,
	/// The term.
	pub term: u32,
	/// The number of the ballot in the term, from 0.
	pub number: u32,
}

/// The vote of a juror.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub enum Vote {
	/// The evidence shows that the applicant may have the credential.
	#[codec(index = 0)]
	Approve,
	/// It does not.
	#[codec(index = 1)]
	Refuse,
	/// The evidence cannot be had, opened or read, or is not what was committed to.
	#[codec(index = 2)]
	Unreadable,
}

impl Outcome {
	/// The outcome of a ballot by its votes: void if a third of them or more could not read the evidence,
	/// approved by more than half of all, and else refused. `None` without votes.
	pub fn of(approve: u16, refuse: u16, unreadable: u16) -> Option<Self> {
		let [approve, refuse, unreadable] = [approve, refuse, unreadable].map(u32::from);
		let all = approve.saturating_add(refuse).saturating_add(unreadable);
		if all == 0 {
			None
		} else if unreadable.saturating_mul(3) >= all {
			Some(Self::Unreadable)
		} else if approve.saturating_mul(2) > all {
			Some(Self::Approved)
		} else {
			Some(Self::Refused)
		}
	}

	/// How many vouchers a vote earns: two with the majority, one without. Where the evidence could not be
	/// read all were with it.
	pub fn vouchers(self, vote: Vote) -> u32 {
		match (self, vote) {
			(Self::Unreadable, _)
			| (Self::Approved, Vote::Approve)
			| (Self::Refused, Vote::Refuse) => 2,
			(Self::Approved | Self::Refused, _) => 1,
		}
	}
}

/// The pass mark of a juror whose ring judged `ballots` of a term: the most vouchers that count towards
/// the deposit, and as many as give all of it back.
///
/// One and a half for each ballot, so that whoever was there and at least half the time with the majority
/// shows the same. With fewer than `least` ballots any number would tell votes, and one for each is
/// enough: being there is all that counts.
pub fn pass_mark(ballots: u32, least: u32) -> u32 {
	match ballots < least {
		true => ballots,
		false => ballots.saturating_add(ballots / 2),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn more_than_half_of_all_approve_or_it_is_refused() {
		for (votes, outcome) in [
			((0, 0, 0), None),
			((1, 0, 0), Some(Outcome::Approved)),
			((1, 1, 0), Some(Outcome::Refused)),
			((2, 1, 0), Some(Outcome::Approved)),
			((0, 1, 0), Some(Outcome::Refused)),
			// More approve than refuse, and not more than half of all.
			((40, 30, 25), Some(Outcome::Refused)),
			((51, 25, 24), Some(Outcome::Approved)),
			((50, 25, 25), Some(Outcome::Refused)),
			((u16::MAX, u16::MAX, 0), Some(Outcome::Refused)),
		] {
			assert_eq!(Outcome::of(votes.0, votes.1, votes.2), outcome, "{votes:?}");
		}
	}

	#[test]
	fn a_third_that_cannot_read_makes_a_ballot_void() {
		for (votes, is_void) in [
			((2, 0, 1), true),
			((66, 1, 33), false),
			((66, 0, 33), true),
			((0, 0, 1), true),
			((u16::MAX, 0, u16::MAX), true),
		] {
			let outcome = Outcome::of(votes.0, votes.1, votes.2);
			assert_eq!(outcome == Some(Outcome::Unreadable), is_void, "{votes:?}");
		}
	}

	#[test]
	fn a_vote_with_the_majority_earns_two_vouchers_and_another_one() {
		use Vote::*;
		for (outcome, earned) in [
			(Outcome::Approved, [2, 1, 1]),
			(Outcome::Refused, [1, 2, 1]),
			(Outcome::Unreadable, [2, 2, 2]),
		] {
			assert_eq!([Approve, Refuse, Unreadable].map(|vote| outcome.vouchers(vote)), earned);
		}
	}

	#[test]
	fn the_mark_is_one_and_a_half_for_each_ballot_if_they_are_many() {
		let marks = [(0, 0), (1, 1), (19, 19), (20, 30), (21, 31), (40, 60)];
		for (ballots, mark) in marks {
			assert_eq!(pass_mark(ballots, 20), mark);
		}
		assert_eq!(pass_mark(3, 0), 4);
		assert_eq!(pass_mark(u32::MAX, 0), u32::MAX);
	}

	#[test]
	fn a_ballot_is_encoded_by_jurisdiction_term_and_number() {
		let ballot = BallotId { jurisdiction: Jurisdiction(*b"KR"), term: 3, number: 17 };
		assert_eq!(ballot.encode(), [b'K', b'R', 3, 0, 0, 0, 17, 0, 0, 0]);
	}
}
