// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Whole terms with random jurors and votes, beside a model that keeps nothing but what people did:
//!
//! 1. A ballot ends as its votes say, an applicant pays for what was decided, and for nothing else.
//! 2. A term is over after the epoch that follows enough ballots, after as many epochs as it can have, or
//!    after one without rings.
//! 3. A juror's mark is by the ballots that the juror's rings judged; vouchers are two and one, and in a
//!    short term one.
//! 4. What is released, burnt and paid is by the vouchers redeemed. No point and no MED is made or lost.

use super::super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const JURORS: u32 = 7;

/// What a juror does about a ballot.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
	Absent,
	CommitOnly(Vote),
	Reveal(Vote),
	/// With a voucher key that is invalid.
	RevealBad(Vote),
}

/// What becomes of a ballot beside its votes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
	None,
	Withdrawn,
	VoidedOpen,
	Voided,
	Appealed(Option<bool>),
}

#[derive(Clone, Debug)]
struct Case {
	/// A juror who applies, or somebody else.
	applicant: Option<u32>,
	acts: Vec<Act>,
	fate: Fate,
}

#[derive(Clone, Debug)]
struct Epoch {
	enrolled: Vec<bool>,
	left: Vec<bool>,
	cases: Vec<Case>,
}

#[derive(Clone, Debug)]
struct Script {
	capacity: u32,
	min_ring: u32,
	min_ballots: u32,
	min_vouchers: u32,
	max_epochs: u32,
	fee: Balance,
	deposit: u64,
	steps: u32,
	epochs: Vec<Epoch>,
	/// Of each juror: the most vouchers redeemed, how many at once, and the most given away as surplus.
	redeemed: Vec<(u32, usize, usize)>,
}

fn a_vote() -> impl Strategy<Value = Vote> {
	prop_oneof![6 => Just(Approve), 4 => Just(Refuse), 1 => Just(Unreadable)]
}

fn act() -> impl Strategy<Value = Act> {
	prop_oneof![
		2 => Just(Act::Absent),
		1 => a_vote().prop_map(Act::CommitOnly),
		8 => a_vote().prop_map(Act::Reveal),
		1 => a_vote().prop_map(Act::RevealBad),
	]
}

fn fate() -> impl Strategy<Value = Fate> {
	prop_oneof![
		6 => Just(Fate::None),
		1 => Just(Fate::Withdrawn),
		1 => Just(Fate::VoidedOpen),
		1 => Just(Fate::Voided),
		2 => any::<Option<bool>>().prop_map(Fate::Appealed),
	]
}

fn case() -> impl Strategy<Value = Case> {
	let acts = prop::collection::vec(act(), JURORS as usize);
	(prop::option::weighted(0.2, 0..JURORS), acts, fate())
		.prop_map(|(applicant, acts, fate)| Case { applicant, acts, fate })
}

fn epoch() -> impl Strategy<Value = Epoch> {
	let each = |likely| prop::collection::vec(prop::bool::weighted(likely), JURORS as usize);
	(each(0.9), each(0.1), prop::collection::vec(case(), 0..4))
		.prop_map(|(enrolled, left, cases)| Epoch { enrolled, left, cases })
}

fn script() -> impl Strategy<Value = Script> {
	let numbers = (
		prop::sample::select(vec![3u32, 255]),
		2..4u32,
		1..5u32,
		prop::sample::select(vec![2u32, 2, 2, 12]),
		1..4u32,
	);
	let prices = (0..3_000u64, 0..3_000u64, prop::sample::select(vec![1u32, 3, 64]));
	let epochs = prop::collection::vec(epoch(), 1..6);
	let redeemed = prop::collection::vec((0..20u32, 1..5usize, 0..6usize), JURORS as usize);
	(numbers, prices, epochs, redeemed).prop_map(
		|(
			(capacity, min_ring, min_ballots, min_vouchers, max_epochs),
			(fee, deposit, steps),
			epochs,
			redeemed,
		)| Script {
			capacity,
			min_ring,
			min_ballots,
			min_vouchers,
			max_epochs,
			fee,
			deposit,
			steps,
			epochs,
			redeemed,
		},
	)
}

/// What the model knows of a term.
#[derive(Default)]
struct Model {
	epochs: u32,
	decided: u32,
	pot: Balance,
	deposits: BTreeMap<u32, u64>,
	/// How many ballots that were decided each juror's ring judged.
	judged: BTreeMap<u32, u32>,
	/// The keys that each vote earned in a term that is not short.
	vouchers: BTreeMap<u32, Vec<Vec<[u8; 32]>>>,
}

