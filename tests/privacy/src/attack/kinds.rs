// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Prior of a vote from the outcome and the kind of juror alone: absent, with the majority or against it.

use super::view::BallotView;
use crate::population::{Kind, Population};

/// How likely a juror of a kind did each in a ballot.
#[derive(Clone, Copy, Debug)]
pub struct Chances {
	/// No vote.
	pub absent: f64,
	/// A vote against the majority.
	pub against: f64,
	/// A vote with it.
	pub with: f64,
}

/// A kind of jurors as the attack weighs it.
#[derive(Clone, Copy, Debug)]
pub struct Weights {
	/// The share of the jurors.
	pub share: f64,
	/// The odds to be absent, over those of all jurors.
	absent: f64,
	/// The odds to dissent, over those of all jurors.
	against: f64,
}

impl Weights {
	/// The weights of a kind within a population.
	pub fn new(kind: &Kind, population: &Population) -> Self {
		let odds = |probability: f64| probability / (1.0 - probability);
		Self {
			share: kind.share,
			absent: odds(1.0 - kind.presence) / odds(1.0 - population.presence()),
			against: odds(kind.dissent) / odds(population.dissent()),
		}
	}

	/// The chances of such a juror in a ballot of that tally; nothing at all in a ring that did not judge.
	pub fn chances(&self, ballot: &BallotView, juror: usize) -> Option<Chances> {
		if !ballot.eligible[juror] {
			return None;
		}
		let absent = ballot.absent as f64 * self.absent;
		let against = ballot.against as f64 * self.against;
		let with = ballot.with as f64;
		let all = absent + against + with;
		Some(Chances { absent: absent / all, against: against / all, with: with / all })
	}
}
