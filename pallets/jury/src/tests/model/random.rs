// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Random calls at random times. After each, the invariants hold; no MED is made or lost, and no point but
//! those that were burnt. A call that nobody signs does not fail once it was authorised.

use super::super::*;
use frame_support::{
	dispatch::RawOrigin,
	traits::{Authorize, UnfilteredDispatchable},
};
use pallet_support::testing::{pallet_balances, TestExternalities};
use proptest::prelude::*;
use sp_runtime::transaction_validity::TransactionSource;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Op {
	Pass(u64),
	/// What anybody may do is done: epochs begin, rings are built and drawn, ballots decided, vouchers
	/// minted.
	Maintain,
	Advance,
	Enrol(u32),
	EnrolAll,
	Leave(u32),
	Apply(u32),
	Draw(u32),
	Present(u32),
	Commit(u32, u32),
	CommitAll(u32),
	Reveal(u32, u32),
	RevealAll(u32),
	Close(u32),
	Certify(u32),
	Appeal(u32),
	Decide(u32, bool),
	Void(u32),
	Mint(u32, u32),
	Redeem(u32, u32, usize),
	Surplus(u32, u32),
	Settle(u32, u32),
	Clear(u32, u32),
}

fn op() -> impl Strategy<Value = Op> {
	let who = || 0..6u32;
	let number = || 0..60u32;
	let term = || 0..60u32;
	prop_oneof![
		20 => (4..32u64).prop_map(|hours| Op::Pass(hours * HOUR)),
		20 => Just(Op::Maintain),
		2 => Just(Op::Advance),
		2 => who().prop_map(Op::Enrol),
		6 => Just(Op::EnrolAll),
		1 => who().prop_map(Op::Leave),
		6 => (0..4u32).prop_map(Op::Apply),
		1 => number().prop_map(Op::Draw),
		1 => number().prop_map(Op::Present),
		2 => (number(), who()).prop_map(|(number, who)| Op::Commit(number, who)),
		16 => number().prop_map(Op::CommitAll),
		2 => (number(), who()).prop_map(|(number, who)| Op::Reveal(number, who)),
		16 => number().prop_map(Op::RevealAll),
		1 => number().prop_map(Op::Close),
		1 => number().prop_map(Op::Certify),
		6 => number().prop_map(Op::Appeal),
		6 => (number(), any::<bool>()).prop_map(|(n, overturn)| Op::Decide(n, overturn)),
		1 => number().prop_map(Op::Void),
		4 => (term(), 0..9u32).prop_map(|(term, limit)| Op::Mint(term, limit)),
		12 => (term(), who(), 0..4usize).prop_map(|(t, who, count)| Op::Redeem(t, who, count)),
		4 => (term(), who()).prop_map(|(term, who)| Op::Surplus(term, who)),
		4 => (term(), who()).prop_map(|(term, who)| Op::Settle(term, who)),
		4 => (term(), 0..9u32).prop_map(|(term, limit)| Op::Clear(term, limit)),
	]
}

fn ballots() -> Vec<BallotId> {
	let mut all: Vec<_> = Ballots::<Test>::iter_keys().collect();
	all.sort();
	all
}

/// One of the ballots that are stored, mostly of the latest.
fn named(number: u32) -> BallotId {
	let all = ballots();
	let skipped = if number.is_multiple_of(8) { 0 } else { all.len().saturating_sub(3) };
	all.into_iter().skip(skipped).cycle().nth(number as usize).unwrap_or(id(9, 9))
}

/// One of the terms that are stored.
fn a_term(number: u32) -> u32 {
	let mut all: Vec<_> = Terms::<Test>::iter_keys().map(|(_, term)| term).collect();
	all.sort();
	all[number as usize % all.len()]
}

fn applicant(id: BallotId) -> AccountId {
	Ballots::<Test>::get(id).map_or(STRANGER, |ballot| ballot.applicant)
}

/// What a juror thinks of a ballot.
fn thinks(id: BallotId, who: u32) -> Vote {
	let [byte, ..] = sp_io::hashing::blake2_256(&(id, who).encode());
	match (id.number.is_multiple_of(2), byte) {
		(_, 0..20) => Unreadable,
		(true, 20..60) | (false, 60..) => Approve,
		_ => Refuse,
	}
}

/// Makes a call, and says whether it did what it was to.
fn made(who: AccountId, call: Call<Test>) -> bool {
	call.dispatch_bypass_filter(RuntimeOrigin::signed(who)).is_ok()
}

/// Makes a call that nobody signs, and says whether it was authorised.
fn authorised(call: Call<Test>) -> bool {
	let is_authorised = matches!(call.authorize(TransactionSource::External), Some(Ok(_)));
	if is_authorised {
		assert_ok!(call.dispatch_bypass_filter(RawOrigin::Authorized.into()));
	}
	is_authorised
}

fn commits(id: BallotId, who: u32) -> bool {
	Ballots::<Test>::contains_key(id) && authorised(commit_call(id, juror(who), thinks(id, who)))
}

fn reveals(id: BallotId, who: u32) -> bool {
	Ballots::<Test>::contains_key(id) && authorised(reveal_call(id, juror(who), thinks(id, who)))
}

fn maintain() {
	let jurisdiction = KR;
	Turns::pass_all();
	build_all();
	made(STRANGER, Call::advance { jurisdiction });
	for ballot in ballots() {
		match Ballots::<Test>::get(ballot).unwrap().stage {
			BallotStage::Waiting { .. } => made(STRANGER, Call::draw { ballot }),
			BallotStage::Voting { .. } => made(STRANGER, Call::close { ballot }),
			_ => true,
		};
	}
	let terms: Vec<_> = Terms::<Test>::iter().collect();
	for ((_, term), stored) in terms {
		if !matches!(stored.stage, TermStage::Running | TermStage::Redeeming { .. }) {
			made(STRANGER, Call::mint { jurisdiction, term, limit: 5 });
		}
	}
}

