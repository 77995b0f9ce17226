// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Chain specifications: of the chains known by name, and of files.

use crate::host::{Genesis, GenesisConfig, Host};
use medibloc_runtime::{
	constants::{currency, PARA_ID, SS58_PREFIX},
	WASM_BINARY,
};
use polkadot_omni_node_lib::chain_spec::Extensions;
use sc_chain_spec::{GetExtension, Properties};
use sc_network::config::MultiaddrWithPeerId;
use sc_service::ChainType;
use sc_telemetry::TelemetryEndpoints;
use serde_json::Value;
use sp_core::storage::Storage;
use sp_runtime::BuildStorage;
use std::{collections::BTreeMap, fs, path::Path};

type GenericChainSpec = sc_service::GenericChainSpec<Extensions>;

/// A chain's specification: the SDK's, with a genesis state that is not built twice.
#[derive(Clone)]
pub struct ChainSpec {
	spec: GenericChainSpec,
	/// The builder of the genesis state, unless the specification holds it.
	genesis: Option<Genesis>,
}

impl BuildStorage for ChainSpec {
	fn assimilate_storage(&self, storage: &mut Storage) -> Result<(), String> {
		match &self.genesis {
			Some(genesis) => genesis.assimilate_storage(storage),
			None => self.spec.assimilate_storage(storage),
		}
	}
}

impl sc_service::ChainSpec for ChainSpec {
	fn name(&self) -> &str {
		self.spec.name()
	}

	fn id(&self) -> &str {
		self.spec.id()
	}

	fn chain_type(&self) -> ChainType {
		self.spec.chain_type()
	}

	fn boot_nodes(&self) -> &[MultiaddrWithPeerId] {
		self.spec.boot_nodes()
	}

	fn telemetry_endpoints(&self) -> &Option<TelemetryEndpoints> {
		sc_service::ChainSpec::telemetry_endpoints(&self.spec)
	}

	fn protocol_id(&self) -> Option<&str> {
		self.spec.protocol_id()
	}

	fn fork_id(&self) -> Option<&str> {
		self.spec.fork_id()
	}

	fn properties(&self) -> Properties {
		self.spec.properties()
	}

	fn extensions(&self) -> &dyn GetExtension {
		sc_service::ChainSpec::extensions(&self.spec)
	}

	fn extensions_mut(&mut self) -> &mut dyn GetExtension {
		sc_service::ChainSpec::extensions_mut(&mut self.spec)
	}

	fn add_boot_node(&mut self, addr: MultiaddrWithPeerId) {
		self.spec.add_boot_node(addr);
	}

	fn as_json(&self, raw: bool) -> Result<String, String> {
		self.spec.as_json(raw)
	}

	fn as_storage_builder(&self) -> &dyn BuildStorage {
		self
	}

	fn cloned_box(&self) -> Box<dyn sc_service::ChainSpec> {
		Box::new(self.clone())
	}

	fn set_storage(&mut self, storage: Storage) {
		self.genesis = None;
		sc_service::ChainSpec::set_storage(&mut self.spec, storage);
	}

	fn code_substitutes(&self) -> BTreeMap<String, Vec<u8>> {
		sc_service::ChainSpec::code_substitutes(&self.spec)
	}
}

/// The relay chain of the specifications in this repository: a local one.
const RELAY_CHAIN: &str = "rococo-local";

/// The specification with this name, or in this file.
pub fn load(id: &str, host: &Host) -> Result<Box<dyn sc_service::ChainSpec>, String> {
	Ok(Box::new(match id {
		"dev" => preset(
			host,
			"MediBloc Development",
			"medibloc_dev",
			ChainType::Development,
			sp_genesis_builder::DEV_RUNTIME_PRESET,
		)?,
		"local" | "" => preset(
			host,
			"MediBloc Local",
			"medibloc_local",
			ChainType::Local,
			sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET,
		)?,
		path => read(host, Path::new(path))?,
	}))
}

fn runtime() -> Result<&'static [u8], String> {
	WASM_BINARY.ok_or_else(|| {
		"this node was built without a runtime (SKIP_WASM_BUILD): build it again without".into()
	})
}

