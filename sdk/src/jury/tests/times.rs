// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! When things are done: at random, and never because the client came back.

use super::{
	fake::{ballot_id, windows, Entry, Rules, JURORS, REDEEM},
	fresh,
	plan::RedemptionPlan,
	Event, Setting, Vote,
};
use crate::{jury::Step, rings::RingKeyUse, vault::Change};
use medibloc_primitives::LiveMoment;
use rand_core::{Error, RngCore};

/// Numbers that are all the same.
pub struct Constant(pub u64);

impl RngCore for Constant {
	fn next_u32(&mut self) -> u32 {
		u32::MAX
	}

	fn next_u64(&mut self) -> u64 {
		self.0
	}

	fn fill_bytes(&mut self, bytes: &mut [u8]) {
		bytes.fill(0)
	}

	fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
		bytes.fill(0);
		Ok(())
	}
}

async fn enrolled(draw: Option<u64>) -> Setting {
	let mut setting = fresh(Rules::default()).await;
	if let Some(draw) = draw {
		setting.juror = setting.juror.with_rng(Box::new(Constant(draw)));
	}
	setting.juror.enrol(JURORS).await.unwrap();
	setting.juror.step().await.unwrap();
	setting
}

fn at(millis: u64) -> LiveMoment {
	LiveMoment::from_millis(millis)
}

/// The window to commit is from 3,000 to 11,000, and its last eighth is left free.
#[tokio::test]
async fn a_commit_is_anywhere_in_what_is_left_of_its_window() {
	for (decided, draw, expected) in [
		(3_000, 0, 3_000),
		(3_000, u64::MAX, 9_999),
		(3_000, u64::MAX / 2, 6_499),
		(8_000, 0, 8_000),
		(8_000, u64::MAX, 9_999),
		// In the margin it is done at once.
		(10_500, u64::MAX, 10_500),
	] {
		let setting = enrolled(Some(draw)).await;
		setting.fake.set_time(decided);
		let planned = setting.juror.decide(ballot_id(0), Vote::Approve).await.unwrap();
		assert_eq!(planned.commit_at, at(expected), "decided at {decided}");
	}
}

/// Commits of 200 votes that are decided at the same moment, in tenths of the window: 20 each on average.
#[tokio::test]
async fn commits_are_spread() {
	let setting = enrolled(None).await;
	setting.fake.set_time(3_000);
	let mut tenths = [0u32; 10];
	for _ in 0..200 {
		let planned = setting.juror.decide(ballot_id(0), Vote::Approve).await.unwrap();
		tenths[((planned.commit_at.as_millis() - 3_000) / 700) as usize] += 1;
		let plan = setting.juror.plan::<super::plan::VotePlan>(&ballot_id(0)).unwrap().unwrap();
		let forget = setting.juror.owner.forget(&plan);
		setting.juror.vault.commit(vec![forget]).await.unwrap();
	}
	// Fewer than 3 or more than 50 happen less than once in a million runs.
	assert!(tenths.iter().all(|count| (3..50).contains(count)), "{tenths:?}");
}

/// The window to reveal is from 11,000 to 19,000, and its last eighth is left free.
#[tokio::test]
async fn a_reveal_is_anywhere_in_its_window() {
	let (_, reveal) = windows(0);
	for (draw, expected) in
		[(0, reveal.start.as_millis()), (u64::MAX / 2, 14_499), (u64::MAX, 17_999)]
	{
		let setting = enrolled(Some(draw)).await;
		setting.fake.set_time(3_000);
		let planned = setting.juror.decide(ballot_id(0), Vote::Approve).await.unwrap();
		setting.fake.set_time(planned.commit_at.as_millis());
		let step = setting.juror.step().await.unwrap();
		assert!(step.events.contains(&Event::Committed(ballot_id(0))), "{step:?}");
		setting.fake.set_time(reveal.start.as_millis() - 1);
		setting.juror.step().await.unwrap();
		assert_eq!(reveals(&setting), (0, 0));

		let mut now = reveal.start.as_millis();
		while now < expected {
			setting.fake.set_time(now);
			let step = setting.juror.step().await.unwrap();
			assert_eq!(reveals(&setting), (0, 0), "at {now}");
			assert!(step.next.is_some_and(|next| next <= at(expected)), "{step:?}");
			now = if now < expected - 1 { expected - 1 } else { expected };
		}
		setting.fake.set_time(expected);
		let step = setting.juror.step().await.unwrap();
		assert_eq!(reveals(&setting), (1, 1), "at {expected}");
		// It is there, and found with the next look. The evidence of the other ballot has times of its own.
		let is_revealed = |step: &Step| step.events.contains(&Event::Revealed(ballot_id(0)));
		assert!(!is_revealed(&step), "{step:?}");
		for (is_first, now) in [(true, expected), (false, reveal.end.as_millis() - 1)] {
			setting.fake.set_time(now);
			let step = setting.juror.step().await.unwrap();
			assert_eq!(is_revealed(&step), is_first, "{step:?}");
			assert_eq!(reveals(&setting), (1, 1), "at {now}");
		}
	}
}

