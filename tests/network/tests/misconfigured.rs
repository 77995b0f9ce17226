// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Misconfigured nodes: wrong specification, no keys, or a full disk. Each says what is wrong, and
//! none makes a chain of its own.

use anyhow::{bail, ensure, Context, Result};
use medibloc_network_tests::{eventually, LocalNetwork, NodeProcess, Start, PARA_ID};
use serde_json::{json, Value};
use std::{
	fs,
	path::{Path, PathBuf},
	time::{Duration, Instant},
};

const MINUTE: Duration = Duration::from_secs(60);

/// A collator that holds the keys of one who has a seat, so that it would author if it could.
const COLLATOR: [&str; 3] = ["--collator", "--alice", "--unsafe-force-node-key-generation"];

/// A key of the state that no pallet reads. With it in its genesis a chain is another chain.
const UNUSED_KEY: &str = "0x00";

#[tokio::test(flavor = "multi_thread")]
async fn a_node_says_what_is_wrong() -> Result<()> {
	let network = LocalNetwork::spawn("two-collators").await?;
	let alice = network.chain("alice").await?;
	eventually("the first final blocks", 10 * MINUTE, || async {
		Ok((alice.finalized().await?.number >= 3).then_some(()))
	})
	.await?;

	let (chain, relay_chain) = (spec(&network, "local"), spec(&network, "rococo-local"));
	tokio::try_join!(
		another_para_id(&network, &chain, &relay_chain),
		another_genesis(&network, &chain, &relay_chain),
		another_relay_chain(&network, &chain, &relay_chain),
	)?;
	a_full_disk(&network, &chain, &relay_chain).await?;
	told_to_stop_while_it_waits(&network, &chain, &relay_chain).await?;
	no_keys(&network).await?;
	network.destroy().await
}

/// The file of a specification that the nodes of the network have.
fn spec(network: &LocalNetwork, name: &str) -> PathBuf {
	Path::new(network.folder()).join(name).with_extension("json")
}

/// Writes a specification that differs from this one by what `change` does to its genesis.
fn changed(
	spec: &Path,
	name: &str,
	change: impl FnOnce(&mut Value, &mut serde_json::Map<String, Value>) -> Result<()>,
) -> Result<PathBuf> {
	let mut content: Value = serde_json::from_slice(&fs::read(spec)?)?;
	let mut genesis = match content.pointer_mut("/genesis/raw/top").map(Value::take) {
		Some(Value::Object(genesis)) => genesis,
		_ => bail!("the specification {} is not raw", spec.display()),
	};
	change(&mut content, &mut genesis)?;
	content["genesis"]["raw"]["top"] = genesis.into();
	let file = spec.with_file_name(name).with_extension("json");
	fs::write(&file, serde_json::to_vec(&content)?)?;
	Ok(file)
}

/// The specification says another para id, from end to end, and the relay chain has none such.
async fn another_para_id(network: &LocalNetwork, chain: &Path, relay_chain: &Path) -> Result<()> {
	let id = |id: u32| Value::from(format!("0x{}", hex::encode(id.to_le_bytes())));
	let chain = changed(chain, "another-para-id", |spec, genesis| {
		spec["para_id"] = json!(PARA_ID + 1);
		let mut places = genesis.values_mut().filter(|value| **value == id(PARA_ID));
		*places.next().context("the genesis does not hold the para id")? = id(PARA_ID + 1);
		ensure!(places.next().is_none(), "the genesis holds the para id twice");
		Ok(())
	})?;
	let start = Start {
		name: "another-para-id",
		chain: &chain,
		relay_chain,
		args: &COLLATOR,
		relay_args: &[],
	};
	refuses_to_author(network, &start, "has no parachain 2001").await
}

/// The relay chain has a parachain with this id, whose genesis is another.
async fn another_genesis(network: &LocalNetwork, chain: &Path, relay_chain: &Path) -> Result<()> {
	let chain = changed(chain, "another-genesis", |_, genesis| {
		genesis.insert(UNUSED_KEY.into(), json!("0x01"));
		Ok(())
	})?;
	let start = Start {
		name: "another-genesis",
		chain: &chain,
		relay_chain,
		args: &COLLATOR,
		relay_args: &[],
	};
	refuses_to_author(network, &start, "This node stands still at block 0").await
}

/// The relay chain of the specification is not the one that runs.
async fn another_relay_chain(
	network: &LocalNetwork,
	chain: &Path,
	relay_chain: &Path,
) -> Result<()> {
	let relay_chain = changed(relay_chain, "another-relay-chain", |_, genesis| {
		genesis.insert(UNUSED_KEY.into(), json!("0x01"));
		Ok(())
	})?;
	let start = Start {
		name: "another-relay-chain",
		chain,
		relay_chain: &relay_chain,
		args: &COLLATOR,
		relay_args: &[],
	};
	refuses_to_author(network, &start, "stands still at block 0 for").await
}

