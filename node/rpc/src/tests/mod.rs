// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod access_log;
mod batch_proof;
mod check_access;
mod consent_proof;
mod consents;
mod credential;
mod data;
mod docs;
mod errors;
mod jury;
mod lineage;
mod malformed;
mod mock;
mod params;
mod points;
mod record;
mod record_proof;
mod records;
mod rings;
mod vectors;
mod verify_record;

use crate::Medibloc;
use jsonrpsee::RpcModule;
use mock::MockClient;
use serde_json::{json, Value};
use std::sync::{Arc, LazyLock};
use tokio::runtime::Runtime;

const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const BOB: &str = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
const CHARLIE: &str = "5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y";

type Module = RpcModule<Medibloc<MockClient, mock::Block>>;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("tokio starts"));

fn module(client: MockClient) -> Module {
	Medibloc::new(Arc::new(client), 42).into_rpc().expect("each method has a name of its own")
}

/// The answer to a raw request; `None` if it is not a request at all.
fn respond(module: &Module, request: &str) -> Option<Value> {
	let (response, _) = RUNTIME.block_on(module.raw_json_request(request, 1)).ok()?;
	Some(serde_json::from_str(&response).expect("a response is JSON"))
}

fn request(method: &str, params: &Value) -> String {
	json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params }).to_string()
}

/// The result of the method.
fn result(method: &str, params: Value) -> Value {
	let response = respond(&module(MockClient::default()), &request(method, &params));
	let response = response.expect("the request is well-formed");
	response.get("result").unwrap_or_else(|| panic!("{method} {params}: {response}")).clone()
}

/// The code and the data of the error that the method gives.
fn error(method: &str, params: Value) -> (i64, Value) {
	error_of(MockClient::default(), method, params)
}

fn error_of(client: MockClient, method: &str, params: Value) -> (i64, Value) {
	let response = respond(&module(client), &request(method, &params));
	let error = response.expect("the request is well-formed")["error"].clone();
	assert!(error["message"].as_str().is_some_and(|text| !text.is_empty()), "{error}");
	(error["code"].as_i64().expect("an error has a code"), error["data"].clone())
}

fn finalized() -> Value {
	json!({ "hash": mock::hash_of(mock::Kind::Finalized), "number": mock::FINALIZED })
}
