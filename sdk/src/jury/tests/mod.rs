// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A juror's client against a chain that is a file.

mod crash;
mod fake;
mod times;
mod transcripts;

use super::{plan, BallotId, ChainError, Error, Event, Juror, Settings, Vote};
use crate::{
	rings::{self, Ring, RingSource},
	vault::{Change, Password, Vault},
};
use fake::{
	account, ballot_id, fake_prove, live, settings, windows, Entry, Fake, Rules, BUILT, FROZEN,
	GENESIS, JURORS, KR, REDEEM, RETIRED, SETTLED, TERM, VOUCHERS_RETIRED,
};
use sp_core::crypto::AccountId32;
use std::{
	collections::{BTreeMap, BTreeSet},
	path::Path,
	sync::Arc,
};
use tempfile::{tempdir, TempDir};

const ALICE: u8 = 0xa1;

fn password() -> Password {
	Password::new("jury".into()).work_factor(1).unwrap()
}

/// A juror with a vault and a chain in one folder.
struct Setting {
	_temporary: Option<TempDir>,
	fake: Arc<Fake>,
	juror: Juror,
}

/// The juror whose vault and chain are in `folder`, as after a start of the program.
async fn start(folder: &Path, rules: Rules) -> Setting {
	let vault = Vault::open(folder.join("vault"), password()).await.unwrap();
	let fake = Arc::new(Fake::open(&folder.join("chain"), account(ALICE), rules));
	let mut juror = Juror::new(vault, fake.clone(), fake.clone())
		.with_settings(settings())
		.with_shelf(fake.clone());
	juror.prover = fake_prove;
	Setting { _temporary: None, fake, juror }
}

async fn create(folder: &Path) {
	drop(Vault::create(folder.join("vault"), password()).await.unwrap());
}

async fn fresh(rules: Rules) -> Setting {
	let temporary = tempdir().unwrap();
	create(temporary.path()).await;
	let setting = start(temporary.path(), rules).await;
	Setting { _temporary: Some(temporary), ..setting }
}

/// How the juror votes, if at all.
fn votes() -> BTreeMap<u32, Vote> {
	BTreeMap::from([(0, Vote::Approve), (1, Vote::Refuse)])
}

impl Setting {
	/// Lets the client step until the time is `end`, and makes the time go on as it says. Decides each vote
	/// as soon as the ballot is open and half a second has passed, unless that was done.
	async fn run_until(&self, end: u64) -> Vec<Event> {
		let mut events = Vec::new();
		loop {
			let now = self.fake.time();
			if now < FROZEN {
				self.juror.enrol(JURORS).await.unwrap();
			}
			for (number, vote) in votes() {
				let opens = windows(number).0.start.as_millis() + 500;
				let is_planned = self.is_planned(number);
				let is_there = self.fake.entries().iter().any(
					|entry| matches!(entry, Entry::Committed(id, ..) if *id == ballot_id(number)),
				);
				let is_time = now >= opens && live(now) < windows(number).0.end;
				if is_time && !is_planned && !is_there {
					self.juror.decide(ballot_id(number), vote).await.unwrap();
				}
			}
			let step = self.juror.step().await.unwrap();
			assert!(
				step.problems.iter().all(|problem| matches!(problem, Error::NoBallot(_))),
				"{:?}",
				step.problems
			);
			events.extend(step.events);
			if now >= end {
				return events;
			}
			let wakes = step.next.map(|next| next.as_millis()).filter(|next| *next > now);
			let changes =
				[FROZEN, BUILT, 3_500, 4_500, SETTLED, REDEEM.0, RETIRED, VOUCHERS_RETIRED];
			let changes = changes.into_iter().filter(|change| *change > now);
			let next = changes.chain(wakes).chain([end]).min().unwrap();
			self.fake.set_time(next.min(end).max(now + u64::from(step.next == Some(live(now)))));
		}
	}

