// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Networks and their nodes.

use crate::Chain;
use anyhow::{anyhow, Context, Result};
use nix::{
	sys::signal::{kill, Signal},
	unistd::Pid,
};
use std::{path::Path, time::Instant};
use zombienet_sdk::{
	AddCollatorOptions, Arg, LocalFileSystem, Network, NetworkConfig, NetworkConfigExt, NetworkNode,
};

/// The parachain's id, which the topologies name too.
pub const PARA_ID: u32 = 2_000;

/// The time limit for the nodes of a network to answer, in seconds.
const START: u64 = 600;

/// A network of relay chain validators and nodes of the parachain, each a process of its own.
///
/// It ends when this value is dropped.
pub struct LocalNetwork {
	network: Network<LocalFileSystem>,
	/// The start of the first node.
	pub started: Instant,
}

impl LocalNetwork {
	/// Starts the network that `zombienet/<topology>.toml` describes, and waits until all its nodes
	/// answer.
	///
	/// `polkadot` with its workers and `medibloc-node` must be in the `PATH`.
	pub async fn spawn(topology: &str) -> Result<Self> {
		let file = Path::new(env!("CARGO_MANIFEST_DIR"))
			.join("../../zombienet")
			.join(topology)
			.with_extension("toml");
		let file = file.to_str().context("the path of the repository is not UTF-8")?;
		let config = NetworkConfig::load_from_toml(file)
			.with_context(|| format!("the topology `{topology}` cannot be read"))?;
		let started = Instant::now();
		let network = config.spawn_native().await?;
		network.wait_until_is_up(START).await?;
		Ok(Self { network, started })
	}

	/// The folder of the nodes' databases and logs.
	pub fn folder(&self) -> &str {
		self.network.base_dir().unwrap_or_default()
	}

	/// All nodes: their names, and where they answer JSON-RPC.
	pub fn endpoints(&self) -> Vec<(&str, &str)> {
		self.network.nodes().into_iter().map(|node| (node.name(), node.ws_uri())).collect()
	}

	/// The relay chain, as a validator sees it.
	pub async fn relay_chain(&self) -> Result<Chain> {
		let node = self.network.relaychain().nodes().into_iter().next();
		Chain::connect(node.context("there is no validator")?.ws_uri()).await
	}

	/// The chain of the node with this name, as the node sees it.
	pub async fn chain(&self, node: &str) -> Result<Chain> {
		Chain::connect(self.node(node)?.ws_uri()).await
	}

	/// Adds a collator, which starts from nothing.
	pub async fn add_collator(&mut self, name: &str) -> Result<()> {
		let options = AddCollatorOptions { is_validator: true, ..Default::default() };
		self.network.add_collator(name, options, PARA_ID).await
	}

	/// Adds a full node, which starts from nothing, with these arguments: those after `--` are for
	/// the relay chain node inside.
	pub async fn add_full_node(&mut self, name: &str, args: &[&str]) -> Result<()> {
		let words = ["--no-hardware-benchmarks"].iter().chain(args);
		let args = words.map(|word| Arg::from(*word)).collect();
		let options = AddCollatorOptions { args, is_validator: false, ..Default::default() };
		self.network.add_collator(name, options, PARA_ID).await
	}

	/// The log of a node.
	pub async fn log(&self, node: &str) -> Result<String> {
		self.node(node)?.logs().await
	}

	/// Stops a node in its tracks, as a machine that hangs would.
	pub async fn pause(&self, node: &str) -> Result<()> {
		self.node(node)?.pause().await
	}

	/// Lets a node go on that was paused.
	pub async fn resume(&self, node: &str) -> Result<()> {
		self.node(node)?.resume().await
	}

	/// Kills a node at once, as a power failure would.
	pub fn kill(&self, node: &str) -> Result<()> {
		let described = serde_json::to_value(self.node(node)?)?;
		let pid = described
			.pointer("/inner/process_handle")
			.and_then(serde_json::Value::as_i64)
			.ok_or_else(|| anyhow!("`{node}` has no process"))?;
		kill(Pid::from_raw(pid.try_into()?), Signal::SIGKILL)
			.with_context(|| format!("`{node}` cannot be killed"))
	}

	/// Starts a node that was killed, on the database that it left.
	pub async fn restart(&self, node: &str) -> Result<()> {
		self.node(node)?.restart(None).await
	}

	/// A node of the network.
	pub fn node(&self, name: &str) -> Result<&NetworkNode> {
		self.network.get_node(name)
	}

	/// Stops all nodes. Their databases and logs stay where [`folder`](Self::folder) says.
	pub async fn destroy(self) -> Result<()> {
		Ok(self.network.destroy().await?)
	}
}