impl Model {
	/// Whether it is too short for votes to be paid by their majority.
	fn is_short(&self, script: &Script) -> bool {
		self.decided < script.min_ballots
	}

	fn earned(&self, script: &Script, who: u32) -> Vec<[u8; 32]> {
		let earned = self.vouchers.get(&who).into_iter().flatten();
		earned
			.flat_map(|keys| match self.is_short(script) {
				true => &keys[..1],
				false => &keys[..],
			})
			.copied()
			.collect()
	}

	fn mark(&self, script: &Script, who: u32) -> u32 {
		if self.total(script) < script.min_vouchers {
			return 0;
		}
		match self.judged.get(&who).copied().unwrap_or(0) {
			ballots if ballots < script.min_ballots => ballots,
			ballots => ballots * 3 / 2,
		}
	}

	fn total(&self, script: &Script) -> u32 {
		(0..JURORS).map(|who| self.earned(script, who).len() as u32).sum()
	}

	fn reward(&self, script: &Script) -> Balance {
		match self.total(script) {
			vouchers if vouchers < script.min_vouchers => 0,
			vouchers => self.pot / Balance::from(vouchers),
		}
	}
}

struct World {
	script: Script,
	terms: BTreeMap<u32, Model>,
	/// The number of the present epoch and term, whether it is the last, and how many rings it has.
	epoch: u32,
	term: u32,
	is_last: bool,
	rings: u32,
	applicants: AccountId,
	balances: BTreeMap<AccountId, Balance>,
	points: BTreeMap<u32, u64>,
	burnt: u64,
}

impl World {
	fn enrol(&mut self, plan: &Epoch) -> BTreeSet<u32> {
		let target = self.term + u32::from(self.is_last);
		let mut enrolled = BTreeSet::new();
		for who in 0..JURORS {
			if !plan.enrolled[who as usize] {
				continue;
			}
			let term = self.terms.entry(target).or_default();
			if !self.is_last && !term.deposits.contains_key(&who) {
				assert_noop!(enrol(juror(who)), Error::<Test>::TermRunning);
				continue;
			}
			assert_ok!(enrol(juror(who)));
			let is_first = !term.deposits.contains_key(&who);
			term.deposits.entry(who).or_insert(self.script.deposit);
			if plan.left[who as usize] {
				assert_ok!(dispatch(juror(who), Call::leave { jurisdiction: KR }));
				if is_first {
					term.deposits.remove(&who);
				}
			} else {
				enrolled.insert(who);
			}
			check_state();
		}
		enrolled
	}

	fn next(&mut self, enrolled: &BTreeSet<u32>) {
		next_epoch();
		check_state();
		let count = enrolled.len() as u32;
		let is_too_small = count < self.script.min_ring;
		if self.is_last {
			self.term += 1;
		}
		let rings = std::mem::replace(
			&mut self.rings,
			if is_too_small { 0 } else { count.div_ceil(self.script.capacity) },
		);
		let term = self.terms.entry(self.term).or_default();
		term.epochs += 1;
		self.epoch += 1;
		self.is_last = is_too_small
			|| term.epochs >= self.script.max_epochs
			|| term.decided >= self.script.min_ballots * rings.max(1);
		let jury = stored();
		assert_eq!((jury.epoch, jury.term, jury.is_last), (self.epoch, self.term, self.is_last));
	}