	fn is_planned(&self, number: u32) -> bool {
		let votes = self.juror.planned_votes().unwrap();
		votes.iter().any(|vote| vote.ballot == ballot_id(number))
	}

	/// Everything was done once: one key, one commitment for each vote that opens to what was decided, and
	/// each voucher to one account.
	fn check(&self) {
		let entries = self.fake.entries();
		let count = |is: &dyn Fn(&Entry) -> bool| entries.iter().filter(|entry| is(entry)).count();
		assert_eq!(count(&|entry| matches!(entry, Entry::Enrolled(..))), 1);
		for (number, vote) in votes() {
			let ballot = ballot_id(number);
			let mut commits = BTreeSet::new();
			let mut reveals = BTreeSet::new();
			for entry in &entries {
				match entry {
					Entry::TriedCommit(id, alias, commitment) if *id == ballot => {
						commits.insert((*alias, *commitment));
					},
					Entry::TriedReveal(id, alias, vote, keys) if *id == ballot => {
						reveals.insert((*alias, *vote, *keys));
					},
					_ => (),
				}
			}
			// Whatever was tried, and how often: it was always the same.
			assert_eq!(commits.len(), 1, "commitments to ballot {number}");
			assert_eq!(reveals.len(), 1, "reveals in ballot {number}");
			let is = |id: &BallotId| *id == ballot;
			assert_eq!(count(&|entry| matches!(entry, Entry::Committed(id, ..) if is(id))), 1);
			assert_eq!(count(&|entry| matches!(entry, Entry::Revealed(id, ..) if is(id))), 1);
			let (alias, revealed, _) = reveals.first().unwrap();
			assert_eq!(*revealed, vote);
			assert_eq!(*alias, commits.first().unwrap().0);
		}
	}

	/// All vouchers are redeemed: the mark to the own account, and each other one to an account of its own
	/// that the vault has.
	fn check_vouchers(&self, own: usize, surplus: usize) {
		let seeds: BTreeSet<_> =
			self.juror.vault.accounts().iter().map(|seed| seed.account()).collect();
		let mut redeemed = BTreeMap::<AccountId32, usize>::new();
		let mut tried = BTreeMap::<_, BTreeSet<AccountId32>>::new();
		for entry in self.fake.entries() {
			match entry {
				Entry::Redeemed(to, aliases) => *redeemed.entry(to).or_default() += aliases.len(),
				Entry::TriedRedeem(to, aliases) => {
					for alias in aliases {
						tried.entry(alias).or_default().insert(to.clone());
					}
				},
				_ => (),
			}
		}
		assert_eq!(redeemed.remove(&account(ALICE)).unwrap_or_default(), own);
		assert_eq!(redeemed.len(), surplus);
		assert!(redeemed.values().all(|count| *count == 1));
		assert_eq!(redeemed.into_keys().collect::<BTreeSet<_>>(), seeds);
		assert_eq!(tried.len(), own + surplus);
		assert!(tried.values().all(|to| to.len() == 1), "a voucher went to two accounts");
	}

	/// Nothing is left by which anybody could tell how the juror voted.
	fn check_that_nothing_is_left(&self) {
		assert_eq!(self.juror.vault.ring_keys(), []);
		for kind in ["jury/vote", "jury/evidence", "jury/redemption"] {
			assert_eq!(self.juror.vault.tasks(kind), [], "{kind}");
		}
	}
}

