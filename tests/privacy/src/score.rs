// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Accuracy of guesses, with its confidence interval.

use crate::{
	attack::{Guesses, View},
	truth::{Deed, Truth},
};

/// Votes that were cast, with what was guessed of them.
struct Cast {
	juror: usize,
	against: bool,
	dissent: f64,
}

/// How right guesses are for some jurors of a term.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
	/// The share of single votes that are guessed right.
	pub right: f64,
	/// The share that the guesses themselves expect to be.
	pub expected: f64,
	/// The share of pairs, one with the majority and one not, of which the dissenter is named.
	pub which: f64,
	/// The mean of the logarithm (base 2) of the likelihood that was given to what was true, in bits a vote.
	pub bits: f64,
	/// The share of votes that are guessed right with a likelihood of 99 % or more.
	pub sure: f64,
}

/// The score of guesses for the jurors for whom `counts` holds. `None` if there is no pair.
pub fn score(
	view: &View,
	truth: &Truth,
	guesses: &Guesses,
	seen: &[(usize, usize, usize)],
	counts: impl Fn(usize) -> bool,
) -> Option<Score> {
	let (mut right, mut expected, mut sure, mut bits, mut votes) = (0.0, 0.0, 0.0, 0.0, 0.0);
	let (mut named, mut pairs) = (0.0, 0.0);
	for (number, ballot) in view.ballots.iter().enumerate() {
		let cast: Vec<_> = (0..view.jurors.len())
			.filter(|juror| counts(*juror))
			.filter(|juror| !seen.iter().any(|(who, which, _)| (who, which) == (juror, &number)))
			.filter_map(|juror| match truth.deeds[juror][number] {
				Deed::Voted(place) => Some(Cast {
					juror,
					against: !ballot.tokens[place].with,
					dissent: guesses[juror][number].dissent(),
				}),
				_ => None,
			})
			.collect();
		for vote in &cast {
			let likely = if vote.against { vote.dissent } else { 1.0 - vote.dissent };
			votes += 1.0;
			right += f64::from(u8::from((vote.dissent > 0.5) == vote.against));
			expected += vote.dissent.max(1.0 - vote.dissent);
			sure += f64::from(u8::from(likely >= 0.99));
			bits += likely.max(1e-6).log2();
		}
		for dissenter in cast.iter().filter(|vote| vote.against) {
			for other in cast.iter().filter(|vote| !vote.against && vote.juror != dissenter.juror) {
				let apart = dissenter.dissent - other.dissent;
				pairs += 1.0;
				// What differs by less than this is rounding.
				named += if apart.abs() < 1e-9 { 0.5 } else { f64::from(u8::from(apart > 0.0)) };
			}
		}
	}
	(pairs > 0.0).then(|| Score {
		right: right / votes,
		expected: expected / votes,
		which: named / pairs,
		bits: bits / votes,
		sure: sure / votes,
	})
}

/// A mean over terms, with half the width of its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
	/// The mean.
	pub mean: f64,
	/// Half the width of the interval: 1.96 standard errors.
	pub half: f64,
}

impl Mean {
	/// The mean of values that are independent of each other, as those of different terms are.
	pub fn of(values: &[f64]) -> Self {
		let count = values.len().max(2) as f64;
		let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
		let variance =
			values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0);
		Self { mean, half: 1.96 * (variance / count).sqrt() }
	}

	/// Whether the interval lies within so much of 0 on both sides.
	pub fn within(&self, bound: f64) -> bool {
		self.mean - self.half > -bound && self.mean + self.half < bound
	}

	/// Whether all of the interval lies above.
	pub fn above(&self, bound: f64) -> bool {
		self.mean - self.half > bound
	}
}

impl core::fmt::Display for Mean {
	fn fmt(&self, f: &mut core::fmt::Formatter) -> core::fmt::Result {
		write!(f, "{:+.2} ±{:.2}", self.mean * 100.0, self.half * 100.0)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_interval_narrows_with_the_number_of_terms() {
		let few = Mean::of(&[1.0, -1.0, 1.0, -1.0]);
		let many = Mean::of(&[1.0, -1.0].repeat(200));
		assert_eq!((few.mean, many.mean), (0.0, 0.0));
		assert!((few.half - 1.13).abs() < 0.01 && (many.half - 0.098).abs() < 0.001);
		assert!(many.within(0.1) && !few.within(0.1));
		assert!(Mean::of(&[0.3, 0.31, 0.29]).above(0.25));
	}
}
