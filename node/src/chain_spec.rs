// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The chains that the node knows by name, and those that it reads from files.

use medibloc_runtime::{
	constants::{currency, PARA_ID, SS58_PREFIX},
	WASM_BINARY,
};
use polkadot_omni_node_lib::chain_spec::Extensions;
use sc_chain_spec::Properties;
use sc_service::ChainType;
use serde_json::Value;
use std::{fs, path::Path};

/// A chain's specification.
pub type ChainSpec = sc_service::GenericChainSpec<Extensions>;

/// The relay chain of the specifications in this repository: a local one.
const RELAY_CHAIN: &str = "rococo-local";

/// The specification with this name, or in this file.
pub fn load(id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
	Ok(Box::new(match id {
		"dev" => preset(
			"MediBloc Development",
			"medibloc_dev",
			ChainType::Development,
			sp_genesis_builder::DEV_RUNTIME_PRESET,
		)?,
		"local" | "" => preset(
			"MediBloc Local",
			"medibloc_local",
			ChainType::Local,
			sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET,
		)?,
		path => read(Path::new(path))?,
	}))
}

fn runtime() -> Result<&'static [u8], String> {
	WASM_BINARY.ok_or_else(|| {
		"this node was built without a runtime (SKIP_WASM_BUILD): build it again without".into()
	})
}

fn preset(name: &str, id: &str, chain_type: ChainType, preset: &str) -> Result<ChainSpec, String> {
	let mut properties = Properties::new();
	properties.insert("tokenSymbol".into(), currency::SYMBOL.into());
	properties.insert("tokenDecimals".into(), currency::DECIMALS.into());
	properties.insert("ss58Format".into(), SS58_PREFIX.into());
	Ok(ChainSpec::builder(runtime()?, Extensions::new(RELAY_CHAIN.into(), PARA_ID))
		.with_name(name)
		.with_id(id)
		.with_chain_type(chain_type)
		.with_properties(properties)
		.with_protocol_id(id)
		.with_genesis_config_preset_name(preset)
		.build())
}

/// Reads a specification. One that holds no runtime, as those in `chain-specs/`, gets the node's own.
fn read(path: &Path) -> Result<ChainSpec, String> {
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
	let spec = serde_json::to_vec(&spec).map_err(|error| explain("is not JSON", &error))?;
	ChainSpec::from_json_bytes(spec).map_err(|error| explain("is not complete", &error))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_specs_carry_the_para_id_of_the_runtime() {
		for id in ["dev", "local"] {
			let spec = load(id).unwrap();
			assert_eq!(Extensions::try_get(&*spec).and_then(Extensions::para_id), Some(PARA_ID));
		}
	}

	#[test]
	fn an_unknown_name_is_explained() {
		let error = load("nowhere").err().unwrap();
		assert!(error.contains("cannot be read") && error.contains("`local`"), "{error}");
	}
}