#[tokio::test]
async fn a_juror_votes_is_paid_and_forgets() {
	let setting = fresh(Rules::default()).await;
	let events = setting.run_until(RETIRED).await;
	setting.check();
	// The own vouchers come first; the surplus takes its time.
	let all = [events, setting.run_until(REDEEM.1 - 1).await].concat();
	setting.check_vouchers(2, 1);
	setting.check_that_nothing_is_left();
	let ballots = [ballot_id(0), ballot_id(1)];
	for ballot in ballots {
		for event in
			[Event::EvidenceFetched(ballot), Event::Committed(ballot), Event::Revealed(ballot)]
		{
			assert_eq!(all.iter().filter(|found| **found == event).count(), 1, "{event:?}");
		}
	}
	assert_eq!(all[0], Event::Enrolled(JURORS));
	assert!(all.contains(&Event::RedemptionPlanned { term: TERM, own: 2, surplus: 1 }));
	assert!(all.contains(&Event::TermSettled { term: TERM, lost: 0 }));
	assert!(all.contains(&Event::KeyDeleted(JURORS)));
	// The evidence was fetched before anything was committed to, and is gone.
	let entries = setting.fake.entries();
	for ballot in ballots {
		assert!(entries.contains(&Entry::Fetched(ballot)));
		assert!(entries.contains(&Entry::Discarded(ballot)));
	}
	// Done again, it changes nothing.
	let before = setting.fake.entries().len();
	let step = setting.juror.step().await.unwrap();
	assert_eq!((step.events, step.next, step.problems.len()), (vec![], None, 0));
	assert_eq!(setting.fake.entries().len(), before);
}

/// With real proofs, which the chain checks against the ring.
#[tokio::test]
async fn the_proofs_hold() {
	let mut setting = fresh(Rules::default()).await;
	setting.juror.prover = Ring::prove;
	setting.run_until(REDEEM.1 - 1).await;
	setting.check();
	setting.check_vouchers(2, 1);
	setting.check_that_nothing_is_left();
}

#[tokio::test]
async fn everything_is_in_the_vault_before_anything_leaves() {
	let setting = fresh(Rules::default()).await;
	let vault = setting.juror.vault.clone();
	setting.juror.enrol(JURORS).await.unwrap();
	assert_eq!(setting.fake.entries(), []);
	assert!(vault.ring_key(&setting.juror.owner.juror_key(JURORS)).is_some());
	setting.juror.step().await.unwrap();
	setting.fake.set_time(3_000);
	let planned = setting.juror.decide(ballot_id(0), Vote::Approve).await.unwrap();
	assert!(!planned.is_cast && windows(0).0.contains(planned.commit_at));
	assert!(!setting.fake.entries().iter().any(|entry| matches!(entry, Entry::TriedCommit(..))));
	let plan: plan::VotePlan = setting.juror.plan(&ballot_id(0)).unwrap().unwrap();
	let ids = setting.juror.owner.voucher_keys(&ballot_id(0));
	let keys = ids.map(|id| vault.ring_key(&id).unwrap().secret.public());
	assert_eq!(plan.keys, keys);
	assert_ne!(keys[0], keys[1]);

	setting.fake.set_time(planned.commit_at.as_millis());
	let step = setting.juror.step().await.unwrap();
	assert!(step.events.contains(&Event::Committed(ballot_id(0))), "{step:?}");
	let found = setting.fake.entries().into_iter().find_map(|entry| match entry {
		Entry::Committed(_, alias, commitment) => Some((alias, commitment)),
		_ => None,
	});
	assert_eq!(found, Some((plan.alias, plan.commitment(GENESIS))));
}

#[tokio::test]
async fn a_vote_can_be_changed_until_it_is_cast() {
	let setting = fresh(Rules::default()).await;
	let juror = &setting.juror;
	juror.enrol(JURORS).await.unwrap();
	juror.step().await.unwrap();
	setting.fake.set_time(3_000);
	let first = juror.decide(ballot_id(0), Vote::Approve).await.unwrap();
	let before: plan::VotePlan = juror.plan(&ballot_id(0)).unwrap().unwrap();
	let changed = juror.decide(ballot_id(0), Vote::Unreadable).await.unwrap();
	let after: plan::VotePlan = juror.plan(&ballot_id(0)).unwrap().unwrap();
	assert_eq!(changed.commit_at, first.commit_at);
	assert_eq!((after.vote, after.keys), (Vote::Unreadable, before.keys));
	assert_ne!(after.salt, before.salt);
	setting.fake.set_time(first.commit_at.as_millis());
	juror.step().await.unwrap();
	let refused = juror.decide(ballot_id(0), Vote::Approve).await;
	assert!(matches!(refused, Err(Error::AlreadyCast(id)) if id == ballot_id(0)));
}

