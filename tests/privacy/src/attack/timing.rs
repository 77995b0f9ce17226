// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Likelihood ratios of the times of a token, for one account against another.
//!
//! The attacker has the program, so it learns the density of each feature for true and for false pairs from
//! terms that it held itself. What tells nothing gets the ratio 1.

use super::view::{from_hour, JurorView, Token, View};
use crate::{
	random::Random,
	truth::{Deed, Truth},
};

/// How many features a pair has.
const FEATURES: usize = 3;

/// How many values a feature takes.
const BINS: usize = 24;

/// How many true pairs outweigh the assumption that a feature says nothing.
const DOUBT: f64 = 40.0;

/// Ratios of densities, by feature and value.
pub struct Habits {
	ratios: [[f64; BINS]; FEATURES],
}

/// The counts from which ratios are learned.
#[derive(Default)]
pub struct Lessons {
	real: [[f64; BINS]; FEATURES],
	others: [[f64; BINS]; FEATURES],
}

fn bin(value: f64, most: f64) -> usize {
	((value / most * BINS as f64) as usize).min(BINS - 1)
}

/// The features of a pair: hours of the day of commitment and of reveal against that of enrolment, and the
/// place in the order of enrolment against that in the order of reveals.
fn features(juror: &JurorView, token: &Token) -> [usize; FEATURES] {
	let [sent, revealed] = token.at.map(|at| from_hour(at, juror.hour));
	[bin(sent, 12.0), bin(revealed, 12.0), bin((juror.place - token.place).rem_euclid(1.0), 1.0)]
}

impl Lessons {
	/// Learns from a term whose truth is known.
	pub fn learn(&mut self, view: &View, truth: &Truth, random: &mut Random) {
		for (number, juror) in view.jurors.iter().enumerate() {
			for (ballot, deed) in view.ballots.iter().zip(&truth.deeds[number]) {
				let Deed::Voted(place) = deed else { continue };
				let other = random.below(ballot.tokens.len());
				for (feature, value) in features(juror, &ballot.tokens[*place]).iter().enumerate() {
					self.real[feature][*value] += 1.0;
				}
				for (feature, value) in features(juror, &ballot.tokens[other]).iter().enumerate() {
					self.others[feature][*value] += 1.0;
				}
			}
		}
	}

	/// What was learned.
	pub fn habits(&self) -> Habits {
		let mut ratios = [[1.0; BINS]; FEATURES];
		for (feature, ratios) in ratios.iter_mut().enumerate() {
			let (real, others) = (self.real[feature], self.others[feature]);
			let (sum, other_sum): (f64, f64) = (real.iter().sum(), others.iter().sum());
			for (value, ratio) in ratios.iter_mut().enumerate() {
				let common = (others[value] + 1.0) / (other_sum + BINS as f64);
				let found = (real[value] + DOUBT * common) / (sum + DOUBT);
				*ratio = found / common;
			}
		}
		Habits { ratios }
	}
}

impl Habits {
	/// How many times likelier the pair's times are if the token is the account's.
	pub fn ratio(&self, juror: &JurorView, token: &Token) -> f64 {
		let features = features(juror, token);
		(0..FEATURES).map(|feature| self.ratios[feature][features[feature]]).product()
	}
}
