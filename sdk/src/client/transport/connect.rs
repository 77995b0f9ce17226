// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Connections to nodes.

use super::{
	nonce::Nonces,
	options::Options,
	rpc::{hex, Rpc},
	runtime::{read, Runtime},
};
use crate::client::{error::Error, page::BlockRef, version::RuntimeVersion};
use codec::{Decode, DecodeAll};
use serde::Deserialize;
use serde_json::json;
use sp_core::{crypto::AccountId32, Bytes, H256};
use std::sync::{Arc, Mutex, PoisonError};
use subxt::{dynamic::Value, storage::Address};

/// A connection to a node of the chain. Clones share the connection and the count of nonces.
///
/// A lost connection is opened again by itself, and what was asked meanwhile is asked once more.
/// Needs a runtime of `tokio` with time and IO enabled.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

pub(crate) struct Inner {
	pub rpc: Rpc,
	pub genesis: H256,
	pub nonces: Nonces,
	/// The latest runtime that was met.
	runtime: Mutex<Arc<Runtime>>,
}

impl std::fmt::Debug for Client {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		f.debug_struct("Client").field("genesis", &self.0.genesis).finish_non_exhaustive()
	}
}

impl Client {
	/// Connects to the node at `url`, as in `ws://127.0.0.1:9944` or `wss://..`.
	///
	/// # Errors
	///
	/// [`Unreachable`](Error::Unreachable), [`NotMedibloc`](Error::NotMedibloc), or
	/// [`Incompatible`](Error::Incompatible) if the chain writes transactions differently than this
	/// version of the SDK. A chain that differs otherwise is accepted: each call is checked against
	/// its metadata before it is signed.
	///
	/// ```no_run
	/// # async fn example() -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Client;
	///
	/// let client = Client::connect("ws://127.0.0.1:9944").await?;
	/// println!("{}", client.version().await?);
	/// # Ok(())
	/// # }
	/// ```
	pub async fn connect(url: &str) -> Result<Self, Error> {
		Self::connect_with(url, &Options::default()).await
	}