#[tokio::test]
async fn what_cannot_be_voted_on_is_told() {
	let setting = fresh(Rules::default()).await;
	let juror = &setting.juror;
	let decide = |number| juror.decide(ballot_id(number), Vote::Approve);
	assert!(matches!(decide(0).await, Err(Error::NoBallot(_))));
	juror.enrol(JURORS).await.unwrap();
	setting.fake.set_time(3_000);
	// The key was never enrolled: the ring is there without it.
	assert!(matches!(decide(0).await, Err(Error::NotYours(_))));
	assert!(matches!(decide(1).await, Err(Error::NoBallot(_))));
	setting.fake.set_time(windows(0).0.end.as_millis());
	assert!(matches!(decide(0).await, Err(Error::TooLate(_))));
	let late = juror.enrol(fake_cohort(10)).await;
	assert!(matches!(late, Err(Error::NotOpen(_))));
}

fn fake_cohort(epoch: u32) -> medibloc_primitives::rings::Cohort {
	medibloc_primitives::rings::Cohort::Practitioners { jurisdiction: fake::KR, epoch }
}

/// A node shows the juror a ring of its own making, with the juror's key and others that it made up. The
/// commitment fits, so that only another node can tell.
#[tokio::test]
async fn nothing_is_proven_in_a_ring_that_nodes_do_not_agree_on() {
	let setting = fresh(Rules::default()).await;
	setting.juror.enrol(JURORS).await.unwrap();
	setting.juror.step().await.unwrap();
	setting.fake.set_time(3_000);
	setting.fake.rules.lock().unwrap().lies = true;
	let path = setting._temporary.as_ref().unwrap().path().join("chain");
	let honest: Arc<dyn RingSource> = Arc::new(Fake::open(&path, account(ALICE), Rules::default()));
	let juror = setting.juror.with_witnesses(vec![honest]);
	let refused = juror.decide(ballot_id(0), Vote::Approve).await;
	assert!(matches!(refused, Err(Error::Rings(rings::Error::Disagreement))));
	assert_eq!(juror.planned_votes().unwrap(), []);
}

/// A node that was honest when the ring was first seen, and lies later.
#[tokio::test]
async fn nothing_is_proven_in_a_ring_that_changed() {
	let setting = fresh(Rules::default()).await;
	setting.juror.enrol(JURORS).await.unwrap();
	setting.juror.step().await.unwrap();
	setting.fake.set_time(3_000);
	let planned = setting.juror.decide(ballot_id(0), Vote::Approve).await.unwrap();
	setting.fake.rules.lock().unwrap().lies = true;
	setting.fake.set_time(planned.commit_at.as_millis());
	let step = setting.juror.step().await.unwrap();
	assert!(
		matches!(step.problems[..], [Error::Rings(rings::Error::Changed)]),
		"{:?}",
		step.problems
	);
	let entries = setting.fake.entries();
	assert!(!entries.iter().any(|entry| matches!(entry, Entry::TriedCommit(..))));
	// Once the node is honest again, the vote goes out.
	setting.fake.rules.lock().unwrap().lies = false;
	setting.run_until(SETTLED).await;
	setting.check();
}

