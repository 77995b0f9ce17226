// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Aliases that come again: all votes under one alias are one juror's, so that whatever tells a single one tells
//! all.

use super::{assign::Assignment, nothing, view::View, Attack, Guesses};
use crate::truth::Knowledge;
use medibloc_primitives::rings::Alias;
use std::collections::BTreeMap;

/// The places of an alias: its reveal in each ballot that has one.
type Places = Vec<Option<usize>>;

/// The guess if aliases are the same for all ballots.
pub fn guess(attack: &Attack, view: &View, knowledge: &Knowledge) -> Guesses {
	let mut chains: BTreeMap<Alias, Places> = BTreeMap::new();
	for (number, ballot) in view.ballots.iter().enumerate() {
		for (place, token) in ballot.tokens.iter().enumerate() {
			chains.entry(token.alias).or_insert_with(|| vec![None; view.ballots.len()])[number] =
				Some(place);
		}
	}
	let chains: Vec<_> = chains.into_values().collect();
	let rows = (0..view.jurors.len()).map(|juror| {
		let logs: Vec<_> = chains.iter().map(|chain| fit(attack, view, juror, chain)).collect();
		let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
		(f64::MIN_POSITIVE, logs.into_iter().map(|log| (log - most).exp()).collect())
	});
	let mut assignment = Assignment::new(chains.len(), rows);
	for (juror, ballot, place) in &knowledge.sightings {
		if let Some(column) = chains.iter().position(|chain| chain[*ballot] == Some(*place)) {
			assignment.pin(*juror, column);
		}
	}
	let solved = assignment.solve();
	let mut guesses = nothing(view);
	for (juror, guesses) in guesses.iter_mut().enumerate() {
		for (chain, probability) in chains.iter().zip(solved.row(juror)) {
			for ((ballot, place), guess) in view.ballots.iter().zip(chain).zip(guesses.iter_mut()) {
				match place.map(|place| ballot.tokens[place].with) {
					Some(true) => guess.with += probability,
					Some(false) => guess.against += probability,
					None => (),
				}
			}
		}
	}
	guesses
}

/// The logarithm of how likely is what an account showed if all votes of an alias are its own.
fn fit(attack: &Attack, view: &View, juror: usize, chain: &Places) -> f64 {
	let tokens = view
		.ballots
		.iter()
		.zip(chain)
		.filter_map(|(ballot, place)| place.map(|place| (ballot, &ballot.tokens[place])));
	let (mut units, mut log) = (0, 0.0);
	for (ballot, token) in tokens {
		if !ballot.eligible[juror] {
			return f64::NEG_INFINITY;
		}
		units += token.units;
		log += attack.habits.ratio(&view.jurors[juror], token).ln();
	}
	let likelihood = attack.units_likelihood(view, juror);
	log + likelihood.get(units).copied().unwrap_or(0.0).max(1e-12).ln()
}