	fn judge(&mut self, case: &Case, enrolled: &BTreeSet<u32>) {
		let applicant = match case.applicant {
			Some(who) => juror(who),
			None => {
				self.applicants += 1;
				self.applicants
			},
		};
		let own = case.applicant.is_some_and(|who| enrolled.contains(&who));
		if self.rings == 0 || (own && self.rings == 1) {
			filed(applicant);
			assert_noop!(apply(applicant), Error::<Test>::TooFewJurors);
			return;
		}
		let number = term(self.term).ballots;
		// A juror who applied before may have to wait for the appeal.
		pass(AppealWindow::get() + DecisionWindow::get());
		decertify(applicant, ROLE);
		applied(applicant);
		let id = id(self.term, number);
		Turns::pass_all();
		assert_ok!(draw(id));
		let ring: Vec<u32> =
			enrolled.iter().copied().filter(|who| judges(id, juror(*who))).collect();
		assert!(ring.len() as u32 <= self.script.capacity);
		assert!(!case.applicant.is_some_and(|who| ring.contains(&who)));

		let keys = |who: u32| match case.acts[who as usize] {
			Act::RevealBad(_) => [fresh_key(&("half", id, who)), invalid_key(who as u8)],
			_ => voucher_keys(id, juror(who)),
		};
		for who in &ring {
			let vote = match case.acts[*who as usize] {
				Act::Absent => continue,
				Act::CommitOnly(vote) | Act::Reveal(vote) | Act::RevealBad(vote) => vote,
			};
			submit(commit_call_with(id, juror(*who), vote, &keys(*who))).unwrap();
		}
		if case.fate == Fate::VoidedOpen {
			assert_ok!(Jury::void(signed(ADMIN), id));
			check_state();
			return;
		}
		pass(CommitWindow::get());
		let mut votes = Vec::new();
		for who in &ring {
			let (vote, is_good) = match case.acts[*who as usize] {
				Act::Absent | Act::CommitOnly(_) => continue,
				Act::Reveal(vote) => (vote, true),
				Act::RevealBad(vote) => (vote, false),
			};
			submit(reveal_call_with(id, juror(*who), vote, keys(*who))).unwrap();
			votes.push((*who, vote, is_good));
		}
		pass(RevealWindow::get());
		if case.fate == Fate::Withdrawn {
			withdraw(applicant, ROLE);
		}
		close(id);
		check_state();

		let count = |kind: Vote| votes.iter().filter(|(_, vote, _)| *vote == kind).count();
		let is_quorate = !votes.is_empty() && votes.len() * 2 >= ring.len();
		let outcome = if 3 * count(Unreadable) >= votes.len() {
			Outcome::Unreadable
		} else if 2 * count(Approve) > votes.len() {
			Outcome::Approved
		} else {
			Outcome::Refused
		};
		assert_eq!(ballot(id).outcome().map(|(_, outcome)| outcome), is_quorate.then_some(outcome));
		if !is_quorate {
			return;
		}
		let is_certified = || Registry::active_serial(&applicant, ROLE).is_some();
		let is_approved = outcome == Outcome::Approved && case.fate != Fate::Withdrawn;
		assert_eq!(is_certified(), is_approved);
		if case.fate == Fate::Voided {
			assert_ok!(Jury::void(signed(ADMIN), id));
			assert!(!is_certified());
			check_state();
			return;
		}
		if let (Fate::Appealed(decision), false) = (case.fate, outcome == Outcome::Approved) {
			assert_ok!(dispatch(applicant, Call::appeal { ballot: id }));
			if let Some(overturn) = decision {
				assert_ok!(dispatch(COURT, Call::decide_appeal { ballot: id, overturn }));
				assert_eq!(is_certified(), overturn);
			}
			check_state();
		}
		*self.balances.entry(applicant).or_insert(FUNDS) -= self.script.fee;
		let term = self.terms.get_mut(&self.term).unwrap();
		term.decided += 1;
		term.pot += self.script.fee;
		for who in &ring {
			*term.judged.entry(*who).or_default() += 1;
		}
		for (who, vote, is_good) in votes {
			let is_winner = match outcome {
				Outcome::Unreadable => true,
				Outcome::Approved => vote == Approve,
				Outcome::Refused => vote == Refuse,
			};
			let earned = if is_winner { 2 } else { 1 };
			if is_good {
				let keys = voucher_keys(id, juror(who));
				term.vouchers.entry(who).or_default().push(keys[..earned].to_vec());
			}
		}
	}

