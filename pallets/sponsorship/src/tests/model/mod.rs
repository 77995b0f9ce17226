// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Random sequences of calls and of transactions with all extensions, against a plain model. After each step:
//!
//! 1. the step succeeded, failed in its block or was refused, as the model says;
//! 2. every account and every pot owns the MED that the model says, free and on hold, and no MED came into
//!    being or vanished;
//! 3. every listing counts the fees and deposits that the model counted, and the pot that pays for each account
//!    is the one of the model;
//! 4. of no pot more was paid for an account in a day, the shortest period, than the largest budget that it had.
//!
//! `SPONSORSHIP_STEPS` sets the number of steps.

mod reference;

use super::*;
use crate::Budget;
use proptest::{collection::vec, prelude::*, sample::select};
use reference::*;
use std::{cell::RefCell, collections::BTreeMap};

/// What an account sends.
#[derive(Clone, Debug)]
enum Kind {
	Store { number: u8, price: Balance },
	Delete { number: u8 },
	Fail { price: Balance },
	Overstate,
	Batch { number: u8, price: Balance },
	Transfer { amount: Balance },
	Accept { pot: usize },
	Leave { pot: usize },
}

/// A step. Pots are named by their place: 0 and 1 are the hospital's, 2 is the public one.
#[derive(Clone, Debug)]
enum Op {
	Send { who: AccountId, kind: Kind, tip: Balance },
	Endow { who: AccountId, amount: Balance },
	Fund { pot: usize, amount: Balance },
	Feed { amount: Balance },
	Withdraw { pot: usize, amount: Balance },
	SetBudget { pot: usize, budget: Budget<Balance> },
	Enrol { pot: usize, who: AccountId, days: Option<u64> },
	Remove { pot: usize, who: AccountId },
	Claim { key: u32, who: AccountId, number: u8 },
	Prune { pot: usize, who: AccountId },
	Advance { time: Moment, blocks: u64 },
}

/// The steps of a sequence.
const LENGTH: usize = 120;

/// How often each kind of step succeeded, and did not.
type Outcomes = BTreeMap<String, (u32, u32)>;

fn name(op: &Op) -> String {
	let text = format!("{op:?}");
	let word = |text: &str| text.split([' ', '(']).next().unwrap_or_default().to_string();
	match op {
		Op::Send { kind, .. } => word(&format!("{kind:?}")),
		_ => word(&text),
	}
}

/// A claim by a key, with its proof and work.
fn claim_of(key: u32, account: AccountId, number: u8) -> Call<Test> {
	claim::Claim::new(key, account, number).call()
}

fn who() -> impl Strategy<Value = AccountId> {
	select(ACCOUNTS.to_vec())
}

fn kind() -> impl Strategy<Value = Kind> {
	prop_oneof![
		4 => (0..3u8, 0..700u64).prop_map(|(number, price)| Kind::Store { number, price }),
		3 => (0..3u8).prop_map(|number| Kind::Delete { number }),
		1 => (0..700u64).prop_map(|price| Kind::Fail { price }),
		2 => Just(Kind::Overstate),
		1 => (0..3u8, 0..700u64).prop_map(|(number, price)| Kind::Batch { number, price }),
		1 => (0..5_000u64).prop_map(|amount| Kind::Transfer { amount }),
		2 => (0..3usize).prop_map(|pot| Kind::Accept { pot }),
		1 => (0..3usize).prop_map(|pot| Kind::Leave { pot }),
	]
}

fn budget() -> impl Strategy<Value = Budget<Balance>> {
	(0..4_000u64, 1..4u64, 0..1_500u64).prop_map(|(fees, days, deposits)| Budget {
		fees,
		period: days * DAY,
		deposits,
	})
}

fn op() -> impl Strategy<Value = Op> {
	let tip = prop_oneof![6 => Just(0), 1 => 1..50u64];
	prop_oneof![
		20 => (who(), kind(), tip).prop_map(|(who, kind, tip)| Op::Send { who, kind, tip }),
		1 => (who(), 1..3_000u64).prop_map(|(who, amount)| Op::Endow { who, amount }),
		1 => (0..2usize, 1..6_000u64).prop_map(|(pot, amount)| Op::Fund { pot, amount }),
		1 => (1..2 * MOST).prop_map(|amount| Op::Feed { amount }),
		1 => (0..3usize, 1..6_000u64).prop_map(|(pot, amount)| Op::Withdraw { pot, amount }),
		1 => (0..3usize, budget()).prop_map(|(pot, budget)| Op::SetBudget { pot, budget }),
		3 => (0..3usize, who(), prop_oneof![Just(None), (0..4u64).prop_map(Some)])
			.prop_map(|(pot, who, days)| Op::Enrol { pot, who, days }),
		1 => (0..2usize, who()).prop_map(|(pot, who)| Op::Remove { pot, who }),
		2 => (0..3u32, who(), 0..3u8).prop_map(|(key, who, number)| Op::Claim { key, who, number }),
		2 => (0..3usize, who()).prop_map(|(pot, who)| Op::Prune { pot, who }),
		2 => (prop_oneof![Just(1), Just(DAY / 2), Just(20 * DAY)], 1..9u64)
			.prop_map(|(time, blocks)| Op::Advance { time, blocks }),
	]
}

fn run(ops: Vec<Op>, outcomes: &mut Outcomes) {
	let mut model = Model::new();
	model.compare();
	for op in ops {
		let outcome = outcomes.entry(name(&op)).or_default();
		*(if model.apply(op) { &mut outcome.0 } else { &mut outcome.1 }) += 1;
		model.compare();
	}
	check_state();
}

#[test]
fn every_step_does_what_the_model_says() {
	let steps = std::env::var("SPONSORSHIP_STEPS").ok().and_then(|steps| steps.parse().ok());
	let config = ProptestConfig {
		cases: steps.unwrap_or(3_000usize).div_ceil(LENGTH).try_into().unwrap(),
		source_file: Some(file!()),
		test_name: Some(concat!(module_path!(), "::every_step_does_what_the_model_says")),
		..Default::default()
	};
	let outcomes = RefCell::new(Outcomes::new());
	proptest::test_runner::TestRunner::new(config)
		.run(&vec(op(), LENGTH), |ops| {
			ExtBuilder.build().execute_with(|| run(ops, &mut outcomes.borrow_mut()));
			Ok(())
		})
		.unwrap();
	// A step that never succeeds or never fails would test nothing.
	for (name, (succeeded, failed)) in outcomes.into_inner() {
		assert!(succeeded > 0 || name == "Fail", "{name} never succeeded");
		let never_fails = ["Fund", "Endow", "Advance"].contains(&name.as_str());
		assert!(failed > 0 || never_fails, "{name} never failed");
	}
}
