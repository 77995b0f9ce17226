// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Synchronisation: a node that starts from nothing comes to the state of the network, in each way
//! that there is, and keeps as much of the past as it was told to.

use anyhow::{ensure, Context, Result};
use medibloc_network_tests::{eventually, Chain, LocalNetwork};
use std::time::{Duration, Instant};

const MINUTE: Duration = Duration::from_secs(60);

/// The length of the chain before the nodes join: more than what the one that prunes keeps.
const HEIGHT: u32 = 36;

#[tokio::test(flavor = "multi_thread")]
async fn a_new_node_comes_to_the_state_of_the_network() -> Result<()> {
	let mut network = LocalNetwork::spawn("two-collators").await?;
	let alice = network.chain("alice").await?;
	eventually("the chain to be long enough", 20 * MINUTE, || async {
		Ok((alice.finalized().await?.number >= HEIGHT).then_some(()))
	})
	.await?;

	by_executing_all_blocks(&mut network, &alice).await?;
	by_downloading_the_state(&mut network, &alice).await?;
	and_forgets_the_past(&mut network, &alice).await?;
	and_keeps_the_past(&mut network, &alice).await?;
	network.destroy().await
}

async fn by_executing_all_blocks(network: &mut LocalNetwork, alice: &Chain) -> Result<()> {
	let node = join(network, alice, "full", &["--sync", "full"]).await?;
	ensure!(node.has_body(1).await?, "the first block is not there");
	network.kill("full")
}

async fn by_downloading_the_state(network: &mut LocalNetwork, alice: &Chain) -> Result<()> {
	// The relay chain node inside executes all blocks: why is in docs/collator.md.
	let node = join(network, alice, "warp", &["--sync", "warp"]).await?;
	let log = network.log("warp").await?;
	for text in ["Warp sync is complete", "State sync is complete"] {
		ensure!(log.lines().any(|line| line.contains(text)), "no `{text}` in the log");
	}
	let (_, target) = log
		.split_once("Received target parachain header #")
		.context("the relay chain was not asked for the block to aim at")?;
	let target: u32 = target.split(' ').next().unwrap_or_default().parse()?;
	ensure!(target > 0, "the block to aim at is the genesis");
	eventually("the blocks before to be there too", 5 * MINUTE, || async {
		Ok(node.has_body(1).await?.then_some(()))
	})
	.await?;
	ensure!(node.at(1).await? == alice.at(1).await?, "the first block is another one");
	let first = node.state(1).await?;
	ensure!(first.is_err(), "block 1 was executed");
	ensure!(node.state(target).await?.is_ok(), "the state at {target} is not there");
	println!("the block that was aimed at: {target}");
	network.kill("warp")
}

async fn and_forgets_the_past(network: &mut LocalNetwork, alice: &Chain) -> Result<()> {
	let args = ["--state-pruning", "16", "--blocks-pruning", "24"];
	let node = join(network, alice, "forgetful", &args).await?;
	let latest = node.finalized().await?.number;
	let first = node.state(1).await?;
	let error = first.err().context("the state after block 1 was to be forgotten")?;
	ensure!(error.contains("discarded"), "an answer that does not say why: {error}");
	ensure!(node.state(latest).await?.is_ok(), "the state at {latest} is not there");
	ensure!(!node.has_body(1).await?, "the body of block 1 was to be forgotten");
	ensure!(node.has_body(latest).await?, "the body of block {latest} is not there");
	// The chain of headers is whole.
	ensure!(node.at(1).await? == alice.at(1).await?, "the first block is another one");
	network.kill("forgetful")
}

async fn and_keeps_the_past(network: &mut LocalNetwork, alice: &Chain) -> Result<()> {
	let args = ["--state-pruning", "archive", "--blocks-pruning", "archive"];
	let node = join(network, alice, "archive", &args).await?;
	let latest = node.finalized().await?.number;
	for number in [0, 1, latest] {
		ensure!(node.state(number).await?.is_ok(), "the state at {number} is not there");
		ensure!(node.has_body(number).await?, "the body of block {number} is not there");
	}
	network.kill("archive")
}

/// Starts a node, and waits until it has the latest final block and follows the chain from there on.
async fn join(
	network: &mut LocalNetwork,
	alice: &Chain,
	name: &str,
	args: &[&str],
) -> Result<Chain> {
	let since = Instant::now();
	network.add_full_node(name, args).await?;
	let node = network.chain(name).await?;
	let expected = alice.finalized().await?;
	let what = format!("`{name}` to catch up");
	eventually(&what, 5 * MINUTE, || async {
		Ok((node.finalized().await?.number >= expected.number).then_some(()))
	})
	.await?;
	println!(
		"{} from nothing to the latest final block, {}: {} s",
		args.join(" "),
		expected.number,
		since.elapsed().as_secs()
	);
	// A block is equal if its hash is, and the root of its state.
	let seen = node.at(expected.number).await?;
	ensure!(seen == expected, "`{name}` has {seen:?}, the collator {expected:?}");
	let later = eventually(&what, 5 * MINUTE, || async {
		let finalized = node.finalized().await?;
		Ok((finalized.number > expected.number + 1).then_some(finalized))
	})
	.await?;
	let expected = alice.at(later.number).await?;
	ensure!(later == expected, "`{name}` has {later:?}, the collator {expected:?}");
	Ok(node)
}