/// A node that lies about the end of a cohort would have the juror delete a key that is needed.
#[tokio::test]
async fn keys_are_deleted_only_if_all_nodes_say_that_their_time_is_over() {
	let setting = fresh(Rules::default()).await;
	setting.juror.enrol(JURORS).await.unwrap();
	setting.juror.step().await.unwrap();
	setting.fake.set_time(3_000);
	setting.juror.step().await.unwrap();
	setting.fake.rules.lock().unwrap().says_ended = true;
	let path = setting._temporary.as_ref().unwrap().path().join("chain");
	let honest: Arc<dyn RingSource> = Arc::new(Fake::open(&path, account(ALICE), Rules::default()));
	let vault = setting.juror.vault.clone();
	let juror = setting.juror.with_witnesses(vec![honest]);
	juror.step().await.unwrap();
	assert_eq!(vault.ring_keys().len(), 1);
	let step = juror.with_witnesses(Vec::new()).step().await.unwrap();
	assert_eq!(step.events, [Event::KeyDeleted(JURORS)]);
	assert_eq!(vault.ring_keys(), []);
}

#[tokio::test]
async fn what_is_refused_is_tried_again_with_the_same() {
	let setting = fresh(Rules::default()).await;
	setting.juror.enrol(JURORS).await.unwrap();
	setting.juror.step().await.unwrap();
	setting.fake.set_time(3_000);
	let planned = setting.juror.decide(ballot_id(0), Vote::Approve).await.unwrap();
	setting.fake.rules.lock().unwrap().refuses = true;
	setting.fake.set_time(planned.commit_at.as_millis());
	let now = planned.commit_at;
	for _ in 0..3 {
		let step = setting.juror.step().await.unwrap();
		let [Error::Chain(ChainError::Refused(_))] = step.problems[..] else { panic!("{step:?}") };
		// Sooner, if the time of something else comes before.
		let next = step.next.unwrap();
		assert!(now < next && next <= now.after(settings().retry), "{next:?} after {now:?}");
	}
	// Nothing can be changed any more: the node has seen it.
	let refused = setting.juror.decide(ballot_id(0), Vote::Refuse).await;
	assert!(matches!(refused, Err(Error::AlreadyCast(_))));
	setting.fake.rules.lock().unwrap().refuses = false;
	setting.run_until(SETTLED).await;
	setting.check();
	let tried = setting.fake.entries();
	let tried = tried
		.iter()
		.filter(|entry| matches!(entry, Entry::TriedCommit(id, ..) if *id == ballot_id(0)));
	assert_eq!(tried.count(), 4);
}

/// A refusal of one kind must not keep another from being done.
#[tokio::test]
async fn the_surplus_is_redeemed_though_the_rest_is_refused() {
	// The chain has a lower mark than the node told.
	let mut setting = fresh(Rules::default()).await;
	setting.run_until(REDEEM.0).await;
	setting.fake.rules.lock().unwrap().mark = 0;
	setting.juror = setting.juror.with_settings(Settings { grace: 1_000_000, ..settings() });
	setting.fake.set_time(REDEEM.0 + 400_000);
	for _ in 0..3 {
		let step = setting.juror.step().await.unwrap();
		assert!(matches!(step.problems[..], [Error::Chain(ChainError::Refused(_))]), "{step:?}");
	}
	let of = |who: &AccountId32| {
		let entries = setting.fake.entries().into_iter();
		let is = |entry: &Entry| matches!(entry, Entry::Redeemed(to, _) if to == who);
		entries.filter(is).count()
	};
	assert_eq!(of(&account(ALICE)), 0);
	let seeds = setting.juror.vault.accounts();
	assert_eq!(seeds.len(), 1);
	assert_eq!(of(&seeds[0].account()), 1);
}

