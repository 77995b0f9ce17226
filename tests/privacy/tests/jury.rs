// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Single votes stay secret with all protections on, and do not with any of them off.
//!
//! Seeds are fixed, so that a run fails always or never. `make test-privacy` runs the ignored tests too.

use medibloc_privacy::{
	experiment::{run, Advantage, Report},
	leak::leak,
	protocol::mark,
	setting::{Aliases, Choice, Machine, Mark, Placing, Sending, Setting, Surplus, Vouchers},
};

/// How many terms the attacker holds to learn from.
const LESSONS: usize = 20;

/// Two points: what the advantage must stay within, and exceed where a protection is off.
const TWO_POINTS: f64 = 0.02;

/// What is far above the bound.
const FAR: f64 = 0.1;

fn small() -> Setting {
	Setting::protected(20, 40)
}

fn large() -> Setting {
	Setting::protected(200, 40)
}

fn attack(setting: Setting, terms: usize) -> Report {
	let report = run(&setting, LESSONS, terms, 11);
	println!("{report}");
	report
}

#[track_caller]
fn assert_hidden(found: Advantage) {
	assert!(found.right.within(TWO_POINTS), "{found:?}");
	assert!(found.which.within(TWO_POINTS), "{found:?}");
	assert!(found.sure.within(TWO_POINTS), "{found:?}");
}

#[track_caller]
fn assert_told(found: Advantage) {
	assert!(found.which.above(FAR), "{found:?}");
}

#[test]
fn votes_stay_secret_at_the_mark() {
	let report = attack(small(), 200);
	assert_hidden(report.at_mark);
	assert!(report.share.mean > 0.75);
}

#[test]
fn they_do_whichever_vouchers_a_client_takes() {
	assert_hidden(attack(Setting { choice: Choice::OldestFirst, ..small() }, 150).at_mark);
}

/// As from the numbers of units of many terms before.
#[test]
fn they_do_if_the_kind_of_each_juror_is_known() {
	assert_hidden(attack(Setting { kinds_known: true, ..small() }, 100).at_mark);
}

#[test]
fn they_do_before_a_coalition_of_eight() {
	assert_hidden(attack(Setting { coalition: 8, ..small() }, 300).at_mark);
}

#[test]
fn they_do_if_ballots_are_voided() {
	assert_hidden(attack(Setting { voided: 8, ..small() }, 150).at_mark);
}

/// Where each of three rings judges some of the ballots, so that most jurors have fewer than 20.
#[test]
#[ignore = "60 jurors, as long as all those of 20 together: make test-privacy"]
fn they_do_where_rings_share_the_ballots() {
	let setting = Setting { ring: 20, ..Setting::protected(60, 40) };
	assert_hidden(attack(setting, 200).at_mark);
}

/// In a short term each reveal is paid one unit, so that the units of an account are its presence. Beyond the
/// kind of juror, which absence tells of, they say nothing of a vote.
#[test]
fn a_short_term_tells_of_votes_below_the_mark_what_absence_tells() {
	let short = Setting { ballots: 10, ..small() };
	let report = attack(Setting { kinds_known: true, ..short.clone() }, 300);
	assert_hidden(report.at_mark);
	assert!(report.below.right.within(TWO_POINTS), "{report}");
	assert!(report.below.which.within(TWO_POINTS), "{report}");

	// What of the kind of a juror follows from its absence, as docs/protocols.md says.
	let report = attack(short.clone(), 300);
	assert_hidden(report.at_mark);
	assert!(report.below.right.within(TWO_POINTS), "{report}");
	assert!(!report.below.which.above(FAR), "{report}");

	let report = attack(Setting { mark: Mark::Halves(3), ..short }, 60);
	assert_told(report.below);
}

#[test]
fn vouchers_per_side_tell_votes() {
	let report = attack(Setting { vouchers: Vouchers::PerSide, ..small() }, 20);
	assert_told(report.at_mark);
	assert!(report.at_mark.sure.above(TWO_POINTS));
}

