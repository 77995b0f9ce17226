// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The chain beside the SDK: calls that it has no method for, JSON-RPC, and all that our pallets store.

use crate::Node;
use codec::{Decode, Encode, Output};
use medibloc_sdk::client::Signer;
use sp_core::{crypto::AccountId32, H256};
use sp_crypto_hashing::{blake2_128, twox_128};
use sp_runtime::DispatchError;
use std::ops::RangeInclusive;
use subxt::{
	config::substrate::{SubstrateConfig, SubstrateExtrinsicParamsBuilder},
	dynamic,
	ext::{scale_decode::DecodeAsType, scale_encode::EncodeAsFields},
	extrinsics::ExtrinsicEvents,
	metadata::Metadata,
	rpcs::{rpc_params, RpcClient},
	utils::Static,
	OnlineClient,
};

/// The indices of our pallets, but for those which each block writes to.
const OUR_PALLETS: [RangeInclusive<u8>; 2] = [60..=69, 85..=109];

/// A connection that knows of the chain what its metadata says, and nothing of the SDK.
pub struct Raw {
	/// JSON-RPC as it is.
	pub rpc: RpcClient,
	api: OnlineClient<SubstrateConfig>,
}

/// A transaction that was in a block and did what it should.
pub struct Included {
	events: ExtrinsicEvents<SubstrateConfig>,
}

/// An encoded call.
pub struct RawCall {
	pub(crate) name: String,
	/// Pallet, call and arguments in SCALE.
	pub bytes: Vec<u8>,
}

/// An encoded call as an argument of another one.
struct Inner<'a>(&'a [u8]);

impl Encode for Inner<'_> {
	fn encode_to<T: Output + ?Sized>(&self, dest: &mut T) {
		dest.write(self.0);
	}
}

impl Raw {
	pub async fn connect(node: &Node) -> Self {
		let rpc = RpcClient::from_insecure_url(node.url()).await.unwrap();
		let api = OnlineClient::from_rpc_client(rpc.clone()).await.unwrap();
		Self { rpc, api }
	}

	/// The call with this name.
	pub async fn call(&self, pallet: &str, call: &str, fields: impl EncodeAsFields) -> RawCall {
		let here = self.api.at_current_block().await.unwrap();
		let bytes = here.tx().call_data(&dynamic::tx(pallet, call, fields)).unwrap();
		RawCall { name: format!("{pallet}.{call}"), bytes }
	}

	/// Signs a call, submits it, and waits until it is in a final block. Fails with the name of the
	/// error.
	pub async fn submit(&self, signer: &Signer, call: &RawCall) -> Result<Included, String> {
		let here = self.api.at_current_block().await.unwrap();
		let params = rpc_params![signer.account()];
		let nonce = self.rpc.request("system_accountNextIndex", params).await.unwrap();
		let params = SubstrateExtrinsicParamsBuilder::new().nonce(nonce).immortal().build();
		let mut transactions = here.tx();
		let payload = transactions.from_call_data_bytes(&call.bytes).unwrap();
		let progress = transactions.sign_and_submit_then_watch(&payload, signer, params).await;
		let block = progress.unwrap().wait_for_finalized().await.unwrap();
		let included = Included { events: block.fetch_events().await.unwrap() };
		match included.find::<DispatchError>("System", "ExtrinsicFailed") {
			Some(error) => Err(name(error, here.metadata_ref())),
			None => Ok(included),
		}
	}

	/// Lets the committee, which has one member in a development chain, decide to make `call`.
	pub async fn decide(&self, member: &Signer, call: &RawCall) -> Result<Included, String> {
		let included = self.submit(member, &self.proposal(call).await).await?;
		let (_, result): (H256, Result<(), DispatchError>) =
			included.event("CredentialCommittee", "Executed");
		let metadata = self.api.at_current_block().await.unwrap().metadata();
		result.map(|()| included).map_err(|error| name(error, &metadata))
	}

