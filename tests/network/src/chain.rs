// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! JSON-RPC client for the state of a node's chain.

use anyhow::{ensure, Context, Result};
use serde_json::Value;
use sp_crypto_hashing::{twox_128, twox_64};
use zombienet_sdk::subxt::{
	backend::rpc::RpcClient,
	ext::{
		codec::{Compact, Decode},
		subxt_rpcs::rpc_params,
	},
	utils::AccountId32,
	OnlineClient, PolkadotConfig,
};

/// A connection to a node.
pub struct Chain {
	rpc: RpcClient,
}

/// The header of a block, and its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
	/// Its hash, as text.
	pub hash: String,
	/// Its height.
	pub number: u32,
	/// The root of the state after it, as text.
	pub state_root: String,
	/// The Aura slot in which it was made, if it is a block of the parachain.
	pub slot: Option<u64>,
}

impl Chain {
	/// Connects to the node at this address.
	pub async fn connect(url: &str) -> Result<Self> {
		let rpc = RpcClient::from_insecure_url(url)
			.await
			.with_context(|| format!("nobody answers at {url}"))?;
		Ok(Self { rpc })
	}

	/// A client that signs and submits.
	pub async fn client(&self) -> Result<OnlineClient<PolkadotConfig>> {
		Ok(OnlineClient::from_rpc_client(self.rpc.clone()).await?)
	}

	/// The latest finalized block.
	pub async fn finalized(&self) -> Result<Block> {
		let hash: String = self.rpc.request("chain_getFinalizedHead", rpc_params![]).await?;
		self.block(hash).await
	}

	/// The best block.
	pub async fn best(&self) -> Result<Block> {
		let hash: String = self.rpc.request("chain_getBlockHash", rpc_params![]).await?;
		self.block(hash).await
	}

	/// The block of the best chain at this height.
	pub async fn at(&self, number: u32) -> Result<Block> {
		let hash: Option<String> =
			self.rpc.request("chain_getBlockHash", rpc_params![number]).await?;
		self.block(hash.with_context(|| format!("there is no block {number}"))?).await
	}

	/// The block with this hash.
	pub async fn block(&self, hash: String) -> Result<Block> {
		let header: Value = self.rpc.request("chain_getHeader", rpc_params![&hash]).await?;
		let text = |field: &str| -> Result<&str> {
			header[field].as_str().with_context(|| format!("no `{field}` in the header of {hash}"))
		};
		let number = u32::from_str_radix(text("number")?.trim_start_matches("0x"), 16)?;
		let state_root = text("stateRoot")?.to_string();
		let logs = header["digest"]["logs"].as_array().cloned().unwrap_or_default();
		let slot = logs.iter().filter_map(Value::as_str).find_map(aura_slot);
		Ok(Block { hash, number, state_root, slot })
	}

	/// The latest block of which `medibloc_*` tells unless it is asked for another.
	pub async fn answering(&self) -> Result<Block> {
		let nobody = to_text(&[0; 32]);
		let page: Value = self.rpc.request("medibloc_consents", rpc_params![nobody]).await?;
		let hash = page.pointer("/block/hash").and_then(Value::as_str);
		self.block(hash.context("the page does not say which block it is of")?.into()).await
	}

	/// Whether the node has the body of the block at this height, and not its header only.
	pub async fn has_body(&self, number: u32) -> Result<bool> {
		let block = self.at(number).await?;
		let answer: Value = self.rpc.request("chain_getBlock", rpc_params![block.hash]).await?;
		Ok(!answer.is_null())
	}

	/// Whether the node has the state after the block at this height. Why not, if it has not, is
	/// as the SDK says it.
	pub async fn state(&self, number: u32) -> Result<Result<(), String>> {
		let at = self.at(number).await?;
		match self.authors(&at).await {
			Ok(authors) => {
				ensure!(!authors.is_empty(), "there are no authors at block {number}");
				Ok(Ok(()))
			},
			Err(error) => Ok(Err(format!("{error:#}"))),
		}
	}

	/// The value under a storage key, decoded.
	pub async fn storage<T: Decode>(&self, key: &[u8], at: &Block) -> Result<Option<T>> {
		let value: Option<String> =
			self.rpc.request("state_getStorage", rpc_params![to_text(key), &at.hash]).await?;
		value.map(|value| decode(&value)).transpose()
	}

	/// The accounts that may author after a block, in the order of their turns.
	pub async fn authors(&self, after: &Block) -> Result<Vec<AccountId32>> {
		let key = [twox_128(b"Session"), twox_128(b"Validators")].concat();
		self.storage(&key, after).await?.context("there is no session")
	}

	/// The author of a block, given the authors after its parent.
	pub async fn author(&self, block: &Block) -> Result<AccountId32> {
		let slot = block.slot.context("the block was not made in a slot")?;
		let parent = self.at(block.number.checked_sub(1).context("genesis has no author")?).await?;
		let answer: String = self
			.rpc
			.request("state_call", rpc_params!["AuraApi_authorities", "0x", &parent.hash])
			.await?;
		// In the networks of this folder the Aura key of a collator is its account.
		let keys: Vec<[u8; 32]> = decode(&answer)?;
		ensure!(!keys.is_empty(), "nobody may author block {}", block.number);
		let turn = usize::try_from(slot)? % keys.len();
		Ok(AccountId32(keys[turn]))
	}

	/// The height of the parachain's block that the relay chain holds included, at a relay block.
	pub async fn included(&self, para_id: u32, at: &Block) -> Result<u32> {
		let id = para_id.to_le_bytes();
		let key = [&twox_128(b"Paras")[..], &twox_128(b"Heads"), &twox_64(&id), &id].concat();
		let head: Vec<u8> = self.storage(&key, at).await?.context("the parachain has no head")?;
		// A header begins with the hash of its parent; then its height, in compact encoding.
		let mut rest = head.get(32..).context("the head is too short")?;
		Ok(Compact::<u32>::decode(&mut rest)?.0)
	}
}

/// Bytes as JSON-RPC writes them.
fn to_text(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

/// The value of a JSON-RPC answer, decoded.
fn decode<T: Decode>(text: &str) -> Result<T> {
	let bytes = hex::decode(text.trim_start_matches("0x"))?;
	Ok(T::decode(&mut &bytes[..])?)
}

/// The slot in an entry of a digest: `PreRuntime`, engine `aura`, eight bytes.
fn aura_slot(log: &str) -> Option<u64> {
	let bytes = hex::decode(log.trim_start_matches("0x")).ok()?;
	let slot = bytes.strip_prefix(b"\x06aura\x20")?;
	Some(u64::from_le_bytes(slot.try_into().ok()?))
}

#[cfg(test)]
mod tests {
	use super::aura_slot;

	#[test]
	fn a_slot_is_read_from_its_own_entry_only() {
		assert_eq!(aura_slot("0x0661757261200102000000000000"), Some(0x0201));
		assert_eq!(aura_slot("0x0561757261200102000000000000"), None);
		assert_eq!(aura_slot("0x06617572612001020000000000"), None);
		assert_eq!(aura_slot("not hexadecimal"), None);
	}
}
