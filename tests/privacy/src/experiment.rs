// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Experiments: many terms of one setting, each attacked, and what that gains over the outcomes alone.

use crate::{
	attack::{self, Attack, View},
	random::Random,
	score::{score, Mean, Score},
	setting::Setting,
	simulate,
	truth::{Deed, Knowledge, Truth},
};

/// By how much the attack does better than the best guess from the outcomes alone.
#[derive(Clone, Copy, Debug)]
pub struct Advantage {
	/// In the share of votes that are guessed right.
	pub right: Mean,
	/// In the share of pairs of which the dissenter is named.
	pub which: Mean,
	/// In bits a vote.
	pub bits: Mean,
	/// In the share of votes that are known with 99 % certainty.
	pub sure: Mean,
	/// The share of votes that are guessed right from the outcomes alone.
	pub base: Mean,
	/// By how much more votes the attack expects to guess right than it does.
	pub overrated: Mean,
}

impl Advantage {
	fn of(scores: &[(Score, Score)]) -> Self {
		let mean = |of: &dyn Fn(&Score) -> f64| {
			Mean::of(&scores.iter().map(|(base, found)| of(found) - of(base)).collect::<Vec<_>>())
		};
		Self {
			right: mean(&|score| score.right),
			which: mean(&|score| score.which),
			bits: mean(&|score| score.bits),
			sure: mean(&|score| score.sure),
			overrated: Mean::of(
				&scores.iter().map(|(_, found)| found.expected - found.right).collect::<Vec<_>>(),
			),
			base: Mean::of(&scores.iter().map(|(base, _)| base.right).collect::<Vec<_>>()),
		}
	}
}

/// What an experiment found.
#[derive(Clone, Copy, Debug)]
pub struct Report {
	/// For jurors at the mark.
	pub at_mark: Advantage,
	/// For all others.
	pub below: Advantage,
	/// The share of jurors at the mark.
	pub share: Mean,
}

impl core::fmt::Display for Report {
	fn fmt(&self, f: &mut core::fmt::Formatter) -> core::fmt::Result {
		for (name, found) in [("at the mark", self.at_mark), ("below it", self.below)] {
			write!(
				f,
				"{name}: right {} (outcomes alone {:.1}), which of two {}, sure {}, bits {:+.3}, overrated {}; ",
				found.right,
				found.base.mean * 100.0,
				found.which,
				found.sure,
				found.bits.mean,
				found.overrated,
			)?;
		}
		write!(f, "{:.0} % at the mark", self.share.mean * 100.0)
	}
}

/// What the attacker knows beside the transcript.
fn knowledge(setting: &Setting, truth: &Truth, random: &mut Random) -> Knowledge {
	let mut sightings = Vec::new();
	for (juror, deeds) in truth.deeds.iter().enumerate() {
		let mut votes: Vec<_> = deeds
			.iter()
			.enumerate()
			.filter_map(|(ballot, deed)| match deed {
				Deed::Voted(place) => Some((juror, ballot, *place)),
				_ => None,
			})
			.collect();
		if juror < setting.coalition {
			sightings.append(&mut votes);
		} else if setting.sightings && !votes.is_empty() {
			sightings.push(votes[random.below(votes.len())]);
		}
	}
	Knowledge { kinds: setting.kinds_known.then(|| truth.kinds.clone()), sightings }
}

/// Attacks `terms` terms after learning from `lessons`.
pub fn run(setting: &Setting, lessons: usize, terms: usize, seed: u64) -> Report {
	let attack = Attack::new(setting, lessons, &mut Random::new(seed));
	let threads =
		std::thread::available_parallelism().map_or(1, |threads| threads.get()).min(terms.max(1));
	let one = |number: usize| {
		let mut random =
			Random::new(seed ^ (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
		let (transcript, truth) = simulate::term(setting, &mut random);
		let knowledge = knowledge(setting, &truth, &mut random);
		let view = View::new(&transcript);
		let base = attack.from_outcomes(&view, &knowledge);
		let found = attack.guess(&view, &knowledge);
		let at_mark: Vec<_> = view.jurors.iter().map(attack::at_mark).collect();
		let compare = |side: bool| {
			let of = |guesses| {
				score(&view, &truth, guesses, &knowledge.sightings, |juror| at_mark[juror] == side)
			};
			of(&base).zip(of(&found))
		};
		let share = at_mark.iter().filter(|at| **at).count() as f64 / at_mark.len() as f64;
		(compare(true), compare(false), share)
	};
	let mut found = Vec::with_capacity(terms);
	std::thread::scope(|scope| {
		let workers: Vec<_> = (0..threads)
			.map(|first| {
				let one = &one;
				scope.spawn(move || (first..terms).step_by(threads).map(one).collect::<Vec<_>>())
			})
			.collect();
		for worker in workers {
			match worker.join() {
				Ok(results) => found.extend(results),
				Err(panic) => std::panic::resume_unwind(panic),
			}
		}
	});
	let at_mark: Vec<_> = found.iter().filter_map(|(at, _, _)| *at).collect();
	let below: Vec<_> = found.iter().filter_map(|(_, below, _)| *below).collect();
	let share: Vec<_> = found.iter().map(|(_, _, share)| *share).collect();
	Report {
		at_mark: Advantage::of(&at_mark),
		below: Advantage::of(&below),
		share: Mean::of(&share),
	}
}
