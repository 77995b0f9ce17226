// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Outcome of a transaction in its block.

use super::nested;
use crate::client::{
	amount::Amount,
	api,
	error::{Error, Failure},
	page::BlockRef,
	transport::{hex, Client, Runtime},
};
use codec::Decode;
use serde::Deserialize;
use serde_json::json;
use sp_core::{Bytes, H256};
use sp_crypto_hashing::{blake2_256, twox_128};
use sp_runtime::DispatchError;
use std::sync::Arc;
use subxt::{
	config::substrate::SubstrateConfig,
	events::{DecodeAsEvent, Event, Phase},
};

const METHOD: &str = "events of the block";

/// The events of one transaction.
pub(crate) struct Events {
	runtime: Arc<Runtime>,
	events: subxt::events::Events<SubstrateConfig>,
	index: u32,
}

impl Events {
	/// `None` if the transaction is not in the block.
	pub async fn fetch(
		client: &Client,
		block: H256,
		transaction: H256,
	) -> Result<Option<Self>, Error> {
		let Some(index) = position(client, block, transaction).await? else { return Ok(None) };
		let runtime = client.runtime_at(Some(block)).await?;
		let key = [twox_128(b"System"), twox_128(b"Events")].concat();
		let bytes: Option<Bytes> =
			client.inner().rpc.ask("state_getStorage", json!([hex(&key), block])).await?;
		let bytes = bytes.map(|bytes| bytes.0).unwrap_or_default();
		let events = runtime.codec.events().from_bytes(bytes);
		Ok(Some(Self { runtime, events, index }))
	}

	fn iter(&self) -> impl Iterator<Item = Result<Event<'_, SubstrateConfig>, Error>> {
		let own = Phase::ApplyExtrinsic(self.index);
		self.events
			.iter()
			.map(|event| event.map_err(|error| Error::decode(METHOD, error)))
			.filter(move |event| event.as_ref().map_or(true, |event| event.phase() == own))
	}

	/// The failure of the call, or of one that it made; `None` if they succeeded.
	pub fn failure(&self) -> Result<Option<Failure>, Error> {
		for event in self.iter() {
			let event = event?;
			let (pallet, name) = (event.pallet_name(), event.event_name());
			let error = match (pallet, name) {
				("System", "ExtrinsicFailed") => {
					Some(DispatchError::decode(&mut event.field_bytes()))
				},
				_ => match nested::result_of(pallet, name, event.field_bytes()) {
					Some(Ok(outcome)) => outcome.err().map(Ok),
					Some(Err(error)) => Some(Err(error)),
					None => None,
				},
			};
			if let Some(error) = error {
				let error = error.map_err(|error| Error::decode(METHOD, error))?;
				return Ok(Some(Failure::new(error, self.runtime.metadata())));
			}
		}
		Ok(None)
	}

	/// The first event of this kind.
	pub fn find<E: DecodeAsEvent>(&self) -> Result<Option<E>, Error> {
		for event in self.iter() {
			if let Some(event) = event?.decode_fields_as::<E>() {
				return event.map(Some).map_err(|error| Error::decode(METHOD, error));
			}
		}
		Ok(None)
	}

	/// Every event of this kind, in their order.
	pub fn all<E: DecodeAsEvent>(&self) -> Result<Vec<E>, Error> {
		let mut all = Vec::new();
		for event in self.iter() {
			if let Some(event) = event?.decode_fields_as::<E>() {
				all.push(event.map_err(|error| Error::decode(METHOD, error))?);
			}
		}
		Ok(all)
	}

	/// The event of this kind that a successful call emits.
	pub fn get<E: DecodeAsEvent>(&self) -> Result<E, Error> {
		self.find()?.ok_or_else(|| Error::decode(METHOD, "an event is missing"))
	}

	/// The error that the first event with this name ends with, in the chain's own words. Before it stand
	/// fields of `T`.
	pub fn told<T: Decode>(&self, pallet: &str, name: &str) -> Result<Option<Failure>, Error> {
		for event in self.iter() {
			let event = event?;
			if (event.pallet_name(), event.event_name()) == (pallet, name) {
				let fields = <(T, DispatchError)>::decode(&mut event.field_bytes());
				let (_, error) = fields.map_err(|error| Error::decode(METHOD, error))?;
				return Ok(Some(Failure::new(error, self.runtime.metadata())));
			}
		}
		Ok(None)
	}

	/// The fee, tip included, that the signer paid.
	pub fn fee(&self) -> Result<Amount, Error> {
		let paid = self.find::<api::transaction_payment::events::TransactionFeePaid>()?;
		Ok(paid.map_or(0, |paid| paid.actual_fee))
	}
}

#[derive(Deserialize)]
struct SignedBlock {
	block: Block,
}

#[derive(Deserialize)]
struct Block {
	extrinsics: Vec<Bytes>,
}

/// The position of the transaction in the block.
pub(crate) async fn position(
	client: &Client,
	block: H256,
	transaction: H256,
) -> Result<Option<u32>, Error> {
	const METHOD: &str = "chain_getBlock";
	let body: Option<SignedBlock> = client.inner().rpc.ask(METHOD, json!([block])).await?;
	let body = body.ok_or_else(|| Error::decode(METHOD, "the node lost a block it named"))?;
	let index = body
		.block
		.extrinsics
		.iter()
		.position(|extrinsic| H256(blake2_256(extrinsic)) == transaction);
	index.map(u32::try_from).transpose().map_err(|error| Error::decode(METHOD, error))
}

/// A transaction in its block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Included {
	pub block: BlockRef,
	pub finalized: bool,
}