/// How often the juror tried to reveal, and did.
fn reveals(setting: &Setting) -> (usize, usize) {
	let entries = setting.fake.entries();
	let tried = |entry: &&Entry| matches!(entry, Entry::TriedReveal(id, ..) if *id == ballot_id(0));
	let done = |entry: &&Entry| matches!(entry, Entry::Revealed(id, ..) if *id == ballot_id(0));
	(entries.iter().filter(tried).count(), entries.iter().filter(done).count())
}

fn has_revealed(setting: &Setting) -> bool {
	reveals(setting).1 > 0
}

fn has_tried(setting: &Setting) -> bool {
	setting.fake.entries().iter().any(|entry| matches!(entry, Entry::TriedCommit(..)))
}

/// What was missed while the machine was off is not made up for when it starts, or everything that it
/// does then would be seen to be one juror's.
#[tokio::test]
async fn what_is_late_gets_a_new_time() {
	let setting = enrolled(Some(u64::MAX / 2)).await;
	setting.fake.set_time(3_000);
	let planned = setting.juror.decide(ballot_id(0), Vote::Approve).await.unwrap();
	assert_eq!(planned.commit_at, at(6_499));
	// Late within the grace of 200: done at once. Later: in the middle of what is left.
	setting.fake.set_time(6_700);
	let step = setting.juror.step().await.unwrap();
	assert!(!step.events.contains(&Event::Committed(ballot_id(0))));
	assert_eq!(setting.juror.planned_votes().unwrap()[0].commit_at, at(8_349));
	assert!(!has_tried(&setting));
	setting.fake.set_time(8_349 + 200);
	setting.juror.step().await.unwrap();
	assert!(has_tried(&setting));

	// The same for the reveal, whose time is drawn in its window only.
	setting.fake.set_time(11_000);
	let step = setting.juror.step().await.unwrap();
	assert!(step.next.is_some_and(|next| next <= at(14_499)));
	setting.fake.set_time(15_000);
	setting.juror.step().await.unwrap();
	assert!(!has_revealed(&setting));
	let plan = setting.juror.plan::<super::plan::VotePlan>(&ballot_id(0)).unwrap().unwrap();
	assert_eq!(plan.reveal_at, Some(at(16_499)));
	setting.fake.set_time(16_499);
	setting.juror.step().await.unwrap();
	assert!(has_revealed(&setting));
}

/// What a juror plans at the start of the time to redeem, each time as if it were the first.
async fn redemption_plans(count: usize) -> Vec<RedemptionPlan> {
	let setting = fresh(Rules::default()).await;
	setting.run_until(REDEEM.0 - 1).await;
	let mut keys = setting.juror.keys();
	keys.retain(|(id, _)| matches!(id.usage, RingKeyUse::Voucher { .. }));
	assert!(keys.iter().all(|(_, key)| key.seen.is_none()));
	setting.fake.set_time(REDEEM.0);
	// So that nothing is redeemed at once, if that is what was drawn.
	setting.fake.rules.lock().unwrap().refuses = true;
	let mut plans = Vec::with_capacity(count);
	for _ in 0..count {
		setting.juror.step().await.unwrap();
		let plan = setting.juror.plans::<RedemptionPlan>().unwrap().remove(0);
		let keys = keys.iter().cloned().map(|(id, key)| Change::PutRingKey(id, key));
		let changes = keys.chain([setting.juror.owner.forget(&plan)]).collect();
		setting.juror.vault.commit(changes).await.unwrap();
		plans.push(plan);
	}
	plans
}

/// The own vouchers within the first 128th of the time to redeem, here 10 seconds; the surplus within the
/// first quarter, here 320 seconds.
#[tokio::test]
async fn vouchers_are_spread() {
	let mut own = Vec::new();
	let mut surplus = Vec::new();
	for plan in redemption_plans(12).await {
		for voucher in &plan.vouchers {
			let after = voucher.redeem_at.as_millis() - REDEEM.0;
			match voucher.to {
				None => own.push(after),
				Some(_) => surplus.push(after),
			}
		}
	}
	assert_eq!((own.len(), surplus.len()), (24, 12));
	// Both own vouchers of a juror go together.
	assert!(own.chunks(2).all(|pair| pair[0] == pair[1]));
	assert!(own.iter().all(|after| *after < 10_000));
	assert!(surplus.iter().all(|after| *after < 320_000));
	let spread = |times: &[u64]| times.iter().max().unwrap() - times.iter().min().unwrap();
	// A spread of less than a fifth of the window happens to 12 less than once in ten million times.
	assert!(spread(&own) > 2_000 && spread(&surplus) > 64_000, "{own:?} {surplus:?}");
}

/// Which vouchers are the surplus is drawn as well: their order would tell the ballot.
#[tokio::test]
async fn the_surplus_is_any_of_the_vouchers() {
	let mut ballots = std::collections::BTreeMap::<(u32, u8), u32>::new();
	for plan in redemption_plans(30).await {
		let surplus = plan.vouchers.iter().find(|voucher| voucher.to.is_some()).unwrap();
		let RingKeyUse::Voucher { ballot, index, .. } = &surplus.key.usage else {
			panic!("no voucher")
		};
		*ballots.entry((*ballot, *index)).or_default() += 1;
	}
	// Each of three in 30 draws; that one is missing happens once in 60,000 runs.
	assert_eq!(ballots.len(), 3, "{ballots:?}");
}
