// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Parachain consensus: blocks are backed, included and finalized by the relay chain, the main job
//! works through a collator, and a full node agrees.

use anyhow::{ensure, Context, Result};
use medibloc_network_tests::{eventually, Chain, LocalNetwork, PARA_ID};
use std::{
	collections::BTreeSet,
	path::Path,
	time::{Duration, Instant},
};
use tokio::{process::Command, time::timeout};

const MINUTE: Duration = Duration::from_secs(60);

/// Blocks over which the interval is measured.
const MEASURED: u32 = 10;

#[tokio::test(flavor = "multi_thread")]
async fn the_relay_chain_finalizes_the_parachain() -> Result<()> {
	let network = LocalNetwork::spawn("two-collators").await?;
	let relay = network.relay_chain().await?;
	let alice = network.chain("alice").await?;

	timeout(10 * MINUTE, backed_and_included(&network, &relay)).await??;
	finality_is_that_of_the_relay_chain(&relay, &alice).await?;
	blocks_come_and_are_final_in_time(&alice).await?;
	both_collators_author(&alice).await?;
	the_main_job_works(&network).await?;
	the_full_node_agrees(&network, &alice).await?;
	network.destroy().await
}

async fn backed_and_included(network: &LocalNetwork, relay: &Chain) -> Result<()> {
	let mut blocks = relay.client().await?.blocks().subscribe_best().await?;
	let mut backed = false;
	loop {
		let events = blocks.next().await.context("no more relay blocks")??.events().await?;
		for event in events.iter() {
			let event = event?;
			match (event.pallet_name(), event.variant_name()) {
				("ParaInclusion", "CandidateBacked") if !backed => {
					backed = true;
					println!("first backed block: {} s", network.started.elapsed().as_secs());
				},
				("ParaInclusion", "CandidateIncluded") => {
					println!("first included block: {} s", network.started.elapsed().as_secs());
					ensure!(backed, "a block was included that nobody backed");
					return Ok(());
				},
				_ => (),
			}
		}
	}
}

/// What a collator calls final, and answers from, is just what the relay chain holds in its own final
/// state.
async fn finality_is_that_of_the_relay_chain(relay: &Chain, collator: &Chain) -> Result<()> {
	let final_on_relay =
		eventually("an included block in a final relay block", 5 * MINUTE, || async {
			let included = relay.included(PARA_ID, &relay.finalized().await?).await?;
			Ok((included > 0).then_some(included))
		})
		.await?;
	eventually("the same block to be final for the collator", MINUTE, || async {
		let number = collator.finalized().await?.number;
		Ok((number >= final_on_relay).then_some(()))
	})
	.await?;
	let mut best_was_later = false;
	for _ in 0..5 {
		// The collator first: the relay chain may only be ahead of it.
		let number = collator.finalized().await?.number;
		let answering = collator.answering().await?;
		let best = collator.best().await?.number;
		let included = relay.included(PARA_ID, &relay.finalized().await?).await?;
		ensure!(number <= included, "block {number} is called final, {included} is");
		ensure!(
			(number..=included).contains(&answering.number),
			"block {} answers, of which {number} to {included} are final",
			answering.number
		);
		ensure!(collator.at(answering.number).await? == answering, "a block of a fork answers");
		best_was_later |= best > answering.number;
		tokio::time::sleep(Duration::from_secs(3)).await;
	}
	ensure!(best_was_later, "nothing shows that it is not the best block that answers");
	Ok(())
}

async fn blocks_come_and_are_final_in_time(collator: &Chain) -> Result<()> {
	let (first, since) = (collator.best().await?.number, Instant::now());
	let last = first + MEASURED;
	eventually("ten blocks", 10 * MINUTE, || async {
		Ok((collator.best().await?.number >= last).then_some(()))
	})
	.await?;
	let interval = since.elapsed().as_secs_f64() / f64::from(MEASURED);
	let made = Instant::now();
	eventually("them to be final", 5 * MINUTE, || async {
		Ok((collator.finalized().await?.number >= last).then_some(()))
	})
	.await?;
	println!("block interval: {interval:.1} s");
	println!("finality lag: {:.0} s", made.elapsed().as_secs_f64());
	Ok(())
}

async fn both_collators_author(chain: &Chain) -> Result<()> {
	let best = chain.best().await?;
	let expected: BTreeSet<_> =
		chain.authors(&best).await?.into_iter().map(|account| account.0).collect();
	ensure!(expected.len() == 2, "there are {} authors instead of two", expected.len());
	let mut seen = BTreeSet::new();
	for number in best.number.saturating_sub(8).max(1)..=best.number {
		seen.insert(chain.author(&chain.at(number).await?).await?.0);
	}
	ensure!(seen == expected, "of two collators, {} authored", seen.len());
	Ok(())
}

/// A doctor is certified, anchors a record, the patient grants, a hospital checks and logs, the
/// patient revokes: by the JavaScript client, through a collator, each step in a final block.
async fn the_main_job_works(network: &LocalNetwork) -> Result<()> {
	let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../e2e/main-job.mjs");
	let since = Instant::now();
	let status = Command::new("node")
		.arg(script)
		.arg(network.node("bob")?.ws_uri())
		.status()
		.await
		.context("Node.js cannot be started")?;
	ensure!(status.success(), "the main job failed");
	println!("main job, each step final: {} s", since.elapsed().as_secs());
	Ok(())
}

/// The observer of the topology. How others come to its state is in `sync.rs`.
async fn the_full_node_agrees(network: &LocalNetwork, collator: &Chain) -> Result<()> {
	let node = network.chain("observer").await?;
	let expected = collator.finalized().await?;
	let seen = eventually("the full node to follow", 5 * MINUTE, || async {
		let reached = node.finalized().await?.number >= expected.number;
		Ok(if reached { Some(node.at(expected.number).await?) } else { None })
	})
	.await?;
	ensure!(seen == expected, "the full node has {seen:?}, the collator {expected:?}");
	Ok(())
}