#[test]
fn rings_in_order_of_reveal_tell_votes() {
	let in_order = Setting { placing: Placing::InOrder(40), ..small() };
	assert_told(attack(in_order.clone(), 20).at_mark);
	let report = attack(Setting { choice: Choice::OldestFirst, ..in_order }, 20);
	assert_told(report.at_mark);
	assert!(report.at_mark.right.above(TWO_POINTS), "{report}");
}

/// One vote that was seen tells all others.
#[test]
fn reused_aliases_tell_votes() {
	let report = attack(Setting { aliases: Aliases::Reused, ..small() }, 20);
	assert_told(report.at_mark);
	assert!(report.at_mark.right.above(TWO_POINTS), "{report}");
}

/// The rings from which an account redeems are a fingerprint, though vouchers are shuffled over them.
#[test]
fn several_rings_of_vouchers_tell_votes() {
	let report = attack(Setting { placing: Placing::Shuffled(100), ..small() }, 60);
	assert!(report.at_mark.which.above(TWO_POINTS), "{report}");
}

#[test]
fn surplus_in_the_same_session_tells_votes() {
	assert_told(attack(Setting { surplus: Surplus::SameSession, ..small() }, 30).at_mark);
}

#[test]
fn commitments_at_the_hour_of_the_juror_tell_votes() {
	assert_told(attack(Setting { sending: Sending::AtOnce, ..small() }, 20).at_mark);
}

#[test]
fn machines_that_are_on_at_the_hours_of_the_juror_tell_votes() {
	assert_told(attack(Setting { machine: Machine::Hours(8.0), ..small() }, 20).at_mark);
}

/// Without a limit every account would show all units that it was paid.
#[test]
fn without_a_mark_units_tell_votes() {
	assert_told(attack(Setting { mark: Mark::None, ..small() }, 20).below);
}

/// Below the mark something leaks. The attack finds at least what the number of units tells by itself, computed
/// exactly.
#[test]
fn what_leaks_below_the_mark_is_found() {
	let setting = Setting { sightings: false, ..small() };
	let (_, exact) = leak(&setting.population, 40, mark(Mark::Protocol, 40));
	let found = attack(setting, 100).below;
	assert!(found.right.mean + found.right.half > exact.right - exact.base, "{exact:?}");
	assert!(found.which.mean + found.which.half > exact.which - 0.5, "{exact:?}");
	assert_told(found);
}

#[test]
#[ignore = "takes minutes: make test-privacy"]
fn votes_of_200_jurors_stay_secret_at_the_mark() {
	assert_hidden(attack(large(), 100).at_mark);
	assert_hidden(attack(Setting { choice: Choice::OldestFirst, ..large() }, 60).at_mark);
	assert_hidden(attack(Setting { kinds_known: true, ..large() }, 60).at_mark);
	assert_hidden(attack(Setting { coalition: 80, ..large() }, 60).at_mark);
	assert_hidden(attack(Setting { voided: 8, ..large() }, 60).at_mark);
}

#[test]
#[ignore = "takes minutes: make test-privacy"]
fn each_protection_of_200_jurors_is_needed() {
	assert_told(attack(Setting { vouchers: Vouchers::PerSide, ..large() }, 5).at_mark);
	assert_told(attack(Setting { placing: Placing::InOrder(400), ..large() }, 5).at_mark);
	assert_told(attack(Setting { placing: Placing::InOrder(767), ..large() }, 5).at_mark);
	assert_told(attack(Setting { aliases: Aliases::Reused, ..large() }, 5).at_mark);
	assert_told(attack(Setting { sending: Sending::AtOnce, ..large() }, 5).at_mark);
	let report = attack(Setting { placing: Placing::Shuffled(767), ..large() }, 20);
	assert!(report.at_mark.which.above(TWO_POINTS), "{report}");
}
