// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Starter of a network that runs until it is interrupted: `make network`.

use anyhow::Result;
use medibloc_network_tests::{eventually, LocalNetwork, PARA_ID};
use std::{env, time::Duration};

/// The topology, unless told otherwise.
const TOPOLOGY: &str = "two-collators";

/// The time limit of the first block of the parachain.
const FIRST_BLOCK: Duration = Duration::from_secs(600);

#[tokio::main]
async fn main() -> Result<()> {
	let topology = env::args().nth(1).unwrap_or_else(|| TOPOLOGY.into());
	println!("Starting the network {topology} ...");
	let network = LocalNetwork::spawn(&topology).await?;
	for (name, url) in network.endpoints() {
		println!("  {name:<12}{url}   https://polkadot.js.org/apps/?rpc={url}");
	}
	println!("Databases and logs: {}", network.folder());
	println!("Waiting for the relay chain to include the first block of the parachain ...");
	let relay = network.relay_chain().await?;
	eventually("the first block", FIRST_BLOCK, || async {
		let included = relay.included(PARA_ID, &relay.best().await?).await?;
		Ok((included > 0).then_some(()))
	})
	.await?;
	println!("The parachain lives, {} s after the start.", network.started.elapsed().as_secs());
	println!("Press Ctrl-C to stop all of it.");
	tokio::signal::ctrl_c().await?;
	network.destroy().await
}
