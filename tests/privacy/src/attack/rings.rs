// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Fingerprints of rings: an account redeems from the rings in which its vouchers lie, and each token's
//! vouchers are in known rings.
//!
//! With one ring for all there is nothing to compare.

use super::{
	chain::{evidence, running_sums, Step},
	kinds::{Chances, Weights},
	view::{Token, View},
};
use crate::setting::Choice;

/// How many vouchers a token of a side has in a ring: probabilities of none, one and two.
struct Composition {
	/// By ballot and ring, with the majority.
	with: Vec<Vec<Step>>,
	/// The same against it.
	against: Vec<Vec<Step>>,
}

/// What is common to all jurors.
pub struct Fingerprints {
	composition: Composition,
	rings: usize,
	/// The likelihood that a voucher from a ballot goes to the own account of a juror at the mark.
	kept: Vec<f64>,
}

fn composition(view: &View, with: bool) -> Vec<Vec<Step>> {
	view.ballots
		.iter()
		.map(|ballot| {
			let mut counts = vec![[0.0; 3]; view.worth.len()];
			let tokens = ballot.tokens.iter().filter(|token| token.with == with);
			let mut all: f64 = 0.0;
			for token in tokens {
				all += 1.0;
				for (ring, counts) in counts.iter_mut().enumerate() {
					counts[in_ring(token, ring)] += 1.0;
				}
			}
			let share = |counts: Step| counts.map(|count| count / all.max(1.0));
			counts.into_iter().map(share).collect()
		})
		.collect()
}

fn in_ring(token: &Token, ring: usize) -> usize {
	token.rings.iter().filter(|one| **one == ring).count()
}

/// The number that is kept of `count`, each with the likelihood `kept`.
fn thinned(count: usize, kept: f64) -> Step {
	let lost = 1.0 - kept;
	match count {
		0 => [1.0, 0.0, 0.0],
		1 => [lost, kept, 0.0],
		_ => [lost * lost, 2.0 * kept * lost, kept * kept],
	}
}

impl Fingerprints {
	/// Reads what is common; `None` if there is one ring.
	pub fn new(view: &View, choice: Choice) -> Option<Self> {
		if view.worth.len() < 2 {
			return None;
		}
		let at_mark = view.jurors.iter().filter(|juror| juror.at_mark);
		let count = at_mark.clone().count().max(1) as f64;
		let shown: usize = at_mark.map(|juror| juror.value).sum();
		let below: usize =
			view.jurors.iter().filter(|juror| !juror.at_mark).map(|juror| juror.value).sum();
		let (shown, owned) = (shown as f64 / count, view.paid.saturating_sub(below) as f64 / count);
		let share = (shown / owned.max(1.0)).min(1.0);
		let kept = match choice {
			Choice::Random => vec![share; view.ballots.len()],
			Choice::OldestFirst => {
				let steps: Vec<_> = view
					.ballots
					.iter()
					.map(|ballot| {
						let all = (ballot.with + ballot.against + ballot.absent).max(1) as f64;
						let units = |with| {
							ballot
								.tokens
								.iter()
								.find(|token| token.with == with)
								.map_or(0, |token| token.units)
						};
						let mut step = [0.0; 3];
						step[0] += ballot.absent as f64 / all;
						step[units(true)] += ballot.with as f64 / all;
						step[units(false)] += ballot.against as f64 / all;
						step
					})
					.collect();
				// Before a ballot less than the mark was paid.
				running_sums(&steps)
					.iter()
					.take(steps.len())
					.map(|sums| sums.iter().take(shown as usize).sum())
					.collect()
			},
		};
		let composition =
			Composition { with: composition(view, true), against: composition(view, false) };
		Some(Self { composition, rings: view.worth.len(), kept })
	}

	/// What the rings that a juror showed say of it, if it is of a kind.
	pub fn of(&self, view: &View, juror: usize, kind: &Weights) -> Fingerprint<'_> {
		let shown = &view.jurors[juror];
		let kept: Vec<_> =
			self.kept.iter().map(|kept| if shown.at_mark { *kept } else { 1.0 }).collect();
		let chances: Vec<_> =
			view.ballots.iter().map(|ballot| kind.chances(ballot, juror)).collect();
		let likely = (0..self.rings)
			.map(|ring| {
				let steps: Vec<_> = chances
					.iter()
					.enumerate()
					.map(|(ballot, chances)| match chances {
						Some(chances) => self.step(ballot, ring, chances, kept[ballot]),
						None => [1.0, 0.0, 0.0],
					})
					.collect();
				let count = shown.shown[ring];
				let mut likelihood = vec![0.0; count + 1];
				likelihood[count] = 1.0;
				evidence(&steps, &likelihood)
			})
			.collect();
		Fingerprint { kept, likely, _of: self }
	}

	fn step(&self, ballot: usize, ring: usize, chances: &Chances, kept: f64) -> Step {
		let mut step = [chances.absent, 0.0, 0.0];
		let sides = [
			(chances.with, &self.composition.with[ballot][ring]),
			(chances.against, &self.composition.against[ballot][ring]),
		];
		for (chance, counts) in sides {
			for (count, share) in counts.iter().enumerate() {
				for (left, probability) in thinned(count, kept).iter().enumerate() {
					step[left] += chance * share * probability;
				}
			}
		}
		step
	}
}

/// What the rings that a juror showed say of it.
pub struct Fingerprint<'a> {
	kept: Vec<f64>,
	/// By ring, ballot and how many vouchers of the ballot were redeemed from the ring.
	likely: Vec<Vec<[f64; 3]>>,
	_of: &'a Fingerprints,
}

impl Fingerprint<'_> {
	/// How likely is what was shown if the juror was absent.
	pub fn absent(&self, ballot: usize) -> f64 {
		self.likely.iter().map(|ring| ring[ballot][0]).product()
	}

	/// How likely it is if the token is the juror's.
	pub fn token(&self, ballot: usize, token: &Token) -> f64 {
		self.likely
			.iter()
			.enumerate()
			.map(|(ring, likely)| {
				let left = thinned(in_ring(token, ring), self.kept[ballot]);
				left.iter().zip(&likely[ballot]).map(|(p, likely)| p * likely).sum::<f64>()
			})
			.product()
	}
}
