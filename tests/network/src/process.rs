// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Single nodes beside a network, maybe with the wrong specification.

use crate::{eventually, Chain, LocalNetwork};
use anyhow::{Context, Result};
use nix::{
	sys::signal::{kill, Signal},
	unistd::Pid,
};
use std::{
	fs::{self, File},
	net::TcpListener,
	path::{Path, PathBuf},
	process::Stdio,
	time::Duration,
};
use tokio::process::{Child, Command};

/// Arguments of both nodes in the process: nothing but JSON-RPC is served.
const QUIET: [&str; 4] = ["--no-prometheus", "--no-telemetry", "--port", "0"];

/// The options of starting a node.
pub struct Start<'a> {
	/// Its name, and that of its folder.
	pub name: &'a str,
	/// The specification of its chain.
	pub chain: &'a Path,
	/// The specification of the relay chain.
	pub relay_chain: &'a Path,
	/// Its further arguments.
	pub args: &'a [&'a str],
	/// The further arguments of the relay chain node inside.
	pub relay_args: &'a [&'a str],
}

/// A node of the parachain that the network does not count among its own.
///
/// It ends when this value is dropped.
pub struct NodeProcess {
	process: Child,
	log: PathBuf,
	url: String,
}

impl NodeProcess {
	/// Starts a node, whose database and log are kept in the folder of the network.
	pub fn start(network: &LocalNetwork, start: &Start) -> Result<Self> {
		let folder = Path::new(network.folder()).join(start.name);
		fs::create_dir_all(&folder)?;
		let log = folder.join("log");
		let out = File::create(&log)?;
		let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
		let process = Command::new("medibloc-node")
			.args(["--no-hardware-benchmarks", "--name", start.name])
			.arg("--base-path")
			.arg(folder.join("data"))
			.arg("--chain")
			.arg(start.chain)
			.args(["--rpc-port", &port.to_string()])
			.args(QUIET)
			.args(start.args)
			.arg("--")
			.arg("--base-path")
			.arg(folder.join("relay-data"))
			.arg("--chain")
			.arg(start.relay_chain)
			.args(["--rpc-port", "0"])
			.args(QUIET)
			.args(start.relay_args)
			.stdout(Stdio::null())
			.stderr(out)
			.kill_on_drop(true)
			.spawn()
			.context("`medibloc-node` cannot be started")?;
		Ok(Self { process, log, url: format!("ws://127.0.0.1:{port}") })
	}

	/// The chain as the node sees it.
	pub async fn chain(&self) -> Result<Chain> {
		Chain::connect(&self.url).await
	}

	/// All that it wrote so far.
	pub fn log(&self) -> Result<String> {
		Ok(fs::read_to_string(&self.log)?)
	}

	/// Waits for the node to write a line with this text, and gives the line.
	pub async fn writes(&self, text: &str, patience: Duration) -> Result<String> {
		let what = format!("`{text}` in {}", self.log.display());
		eventually(&what, patience, || async {
			Ok(self.log()?.lines().find(|line| line.contains(text)).map(ToString::to_string))
		})
		.await
	}

	/// Waits for the node to end by itself, and says whether it called that a success.
	pub async fn ends(&mut self, patience: Duration) -> Result<bool> {
		let ended = tokio::time::timeout(patience, self.process.wait()).await;
		Ok(ended.context("the node runs on")??.success())
	}

	/// Asks the node to stop, as a service manager does.
	pub fn ask_to_stop(&self) -> Result<()> {
		let id = self.process.id().context("the node has ended already")?;
		Ok(kill(Pid::from_raw(id.try_into()?), Signal::SIGTERM)?)
	}
}