	/// Ends a term, and has its jurors redeem what they plan to.
	fn settle(&mut self, number: u32) {
		MaxSteps::set(self.script.steps);
		mint(number);
		MaxSteps::set(64);
		check_state();
		let term = &self.terms[&number];
		let reward = term.reward(&self.script);
		let stored = self::term(number);
		if term.total(&self.script) >= self.script.min_vouchers {
			assert_eq!((stored.vouchers, stored.reward), (term.total(&self.script), reward));
		}
		assert_eq!(stored.pot, term.pot);
		let mut paid = 0;
		for who in 0..JURORS {
			let Some(deposit) = term.deposits.get(&who).copied() else {
				assert!(juror_of(number, juror(who)).is_none());
				continue;
			};
			let mark = term.mark(&self.script, who);
			assert_eq!(
				juror_of(number, juror(who)).and_then(|juror| juror.mark).unwrap_or(0),
				mark
			);
			let own = term.earned(&self.script, who);
			let is_redeemable = term.total(&self.script) >= self.script.min_vouchers;
			let (most, at_once, surplus) = self.script.redeemed[who as usize];
			let (to_redeem, rest) =
				own.split_at(own.len().min(most.min(mark) as usize).min(if is_redeemable {
					usize::MAX
				} else {
					0
				}));
			for keys in to_redeem.chunks(at_once) {
				assert_ok!(dispatch(juror(who), redeem_call(number, juror(who), keys)));
				check_state();
			}
			// One more than the mark is refused.
			if to_redeem.len() as u32 == mark && mark > 0 && !rest.is_empty() {
				let call = redeem_call(number, juror(who), &rest[..1]);
				assert_noop!(dispatch(juror(who), call), Error::<Test>::BeyondMark);
			}
			let given: &[_] = match is_redeemable && reward > 0 {
				true => &rest[..rest.len().min(surplus)],
				false => &[],
			};
			for key in given {
				submit(surplus_call(number, key, STRANGER)).unwrap();
				refuses(surplus_call(number, key, STRANGER), InvalidTransaction::Stale);
			}
			let redeemed = to_redeem.len() as u64;
			*self.balances.entry(juror(who)).or_insert(FUNDS) += redeemed * reward;
			*self.balances.entry(STRANGER).or_insert(FUNDS) += given.len() as u64 * reward;
			paid += (redeemed + given.len() as u64) * reward;
			let released = match mark {
				0 => deposit,
				mark => deposit * redeemed / u64::from(mark),
			};
			*self.points.entry(who).or_insert(POINTS) -= deposit - released;
			self.burnt += deposit - released;
		}
		*self.balances.entry(TREASURY).or_insert(FUNDS) += term.pot - paid;
	}

	/// Clears a term away, whose deposits are burnt as the model says.
	fn clear(&mut self, number: u32) {
		if number.is_multiple_of(2) {
			for who in 0..JURORS {
				if juror_of(number, juror(who)).is_some() {
					let call = Call::settle { jurisdiction: KR, term: number, juror: juror(who) };
					assert_ok!(dispatch(STRANGER, call));
				}
			}
		}
		while Terms::<Test>::contains_key((KR, number)) {
			let limit = self.script.steps;
			assert_ok!(dispatch(STRANGER, Call::clear { jurisdiction: KR, term: number, limit }));
			check_state();
		}
	}
}

fn play(script: Script) {
	RingCapacity::set(script.capacity);
	MinRing::set(script.min_ring);
	MinBallots::set(script.min_ballots);
	MinVouchers::set(script.min_vouchers);
	MaxEpochs::set(script.max_epochs);
	Fee::set(script.fee);
	JurorDeposit::set(script.deposit);
	ExtBuilder.founded(|| {
		for applicant in 20_001..20_040u128 {
			Balances::force_set_balance(RuntimeOrigin::root(), applicant, FUNDS).unwrap();
		}
		let issuance = pallet_balances::TotalIssuance::<Test>::get();
		let mut world = World {
			terms: BTreeMap::new(),
			epoch: 0,
			term: 0,
			is_last: true,
			rings: 0,
			applicants: 20_000,
			balances: BTreeMap::new(),
			points: BTreeMap::new(),
			burnt: 0,
			script: script.clone(),
		};
		for plan in &script.epochs {
			let enrolled = world.enrol(plan);
			world.next(&enrolled);
			for case in &plan.cases {
				world.judge(case, &enrolled);
			}
		}
		// The last term comes to its end with nobody in it.
		let last = world.term;
		while world.term == last {
			world.next(&BTreeSet::new());
		}
		for number in 1..=last {
			world.settle(number);
		}
		pass(RedemptionWindow::get());
		for number in 1..=last {
			world.clear(number);
		}
		// An applicant's account is gone if it had nothing else.
		for (who, expected) in &world.balances {
			assert_eq!(free(*who) + on_hold(HoldReason::Fee, *who), *expected, "{who}");
		}
		for who in 0..JURORS {
			let expected = world.points.get(&who).copied().unwrap_or(POINTS);
			assert_eq!((PointsLedger::total(juror(who)), held(juror(who))), (expected, 0));
		}
		assert_eq!(PointsLedger::burnt(), world.burnt);
		assert_eq!(free(account()), 1);
		assert_eq!(pallet_balances::TotalIssuance::<Test>::get(), issuance);
	});
}

use pallet_support::testing::pallet_balances;

proptest! {
	#![proptest_config(ProptestConfig::with_cases(16))]

	#[test]
	fn terms_are_as_the_model_says(script in script()) {
		play(script);
	}
}
