// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The numbers of `docs/protocols.md` and of the decision on attacks, as tables: `mark`, `crowds`, `jury`, `large`;
//! `jury only "per side"` runs the settings with that name alone.

use medibloc_privacy::{
	crowd,
	experiment::{self, Report},
	leak::leak,
	population::Population,
	protocol::mark,
	random::Random,
	setting::{Aliases, Choice, Machine, Mark, Placing, Sending, Setting, Surplus, Vouchers},
};

fn main() {
	let mut wanted: Vec<_> = std::env::args().skip(1).collect();
	let only = wanted.iter().position(|one| one == "only").map(|at| wanted.split_off(at));
	let only = only.and_then(|only| only.get(1).cloned()).unwrap_or_default();
	let asked = |name: &str| wanted.is_empty() || wanted.iter().any(|one| one == name);
	if asked("mark") {
		marks();
	}
	if asked("crowds") {
		crowds();
	}
	if asked("jury") {
		jury(20, 400, &only);
	}
	if asked("large") {
		jury(200, 60, &only);
	}
}

/// What the numbers of units tell, by ballots and by how often jurors are there.
fn marks() {
	println!("| ballots | mark | below | right beyond the outcomes | which of two | certain |");
	for ballots in [1, 2, 3, 5, 10, 19, 20, 40] {
		for (name, rule) in [("protocol", Mark::Protocol), ("1.5", Mark::Halves(3))] {
			let (_, below) = leak(&Population::mixed(), ballots, mark(rule, ballots));
			println!(
				"| {ballots} | {name} | {:.1} % | {:+.1} | {:+.1} | {:.1} % |",
				below.share * 100.0,
				(below.right - below.base) * 100.0,
				(below.which - 0.5) * 100.0,
				below.certain * 100.0,
			);
		}
	}
	println!("| presence | dissent | below at 20 ballots | at 40 | at 40, mark 1.25 |");
	for (presence, dissent) in
		[(0.98, 0.1), (0.95, 0.1), (0.9, 0.1), (0.85, 0.1), (0.8, 0.1), (0.7, 0.1), (0.95, 0.4)]
	{
		let below = |ballots, mark| {
			leak(&Population::alike(presence, dissent), ballots, mark).1.share * 100.0
		};
		println!(
			"| {presence} | {dissent} | {:.1} % | {:.1} % | {:.1} % |",
			below(20, 30),
			below(40, 60),
			below(40, 50)
		);
	}
}

/// Strangers around a victim, and jurors who enrol together.
fn crowds() {
	let mut random = Random::new(1);
	println!("| keys | strangers with the victim: least, mean, most | in order of enrolment |");
	for members in [767, 1_149, 1_534, 2_299, 3_068, 7_670] {
		let found =
			crowd::range(60, &mut random, |seed| crowd::strangers(seed, members, 767, 766, 0));
		if let Some(found) = found {
			println!(
				"| {members} | {}, {:.0}, {} | {} |",
				found.least,
				found.mean,
				found.most,
				crowd::strangers_in_order(members, 767, 766, 0)
			);
		}
	}
	println!("| jurors | together | most in one ring: least, mean, most | of |");
	for (members, together) in [(510, 100), (1_000, 250), (1_000, 400), (5_000, 500)] {
		let found = crowd::range(60, &mut random, |seed| {
			crowd::most_together(seed, members, 255, together)
		});
		if let Some(found) = found {
			let size = members.div_ceil(members.div_ceil(255));
			println!(
				"| {members} | {together} | {}, {:.0}, {} | {size} |",
				found.least, found.mean, found.most
			);
		}
	}
}

/// The advantage of the attack with all protections on, and with each one off.
fn jury(jurors: usize, terms: usize, only: &str) {
	let on = Setting::protected(jurors, 40);
	let one_ballot = 2 * jurors as u32;
	let settings = [
		("all protections on", on.clone()),
		("oldest vouchers first", Setting { choice: Choice::OldestFirst, ..on.clone() }),
		("kinds of jurors known", Setting { kinds_known: true, ..on.clone() }),
		("five ballots voided", Setting { voided: 5, ..on.clone() }),
		("a coalition of eight", Setting { coalition: 8, ..on.clone() }),
		("ten ballots", Setting { ballots: 10, ..on.clone() }),
		("ten ballots at 1.5", Setting { ballots: 10, mark: Mark::Halves(3), ..on.clone() }),
		("rings of a third", Setting { ring: jurors as u32 / 3 + 1, ..on.clone() }),
		("vouchers per side", Setting { vouchers: Vouchers::PerSide, ..on.clone() }),
		(
			"rings in order, a ballot each",
			Setting { placing: Placing::InOrder(one_ballot), ..on.clone() },
		),
		(
			"the same, oldest first",
			Setting {
				placing: Placing::InOrder(one_ballot),
				choice: Choice::OldestFirst,
				..on.clone()
			},
		),
		("rings of 767 in order", Setting { placing: Placing::InOrder(767), ..on.clone() }),
		("aliases reused", Setting { aliases: Aliases::Reused, ..on.clone() }),
		(
			"aliases reused, nobody seen",
			Setting { aliases: Aliases::Reused, sightings: false, ..on.clone() },
		),
		("shuffled rings of 767", Setting { placing: Placing::Shuffled(767), ..on.clone() }),
		("surplus in the same session", Setting { surplus: Surplus::SameSession, ..on.clone() }),
		("commitment at once", Setting { sending: Sending::AtOnce, ..on.clone() }),
		(
			"commitment at random after the decision",
			Setting { sending: Sending::AfterDecision, ..on.clone() },
		),
		("machines on for 8 hours", Setting { machine: Machine::Hours(8.0), ..on.clone() }),
		("no mark", Setting { mark: Mark::None, ..on.clone() }),
	];
	for (name, setting) in settings.into_iter().filter(|(name, _)| name.contains(only)) {
		let report: Report = experiment::run(&setting, 40, terms, 1);
		println!("{jurors} jurors, {name}: {report}");
	}
}
