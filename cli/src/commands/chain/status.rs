// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{Context, Error};
use clap::Args;
use medibloc_sdk::client::{Client, Options};
use serde::Serialize;
use sp_core::H256;

/// Show the state of the chain and the node
#[derive(Args, Debug)]
pub struct Opts {}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	network: String,
	genesis: H256,
	runtime: String,
	runtime_version: u32,
	final_block: u64,
	final_block_hash: H256,
	best_block: u64,
	/// The lag of the latest final block behind the clock of this device.
	lag_seconds: u64,
	is_syncing: bool,
	peers: u32,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		// Answers for a node that lags behind, too.
		let options = Options { genesis: context.settings.genesis, ..Options::default() };
		let client = Client::connect_with(&context.settings.url, &options).await?;
		let (status, version) = (client.chain().status().await?, client.version().await?);
		context.output.print(&Report {
			network: status.name,
			genesis: status.genesis,
			runtime: version.spec_name,
			runtime_version: version.spec_version,
			final_block: status.finalized.number,
			final_block_hash: status.finalized.hash,
			best_block: status.best.number,
			lag_seconds: status.lag.as_secs(),
			is_syncing: status.syncing,
			peers: status.peers,
		})
	}
}