fn preset(
	host: &Host,
	name: &str,
	id: &str,
	chain_type: ChainType,
	preset: &str,
) -> Result<ChainSpec, String> {
	let code = runtime()?;
	let mut properties = Properties::new();
	properties.insert("tokenSymbol".into(), currency::SYMBOL.into());
	properties.insert("tokenDecimals".into(), currency::DECIMALS.into());
	properties.insert("ss58Format".into(), SS58_PREFIX.into());
	let spec = GenericChainSpec::builder(code, Extensions::new(RELAY_CHAIN.into(), PARA_ID))
		.with_name(name)
		.with_id(id)
		.with_chain_type(chain_type)
		.with_properties(properties)
		.with_protocol_id(id)
		.with_genesis_config_preset_name(preset)
		.build();
	let config = GenesisConfig::Preset(preset.into());
	Ok(ChainSpec { spec, genesis: Some(Genesis { code: code.into(), config, host: host.clone() }) })
}

/// Reads a specification. One that holds no runtime, as those in `chain-specs/`, gets the node's own.
fn read(host: &Host, path: &Path) -> Result<ChainSpec, String> {
	let explain = |what: &str, error: &dyn std::fmt::Display| {
		format!(
			"the chain specification `{}` {what}: {error}. Name `dev`, `local` or a JSON file made \
			 by `export-chain-spec` or `chain-spec-builder`",
			path.display()
		)
	};
	let text = fs::read(path).map_err(|error| explain("cannot be read", &error))?;
	let mut spec: Value =
		serde_json::from_slice(&text).map_err(|error| explain("is not JSON", &error))?;
	if let Some(genesis) =
		spec.pointer_mut("/genesis/runtimeGenesis").and_then(Value::as_object_mut)
	{
		if !genesis.contains_key("code") {
			let code = format!("0x{}", hex::encode(runtime()?));
			genesis.insert("code".into(), code.into());
		}
	}
	let genesis = genesis(host, &spec);
	let spec = serde_json::to_vec(&spec).map_err(|error| explain("is not JSON", &error))?;
	let spec = GenericChainSpec::from_json_bytes(spec)
		.map_err(|error| explain("is not complete", &error))?;
	Ok(ChainSpec { spec, genesis })
}

/// The builder of a specification's genesis state. One that holds the state, or is wrong, is left
/// to the SDK.
fn genesis(host: &Host, spec: &Value) -> Option<Genesis> {
	let genesis = spec.pointer("/genesis/runtimeGenesis")?;
	let code = hex::decode(genesis.get("code")?.as_str()?.strip_prefix("0x")?).ok()?;
	let config = match (genesis.get("patch"), genesis.get("config")) {
		(Some(patch), None) => GenesisConfig::Patch(patch.clone()),
		(None, Some(config)) => GenesisConfig::Full(config.clone()),
		_ => return None,
	};
	Some(Genesis { code, config, host: host.clone() })
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::cache::CacheArgs;
	use serde_json::json;

	fn host() -> Host {
		Host::new(CacheArgs { cache_path: None, no_cache: true }.cache())
	}

	#[test]
	fn a_genesis_that_is_built_is_recognised_and_any_other_left_to_the_sdk() {
		let found = |spec: Value| genesis(&host(), &spec);
		let of = |genesis: Value| json!({ "genesis": { "runtimeGenesis": genesis } });
		let patch = found(of(json!({ "code": "0x0102", "patch": { "a": 1 } }))).unwrap();
		assert_eq!(patch.code, [1, 2]);
		assert!(matches!(patch.config, GenesisConfig::Patch(value) if value == json!({ "a": 1 })));
		let full = found(of(json!({ "code": "0x", "config": {} }))).unwrap();
		assert!(matches!(full.config, GenesisConfig::Full(_)));
		for other in [
			json!({ "code": "0102", "patch": {} }),
			json!({ "code": "0x01" }),
			json!({ "code": "0x01", "patch": {}, "config": {} }),
			json!({ "patch": {} }),
		] {
			assert!(found(of(other)).is_none());
		}
		assert!(found(json!({ "genesis": { "raw": {} } })).is_none());
	}

	#[test]
	fn the_specs_carry_the_para_id_of_the_runtime() {
		for id in ["dev", "local"] {
			let spec = load(id, &host()).unwrap();
			assert_eq!(Extensions::try_get(&*spec).and_then(Extensions::para_id), Some(PARA_ID));
		}
	}

	#[test]
	fn an_unknown_name_is_explained() {
		let error = load("nowhere", &host()).err().unwrap();
		assert!(error.contains("cannot be read") && error.contains("`local`"), "{error}");
	}
}
