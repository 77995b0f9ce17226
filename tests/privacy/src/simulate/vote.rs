// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Ballots: a ring is drawn, its members commit and reveal under aliases, and the majority decides.

use super::{end_of, World};
use crate::{
	evidence,
	population::shifted,
	protocol::{alias, ballot_context, commitment, key, reused_context, DAY},
	setting::Aliases,
	transcript::{Ballot, Commit, JurorRing, Outcome, Reveal, Time, Vote},
	truth::Deed,
};

/// How often a vote is committed to and then not revealed.
const FORGOTTEN: f64 = 0.01;

/// Secrets of what a juror is paid for a vote.
pub(super) type Paid = (usize, [[u8; 32]; 2]);

impl World<'_> {
	/// Holds all ballots, and answers when the term ends.
	pub(super) fn vote(&mut self) -> Time {
		let ballots = self.setting.ballots;
		self.truth.deeds = vec![vec![Deed::Outside; ballots]; self.jurors.len()];
		let mut voided: Vec<_> = (0..ballots).map(|ballot| ballot < self.setting.voided).collect();
		self.random.shuffle(&mut voided);
		for (ballot, voided) in voided.into_iter().enumerate() {
			self.hold(ballot, voided);
		}
		end_of(ballots)
	}

	fn draw_ring(&mut self, ballot: usize) -> JurorRing {
		let epoch = (ballot * self.setting.epochs as usize / self.setting.ballots) as u32;
		let rings = self.members.range((epoch, 0)..(epoch + 1, 0)).count();
		(epoch, self.random.below(rings.max(1)) as u32)
	}

	fn hold(&mut self, number: usize, voided: bool) {
		let genesis = self.transcript.genesis;
		let id = number as u32;
		let ring = self.draw_ring(number);
		let opened_at = number as Time * DAY + self.random.between(0.0, DAY);
		let context = match self.setting.aliases {
			Aliases::PerBallot => ballot_context(genesis, id),
			Aliases::Reused => reused_context(genesis),
		};
		let right = self.random.chance(0.5);
		let difficulty = self.random.normal(0.0, self.setting.difficulty);
		let members = self.members.get(&ring).cloned().unwrap_or_default();
		let mut commits = Vec::new();
		let mut reveals: Vec<(usize, Reveal, [[u8; 32]; 2])> = Vec::new();
		for juror in &members {
			self.truth.deeds[*juror][number] = Deed::Absent;
			let kind = self.setting.population.0[self.jurors[*juror].kind];
			if !self.random.chance(kind.presence) {
				continue;
			}
			let dissents = self.random.chance(shifted(kind.dissent, difficulty));
			let vote = if right != dissents { Vote::Approve } else { Vote::Refuse };
			let epoch = match self.setting.aliases {
				Aliases::PerBallot => ring.0 as usize,
				Aliases::Reused => 0,
			};
			let alias = alias(&self.jurors[*juror].secrets[epoch], &context);
			let secrets = [self.random.bytes(), self.random.bytes()];
			let keys = [key(&secrets[0]), key(&secrets[1])];
			let salt = self.random.bytes();
			let (sent, revealed) = self.vote_times(*juror, opened_at);
			let commitment = commitment(genesis, id, &alias, vote, &keys, &salt);
			commits.push(Commit { alias, commitment, at: sent });
			if !self.random.chance(FORGOTTEN) {
				reveals.push((*juror, Reveal { alias, vote, keys, salt, at: revealed }, secrets));
			}
		}
		commits.sort_by(|a, b| a.at.total_cmp(&b.at));
		reveals.sort_by(|a, b| a.1.at.total_cmp(&b.1.at));
		let outcome =
			outcome(members.len(), reveals.iter().map(|(_, reveal, _)| reveal.vote), voided);
		for (place, (juror, _, _)) in reveals.iter().enumerate() {
			self.truth.deeds[*juror][number] = Deed::Voted(place);
		}
		self.paid.push(reveals.iter().map(|(juror, _, secrets)| (*juror, *secrets)).collect());
		self.transcript.ballots.push(Ballot {
			id,
			ring,
			opened_at,
			commits,
			reveals: reveals.into_iter().map(|(_, reveal, _)| reveal).collect(),
			outcome,
			paid: Vec::new(),
		});
	}
}

/// How a ballot ends: with a third of the ring as quorum.
fn outcome(ring: usize, votes: impl Iterator<Item = Vote>, voided: bool) -> Outcome {
	let mut tally = evidence::Tally::default();
	votes.for_each(|vote| tally.add(vote));
	if voided {
		Outcome::Voided
	} else if tally.reveals() * 3 < ring {
		Outcome::NoQuorum
	} else if tally.approved() {
		Outcome::Decided(Vote::Approve)
	} else {
		Outcome::Decided(Vote::Refuse)
	}
}
