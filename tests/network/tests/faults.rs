// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Nodes are killed and come back: the chain goes on, and nothing final is lost.

use anyhow::{ensure, Result};
use medibloc_network_tests::{eventually, Chain, LocalNetwork, PARA_ID};
use std::time::{Duration, Instant};

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn the_chain_survives_the_death_of_nodes() -> Result<()> {
	let network = LocalNetwork::spawn("two-collators").await?;
	let relay = network.relay_chain().await?;
	let alice = network.chain("alice").await?;
	finalize(&alice, 3, 10 * MINUTE).await?;

	a_collator_dies(&network, &alice).await?;
	a_validator_dies(&network, &relay, &alice).await?;
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

	network.restart("validator2").await?;
	let since = Instant::now();
	finalize(chain, 5, 10 * MINUTE).await?;
	println!("5 blocks final after the validator came back: {} s", since.elapsed().as_secs());
	Ok(())
}
