// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The transcript as the attack reads it: reveals as tokens that somebody owns, and what accounts showed.

use crate::{
	evidence::Tally,
	protocol::{DAY, HOUR},
	transcript::{Ballot, Beneficiary, Outcome, Time, Transcript, Vote},
};
use core::f64::consts::TAU;
use medibloc_primitives::rings::Alias;
use std::collections::{HashMap, HashSet};

/// A reveal: somebody's vote and vouchers.
pub struct Token {
	/// Whose, for the ballot.
	pub alias: Alias,
	/// Whether it was with the majority.
	pub with: bool,
	/// How many units its vouchers are worth.
	pub units: usize,
	/// The rings of its vouchers.
	pub rings: Vec<usize>,
	/// When the vote was committed to and when it was revealed.
	pub at: [Time; 2],
	/// Its place among the reveals, from 0 to below 1.
	pub place: f64,
}

/// A ballot.
pub struct BallotView {
	/// Which jurors could vote.
	pub eligible: Vec<bool>,
	/// The votes.
	pub tokens: Vec<Token>,
	/// How many votes were with the majority.
	pub with: usize,
	/// How many were not.
	pub against: usize,
	/// How many jurors did not vote.
	pub absent: usize,
}

/// What an account showed.
pub struct JurorView {
	/// The hour of the day at which it enrolled keys.
	pub hour: f64,
	/// Its place in the order of enrolment, from 0 to below 1.
	pub place: f64,
	/// How many vouchers of each ring it redeemed.
	pub shown: Vec<usize>,
	/// How many units it redeemed.
	pub value: usize,
	/// Whether it could not redeem one more.
	pub at_mark: bool,
	/// How many units went to fresh accounts within an hour after it redeemed.
	pub near: usize,
	/// How many units went to fresh accounts at its hour of the day.
	pub same_hour: usize,
}

/// The transcript as the attack reads it.
pub struct View {
	/// The ballots.
	pub ballots: Vec<BallotView>,
	/// The jurors, in the order of the transcript.
	pub jurors: Vec<JurorView>,
	/// How many units a voucher of each ring is worth.
	pub worth: Vec<usize>,
	/// How many units were paid in all.
	pub paid: usize,
	/// Whether an alias was seen in two ballots.
	pub reused: bool,
}

/// The hour of the day.
fn hour(at: Time) -> f64 {
	(at.rem_euclid(DAY)) / HOUR
}

/// How far two hours of the day lie apart: from 0 to 12.
pub fn hours_apart(a: f64, b: f64) -> f64 {
	let apart = (a - b).rem_euclid(24.0);
	apart.min(24.0 - apart)
}

/// How far a moment lies from an hour of the day.
pub fn from_hour(at: Time, of_day: f64) -> f64 {
	hours_apart(hour(at), of_day)
}

/// The mean of hours of the day, on the circle.
fn mean_hour(moments: impl Iterator<Item = Time>) -> f64 {
	let (mut x, mut y) = (0.0, 0.0);
	for at in moments {
		let angle = hour(at) / 24.0 * TAU;
		x += angle.cos();
		y += angle.sin();
	}
	(y.atan2(x) / TAU * 24.0).rem_euclid(24.0)
}

/// The side that won; that of most votes, where they counted for nothing.
fn side_of(ballot: &Ballot) -> Vote {
	if let Outcome::Decided(side) = ballot.outcome {
		return side;
	}
	let mut tally = Tally::default();
	ballot.reveals.iter().for_each(|reveal| tally.add(reveal.vote));
	if tally.approve > tally.refuse {
		Vote::Approve
	} else {
		Vote::Refuse
	}
}

