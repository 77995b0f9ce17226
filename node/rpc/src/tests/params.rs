// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Parameters that a method does not have.

use super::{errors::methods, finalized, mock::MockClient, module, request, respond, result, BOB};
use serde_json::{json, Map, Value};

const DOCS: &str = include_str!("../../../../docs/rpc.md");
const INVALID_PARAMS: i64 = -32602;

/// The documented names of the parameters.
fn names(method: &str) -> Vec<&'static str> {
	let (_, section) =
		DOCS.split_once(&format!("### `medibloc_{method}`")).expect("the method is documented");
	let list = section.lines().find_map(|line| line.strip_prefix("Parameters: "));
	let (list, _) = list.and_then(|line| line.split_once('.')).expect("they are listed");
	list.split(", ").map(|name| name.trim_matches(['`', '?'])).collect()
}

/// A good request, by name.
fn by_name(method: &str, params: &[Value]) -> Map<String, Value> {
	let mut params = params.to_vec();
	params.push(finalized()["hash"].clone());
	let names = names(method);
	assert_eq!(names.len(), params.len(), "{method}");
	names.into_iter().map(String::from).zip(params).collect()
}

/// The message of the refusal, which the data repeat.
fn refused(method: &str, params: &Value) -> String {
	let sent = request(&format!("medibloc_{method}"), params);
	let response = respond(&module(MockClient::default()), &sent).expect("it is a request");
	let error = &response["error"];
	assert_eq!(error["code"], INVALID_PARAMS, "{sent}: {response}");
	let message = error["message"].as_str().expect("a text").to_owned();
	assert!(message.contains(&format!("`medibloc_{method}`")), "{message}");
	assert!(message.ends_with(error["data"].as_str().expect("a text")), "{response}");
	message
}

/// The result or the typed error, which is the same for both ways of asking.
fn answer(method: &str, params: &Value) -> Value {
	let sent = request(&format!("medibloc_{method}"), params);
	respond(&module(MockClient::default()), &sent).expect("it is a request")
}

#[test]
fn every_method_takes_its_parameters_by_name() {
	for (method, params, _) in methods() {
		let named = by_name(method, &params);
		let mut in_order = params.clone();
		in_order.push(finalized()["hash"].clone());
		let found = answer(method, &json!(named));
		assert_eq!(found, answer(method, &json!(in_order)), "{method}");
		assert_ne!(found["error"]["code"], INVALID_PARAMS, "{method}");
	}
}

#[test]
fn every_method_refuses_an_unknown_name_and_tells_it() {
	for (method, params, _) in methods() {
		let good = by_name(method, &params);
		let mut more = good.clone();
		more.insert("limits".into(), json!(1));
		assert!(refused(method, &json!(more)).contains("unknown field `limits`"), "{method}");
		for name in good.keys() {
			let misspelt = format!("{name}s");
			let mut params = good.clone();
			let value = params.remove(name).expect("it is one of them");
			params.insert(misspelt.clone(), value);
			let message = refused(method, &json!(params));
			assert!(message.contains(&format!("unknown field `{misspelt}`")), "{message}");
			assert!(message.contains(&format!("`{name}`")), "{message}");
		}
	}
}

#[test]
fn every_method_refuses_more_parameters_than_it_has() {
	for (method, mut params, _) in methods() {
		params.extend([finalized()["hash"].clone(), Value::Null]);
		let message = refused(method, &json!(params));
		let count = params.len();
		let told = format!("{count} parameters, of at most {}: ", count - 1);
		assert!(message.contains(&told), "{message}");
	}
}

#[test]
fn a_missing_parameter_is_told() {
	for (method, ..) in methods() {
		let first = names(method)[0];
		for none in [json!([]), json!({})] {
			let message = refused(method, &none);
			assert!(message.contains(&format!("missing field `{first}`")), "{message}");
		}
		let bare = format!(r#"{{"jsonrpc":"2.0","id":1,"method":"medibloc_{method}"}}"#);
		let response = respond(&module(MockClient::default()), &bare).expect("it is a request");
		assert_eq!(response["error"]["code"], INVALID_PARAMS);
	}
}

#[test]
fn unknown_names_within_a_parameter_are_refused_with_the_parameter() {
	let request = json!({ "class": "Dental", "purpose": "TREAT", "action": "access", "at": 1 });
	let message = refused("checkAccess", &json!([BOB, BOB, request]));
	assert!(message.contains("`request`: unknown field `at`"), "{message}");
	for (method, params) in [
		("consents", json!([BOB, { "form": 1 }])),
		("accessLog", json!([BOB, { "form": 1 }])),
		("records", json!([BOB, { "form": 1 }])),
		("lineage", json!([BOB, "1", { "form": 1 }])),
	] {
		let message = refused(method, &params);
		assert!(message.contains("`page`: unknown field `form`"), "{message}");
	}
}

#[test]
fn optional_parameters_can_be_left_out_or_null() {
	let expected = result("medibloc_credential", json!([BOB, "Practitioner"]));
	for params in [
		json!([BOB, "Practitioner", null]),
		json!({ "role": "Practitioner", "holder": BOB }),
		json!({ "role": "Practitioner", "holder": BOB, "at": null }),
	] {
		assert_eq!(result("medibloc_credential", params), expected);
	}
}