/// The node writes this text, and neither authors nor finalizes anything.
async fn refuses_to_author(network: &LocalNetwork, start: &Start<'_>, text: &str) -> Result<()> {
	let since = Instant::now();
	let node = NodeProcess::start(network, start)?;
	let line = node.writes(text, 6 * MINUTE).await?;
	println!("{}, told after {} s: {line}", start.name, since.elapsed().as_secs());
	// Some slots more, in which it could do damage.
	tokio::time::sleep(MINUTE / 2).await;
	ensure!(!node.log()?.contains("Pre-sealed"), "{} authored a block", start.name);
	let finalized = node.chain().await?.finalized().await?.number;
	ensure!(finalized == 0, "{} finalized block {finalized}", start.name);
	Ok(())
}

/// With less space than it was told to leave, a node does not even begin.
async fn a_full_disk(network: &LocalNetwork, chain: &Path, relay_chain: &Path) -> Result<()> {
	let args = ["--db-storage-threshold", "999999999"];
	let start = Start { name: "full-disk", chain, relay_chain, args: &args, relay_args: &[] };
	let mut node = NodeProcess::start(network, &start)?;
	node.writes("--db-storage-threshold than 999999999 MiB", 2 * MINUTE).await?;
	ensure!(!node.ends(MINUTE).await?, "a node without space calls that a success");
	let database = Path::new(network.folder()).join("full-disk/data/chains");
	let databases: Vec<_> = walk(&database)?;
	ensure!(databases.is_empty(), "there is a database all the same: {databases:?}");
	Ok(())
}

/// The folders of databases below this one.
fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
	let mut found = Vec::new();
	if !folder.exists() {
		return Ok(found);
	}
	for entry in fs::read_dir(folder)? {
		let path = entry?.path();
		if path.ends_with("paritydb") {
			found.push(path);
		} else if path.is_dir() {
			found.extend(walk(&path)?);
		}
	}
	Ok(found)
}

/// Warp sync waits for a relay chain that has no peers here. A service manager can end that.
async fn told_to_stop_while_it_waits(
	network: &LocalNetwork,
	chain: &Path,
	relay_chain: &Path,
) -> Result<()> {
	let start = Start {
		name: "alone",
		chain,
		relay_chain,
		args: &["--sync", "warp"],
		relay_args: &["--reserved-only", "--no-mdns", "--sync", "warp"],
	};
	let mut node = NodeProcess::start(network, &start)?;
	node.writes("[Relaychain] Running JSON-RPC server", 2 * MINUTE).await?;
	tokio::time::sleep(MINUTE / 6).await;
	ensure!(node.chain().await.is_err(), "the parachain did not wait for the relay chain");
	node.ask_to_stop()?;
	let since = Instant::now();
	ensure!(node.ends(MINUTE).await?, "the node calls it a failure to be stopped");
	println!("stopped while it waited for the relay chain: {} s", since.elapsed().as_secs());
	Ok(())
}

/// A collator that has a seat loses its keystore. The chain goes on without it.
async fn no_keys(network: &LocalNetwork) -> Result<()> {
	let alice = network.chain("alice").await?;
	let missing = "This collator has no session keys";
	let told = |log: &str| log.lines().filter(|line| line.contains(missing)).count();
	let before = told(&network.log("bob").await?);
	network.kill("bob")?;
	let chains = network.node("bob")?.base_dir().join("data/chains");
	let mut keystores = 0;
	for chain in fs::read_dir(chains)? {
		let keystore = chain?.path().join("keystore");
		if keystore.exists() {
			fs::remove_dir_all(&keystore)?;
			keystores += 1;
		}
	}
	ensure!(keystores == 1, "there are {keystores} keystores to delete");
	network.restart("bob").await?;
	eventually("Bob to say that he has no keys", 3 * MINUTE, || async {
		Ok((told(&network.log("bob").await?) > before).then_some(()))
	})
	.await?;
	let goal = alice.finalized().await?.number + 3;
	let bob = eventually("blocks without Bob, which he follows", 5 * MINUTE, || async {
		let bob = network.chain("bob").await?;
		Ok((bob.finalized().await?.number >= goal).then_some(bob))
	})
	.await?;
	ensure!(bob.at(goal).await? == alice.at(goal).await?, "Bob is on a chain of his own");
	Ok(())
}