impl View {
	/// Reads a transcript.
	pub fn new(transcript: &Transcript) -> Self {
		let numbers: HashMap<_, _> = transcript
			.jurors
			.iter()
			.enumerate()
			.map(|(number, account)| (account, number))
			.collect();
		let owners: HashMap<_, _> = transcript
			.enrolments
			.iter()
			.filter_map(|enrolment| Some((enrolment.key, *numbers.get(&enrolment.account)?)))
			.collect();
		let rings: HashMap<_, _> = transcript
			.vouchers
			.iter()
			.enumerate()
			.flat_map(|(number, ring)| ring.keys.iter().map(move |key| (*key, number)))
			.collect();
		let worth: Vec<_> = transcript.vouchers.iter().map(|ring| ring.worth as usize).collect();

		let mut seen = HashSet::new();
		let mut reused = false;
		let ballots: Vec<_> = transcript
			.ballots
			.iter()
			.map(|ballot| {
				let mut eligible = vec![false; transcript.jurors.len()];
				for key in transcript.rings.get(&ballot.ring).into_iter().flatten() {
					if let Some(juror) = owners.get(key) {
						eligible[*juror] = true;
					}
				}
				let commits: HashMap<_, _> =
					ballot.commits.iter().map(|commit| (commit.alias, commit.at)).collect();
				let side = side_of(ballot);
				let count = ballot.reveals.len().max(1) as f64;
				let tokens: Vec<_> = ballot
					.reveals
					.iter()
					.zip(&ballot.paid)
					.enumerate()
					.map(|(place, (reveal, paid))| {
						reused |= !seen.insert(reveal.alias);
						let rings: Vec<_> = reveal
							.keys
							.iter()
							.take(usize::from(*paid))
							.filter_map(|key| rings.get(key).copied())
							.collect();
						Token {
							alias: reveal.alias,
							with: reveal.vote == side,
							units: rings.iter().map(|ring| worth[*ring]).sum(),
							rings,
							at: [
								commits.get(&reveal.alias).copied().unwrap_or(reveal.at),
								reveal.at,
							],
							place: place as f64 / count,
						}
					})
					.collect();
				let with = tokens.iter().filter(|token| token.with).count();
				let members = eligible.iter().filter(|eligible| **eligible).count();
				BallotView {
					with,
					against: tokens.len() - with,
					absent: members.saturating_sub(tokens.len()),
					eligible,
					tokens,
				}
			})
			.collect();

		let fresh: Vec<_> = transcript
			.redemptions
			.iter()
			.filter(|redemption| matches!(redemption.to, Beneficiary::Fresh(_)))
			.map(|redemption| (redemption.at, worth[redemption.ring]))
			.collect();
		let mut first: HashMap<_, usize> = HashMap::new();
		for (number, enrolment) in transcript.enrolments.iter().enumerate() {
			first.entry(&enrolment.account).or_insert(number);
		}
		let jurors = transcript
			.jurors
			.iter()
			.enumerate()
			.map(|(number, account)| {
				let mine = transcript.enrolments.iter().filter(|one| one.account == *account);
				let hour = mean_hour(mine.map(|one| one.at));
				let mut shown = vec![0; worth.len()];
				let mut sessions = Vec::new();
				for redemption in &transcript.redemptions {
					if redemption.to == Beneficiary::Own(account.clone()) {
						shown[redemption.ring] += 1;
						sessions.push(redemption.at);
					}
				}
				sessions.dedup();
				let value = shown.iter().zip(&worth).map(|(count, worth)| count * worth).sum();
				let most = worth.iter().copied().max().unwrap_or(1);
				let near = |at: Time| sessions.iter().any(|own| (0.0..HOUR).contains(&(at - own)));
				let sum = |matches: &dyn Fn(Time) -> bool| {
					fresh.iter().filter(|(at, _)| matches(*at)).map(|(_, worth)| worth).sum()
				};
				JurorView {
					hour,
					place: first.get(account).copied().unwrap_or(0) as f64
						/ transcript.jurors.len() as f64,
					shown,
					value,
					at_mark: (value + most) as u64 > u64::from(transcript.marks[number]),
					near: sum(&near),
					same_hour: sum(&|at| from_hour(at, hour) < 2.0),
				}
			})
			.collect();
		let paid = ballots.iter().flat_map(|ballot| &ballot.tokens).map(|token| token.units).sum();
		Self { ballots, jurors, worth, paid, reused }
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn hours_lie_apart_on_the_circle() {
		assert_eq!(hours_apart(23.0, 1.0), 2.0);
		assert_eq!(hours_apart(1.0, 13.0), 12.0);
		let mean = mean_hour([23.0, 1.0].map(|hour| hour * HOUR).into_iter());
		assert!(hours_apart(mean, 0.0) < 1e-6);
	}
}