	/// The call that proposes `call` to the committee, where one vote decides.
	pub async fn proposal(&self, call: &RawCall) -> RawCall {
		let length = u32::try_from(call.bytes.len()).unwrap();
		let fields = (1u32, Static(Inner(&call.bytes)), length);
		self.call("CredentialCommittee", "propose", fields).await
	}

	/// The call that makes an encoded call as `real`, whose proxy the signer is.
	pub async fn as_proxy_of(&self, real: &AccountId32, call: &[u8]) -> RawCall {
		// As in `MultiAddress::Id`.
		let fields = (Static((0u8, real)), Static(None::<u8>), Static(Inner(call)));
		self.call("Proxy", "proxy", fields).await
	}

	/// A constant of a pallet.
	pub async fn constant<T: DecodeAsType>(&self, pallet: &str, constant: &str) -> T {
		let here = self.api.at_current_block().await.unwrap();
		here.constants().entry(dynamic::constant(pallet, constant)).unwrap()
	}

	/// What is stored of an account, in a map of a pallet at the latest finalized block.
	pub async fn stored<T: Decode>(
		&self,
		pallet: &str,
		map: &str,
		account: &AccountId32,
	) -> Option<T> {
		let mut key = [pallet, map].map(|name| twox_128(name.as_bytes())).concat();
		key.extend(blake2_128(account.as_ref()));
		key.extend::<&[u8]>(account.as_ref());
		let params = rpc_params![hex(&key), self.finalized().await];
		let found: Option<String> = self.rpc.request("state_getStorage", params).await.unwrap();
		found.map(|value| {
			let bytes = hex::decode(value.trim_start_matches("0x")).unwrap();
			T::decode(&mut &bytes[..]).unwrap()
		})
	}

	/// The latest finalized block.
	pub async fn finalized(&self) -> H256 {
		self.rpc.request("chain_getFinalizedHead", rpc_params![]).await.unwrap()
	}

	/// The header of a block.
	pub async fn header(&self, block: H256) -> serde_json::Value {
		self.rpc.request("chain_getHeader", rpc_params![block]).await.unwrap()
	}

	/// The hash of the block with this number, if there is one.
	pub async fn block_hash(&self, number: u64) -> Option<H256> {
		self.rpc.request("chain_getBlockHash", rpc_params![number]).await.unwrap()
	}

	/// All that our pallets store at a block.
	pub async fn state(&self, block: H256) -> Vec<(String, String)> {
		let here = self.api.at_current_block().await.unwrap();
		let pallets = here.metadata_ref().pallets();
		let is_ours = |index| OUR_PALLETS.iter().any(|range| range.contains(&index));
		let mut all = Vec::new();
		for pallet in pallets.filter(|pallet| is_ours(pallet.error_index())) {
			let prefix = hex(&twox_128(pallet.name().as_bytes()));
			let params = rpc_params![prefix, block];
			let pairs: Vec<_> = self.rpc.request("state_getPairs", params).await.unwrap();
			all.extend(pairs);
		}
		all
	}
}

impl Included {
	/// The fields of the one event with this name.
	pub fn event<T: Decode>(&self, pallet: &str, event: &str) -> T {
		self.find(pallet, event).unwrap_or_else(|| panic!("there is no one {pallet}.{event}"))
	}

	fn find<T: Decode>(&self, pallet: &str, event: &str) -> Option<T> {
		let mut found = self
			.events
			.iter()
			.map(Result::unwrap)
			.filter(|found| (found.pallet_name(), found.event_name()) == (pallet, event));
		let fields = found.next().map(|event| T::decode(&mut event.field_bytes()).unwrap());
		fields.filter(|_| found.next().is_none())
	}
}

/// The documented name of an error, such as `Consent.NoGrant`.
fn name(error: DispatchError, metadata: &Metadata) -> String {
	let DispatchError::Module(module) = error else { return format!("{error:?}") };
	let pallet = metadata.pallet_by_error_index(module.index).unwrap();
	let variant = pallet.error_variant_by_index(module.error[0]).unwrap();
	format!("{}.{}", pallet.name(), variant.name)
}

pub fn hex(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}
