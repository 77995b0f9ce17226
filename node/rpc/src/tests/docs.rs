// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Tests of the documentation of the methods.

use super::{
	errors::{methods, ERRORS},
	mock::{hash_of, Kind, MockClient},
	module, respond,
};
use crate::types;
use serde::{de::DeserializeOwned, Serialize};
use serde_json::{json, Value};
use std::collections::BTreeSet;

const DOCS: &str = include_str!("../../../../docs/rpc.md");
const POLKADOT_JS: &str = include_str!("../../../../clients/polkadot-js/index.mjs");

fn names() -> BTreeSet<String> {
	methods().into_iter().map(|(method, ..)| format!("medibloc_{method}")).collect()
}

/// The JSON examples under the heading of each method.
fn examples() -> Vec<(String, Vec<Value>)> {
	DOCS.split("\n### `medibloc_")
		.skip(1)
		.map(|section| {
			let (name, text) = section.split_once('`').expect("the heading is closed");
			let text = text.split("\n## ").next().unwrap_or_default();
			let blocks = text.split("```json\n").skip(1).map(|block| {
				let json = block.split("```").next().unwrap_or_default();
				serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
			});
			(format!("medibloc_{name}"), blocks.collect())
		})
		.collect()
}

#[test]
fn every_method_is_documented_and_no_other() {
	let module = module(MockClient::default());
	let served: BTreeSet<_> = module.method_names().map(String::from).collect();
	assert_eq!(served, names());
	let documented: BTreeSet<_> = examples().into_iter().map(|(name, _)| name).collect();
	assert_eq!(documented, served);
}

#[test]
fn every_error_is_documented() {
	for (code, name, _) in ERRORS {
		assert!(DOCS.contains(&format!("| {code} | `{name}` |")), "{name}");
	}
}

#[test]
fn every_runtime_api_is_documented() {
	for (method, _, api) in methods() {
		assert!(DOCS.contains(api), "{method}");
	}
}

#[test]
fn documented_requests_are_well_formed() {
	let module = module(MockClient::default());
	for (name, examples) in examples() {
		let mut request = examples.first().expect("there is a request").clone();
		assert_eq!(request["method"], name);
		let params = request["params"].as_array_mut().expect("parameters are a list");
		// Examples name blocks of a real chain.
		for param in params.iter_mut() {
			if param.as_str().is_some_and(|text| text.starts_with("0x") && text.len() == 66) {
				*param = json!(hash_of(Kind::Finalized));
			}
		}
		let response = respond(&module, &request.to_string()).expect("it is a request");
		let code = response["error"]["code"].as_i64();
		assert!(code.is_none() || code == Some(9021), "{name}: {response}");
	}
}

fn assert_shape<T: DeserializeOwned + Serialize>(name: &str, result: &Value) {
	let parsed: T = serde_json::from_value(result.clone())
		.unwrap_or_else(|error| panic!("{name}: {error}: {result}"));
	assert_eq!(&json!(parsed), result, "{name}");
}

#[test]
fn documented_responses_have_the_shape_that_is_sent() {
	for (name, examples) in examples() {
		assert!(examples.len() > 1, "{name} has a response");
		for response in &examples[1..] {
			let result = &response["result"];
			match name.as_str() {
				"medibloc_credential" => assert_shape::<Option<types::Credential>>(&name, result),
				"medibloc_checkAccess" => assert_shape::<types::Access>(&name, result),
				"medibloc_consents" => assert_shape::<types::Consents>(&name, result),
				"medibloc_accessLog" => assert_shape::<types::AccessLogView>(&name, result),
				"medibloc_record" => assert_shape::<Option<types::Record>>(&name, result),
				"medibloc_lineage" => assert_shape::<Vec<types::Record>>(&name, result),
				"medibloc_records" => assert_shape::<types::Records>(&name, result),
				"medibloc_verifyRecord" => assert_shape::<bool>(&name, result),
				"medibloc_consentProof" => assert_shape::<types::ConsentProof>(&name, result),
				"medibloc_recordProof" => assert_shape::<types::RecordProof>(&name, result),
				other => panic!("{other} is not served"),
			}
		}
	}
}

#[test]
fn polkadot_js_knows_every_method_and_runtime_api() {
	for (method, _, api) in methods() {
		assert!(POLKADOT_JS.contains(&format!("\n\t\t{method}: ")), "{method}");
		let (api, function) = api.split_once('_').expect("an API and a function");
		assert!(POLKADOT_JS.contains(&format!("\n\t{api}: ")), "{api}");
		assert!(POLKADOT_JS.contains(&format!("\n\t\t\t\t{function}: ")), "{api}_{function}");
	}
}
