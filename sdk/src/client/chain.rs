// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! State of the chain and of the node.

use super::{amount::Amount, api, error::Error, page::BlockRef, transport::Client};
use medibloc_primitives::{live::LiveClock, Moment};
use serde::Deserialize;
use serde_json::json;
use sp_core::H256;
use std::time::{Duration, SystemTime};

/// The state of the chain, as the node that is asked sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
	/// The name of the network.
	pub name: String,
	/// The network, by the hash of its first block.
	pub genesis: H256,
	/// The latest finalized block.
	pub finalized: BlockRef,
	/// The best block.
	pub best: BlockRef,
	/// The lag of the latest finalized block behind the clock of this device. Much more than a
	/// minute says that the node, the chain or the clock is wrong.
	pub lag: Duration,
	/// Whether the node says that it is still fetching blocks. What it answers is old then.
	pub syncing: bool,
	/// The number of nodes that it is connected to.
	pub peers: u32,
	/// Whether it should be connected to any.
	pub should_have_peers: bool,
}

impl Status {
	/// Whether answers of the node can be relied on to be recent: it is not fetching blocks, it has peers
	/// if it should, and its latest finalized block is at most `tolerance` old.
	pub fn is_current(&self, tolerance: Duration) -> bool {
		!self.syncing && (self.peers > 0 || !self.should_have_peers) && self.lag <= tolerance
	}
}

/// The constants, which change only with an upgrade of the runtime. Deposits and the terms of
/// certification are parameters that governance sets, and not in here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constants {
	/// The least balance of an account.
	pub existential_deposit: Amount,
	/// The most bytes that all transactions of a block have together.
	pub max_block_length: u32,
	/// The lifetime of a request, in milliseconds.
	pub request_lifetime: Moment,
	/// The retention of an entry of an access log, in milliseconds.
	pub log_retention: Moment,
	/// The longest time for which a grant can hold, in milliseconds.
	pub max_grant_duration: Moment,
	/// The most grants of one patient to one grantee.
	pub max_grants: u32,
	/// The most providers who can co-sign one record.
	pub max_co_signers: u32,
	/// The most records in a call that takes a list of them.
	pub max_listed: u32,
	/// The window in which a subject can refuse a record and be paid for it, in milliseconds of live time.
	pub surety_period: Moment,
	/// The most records in one batch.
	pub max_batch: u32,
	/// The time for which past certification can be answered at least, in milliseconds.
	pub history_retention: Moment,
}

/// The token of the chain: its symbol and decimals.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Token {
	/// The symbol.
	#[serde(rename = "tokenSymbol")]
	pub symbol: String,
	/// One MED is ten to the power of this many of the smallest unit.
	#[serde(rename = "tokenDecimals")]
	pub decimals: u8,
}

/// Chain and node: what [`Client::chain`] gives.
#[derive(Clone, Copy, Debug)]
pub struct Chain<'a> {
	client: &'a Client,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Health {
	peers: u32,
	is_syncing: bool,
	should_have_peers: bool,
}

impl Client {
	/// The state of chain and node.
	pub fn chain(&self) -> Chain<'_> {
		Chain { client: self }
	}
}

impl<'a> Chain<'a> {
	/// The state of chain and node.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let status = client.chain().status().await?;
	/// if !status.is_current(std::time::Duration::from_secs(60)) {
	///     println!("the node is {} s behind", status.lag.as_secs());
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn status(&self) -> Result<Status, Error> {
		let rpc = &self.client.inner().rpc;
		let health: Health = rpc.ask("system_health", json!([])).await?;
		let finalized = self.finalized().await?;
		let time = Duration::from_millis(self.time_at(finalized.hash).await?);
		let now = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
		Ok(Status {
			name: rpc.ask("system_chain", json!([])).await?,
			genesis: self.client.genesis(),
			finalized,
			best: self.best().await?,
			lag: now.saturating_sub(time),
			syncing: health.is_syncing,
			peers: health.peers,
			should_have_peers: health.should_have_peers,
		})
	}

	/// The latest finalized block.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// println!("finalized: {}", client.chain().finalized().await?.number);
	/// # Ok(())
	/// # }
	/// ```
	pub async fn finalized(&self) -> Result<BlockRef, Error> {
		self.client.finalized().await
	}

	/// The best block. A fork may take it back.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let best = client.chain().best().await?;
	/// let fresh = client.balances().at(best.hash).balance(&patient).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn best(&self) -> Result<BlockRef, Error> {
		self.client.best().await
	}

	/// The time of the latest finalized block, in milliseconds since 1970-01-01 UTC. Deadlines on the chain
	/// are compared with that of the block, not with any clock.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let in_a_day = client.chain().now().await? + 86_400_000;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn now(&self) -> Result<Moment, Error> {
		self.time_at(self.client.finalized_hash().await?).await
	}

	/// The clock of windows within which somebody must act, in the latest finalized block.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, deadline: medibloc_primitives::LiveMoment,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let clock = client.chain().live_clock().await?;
	/// println!("{} s are left", clock.remaining(deadline) / 1_000);
	/// # Ok(())
	/// # }
	/// ```
	pub async fn live_clock(&self) -> Result<LiveClock, Error> {
		self.client.call_runtime("LiveClockApi_live_clock", &[], None).await
	}

	async fn time_at(&self, block: H256) -> Result<Moment, Error> {
		let address = api::storage().timestamp().now();
		Ok(self.client.read(address, (), Some(block)).await?.unwrap_or_default())
	}

	/// The constants, which change only with an upgrade of the runtime.
	///
	/// # Errors
	///
	/// [`Incompatible`](Error::Incompatible), and those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let most = client.chain().constants().await?.max_grants;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn constants(&self) -> Result<Constants, Error> {
		let runtime = self.client.runtime_at(None).await?;
		let constants = api::constants();
		let (consent, records) = (constants.consent(), constants.record_anchors());
		Ok(Constants {
			existential_deposit: runtime.constant(constants.balances().existential_deposit())?,
			max_block_length: runtime.constant(constants.system().block_length())?.max.normal,
			request_lifetime: runtime.constant(consent.request_lifetime())?,
			log_retention: runtime.constant(consent.log_retention())?,
			max_grant_duration: runtime.constant(consent.max_grant_duration())?,
			max_grants: runtime.constant(consent.max_grants())?,
			max_co_signers: runtime.constant(records.max_co_signers())?,
			max_listed: runtime.constant(records.max_listed())?,
			surety_period: runtime.constant(records.surety_period())?,
			max_batch: runtime.constant(records.max_batch())?,
			history_retention: runtime.constant(constants.credentials().history_retention())?,
		})
	}

	/// The token of the chain: its symbol and decimals.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let token = client.chain().token().await?;
	/// println!("1 {} is 10^{} of the smallest unit", token.symbol, token.decimals);
	/// # Ok(())
	/// # }
	/// ```
	pub async fn token(&self) -> Result<Token, Error> {
		self.client.inner().rpc.ask("system_properties", json!([])).await
	}
}
