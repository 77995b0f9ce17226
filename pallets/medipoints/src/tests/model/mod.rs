// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Random sequences of all calls, and of what other pallets ask for, against a plain model. After each step:
//!
//! 1. the step succeeded if and only if the model says so;
//! 2. what can be spent, is held or is reserved is, of all accounts together, what was issued and not spent;
//! 3. the reserve covers the backing of all points, and so what is promised;
//! 4. the entries of the account that acted are those of the model, and nobody else's changed by a byte;
//! 5. every account owns the MED that the model says, and no MED came into being or vanished.
//!
//! `MEDIPOINTS_STEPS` sets the number of steps; `make test-points` takes a million.

mod ops;
mod reference;

use super::*;
use crate::{Call, Holds, Pairs, Pending};
use frame_support::storage::unhashed;
use ops::*;
use proptest::{collection::vec, prelude::*, test_runner::TestRunner};
use reference::*;
use std::{cell::RefCell, collections::BTreeMap};

/// The steps of a sequence, enough for points to expire several times.
const LENGTH: usize = 2_000;

/// How often each kind of step succeeded, and failed.
type Outcomes = BTreeMap<&'static str, (u32, u32)>;

/// The raw entries of an account, so that a change by anybody else is seen.
struct Watched {
	keys: [Vec<u8>; 5],
	values: [Option<Vec<u8>>; 5],
}

impl Watched {
	fn new(who: AccountId) -> Self {
		let keys = [
			Accounts::<Test>::hashed_key_for(who),
			Holds::<Test>::hashed_key_for(who, JUROR),
			Holds::<Test>::hashed_key_for(who, PointsHold::Labeller),
			Redemptions::<Test>::hashed_key_for(who),
			frame_system::Account::<Test>::hashed_key_for(who),
		];
		Self { values: Self::read(&keys), keys }
	}

	fn read(keys: &[Vec<u8>; 5]) -> [Option<Vec<u8>>; 5] {
		keys.each_ref().map(|key| unhashed::get_raw(key))
	}

	/// Whether anything changed since it was last asked.
	fn has_changed(&mut self) -> bool {
		let now = Self::read(&self.keys);
		let changed = now != self.values;
		self.values = now;
		changed
	}
}

fn check_account(model: &Model, who: AccountId) {
	let expected = &model.accounts[&who];
	let account = Accounts::<Test>::get(who);
	assert_eq!(to_map(&account.lots), expected.lots, "lots of {who}");
	assert_eq!(account.score, expected.score, "score of {who}");
	for reason in REASONS {
		let lots = Holds::<Test>::get(who, reason);
		let expected = expected.held.get(&reason).cloned().unwrap_or_default();
		assert_eq!(to_map(&lots), expected, "held of {who}");
	}
	let redemptions = Redemptions::<Test>::get(who);
	assert_eq!(redemptions.len(), expected.redemptions.len(), "redemptions of {who}");
	for (redemption, expected) in redemptions.iter().zip(&expected.redemptions) {
		assert_eq!(redemption.id, expected.id);
		assert_eq!(to_map(&redemption.lots), expected.lots.iter().copied().collect());
		assert_eq!((redemption.promised, redemption.due), (expected.promised, expected.due));
	}
	assert_eq!(spendable(who), model.spendable(who));
	assert_eq!(free(who), model.wealth[&who], "MED of {who}");
}

fn check_totals(model: &Model) {
	let totals = Totals::<Test>::get();
	let (points, backing, promised) = model.sums();
	assert_eq!((totals.issued, totals.spent), (model.issued, model.spent));
	assert_eq!(totals.issued - totals.spent, points, "points came or went");
	assert_eq!((totals.backing, totals.promised), (backing, promised));
	assert!(promised <= backing);
	assert_eq!(reserve(), model.reserve);
	assert!(reserve() > backing, "beside an existential deposit of 1");
	assert_eq!(Balances::total_issuance(), model.issuance(), "MED came or went");
}

fn run(words: &[u64], outcomes: &mut Outcomes) {
	let mut model = Model::new();
	let mut watched: BTreeMap<_, _> =
		ACCOUNTS.into_iter().map(|who| (who, Watched::new(who))).collect();
	for (step, word) in words.iter().enumerate() {
		let op = Op::new(*word, &model);
		let actor = op.actor();
		let outcome = outcomes.entry(op.name()).or_default();
		let succeeded = model.apply(op);
		actor.into_iter().for_each(|who| model.add_up(who));
		*(if succeeded { &mut outcome.0 } else { &mut outcome.1 }) += 1;

		check_totals(&model);
		for (who, watched) in &mut watched {
			let has_changed = watched.has_changed();
			if Some(*who) == actor && succeeded {
				check_account(&model, *who);
			} else {
				assert!(
					!has_changed,
					"what {who} has changed by a step that failed, or by another"
				);
			}
		}
		if step % 256 == 255 {
			check_state();
			ACCOUNTS.iter().for_each(|who| check_account(&model, *who));
			model.check_earning();
		}
	}
	check_state();
}

#[test]
fn every_step_does_what_the_model_says() {
	let steps = std::env::var("MEDIPOINTS_STEPS").ok().and_then(|steps| steps.parse().ok());
	let cases = steps.unwrap_or(100_000usize).div_ceil(LENGTH).max(1);
	let config = ProptestConfig {
		cases: cases.try_into().unwrap(),
		source_file: Some(file!()),
		test_name: Some(concat!(module_path!(), "::every_step_does_what_the_model_says")),
		..Default::default()
	};
	let outcomes = RefCell::new(Outcomes::new());
	TestRunner::new(config)
		.run(&vec(any::<u64>(), LENGTH), |words| {
			ExtBuilder.build().execute_with(|| run(&words, &mut outcomes.borrow_mut()));
			Ok(())
		})
		.unwrap();
	// A step that never succeeds or never fails would test nothing.
	for (name, (succeeded, failed)) in outcomes.into_inner() {
		assert!(succeeded > 0, "{name} never succeeded");
		assert!(failed > 0 || NEVER_FAIL.contains(&name), "{name} never failed");
	}
}
