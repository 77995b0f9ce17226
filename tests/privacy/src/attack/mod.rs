// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The attack: from the public transcript and all outcomes to the likelihood of each single vote.
//!
//! It weighs all that the transcript offers: how many units an account showed ([`chain`]), from which rings
//! ([`rings`]), when its units and those of fresh accounts were redeemed ([`surplus`]), at which hours it and an
//! alias act ([`timing`]), aliases that come again and votes that somebody was seen to cast ([`reuse`]), and
//! that each vote is one juror's ([`assign`]). It knows how many jurors are of which kind, and what a client
//! does.

mod assign;
mod chain;
mod kinds;
mod reuse;
mod rings;
mod surplus;
mod timing;
mod view;

pub use view::View;

use crate::{random::Random, setting::Setting, simulate, truth::Knowledge};
use assign::Assignment;
use kinds::Weights;
use rings::Fingerprints;
use surplus::Surpluses;
use timing::Habits;
use view::{BallotView, JurorView};

/// How likely a juror did each in a ballot.
#[derive(Clone, Copy, Debug, Default)]
pub struct Guess {
	/// Voted with the majority.
	pub with: f64,
	/// Voted against it.
	pub against: f64,
}

impl Guess {
	/// The likelihood that the juror was against the majority, if it voted.
	pub fn dissent(&self) -> f64 {
		let voted = self.with + self.against;
		if voted > 0.0 {
			self.against / voted
		} else {
			0.0
		}
	}
}

/// Guesses of all votes: by juror and ballot.
pub type Guesses = Vec<Vec<Guess>>;

/// An attacker, who knows the client, the kinds of jurors, and what it learned from terms of its own.
pub struct Attack {
	setting: Setting,
	kinds: Vec<Weights>,
	habits: Habits,
	surpluses: Surpluses,
}

impl Attack {
	/// An attacker on terms of that setting, who held `terms` of them itself to learn.
	pub fn new(setting: &Setting, terms: usize, random: &mut Random) -> Self {
		let (mut habits, mut surpluses) = (timing::Lessons::default(), surplus::Lessons::default());
		for _ in 0..terms {
			let (transcript, truth) = simulate::term(setting, random);
			let view = View::new(&transcript);
			habits.learn(&view, &truth, random);
			surpluses.learn(&view, &truth);
		}
		let weights = |kind| Weights::new(kind, &setting.population);
		Self {
			kinds: setting.population.0.iter().map(weights).collect(),
			setting: setting.clone(),
			habits: habits.habits(),
			surpluses: surpluses.surpluses(),
		}
	}

	/// The best guess from the outcomes alone, and what else the attacker knows without the transcript.
	pub fn from_outcomes(&self, view: &View, knowledge: &Knowledge) -> Guesses {
		let mut guesses = nothing(view);
		for (number, ballot) in view.ballots.iter().enumerate() {
			self.assign(view, knowledge, number, &mut guesses, |juror| {
				self.row(knowledge, juror, ballot, |_, _| 1.0)
			});
		}
		guesses
	}

	/// The guess from all that is public.
	pub fn guess(&self, view: &View, knowledge: &Knowledge) -> Guesses {
		if view.reused {
			return reuse::guess(self, view, knowledge);
		}
		let fingerprints = Fingerprints::new(view, self.setting.choice);
		// By juror, kind and ballot: how likely is what the juror showed, with 0, 1 and 2 units of the ballot.
		let shown: Vec<Vec<_>> = (0..view.jurors.len())
			.map(|juror| {
				let likelihood = self.units_likelihood(view, juror);
				let counted = fingerprints.is_none() || view.jurors[juror].at_mark;
				self.kinds
					.iter()
					.map(|kind| {
						let steps: Vec<_> = view
							.ballots
							.iter()
							.map(|ballot| unit_step(kind, ballot, juror))
							.collect();
						let units = if counted {
							chain::evidence(&steps, &likelihood)
						} else {
							vec![[1.0; 3]; steps.len()]
						};
						(units, fingerprints.as_ref().map(|all| all.of(view, juror, kind)))
					})
					.collect()
			})
			.collect();
		let mut guesses = nothing(view);
		for (number, ballot) in view.ballots.iter().enumerate() {
			self.assign(view, knowledge, number, &mut guesses, |juror| {
				self.row(knowledge, juror, ballot, |kind, token| {
					let (units, rings) = &shown[juror][kind];
					let Some(token) = token.map(|place| &ballot.tokens[place]) else {
						let rings = rings.as_ref().map_or(1.0, |rings| rings.absent(number));
						return units[number][0] * rings;
					};
					let rings = rings.as_ref().map_or(1.0, |rings| rings.token(number, token));
					let times = self.habits.ratio(&view.jurors[juror], token);
					units[number][token.units] * rings * times
				})
			});
		}
		guesses
	}

