// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Leakage of votes through the number of units that an account shows, computed exactly.
//!
//! Every vote is taken to be independent of all others, so that a juror of a kind was with the majority `a`
//! times, against it `b` times and absent `c` times with the multinomial probability, and shows
//! `min(2a + b, mark)` units.

use crate::population::Population;
use std::collections::BTreeMap;

/// What accounts that show the same number have in common.
#[derive(Clone, Copy, Debug, Default)]
struct Shown {
	/// The share of jurors.
	share: f64,
	/// Votes with the majority, by juror.
	with: f64,
	/// Votes against it.
	against: f64,
}

/// What the numbers of units tell of jurors on one side of the mark.
#[derive(Clone, Copy, Debug, Default)]
pub struct Leak {
	/// The share of jurors.
	pub share: f64,
	/// The share of their votes that "with the majority" guesses right.
	pub base: f64,
	/// The share that the best guess by the number guesses right.
	pub right: f64,
	/// The share of pairs of their votes, one against the majority and one with it, of which the dissenter is
	/// named by the numbers.
	pub which: f64,
	/// The share of votes against the majority that are certain.
	pub certain: f64,
}

/// The leak for jurors at the mark, and for those below.
pub fn leak(population: &Population, ballots: u32, mark: u32) -> (Leak, Leak) {
	let mut shown: BTreeMap<u32, Shown> = BTreeMap::new();
	for kind in &population.0 {
		let (with, against) = (kind.presence * (1.0 - kind.dissent), kind.presence * kind.dissent);
		for a in 0..=ballots {
			let some = binomial(ballots, a) * with.powi(a as i32);
			for b in 0..=ballots - a {
				let rest = binomial(ballots - a, b)
					* against.powi(b as i32)
					* (1.0 - kind.presence).powi((ballots - a - b) as i32);
				let entry = shown.entry(mark.min(2 * a + b)).or_default();
				let share = kind.share * some * rest;
				entry.share += share;
				entry.with += share * f64::from(a);
				entry.against += share * f64::from(b);
			}
		}
	}
	let (at, below): (Vec<_>, Vec<_>) = shown.into_iter().partition(|(number, _)| *number == mark);
	(of(at), of(below))
}

fn of(shown: Vec<(u32, Shown)>) -> Leak {
	let shown: Vec<_> = shown.into_iter().map(|(_, shown)| shown).collect();
	let sum = |of: &dyn Fn(&Shown) -> f64| shown.iter().map(of).sum::<f64>();
	let (with, against) = (sum(&|one| one.with), sum(&|one| one.against));
	if with + against <= 0.0 {
		return Leak { share: sum(&|one| one.share), which: 0.5, ..Leak::default() };
	}
	let odds = |one: &Shown| one.against / (one.with + one.against).max(f64::MIN_POSITIVE);
	let mut named = 0.0;
	for dissenter in &shown {
		for other in &shown {
			let (a, b) = (odds(dissenter), odds(other));
			let right = if (a - b).abs() < 1e-12 { 0.5 } else { f64::from(u8::from(a > b)) };
			named += right * dissenter.against * other.with;
		}
	}
	let certain = |one: &Shown| if one.with < 1e-9 * one.against { one.against } else { 0.0 };
	Leak {
		share: sum(&|one| one.share),
		base: with / (with + against),
		right: sum(&|one| one.with.max(one.against)) / (with + against),
		which: if with * against > 0.0 { named / (with * against) } else { 0.5 },
		certain: sum(&certain) / (with + against),
	}
}

fn binomial(n: u32, k: u32) -> f64 {
	(0..k).map(|i| f64::from(n - i) / f64::from(i + 1)).product()
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{protocol::mark, setting::Mark};

	#[test]
	fn at_the_mark_nobody_is_told_from_anybody() {
		for ballots in [1, 2, 5, 19, 20, 40] {
			let (at, _) = leak(&Population::mixed(), ballots, mark(Mark::Protocol, ballots));
			assert_eq!((at.right, at.which, at.certain), (at.base, 0.5, 0.0), "{ballots}");
		}
	}

	/// All shares add up, and a mark of nothing hides all.
	#[test]
	fn shares_add_up() {
		let (at, below) = leak(&Population::mixed(), 20, 30);
		assert!((at.share + below.share - 1.0).abs() < 1e-9);
		let (at, below) = leak(&Population::mixed(), 20, 0);
		assert!((at.share - 1.0).abs() < 1e-9 && below.share == 0.0);
	}

	/// One ballot and no limit: the number is the vote.
	#[test]
	fn without_a_mark_one_ballot_tells_the_vote() {
		let (at, below) = leak(&Population::mixed(), 1, 2);
		assert_eq!((at.right, below.right), (1.0, 1.0));
		assert!(below.certain == 1.0 && below.base == 0.0);
	}

	/// Rounding the mark up would tell single votes where there is one ballot; rounding down does not.
	#[test]
	fn the_mark_is_rounded_down() {
		let (_, up) = leak(&Population::mixed(), 1, 2);
		let (_, down) = leak(&Population::mixed(), 1, 1);
		assert_eq!((up.certain, down.certain), (1.0, 0.0));
	}

	/// What the mark of a long term would tell of a juror whose rings judged little.
	#[test]
	fn few_ballots_at_one_and_a_half_tell_much_and_at_one_less() {
		let below = |ballots, mark| leak(&Population::mixed(), ballots, mark).1;
		let gain = |leak: Leak| leak.share * (leak.right - leak.base);
		assert!(gain(below(3, 4)) > 4.0 * gain(below(3, 3)));
		assert!(below(2, 3).share > 5.0 * below(2, 2).share);
	}
}
