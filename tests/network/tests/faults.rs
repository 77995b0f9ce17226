// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Faults: nodes are killed and come back, the chain goes on, and nothing final is lost.

use anyhow::{ensure, Result};
use medibloc_network_tests::{eventually, Chain, LocalNetwork, PARA_ID};
use std::time::{Duration, Instant};

const MINUTE: Duration = Duration::from_secs(60);

const VALIDATORS: [&str; 2] = ["validator1", "validator2"];

/// The log lines of a node when the relay chain stands still, and when it goes on.
const STALLED: &str = "stands still at block";
const RESUMED: &str = "goes on at block";

/// The number of blocks that collators may make before the relay chain includes any.
const MOST_UNINCLUDED: u32 = 3;

#[tokio::test(flavor = "multi_thread")]
async fn the_chain_survives_the_death_of_nodes() -> Result<()> {
	let network = LocalNetwork::spawn("two-collators").await?;
	let relay = network.relay_chain().await?;
	let alice = network.chain("alice").await?;
	finalize(&alice, 3, 10 * MINUTE).await?;

	a_collator_dies(&network, &alice).await?;
	a_validator_dies(&network, &relay, &alice).await?;
	the_relay_chain_stalls(&network, &alice).await?;
	network.destroy().await
}

/// Waits until so many more blocks are final.
async fn finalize(chain: &Chain, more: u32, patience: Duration) -> Result<u32> {
	let goal = chain.finalized().await?.number + more;
	eventually("more final blocks", patience, || async {
		let number = chain.finalized().await?.number;
		Ok((number >= goal).then_some(number))
	})
	.await
}

async fn a_collator_dies(network: &LocalNetwork, other: &Chain) -> Result<()> {
	network.kill("bob")?;
	let since = Instant::now();
	ensure!(network.chain("bob").await.is_err(), "a dead node answers");
	// In the slots of the dead one there is no block.
	finalize(other, 5, 5 * MINUTE).await?;
	println!("5 blocks final with one of two collators: {} s", since.elapsed().as_secs());

	network.restart("bob").await?;
	let since = Instant::now();
	let expected = other.finalized().await?;
	eventually("the collator that was killed to catch up", 5 * MINUTE, || async {
		let bob = network.chain("bob").await?;
		let reached = bob.finalized().await?.number >= expected.number;
		Ok((reached && bob.at(expected.number).await? == expected).then_some(()))
	})
	.await?;
	println!("the killed collator caught up: {} s", since.elapsed().as_secs());

	let bob = other.authors(&expected).await?;
	eventually("the collator that was killed to author again", 5 * MINUTE, || async {
		let author = other.author(&other.best().await?).await?;
		Ok((author == bob[1]).then_some(()))
	})
	.await
}

async fn a_validator_dies(network: &LocalNetwork, relay: &Chain, chain: &Chain) -> Result<()> {
	network.kill("validator2")?;
	// With one of two validators nothing can become final any more, and nothing may.
	let relay_final = relay.finalized().await?.number;
	tokio::time::sleep(MINUTE).await;
	let later = relay.finalized().await?.number;
	ensure!(later <= relay_final + 2, "the relay chain finalized with one of two validators");
	let included = relay.included(PARA_ID, &relay.finalized().await?).await?;
	let number = chain.finalized().await?.number;
	ensure!(number <= included, "block {number} is called final, {included} is");
	let answering = chain.answering().await?.number;
	ensure!(answering <= included, "block {answering} answers, {included} is final");

	network.restart("validator2").await?;
	let since = Instant::now();
	finalize(chain, 5, 10 * MINUTE).await?;
	println!("5 blocks final after the validator came back: {} s", since.elapsed().as_secs());
	Ok(())
}

/// All validators hang for a while, as if the relay chain were out of reach: the node says so, makes
/// no chain of its own, and goes on where it was.
async fn the_relay_chain_stalls(network: &LocalNetwork, chain: &Chain) -> Result<()> {
	let told = |log: &str, of: &str| log.lines().filter(|line| line.contains(of)).count();
	// Before its first block the relay chain stands still too.
	let before = network.log("alice").await?;
	let (finalized, best) = (chain.finalized().await?, chain.best().await?);
	for validator in VALIDATORS {
		network.pause(validator).await?;
	}
	let since = Instant::now();
	eventually("the collator to tell of the stall", 5 * MINUTE, || async {
		let log = network.log("alice").await?;
		Ok((told(&log, STALLED) > told(&before, STALLED)).then_some(()))
	})
	.await?;
	println!("told of a relay chain that stands still: {} s", since.elapsed().as_secs());
	let number = chain.best().await?.number;
	ensure!(number <= best.number + MOST_UNINCLUDED, "{number} blocks without a relay chain");

	for validator in VALIDATORS {
		network.resume(validator).await?;
	}
	let since = Instant::now();
	finalize(chain, 5, 10 * MINUTE).await?;
	println!("5 blocks final after the relay chain went on: {} s", since.elapsed().as_secs());
	let log = network.log("alice").await?;
	ensure!(told(&log, RESUMED) > told(&before, RESUMED), "nobody tells that it goes on");
	ensure!(chain.at(finalized.number).await? == finalized, "a final block was replaced");
	Ok(())
}
