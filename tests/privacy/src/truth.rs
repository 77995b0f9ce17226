// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Secrets of the jurors, against which an attack is scored, and the part of them that an attacker is given.

/// What a juror did in a ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
	/// Not in the ring that judged it.
	Outside,
	/// No vote.
	Absent,
	/// A vote that was revealed: its place among the reveals of the ballot.
	Voted(usize),
}

/// The truth about a term.
#[derive(Clone, Debug)]
pub struct Truth {
	/// What each juror did in each ballot: `deeds[juror][ballot]`.
	pub deeds: Vec<Vec<Deed>>,
	/// The kind of each juror, by its number in the population.
	pub kinds: Vec<usize>,
	/// How many units each juror redeemed to fresh accounts.
	pub surplus: Vec<u32>,
}

/// What an attacker knows beside the transcript.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
	/// The kind of each juror, as from many terms before; `None` if it knows only how many there are of
	/// each.
	pub kinds: Option<Vec<usize>>,
	/// Votes that the attacker saw somebody cast: juror, ballot, and place among its reveals.
	pub sightings: Vec<(usize, usize, usize)>,
}
