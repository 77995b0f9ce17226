// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Fuzzing of the methods: whatever is sent, the node answers with a documented error and never
//! panics. A panic in a method would show as the code -32603.

use super::{
	errors::{methods, ERRORS},
	mock::MockClient,
	module, request, respond, Module,
};
use medibloc_primitives::Jurisdiction;
use proptest::{
	collection::vec,
	prelude::*,
	test_runner::{Config, TestCaseError, TestRunner},
};
use serde_json::{json, Value};

const CASES: u32 = 1_000;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;

/// JSON of any shape, with words that the methods know among the others.
fn any_json() -> impl Strategy<Value = Value> {
	// No account: those in hexadecimal have 64 digits.
	let word = prop_oneof![
		any::<String>().boxed(),
		"[1-9A-HJ-NP-Za-km-z]{0,80}".boxed(),
		"(0x)?[0-9a-f]{0,63}".boxed(),
		"(0x)?[0-9a-f]{65,70}".boxed(),
		Just("1".repeat(100_000)).boxed(),
	];
	let leaf = prop_oneof![
		Just(Value::Null),
		any::<bool>().prop_map(Value::from),
		any::<i64>().prop_map(Value::from),
		any::<u64>().prop_map(Value::from),
		any::<f64>().prop_map(Value::from),
		word.prop_map(Value::from),
	];
	leaf.prop_recursive(4, 16, 4, |inner| {
		let name = prop_oneof![
			proptest::sample::select(vec![
				"account",
				"pseudonym",
				"class",
				"anchor",
				"purpose",
				"action",
				"start",
				"limit",
				"after",
				"index",
				"commitment",
				"path",
				"patient",
				"subject",
				"id",
				"at",
				"cohort",
				"persons",
				"vouchers",
				"year",
				"month",
				"term",
				"jurisdiction",
				"ballot",
			])
			.prop_map(String::from),
			any::<String>(),
		];
		prop_oneof![
			vec(inner.clone(), 0..4).prop_map(Value::from),
			vec((name, inner), 0..4).prop_map(|fields| fields.into_iter().collect()),
		]
	})
}

fn fail(problem: impl std::fmt::Display) -> TestCaseError {
	TestCaseError::fail(problem.to_string())
}

/// The code of the error, which must be documented, or `None` for a result.
fn code(response: &Value) -> Result<Option<i64>, TestCaseError> {
	if response.get("result").is_some() {
		return Ok(None);
	}
	let error = &response["error"];
	let code = error["code"].as_i64().ok_or_else(|| fail(response))?;
	let documented = match ERRORS.iter().find(|(listed, ..)| *listed == code) {
		Some((_, name, _)) => error["data"]["error"] == *name,
		None => [INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS].contains(&code),
	};
	if documented && error["message"].as_str().is_some_and(|text| !text.is_empty()) {
		Ok(Some(code))
	} else {
		Err(fail(response))
	}
}

fn run<S: Strategy>(strategy: S, test: impl Fn(&Module, S::Value) -> Result<(), TestCaseError>) {
	let module = module(MockClient::default());
	let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
	TestRunner::new(config)
		.run(&strategy, |input| test(&module, input))
		.unwrap_or_else(|error| panic!("{error}"));
}

/// Whether this happens to be an id (any integer, or a string of digits), a country (two capital letters),
/// or an account or a hash (32 bytes in hexadecimal digits).
fn may_be_right(junk: &Value) -> bool {
	let is_hex =
		|digits: &str| digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
	junk.is_u64()
		|| junk.as_str().is_some_and(|text| {
			text.parse::<u64>().is_ok()
				|| text.parse::<Jurisdiction>().is_ok()
				|| text.strip_prefix("0x").is_some_and(is_hex)
		})
}

#[test]
fn a_parameter_replaced_by_junk_is_rejected() {
	for (method, params, _) in methods() {
		let name = format!("medibloc_{method}");
		let good = params.iter().filter(|param| !param.is_null()).count();
		run((0..good, any_json()), |module, (position, junk)| {
			let mut params = params.clone();
			params[position] = junk;
			let sent = request(&name, &json!(params));
			let response = respond(module, &sent).ok_or_else(|| fail(&sent))?;
			let rejected = code(&response)?.is_some();
			if rejected || may_be_right(&params[position]) {
				Ok(())
			} else {
				Err(fail(format!("{sent} gave {response}")))
			}
		});
	}
}

#[test]
fn parameters_of_any_shape_are_answered_without_a_panic() {
	for (method, params, _) in methods() {
		let name = format!("medibloc_{method}");
		run(any_json(), |module, junk| {
			let sent = request(&name, &junk);
			// One parameter may happen to be right.
			let given = junk.as_array().and_then(|list| list.first()).or(junk.get("batch"));
			let is_junk = params.len() > 1 || !given.is_some_and(may_be_right);
			// A request whose parameters are no list or object is none, which the server answers.
			match respond(module, &sent) {
				Some(response) if code(&response)?.is_none() && is_junk => Err(fail(sent)),
				_ => Ok(()),
			}
		});
	}
}

#[test]
fn requests_with_damaged_bytes_are_answered_without_a_panic() {
	for (method, params, _) in methods() {
		let good = request(&format!("medibloc_{method}"), &json!(params));
		let damage = vec((any::<prop::sample::Index>(), 0x20u8..0x7f), 1..6);
		run(damage, |module, damage| {
			let mut bytes = good.clone().into_bytes();
			for (position, byte) in damage {
				let position = position.index(bytes.len());
				bytes[position] = byte;
			}
			let sent = String::from_utf8(bytes).map_err(fail)?;
			respond(module, &sent).map_or(Ok(()), |response| code(&response).map(|_| ()))
		});
	}
}
