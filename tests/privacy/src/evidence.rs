// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Gain of an applicant who encrypts the evidence to friendly jurors only.

use crate::transcript::Vote;

/// The votes of a ballot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
	/// For the applicant.
	pub approve: usize,
	/// Against.
	pub refuse: usize,
	/// Of those who could not read the evidence.
	pub unreadable: usize,
}

impl Tally {
	/// Counts a vote.
	pub fn add(&mut self, vote: Vote) {
		match vote {
			Vote::Approve => self.approve += 1,
			Vote::Refuse => self.refuse += 1,
			Vote::Unreadable => self.unreadable += 1,
		}
	}

	/// The number of votes.
	pub fn reveals(&self) -> usize {
		self.approve + self.refuse + self.unreadable
	}

	/// Whether the evidence was unreadable to so many that the ballot is void.
	pub fn void(&self) -> bool {
		self.unreadable * 3 >= self.reveals()
	}

	/// Whether the applicant is certified: by more than half of all votes.
	pub fn approved(&self) -> bool {
		!self.void() && self.approve * 2 > self.reveals()
	}

	/// The same if those who could not read did not count.
	pub fn approved_by_readers(&self) -> bool {
		!self.void() && self.approve > self.refuse
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// All ways in which a ring of 60 may vote, and all ways to leave some of those out who would refuse.
	fn omissions(check: impl Fn(Tally, Tally)) {
		for approve in 0..=60 {
			for omitted in 0..=60 - approve {
				let refuse = 60 - approve;
				let all = Tally { approve, refuse, unreadable: 0 };
				let left = Tally { approve, refuse: refuse - omitted, unreadable: omitted };
				check(all, left);
			}
		}
	}

	#[test]
	fn leaving_hostile_jurors_out_never_turns_a_refusal_into_an_approval() {
		omissions(|all, left| assert!(all.approved() || !left.approved(), "{all:?} {left:?}"));
	}

	/// The attack that the rule meets: were only those counted who could read, 21 of 60 jurors would
	/// certify an applicant whom 39 refuse.
	#[test]
	fn if_readers_alone_counted_a_third_could_be_left_out() {
		let least = core::cell::Cell::new(60);
		omissions(|all, left| {
			if left.approved_by_readers() && !all.approved() {
				least.set(least.get().min(all.approve));
			}
		});
		assert_eq!(least.get(), 21);
	}
}