/// Else one applicant could keep the ring from seeing what another shows.
#[tokio::test]
async fn evidence_that_is_not_presented_keeps_nobody_from_the_rest() {
	let unpresented = BTreeSet::from([0]);
	let setting = fresh(Rules { unpresented, ..Rules::default() }).await;
	setting.juror.enrol(JURORS).await.unwrap();
	setting.juror.step().await.unwrap();
	setting.fake.set_time(BUILT);
	setting.juror.step().await.unwrap();
	let mut refused = 0;
	for now in (4_000..windows(1).0.end.as_millis()).step_by(100) {
		setting.fake.set_time(now);
		let step = setting.juror.step().await.unwrap();
		let is_refusal = |error: &Error| matches!(error, Error::Chain(ChainError::Refused(_)));
		assert!(step.problems.iter().all(is_refusal), "{step:?}");
		refused += step.problems.len();
	}
	assert!(refused > 0);
	let entries = setting.fake.entries();
	assert!(entries.contains(&Entry::Fetched(ballot_id(1))));
	assert!(!entries.contains(&Entry::Fetched(ballot_id(0))));
	let plans = setting.juror.plans_ahead().unwrap();
	let there: Vec<_> = plans.evidence.iter().map(|plan| (plan.ballot, plan.is_there)).collect();
	assert_eq!(there, [(ballot_id(0), false), (ballot_id(1), true)]);
}

/// Somebody else had reserved the key. The vote counts, and is nobody else's.
#[tokio::test]
async fn a_vote_is_known_again_though_its_vouchers_were_not_reserved() {
	let unreserved = BTreeSet::from([0, 1]);
	let setting = fresh(Rules { unreserved, ..Rules::default() }).await;
	let events = setting.run_until(SETTLED).await;
	setting.check();
	assert!(events.contains(&Event::Revealed(ballot_id(0))));
	assert!(!events.iter().any(|event| matches!(event, Event::VotedElsewhere(_))));
}

#[tokio::test]
async fn vouchers_can_be_redeemed_before_their_time() {
	let setting = fresh(Rules::default()).await;
	setting.run_until(REDEEM.0).await;
	let planned = || {
		let plans = setting.juror.plans_ahead().unwrap();
		plans.redemptions.first().map(|plan| (plan.own, plan.surplus))
	};
	// Also when the keys of jurors are gone.
	let forget = Change::ForgetRingKey(setting.juror.owner.juror_key(JURORS));
	setting.juror.vault.commit(vec![forget]).await.unwrap();
	assert_eq!(setting.juror.plans_ahead().unwrap().juries, BTreeSet::from([KR]));
	assert_eq!(planned(), Some((2, 1)));
	assert_eq!(setting.juror.hasten(KR, TERM + 1, false).await.unwrap(), 0);
	assert_eq!(setting.juror.hasten(KR, TERM, false).await.unwrap(), 2);
	for _ in 0..2 {
		setting.juror.step().await.unwrap();
	}
	assert_eq!(planned(), Some((0, 1)));
	assert_eq!(setting.juror.hasten(KR, TERM, true).await.unwrap(), 1);
	for _ in 0..2 {
		setting.juror.step().await.unwrap();
	}
	assert_eq!((planned(), setting.fake.time()), (None, REDEEM.0));
	setting.check_vouchers(2, 1);
}

/// A second device with a copy of the vault votes otherwise, and its time comes before, with or after that
/// of the first. The chain takes one commitment.
#[tokio::test]
async fn another_device_with_the_same_keys_is_found_out() {
	for (ours, theirs) in [(0, u64::MAX), (u64::MAX, 0), (u64::MAX / 2, u64::MAX / 2)] {
		another_device_votes(ours, theirs).await;
	}
}

/// Both hand in a commitment at the same time, and the chain takes that of the other device.
#[tokio::test]
async fn a_commitment_is_given_up_for_that_of_another_device() {
	let (setting, other) = two_devices(0, 0).await;
	let ours = setting.juror.decide(ballot_id(0), Vote::Approve).await.unwrap();
	let theirs = other.decide(ballot_id(0), Vote::Refuse).await.unwrap();
	assert_eq!(ours.commit_at, theirs.commit_at);
	setting.fake.set_time(ours.commit_at.as_millis());
	setting.fake.rules.lock().unwrap().refuses = true;
	let step = setting.juror.step().await.unwrap();
	assert!(matches!(step.problems[..], [Error::Chain(ChainError::Refused(_))]), "{step:?}");
	setting.fake.rules.lock().unwrap().refuses = false;
	theirs_is_the_only_vote(&setting, &other).await;
	let entries = setting.fake.entries();
	let tried = entries.iter().filter(|entry| matches!(entry, Entry::TriedCommit(..)));
	assert_eq!(tried.count(), 2, "one of each device");
}

