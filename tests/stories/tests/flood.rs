// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What it costs a node to refuse junk votes, and what it costs to make them. `make test-flood` runs this;
//! nearly all of its first ten minutes it waits for an epoch to end.
//!
//! Junk without work, junk with work and bad proofs, and replays of a vote that was counted are handed to
//! the node as fast as it takes them. All are refused, and a vote that is handed in meanwhile is counted.

#![allow(clippy::unwrap_used)]

use futures::{stream, StreamExt};
use medibloc_primitives::{
	hashcash::Hashcash,
	jury::{commit_work, BallotId, Vote},
	rings::Alias,
};
use medibloc_sdk::client::{Error, Refusal, Submit};
use medibloc_stories::{commitment, fast, Panel, Ready};
use std::{
	future::Future,
	time::{Duration, Instant},
};

/// Of each kind: together ten thousand.
const IDLE: u64 = 5_000;
const FORGED: u64 = 2_500;
const REPLAYED: u64 = 2_500;

/// How many are on their way at a time.
const AT_ONCE: usize = 16;

/// A block comes each 300 ms, and two of them tell that 6 seconds have passed: so the window to commit is two
/// minutes, and an epoch ten.
const PACE: u32 = 200;

/// The work of a vote on a public network, in zero bits.
const PUBLIC_DIFFICULTY: u32 = 20;

/// What a kind of junk cost.
struct Cost {
	count: u64,
	/// CPU time of the node.
	node: Duration,
	elapsed: Duration,
	blocks: u64,
}

#[tokio::test]
async fn junk_votes_cost_their_sender_more_than_the_node() {
	let mut panel = Panel::found(12, PACE).await;
	panel.seat().await;
	let idle = measure(&panel, 100, |_| async {
		tokio::time::sleep(Duration::from_millis(100)).await;
	})
	.await;
	println!("idle: {} of CPU a second, {} a block", share(&idle), interval(&idle));

	let ballot = open(&panel, "idle").await;
	let (honest, template) = (vote(&panel, 0, ballot).await, vote(&panel, 1, ballot).await);
	let cost = flood(&panel, &honest, IDLE, |number| {
		let (panel, template) = (&panel, &template);
		async move {
			let alias = alias(number);
			let (ballot, proof) = (template.ballot, &template.membership.proof);
			let work = panel.work_of([0; 32], 0).await;
			panel.client.jury().commit(ballot, alias, template.commitment, proof, work)
		}
	})
	.await;
	report("without work", &cost);

	let ballot = open(&panel, "replayed").await;
	let counted = vote(&panel, 0, ballot).await;
	panel.commit(&counted).await.submit(&fast()).await.unwrap();
	let cost = flood(&panel, &vote(&panel, 2, ballot).await, REPLAYED, |_| {
		let (panel, counted) = (&panel, &counted);
		async move { panel.commit(counted).await }
	})
	.await;
	report("replayed", &cost);

	let ballot = open(&panel, "forged").await;
	let (honest, template) = (vote(&panel, 3, ballot).await, vote(&panel, 4, ballot).await);
	let cost = flood(&panel, &honest, FORGED, |number| {
		let (panel, template) = (&panel, &template);
		// A proof of another alias: only the pairing at the end of the check tells.
		async move { panel.commit_with(template, alias(number), &template.membership.proof).await }
	})
	.await;
	report("with work and a bad proof", &cost);
	let each = cost.node / u32::try_from(cost.count).unwrap();
	let rate = hash_rate(&template);
	let public = Duration::from_secs_f64(f64::from(1 << PUBLIC_DIFFICULTY) / rate);
	println!(
		"a core makes {:.1} million hashes a second: on a public network a sender works {public:?} for \
		 {each:?} of the node",
		rate / 1e6,
	);
}

/// Lets an applicant have a ballot drawn.
async fn open(panel: &Panel, name: &str) -> BallotId {
	let applicant = panel.person(name).await;
	let ballot = panel.apply(&applicant, commitment(name)).await;
	panel.draw(ballot).await;
	ballot
}

async fn vote(panel: &Panel, juror: usize, ballot: BallotId) -> Ready {
	panel.ready(&panel.jurors[juror], ballot, Vote::Approve).await
}

/// An alias that nobody has.
fn alias(number: u64) -> Alias {
	commitment(&format!("alias {number}")).0
}

/// Hands in `count` junk votes, all of which must be refused, and an honest one half way through, which
/// must be counted.
async fn flood<F>(panel: &Panel, honest: &Ready, count: u64, junk: impl Fn(u64) -> F) -> Cost
where
	F: Future<Output = medibloc_sdk::client::General<()>>,
{
	measure(panel, count, |number| {
		let junk = junk(number);
		async move {
			if number == count / 2 {
				panel.commit(honest).await.submit(&fast()).await.unwrap();
			}
			match junk.await.submit(&Submit::in_block()).await {
				Err(Error::Refused(
					Refusal::BadProof
					| Refusal::Stale
					| Refusal::Banned
					| Refusal::ExhaustsResources,
				)) => (),
				Err(other) => panic!("{other:?}"),
				Ok(_) => panic!("junk was taken"),
			}
		}
	})
	.await
}

/// Does something `count` times, and tells what it cost the node.
async fn measure<F: Future<Output = ()>>(
	panel: &Panel,
	count: u64,
	act: impl Fn(u64) -> F,
) -> Cost {
	let height = || async { panel.client.chain().best().await.unwrap().number };
	let (start, before, from) = (Instant::now(), panel.node.cpu_time(), height().await);
	stream::iter(0..count).for_each_concurrent(AT_ONCE, act).await;
	let (elapsed, node) = (start.elapsed(), panel.node.cpu_time() - before);
	Cost { count, node, elapsed, blocks: height().await - from }
}

fn share(cost: &Cost) -> String {
	format!("{:.2} s", cost.node.as_secs_f64() / cost.elapsed.as_secs_f64())
}

fn interval(cost: &Cost) -> String {
	format!("{:.0} ms", cost.elapsed.as_secs_f64() * 1e3 / cost.blocks as f64)
}

fn report(name: &str, cost: &Cost) {
	let Cost { count, node, elapsed, .. } = cost;
	let each = *node / u32::try_from(*count).unwrap();
	println!(
		"{count} {name}: {each:?} of the node each, {node:?} in {elapsed:?}, {} a block",
		interval(cost)
	);
}

/// How many hashes of the work a core makes in a second here.
fn hash_rate(vote: &Ready) -> f64 {
	const TRIED: u32 = 200_000;
	let work = commit_work(
		Default::default(),
		&vote.ballot,
		&vote.membership.alias,
		&vote.commitment,
		&vote.membership.proof,
	);
	let start = Instant::now();
	let most = (0..TRIED)
		.map(|nonce| Hashcash { block: 1, nonce: nonce.into() }.bits(&work, &Default::default()))
		.max();
	assert!(most.unwrap() > 0);
	f64::from(TRIED) / start.elapsed().as_secs_f64()
}