	/// Connects as the options say.
	///
	/// # Errors
	///
	/// As [`connect`](Self::connect), and [`WrongNetwork`](Error::WrongNetwork).
	///
	/// ```no_run
	/// # async fn example(genesis: sp_core::H256) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::{Client, Options};
	///
	/// let options = Options { genesis: Some(genesis), ..Options::default() };
	/// let client = Client::connect_with("wss://node.example.org", &options).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn connect_with(url: &str, options: &Options) -> Result<Self, Error> {
		Self::over(Rpc::connect(url, options).await?, options).await
	}

	pub(crate) async fn over(rpc: Rpc, options: &Options) -> Result<Self, Error> {
		let genesis = block_hash(&rpc, 0).await?.ok_or_else(|| {
			Error::decode("chain_getBlockHash", "the node does not know its first block")
		})?;
		if let Some(expected) = options.genesis.filter(|expected| *expected != genesis) {
			return Err(Error::WrongNetwork { expected, found: genesis });
		}
		let chain = version_at(&rpc, None).await?;
		let sdk = Runtime::built_in()?.version;
		check(&sdk, &chain)?;
		let runtime = Runtime::fetch(&rpc, genesis, chain, None).await?;
		Ok(Self(Arc::new(Inner {
			rpc,
			genesis,
			nonces: Nonces::new(genesis, options.locks.clone()),
			runtime: Mutex::new(Arc::new(runtime)),
		})))
	}

	/// The network, by the hash of its first block.
	pub fn genesis(&self) -> H256 {
		self.0.genesis
	}

	/// The runtime of the best block.
	///
	/// ```no_run
	/// # async fn example(client: medibloc_sdk::client::Client) -> Result<(), medibloc_sdk::client::Error> {
	/// let version = client.version().await?;
	/// println!("{} {}", version.spec_name, version.spec_version);
	/// # Ok(())
	/// # }
	/// ```
	pub async fn version(&self) -> Result<RuntimeVersion, Error> {
		version_at(&self.0.rpc, None).await
	}

	/// The runtime that this version of the SDK was made for.
	pub fn built_for() -> Result<RuntimeVersion, Error> {
		Ok(Runtime::built_in()?.version)
	}

	pub(crate) fn inner(&self) -> &Inner {
		&self.0
	}

	/// The runtime of `block`, or of the best one.
	pub(crate) async fn runtime_at(&self, block: Option<H256>) -> Result<Arc<Runtime>, Error> {
		let version = version_at(&self.0.rpc, block).await?;
		let known = self.0.runtime.lock().unwrap_or_else(PoisonError::into_inner).clone();
		if known.version == version {
			return Ok(known);
		}
		let runtime = Arc::new(Runtime::fetch(&self.0.rpc, self.0.genesis, version, block).await?);
		let mut latest = self.0.runtime.lock().unwrap_or_else(PoisonError::into_inner);
		if runtime.version.spec_version > latest.version.spec_version {
			*latest = runtime.clone();
		}
		Ok(runtime)
	}

	/// An item of the state at `block`, or at the latest finalized one.
	pub(crate) async fn read<A: Address, T: Decode>(
		&self,
		address: A,
		keys: A::KeyParts,
		block: Option<H256>,
	) -> Result<Option<T>, Error> {
		let block = match block {
			Some(block) => block,
			None => self.finalized_hash().await?,
		};
		let key = self.runtime_at(Some(block)).await?.key(address, keys)?;
		read(&self.0.rpc, &key, Some(block)).await
	}

	/// An item of a map in the state as bytes, of whichever type.
	pub(crate) async fn read_bytes(
		&self,
		pallet: &'static str,
		map: &'static str,
		key: H256,
		block: H256,
	) -> Result<Option<Vec<u8>>, Error> {
		let address = subxt::dynamic::storage::<(H256,), Value>(pallet, map);
		let key = self.runtime_at(Some(block)).await?.key(address, (key,))?;
		let value: Option<Bytes> =
			self.0.rpc.ask("state_getStorage", json!([hex(&key), block])).await?;
		Ok(value.map(|value| value.0))
	}

	/// What a function of the runtime answers at `block`, or at the latest finalized one. `arguments` are
	/// encoded one after the other.
	pub(crate) async fn call_runtime<T: Decode>(
		&self,
		function: &'static str,
		arguments: &[u8],
		block: Option<H256>,
	) -> Result<T, Error> {
		let block = match block {
			Some(block) => block,
			None => self.finalized_hash().await?,
		};
		let answer: Bytes =
			self.0.rpc.ask("state_call", json!([function, hex(arguments), block])).await?;
		T::decode_all(&mut &answer[..]).map_err(|error| Error::decode(function, error))
	}

	/// Whether this is the same connection as another one.
	pub(crate) fn is_same(&self, other: &Self) -> bool {
		Arc::ptr_eq(&self.0, &other.0)
	}

	/// The nonce that comes next for `account`, as the node counts.
	pub(crate) async fn next_nonce(&self, account: &AccountId32) -> Result<u64, Error> {
		self.0.rpc.ask("system_accountNextIndex", json!([account])).await
	}

	pub(crate) async fn finalized_hash(&self) -> Result<H256, Error> {
		self.0.rpc.ask("chain_getFinalizedHead", json!([])).await
	}

	/// The latest finalized block.
	pub(crate) async fn finalized(&self) -> Result<BlockRef, Error> {
		let hash = self.finalized_hash().await?;
		Ok(BlockRef { hash, number: self.number(hash).await? })
	}

	/// The best block.
	pub(crate) async fn best(&self) -> Result<BlockRef, Error> {
		let hash: H256 = self.0.rpc.ask("chain_getBlockHash", json!([])).await?;
		Ok(BlockRef { hash, number: self.number(hash).await? })
	}

	pub(crate) async fn number(&self, hash: H256) -> Result<u64, Error> {
		const METHOD: &str = "chain_getHeader";
		let header: Option<Header> = self.0.rpc.ask(METHOD, json!([hash])).await?;
		let header = header
			.ok_or_else(|| Error::decode(METHOD, "the node does not know a block it named"))?;
		let digits = header.number.trim_start_matches("0x");
		u64::from_str_radix(digits, 16).map_err(|error| Error::decode(METHOD, error))
	}

	/// The hash of the block with this number on the best chain.
	pub(crate) async fn block_hash(&self, number: u64) -> Result<Option<H256>, Error> {
		block_hash(&self.0.rpc, number).await
	}
}

#[derive(Deserialize)]
struct Header {
	number: String,
}

async fn block_hash(rpc: &Rpc, number: u64) -> Result<Option<H256>, Error> {
	rpc.ask("chain_getBlockHash", json!([number])).await
}

async fn version_at(rpc: &Rpc, block: Option<H256>) -> Result<RuntimeVersion, Error> {
	rpc.ask("state_getRuntimeVersion", json!([block])).await
}

/// Whether the SDK can talk to this chain at all.
pub(crate) fn check(sdk: &RuntimeVersion, chain: &RuntimeVersion) -> Result<(), Error> {
	if !chain.spec_name.starts_with("medibloc") {
		return Err(Error::NotMedibloc(chain.spec_name.clone()));
	}
	if chain.transaction_version != sdk.transaction_version {
		return Err(Error::Incompatible {
			what: "the form of transactions".into(),
			sdk: Box::new(sdk.clone()),
			chain: Box::new(chain.clone()),
		});
	}
	Ok(())
}