/// Does what it says, and says whether that had an effect.
fn run(op: Op) -> bool {
	let jurisdiction = KR;
	match op {
		Op::Pass(time) => {
			pass(time);
			true
		},
		Op::Maintain => {
			maintain();
			true
		},
		Op::Advance => made(STRANGER, Call::advance { jurisdiction }),
		Op::Enrol(who) => enrol(juror(who)).is_ok(),
		Op::EnrolAll => jurors(6).into_iter().filter(|who| enrol(*who).is_ok()).count() > 0,
		Op::Leave(who) => made(juror(who), Call::leave { jurisdiction }),
		Op::Apply(number) => {
			// Of four applicants one is a juror.
			let all = [APPLICANT, OTHER_APPLICANT, STRANGER, juror(0)];
			let who = all[number as usize];
			decertify(who, ROLE);
			filed(who);
			apply(who).is_ok()
		},
		Op::Draw(number) => made(STRANGER, Call::draw { ballot: named(number) }),
		Op::Present(number) => {
			let ballot = named(number);
			made(applicant(ballot), Call::present { ballot, package: H256::zero() })
		},
		Op::Commit(number, who) => commits(named(number), who),
		Op::CommitAll(number) => (0..6).filter(|who| commits(named(number), *who)).count() > 0,
		Op::Reveal(number, who) => reveals(named(number), who),
		Op::RevealAll(number) => (0..6).filter(|who| reveals(named(number), *who)).count() > 0,
		Op::Close(number) => made(STRANGER, Call::close { ballot: named(number) }),
		Op::Certify(number) => {
			let ballot = named(number);
			filed(applicant(ballot));
			made(applicant(ballot), Call::certify { ballot })
		},
		Op::Appeal(number) => {
			let ballot = named(number);
			made(applicant(ballot), Call::appeal { ballot })
		},
		Op::Decide(number, overturn) => {
			made(COURT, Call::decide_appeal { ballot: named(number), overturn })
		},
		// Seldom, or nothing is left.
		Op::Void(number) => number < 20 && made(ADMIN, Call::void { ballot: named(number) }),
		Op::Mint(term, limit) => {
			made(STRANGER, Call::mint { jurisdiction, term: a_term(term), limit })
		},
		Op::Redeem(term, who, count) => {
			let term = a_term(term);
			let keys = vouchers(term, juror(who));
			made(juror(who), redeem_call(term, juror(who), &keys[..keys.len().min(count)]))
		},
		Op::Surplus(term, who) => {
			let term = a_term(term);
			let keys = vouchers(term, juror(who));
			keys.last().is_some_and(|key| authorised(surplus_call(term, key, STRANGER)))
		},
		Op::Settle(term, who) => {
			made(STRANGER, Call::settle { jurisdiction, term: a_term(term), juror: juror(who) })
		},
		Op::Clear(term, limit) => {
			made(STRANGER, Call::clear { jurisdiction, term: a_term(term), limit })
		},
	}
}

/// A chain with a jury whose terms are short.
fn chain() -> TestExternalities {
	MinRing::set(2);
	MinVouchers::set(2);
	MinBallots::set(2);
	MaxEpochs::set(2);
	RingCapacity::set(4);
	EpochLength::set(4 * DAY);
	CommitWindow::set(2 * DAY);
	RevealWindow::set(2 * DAY);
	RedemptionWindow::set(15 * DAY);
	let mut chain = ExtBuilder.build();
	chain.execute_with(create);
	chain
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(8))]

	#[test]
	fn invariants_hold_after_random_calls(ops in prop::collection::vec(op(), 200..500)) {
		chain().execute_with(|| {
			let issuance = pallet_balances::TotalIssuance::<Test>::get();
			for op in ops {
				if run(op) {
					check_state();
				}
				assert_eq!(pallet_balances::TotalIssuance::<Test>::get(), issuance);
				let points: u64 = jurors(20).into_iter().map(PointsLedger::total).sum();
				assert_eq!(points + PointsLedger::burnt(), 20 * POINTS);
			}
		});
	}
}

/// Random calls do reach the ends of terms: else the invariants were not tried.
#[test]
fn random_calls_reach_the_end_of_terms() {
	use proptest::{strategy::ValueTree, test_runner::TestRunner};
	let mut runner = TestRunner::deterministic();
	let mut done = BTreeMap::<String, (u32, u32)>::new();
	for _ in 0..12 {
		let ops = prop::collection::vec(op(), 500).new_tree(&mut runner).unwrap().current();
		chain().execute_with(|| {
			for op in ops {
				let name = format!("{op:?}").split('(').next().unwrap().to_string();
				let counts = done.entry(name).or_default();
				match run(op) {
					true => counts.0 += 1,
					false => counts.1 += 1,
				}
			}
		});
	}
	// Single draws and the like are mostly done before.
	let needed = [
		"Appeal",
		"Apply",
		"Clear",
		"CommitAll",
		"Decide",
		"EnrolAll",
		"Leave",
		"Mint",
		"Present",
		"Redeem",
		"RevealAll",
		"Surplus",
		"Void",
	];
	let missing: Vec<_> = needed.iter().filter(|name| done[**name].0 == 0).collect();
	assert!(missing.is_empty(), "{missing:?} of {done:?}");
}