async fn another_device_votes(our_draw: u64, their_draw: u64) {
	let (setting, other) = two_devices(our_draw, their_draw).await;
	let ours = setting.juror.decide(ballot_id(0), Vote::Approve).await.unwrap();
	let theirs = other.decide(ballot_id(0), Vote::Refuse).await.unwrap();
	assert_eq!(ours.commit_at.cmp(&theirs.commit_at), our_draw.cmp(&their_draw));
	setting.fake.set_time(theirs.commit_at.as_millis());
	theirs_is_the_only_vote(&setting, &other).await;
}

/// A juror and a device with a copy of the vault, with the numbers by which each draws its times.
async fn two_devices(our_draw: u64, their_draw: u64) -> (Setting, Juror) {
	let mut setting = fresh(Rules::default()).await;
	let temporary = setting._temporary.as_ref().unwrap().path().to_owned();
	setting.juror = setting.juror.with_rng(Box::new(times::Constant(our_draw)));
	setting.juror.enrol(JURORS).await.unwrap();
	setting.juror.step().await.unwrap();
	setting.fake.set_time(3_000);
	setting.juror.step().await.unwrap();
	let (backup, copy) = (temporary.join("backup"), temporary.join("copy"));
	setting.juror.vault.export(&backup, password()).await.unwrap();
	let vault = Vault::restore(&backup, password(), &copy, password()).await.unwrap();
	let mut other = Juror::new(vault, setting.fake.clone(), setting.fake.clone())
		.with_settings(settings())
		.with_rng(Box::new(times::Constant(their_draw)));
	other.prover = fake_prove;
	(setting, other)
}

/// The other device, whose time has come, commits and reveals, and the juror finds out and does neither.
async fn theirs_is_the_only_vote(setting: &Setting, other: &Juror) {
	let step = other.step().await.unwrap();
	assert!(step.events.contains(&Event::Committed(ballot_id(0))), "{step:?}");
	for (round, expected) in [(1, vec![Event::VotedElsewhere(ballot_id(0))]), (2, vec![])] {
		let mut step = setting.juror.step().await.unwrap();
		step.events.retain(|event| !matches!(event, Event::EvidenceFetched(_)));
		assert_eq!(step.events, expected, "{round}");
	}
	let (commit, reveal) = windows(0);
	let (start, end) = (reveal.start.as_millis(), reveal.end.as_millis());
	for now in [commit.end.as_millis() - 1, start, end - 1_500, end - 1] {
		setting.fake.set_time(now);
		other.step().await.unwrap();
		setting.juror.step().await.unwrap();
	}
	let entries = setting.fake.entries();
	let commits = entries.iter().filter(|entry| matches!(entry, Entry::Committed(..)));
	assert_eq!(commits.count(), 1);
	let of = |find: &dyn Fn(&Entry) -> Option<Vote>| -> Vec<_> {
		entries.iter().filter_map(find).collect()
	};
	let tried = of(&|entry| match entry {
		Entry::TriedReveal(_, _, vote, _) => Some(*vote),
		_ => None,
	});
	let revealed = of(&|entry| match entry {
		Entry::Revealed(_, _, vote, _) => Some(*vote),
		_ => None,
	});
	assert_eq!((tried, revealed), (vec![Vote::Refuse], vec![Vote::Refuse]));
	assert!(matches!(
		setting.juror.decide(ballot_id(0), Vote::Approve).await,
		Err(Error::TooLate(_) | Error::AlreadyCast(_))
	));
}

