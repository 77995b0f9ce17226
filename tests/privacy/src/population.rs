// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Kinds of jurors, by how often they vote and how often they dissent.

use crate::random::Random;

/// A kind of jurors.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
	/// Its share of all jurors.
	pub share: f64,
	/// How often such a juror votes.
	pub presence: f64,
	/// How often the vote of such a juror is against what most think, in a ballot of common difficulty.
	pub dissent: f64,
}

/// Who the jurors are.
#[derive(Clone, Debug)]
pub struct Population(pub Vec<Kind>);

impl Population {
	/// Jurors of whom some are often absent and some often in the minority; nine of ten votes agree.
	pub fn mixed() -> Self {
		Self(vec![
			Kind { share: 0.70, presence: 0.96, dissent: 0.05 },
			Kind { share: 0.10, presence: 0.55, dissent: 0.05 },
			Kind { share: 0.15, presence: 0.96, dissent: 0.30 },
			Kind { share: 0.05, presence: 0.96, dissent: 0.65 },
		])
	}

	/// Jurors who are all alike.
	pub fn alike(presence: f64, dissent: f64) -> Self {
		Self(vec![Kind { share: 1.0, presence, dissent }])
	}

	/// The share of votes that dissent.
	pub fn dissent(&self) -> f64 {
		let votes: f64 = self.0.iter().map(|kind| kind.share * kind.presence).sum();
		self.0.iter().map(|kind| kind.share * kind.presence * kind.dissent).sum::<f64>() / votes
	}

	/// The share of jurors who vote.
	pub fn presence(&self) -> f64 {
		self.0.iter().map(|kind| kind.share * kind.presence).sum()
	}

	/// The kinds of `jurors` jurors, as near to the shares as whole numbers are, in random order.
	pub fn draw(&self, jurors: usize, random: &mut Random) -> Vec<usize> {
		let mut kinds = Vec::with_capacity(jurors);
		let mut due = 0.0;
		for (number, kind) in self.0.iter().enumerate() {
			due += kind.share * jurors as f64;
			while (kinds.len() as f64) < due.round() {
				kinds.push(number);
			}
		}
		kinds.resize(jurors, 0);
		random.shuffle(&mut kinds);
		kinds
	}
}

/// The probability whose odds are those of `probability`, `shift` times e as high or low.
pub fn shifted(probability: f64, shift: f64) -> f64 {
	let odds = probability / (1.0 - probability) * shift.exp();
	odds / (1.0 + odds)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn nine_of_ten_votes_of_the_mixed_population_agree() {
		let population = Population::mixed();
		assert!((population.dissent() - 0.115).abs() < 0.02, "{}", population.dissent());
		let shares: f64 = population.0.iter().map(|kind| kind.share).sum();
		assert!((shares - 1.0).abs() < 1e-9);
	}

	#[test]
	fn kinds_are_drawn_by_their_shares() {
		let kinds = Population::mixed().draw(20, &mut Random::new(1));
		let count = |number| kinds.iter().filter(|kind| **kind == number).count();
		assert_eq!([count(0), count(1), count(2), count(3)], [14, 2, 3, 1]);
	}
}
