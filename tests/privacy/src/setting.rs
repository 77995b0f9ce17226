// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Setting of a simulated term: its size, and the protections that are on.

use crate::population::Population;

/// How vouchers say what they are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vouchers {
	/// All alike, of one unit: two for a vote with the majority, one for another.
	Units,
	/// One for each vote, in a ring of its side of the vote.
	PerSide,
}

/// How vouchers are placed in rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placing {
	/// All in one ring.
	OneRing,
	/// Shuffled over rings of at most that many.
	Shuffled(u32),
	/// In rings of at most that many, filled in the order in which votes were revealed.
	InOrder(u32),
}

/// For what an alias stays the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aliases {
	/// One ballot.
	PerBallot,
	/// All ballots of the term.
	Reused,
}

/// When a commitment is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
	/// At a random time in the second half of the window; of the rest of it, for who decides later.
	SecondHalf,
	/// At a random time after the juror decided.
	AfterDecision,
	/// When the juror decides.
	AtOnce,
}

/// When surplus is redeemed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surplus {
	/// One by one, at random times.
	Spread,
	/// One by one, right after what goes to the own account.
	SameSession,
}

/// Which of its vouchers a juror redeems to the own account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
	/// Any.
	Random,
	/// Those that were paid first.
	OldestFirst,
}

/// How many units a juror may redeem to the own account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
	/// One and a half times the ballots of the juror's rings, rounded down, from 20 on; below, once.
	Protocol,
	/// That many halves of the ballots, rounded down.
	Halves(u32),
	/// No limit.
	None,
}

/// When the juror's machine is on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Machine {
	/// Always.
	AlwaysOn,
	/// That many hours a day, around the hour at which its juror works.
	Hours(f64),
}

/// How a term is held.
#[derive(Clone, Debug)]
pub struct Setting {
	/// The number of jurors.
	pub jurors: usize,
	/// The most jurors in a ring.
	pub ring: u32,
	/// The number of ballots.
	pub ballots: usize,
	/// The number of epochs, with a key each.
	pub epochs: u32,
	/// How many ballots are voided.
	pub voided: usize,
	/// Who the jurors are.
	pub population: Population,
	/// How much ballots differ in difficulty: the deviation of the logarithm of the odds to dissent.
	pub difficulty: f64,
	/// How vouchers say what they are worth.
	pub vouchers: Vouchers,
	/// How vouchers are placed in rings.
	pub placing: Placing,
	/// For what an alias stays the same.
	pub aliases: Aliases,
	/// When a commitment is sent.
	pub sending: Sending,
	/// When surplus is redeemed.
	pub surplus: Surplus,
	/// Which vouchers are redeemed to the own account.
	pub choice: Choice,
	/// How many may be.
	pub mark: Mark,
	/// When machines are on.
	pub machine: Machine,
	/// Whether the attacker knows the kind of each juror.
	pub kinds_known: bool,
	/// Whether the attacker saw each juror cast one vote.
	pub sightings: bool,
	/// How many jurors tell the attacker all their votes.
	pub coalition: usize,
}

impl Setting {
	/// A term of `jurors` jurors and `ballots` ballots, with all protections on.
	pub fn protected(jurors: usize, ballots: usize) -> Self {
		Self {
			jurors,
			ring: 255,
			ballots,
			epochs: 4,
			voided: 0,
			population: Population::mixed(),
			difficulty: 0.7,
			vouchers: Vouchers::Units,
			placing: Placing::OneRing,
			aliases: Aliases::PerBallot,
			sending: Sending::SecondHalf,
			surplus: Surplus::Spread,
			choice: Choice::Random,
			mark: Mark::Protocol,
			machine: Machine::AlwaysOn,
			kinds_known: false,
			sightings: true,
			coalition: 0,
		}
	}
}