#[tokio::test]
async fn a_vote_that_was_missed_pays_nothing_and_leaves_nothing() {
	let setting = fresh(Rules::default()).await;
	setting.juror.enrol(JURORS).await.unwrap();
	setting.juror.step().await.unwrap();
	setting.fake.set_time(3_000);
	setting.juror.decide(ballot_id(0), Vote::Approve).await.unwrap();
	setting.fake.set_time(windows(0).0.end.as_millis());
	let step = setting.juror.step().await.unwrap();
	assert!(step.events.contains(&Event::Missed(ballot_id(0))), "{step:?}");
	// The node alone says so: the plan stays until the epoch ended.
	assert!(setting.is_planned(0));
	assert_eq!(setting.juror.vault.ring_keys().len(), 3);
	let step = setting.juror.step().await.unwrap();
	assert!(!step.events.contains(&Event::Missed(ballot_id(0))));
	setting.fake.set_time(RETIRED);
	setting.juror.step().await.unwrap();
	setting.check_that_nothing_is_left();
}

#[tokio::test]
async fn a_settled_ballot_that_was_not_revealed_in_is_missed() {
	let setting = fresh(Rules::default()).await;
	setting.run_until(windows(0).0.end.as_millis()).await;
	setting.fake.set_time(SETTLED);
	let step = setting.juror.step().await.unwrap();
	let missed = [Event::Missed(ballot_id(0)), Event::Missed(ballot_id(1))];
	assert!(missed.iter().all(|event| step.events.contains(event)), "{step:?}");
}

/// A node that hides a ballot does not make the juror forget the vote.
#[tokio::test]
async fn a_hidden_ballot_is_waited_for() {
	let setting = fresh(Rules::default()).await;
	setting.run_until(windows(0).0.end.as_millis()).await;
	setting.fake.rules.lock().unwrap().ballots = 0;
	let step = setting.juror.step().await.unwrap();
	assert!(matches!(step.problems[..], [Error::NoBallot(_), Error::NoBallot(_)]), "{step:?}");
	setting.fake.rules.lock().unwrap().ballots = 2;
	setting.run_until(SETTLED).await;
	setting.check();
}

#[tokio::test]
async fn a_node_that_is_gone_changes_nothing() {
	struct Gone;
	#[async_trait::async_trait]
	impl RingSource for Gone {
		async fn ring(
			&self,
			_: &medibloc_primitives::rings::RingId,
		) -> Result<Option<medibloc_primitives::rings::RingInfo>, rings::SourceError> {
			Err(rings::SourceError("gone".into()))
		}
		async fn cohort(
			&self,
			_: &medibloc_primitives::rings::Cohort,
		) -> Result<Option<medibloc_primitives::rings::CohortState>, rings::SourceError> {
			Err(rings::SourceError("gone".into()))
		}
	}
	let setting = fresh(Rules::default()).await;
	setting.juror.enrol(JURORS).await.unwrap();
	setting.juror.step().await.unwrap();
	setting.fake.set_time(3_000);
	let juror = setting.juror.with_witnesses(vec![Arc::new(Gone)]);
	let refused = juror.decide(ballot_id(0), Vote::Approve).await;
	assert!(matches!(refused, Err(Error::Rings(rings::Error::Source(_)))));
	let step = juror.step().await.unwrap();
	assert!(!step.problems.is_empty() && step.next.is_some());
}

#[tokio::test]
async fn keys_of_others_are_left_alone() {
	let setting = fresh(Rules::default()).await;
	let vault = setting.juror.vault.clone();
	let owner = plan::Owner { genesis: GENESIS, account: account(7) };
	vault.make_ring_key(owner.juror_key(JURORS)).await.unwrap();
	setting.run_until(RETIRED).await;
	assert!(vault.ring_key(&owner.juror_key(JURORS)).is_some());
}

#[test]
fn the_defaults_leave_time() {
	let Settings { least_members, least_vouchers, margin, grace, retry } = Settings::default();
	assert_eq!((least_members, least_vouchers), (128, 128));
	assert!(margin > grace && grace > retry);
}
