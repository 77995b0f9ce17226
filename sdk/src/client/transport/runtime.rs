// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Runtime of a block: its version and metadata.

use super::rpc::{hex, Rpc};
use crate::client::{
	api,
	error::{Error, Mismatch},
	version::RuntimeVersion,
};
use codec::{Compact, Decode, DecodeAll, Encode};
use serde_json::json;
use sp_core::{Bytes, H256};
use subxt::{
	client::{OfflineClient, OfflineClientAtBlock},
	config::substrate::{SpecVersionForRange, SubstrateConfig},
	constants, storage, ArcMetadata, Metadata,
};

/// The version of metadata that is asked for.
const METADATA_VERSION: u32 = 16;

/// The codec, by the metadata of a runtime.
pub(crate) type Codec = OfflineClientAtBlock<SubstrateConfig>;

/// The runtime of a block.
pub(crate) struct Runtime {
	pub version: RuntimeVersion,
	pub codec: Codec,
}

impl Runtime {
	/// The runtime of `block`, or of the best one.
	pub async fn fetch(
		rpc: &Rpc,
		genesis: H256,
		version: RuntimeVersion,
		block: Option<H256>,
	) -> Result<Self, Error> {
		const METHOD: &str = "state_call";
		let wanted = hex(&METADATA_VERSION.encode());
		let params = json!(["Metadata_metadata_at_version", wanted, block]);
		let answer: Bytes = rpc.ask(METHOD, params).await?;
		let metadata = Option::<(Compact<u32>, Metadata)>::decode(&mut &answer[..])
			.map_err(|error| Error::decode(METHOD, error))?
			.ok_or_else(|| {
				let reason = format!("the runtime has no metadata of version {METADATA_VERSION}");
				Error::decode(METHOD, reason)
			})?
			.1;
		Self::new(version, genesis, metadata).map_err(|reason| Error::decode(METHOD, reason))
	}

	fn new(version: RuntimeVersion, genesis: H256, metadata: Metadata) -> Result<Self, String> {
		let spec_version = version.spec_version;
		let config = SubstrateConfig::builder()
			.set_genesis_hash(genesis)
			.set_metadata_for_spec_versions([(spec_version, ArcMetadata::from(metadata))])
			.set_spec_version_for_block_ranges([SpecVersionForRange {
				block_range: 0..u64::MAX,
				spec_version,
				transaction_version: version.transaction_version,
			}])
			.build();
		let codec = OfflineClient::new_with_config(config)
			.at_block(0u64)
			.map_err(|error| error.to_string())?;
		Ok(Self { version, codec })
	}

	/// The runtime that the client was made for.
	pub fn built_in() -> Result<Self, Error> {
		const SOURCE: &str = "metadata of the SDK";
		let decode = |reason: String| Error::decode(SOURCE, reason);
		let metadata =
			|| Metadata::decode(&mut &api::METADATA[..]).map_err(|error| decode(error.to_string()));
		let unknown =
			RuntimeVersion { spec_name: String::new(), spec_version: 0, transaction_version: 0 };
		let runtime = Self::new(unknown, H256::zero(), metadata()?).map_err(decode)?;
		let address = api::constants().system().version();
		let version =
			runtime.codec.constants().entry(address).map_err(|error| decode(error.to_string()))?;
		let version = RuntimeVersion {
			spec_name: version.spec_name,
			spec_version: version.spec_version,
			transaction_version: version.transaction_version,
		};
		Self::new(version, H256::zero(), metadata()?).map_err(decode)
	}

	pub fn metadata(&self) -> &Metadata {
		self.codec.metadata_ref()
	}

	/// The error for generated code that did not go with this runtime.
	pub fn mismatch(&self, what: &str, mismatch: impl Into<Mismatch>) -> Error {
		match mismatch.into() {
			Mismatch::Incompatible => match Self::built_in() {
				Ok(sdk) => Error::Incompatible {
					what: what.to_owned(),
					sdk: Box::new(sdk.version),
					chain: Box::new(self.version.clone()),
				},
				Err(error) => error,
			},
			Mismatch::Other(reason) => Error::decode("metadata", format!("{what}: {reason}")),
		}
	}

	/// A constant of the runtime.
	pub fn constant<A: constants::Address>(&self, address: A) -> Result<A::Target, Error> {
		let what = format!("constant {}.{}", address.pallet_name(), address.constant_name());
		self.codec.constants().entry(address).map_err(|error| self.mismatch(&what, error))
	}

	/// The key of an item of the state, after a check that it is what the SDK knows.
	pub fn key<A: storage::Address>(
		&self,
		address: A,
		keys: A::KeyParts,
	) -> Result<Vec<u8>, Error> {
		let what = format!("{}.{}", address.pallet_name(), address.entry_name());
		self.codec
			.storage()
			.entry(address)
			.and_then(|entry| entry.fetch_key(keys))
			.map_err(|error| self.mismatch(&what, error))
	}
}

/// Reads an item of the state.
pub(crate) async fn read<T: Decode>(
	rpc: &Rpc,
	key: &[u8],
	block: Option<H256>,
) -> Result<Option<T>, Error> {
	const METHOD: &str = "state_getStorage";
	let value: Option<Bytes> = rpc.ask(METHOD, json!([hex(key), block])).await?;
	value
		.map(|value| T::decode_all(&mut &value[..]).map_err(|error| Error::decode(METHOD, error)))
		.transpose()
}