	/// How likely is what an account showed, by the units that it was paid.
	fn units_likelihood(&self, view: &View, juror: usize) -> Vec<f64> {
		let shown = &view.jurors[juror];
		if !shown.at_mark {
			let mut likelihood = vec![0.0; shown.value + 1];
			likelihood[shown.value] = 1.0;
			return likelihood;
		}
		(0..=2 * view.ballots.len())
			.map(|units| match units.checked_sub(shown.value) {
				Some(surplus) => self.surpluses.likelihood(shown, surplus),
				None => 0.0,
			})
			.collect()
	}

	/// The share of each kind, for a juror.
	fn shares<'a>(
		&'a self,
		knowledge: &'a Knowledge,
		juror: usize,
	) -> impl Iterator<Item = (usize, &'a Weights, f64)> {
		self.kinds.iter().enumerate().map(move |(number, kind)| {
			let share = match &knowledge.kinds {
				Some(kinds) => f64::from(u8::from(kinds[juror] == number)),
				None => kind.share,
			};
			(number, kind, share)
		})
	}

	/// The weights of a juror in a ballot: of absence and of each token, where `likely` says how likely is
	/// what is known of the juror if it is of the kind and did that.
	fn row(
		&self,
		knowledge: &Knowledge,
		juror: usize,
		ballot: &BallotView,
		likely: impl Fn(usize, Option<usize>) -> f64,
	) -> (f64, Vec<f64>) {
		let (mut none, mut tokens) = (0.0, vec![0.0; ballot.tokens.len()]);
		for (number, kind, share) in self.shares(knowledge, juror) {
			let Some(chances) = kind.chances(ballot, juror) else { continue };
			if share == 0.0 {
				continue;
			}
			if chances.absent > 0.0 {
				none += share * chances.absent * likely(number, None);
			}
			for (place, (token, weight)) in ballot.tokens.iter().zip(&mut tokens).enumerate() {
				let chance = if token.with {
					chances.with / ballot.with as f64
				} else {
					chances.against / ballot.against as f64
				};
				*weight += share * chance * likely(number, Some(place));
			}
		}
		(none, tokens)
	}

	/// Assigns the tokens of a ballot to the jurors of its ring, and writes down what follows.
	fn assign(
		&self,
		view: &View,
		knowledge: &Knowledge,
		number: usize,
		guesses: &mut Guesses,
		row: impl Fn(usize) -> (f64, Vec<f64>),
	) {
		let ballot = &view.ballots[number];
		let members: Vec<_> =
			(0..view.jurors.len()).filter(|juror| ballot.eligible[*juror]).collect();
		let rows = members.iter().map(|juror| {
			let (none, tokens) = row(*juror);
			let most = tokens.iter().copied().fold(none, f64::max);
			if most > 0.0 {
				(none / most, tokens.into_iter().map(|weight| weight / most).collect())
			} else {
				// What was seen is beyond the model: then nothing is known.
				self.row(knowledge, *juror, ballot, |_, _| 1.0)
			}
		});
		let mut assignment = Assignment::new(ballot.tokens.len(), rows);
		for (juror, seen_in, place) in &knowledge.sightings {
			if let (true, Ok(row)) = (*seen_in == number, members.binary_search(juror)) {
				assignment.pin(row, *place);
			}
		}
		let solved = assignment.solve();
		for (row, juror) in members.iter().enumerate() {
			let guess = &mut guesses[*juror][number];
			for (token, probability) in ballot.tokens.iter().zip(solved.row(row)) {
				if token.with {
					guess.with += probability;
				} else {
					guess.against += probability;
				}
			}
		}
	}
}

/// How many units a juror of a kind was paid for a ballot.
fn unit_step(kind: &Weights, ballot: &BallotView, juror: usize) -> chain::Step {
	let Some(chances) = kind.chances(ballot, juror) else { return [1.0, 0.0, 0.0] };
	let mut step = [chances.absent, 0.0, 0.0];
	for (with, chance) in [(true, chances.with), (false, chances.against)] {
		let units =
			ballot.tokens.iter().find(|token| token.with == with).map_or(0, |token| token.units);
		step[units] += chance;
	}
	step
}

fn nothing(view: &View) -> Guesses {
	vec![vec![Guess::default(); view.ballots.len()]; view.jurors.len()]
}

/// Whether an account is at the mark, by what it showed.
pub fn at_mark(juror: &JurorView) -> bool {
	juror.at_mark
}
