// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The examples of `docs/rpc.md`.

use crate::{methods, read, Method};
use serde_json::{json, Value};

const DOCS: &str = include_str!("../../../docs/rpc.md");

/// The text under the heading of a method.
fn section(method: &str) -> &'static str {
	let (_, section) = DOCS
		.split_once(&format!("\n### `{method}`"))
		.unwrap_or_else(|| panic!("{method} is not documented"));
	section.split("\n##").next().unwrap_or_default()
}

/// The JSON examples of a method: a request, then answers.
pub fn examples(method: &str) -> Vec<Value> {
	let blocks = section(method).split("```json\n").skip(1);
	let text = |block: &'static str| block.split("```").next().unwrap_or_default();
	blocks.map(|block| serde_json::from_str(text(block)).expect("the example is JSON")).collect()
}

/// The examples are read, and written as they are.
fn check<M: Method>() {
	let examples = examples(M::NAME);
	let (request, answers) = examples.split_first().expect("there is a request");
	assert_eq!(request["method"], M::NAME);
	let params: M =
		read(&request["params"].to_string()).unwrap_or_else(|error| panic!("{}: {error}", M::NAME));
	let by_name: M = read(&json!(params).to_string()).expect("it was written by itself");
	assert_eq!(json!(by_name), json!(params), "{}", M::NAME);

	// The documented names are those that are read, in their order.
	let list = section(M::NAME).lines().find_map(|line| line.strip_prefix("Parameters: "));
	let list = list.and_then(|line| line.split_once('.')).expect("the parameters are listed").0;
	let names: Vec<_> = list.split(", ").map(|name| name.trim_matches(['`', '?'])).collect();
	let written = json!(params.list());
	let values = written.as_array().expect("a list");
	assert_eq!(values.len(), names.len(), "{}: {names:?}", M::NAME);
	for (name, value) in names.iter().zip(values) {
		assert_eq!(json!(params)[name], *value, "{}: {name}", M::NAME);
	}

	assert!(!answers.is_empty(), "{} has an answer", M::NAME);
	for answer in answers {
		let answer = &answer["result"];
		let read: M::Answer = serde_json::from_value(answer.clone())
			.unwrap_or_else(|error| panic!("{}: {error}: {answer}", M::NAME));
		assert_eq!(json!(read), *answer, "{}", M::NAME);
	}
}

#[test]
fn documented_examples_are_read_and_written_as_they_are() {
	check::<methods::Credential>();
	check::<methods::CheckAccess>();
	check::<methods::Consents>();
	check::<methods::AccessLog>();
	check::<methods::Record>();
	check::<methods::Lineage>();
	check::<methods::Records>();
	check::<methods::VerifyRecord>();
	check::<methods::Points>();
	check::<methods::Cohort>();
	check::<methods::Ring>();
	check::<methods::Jury>();
	check::<methods::Term>();
	check::<methods::Ballot>();
	check::<methods::Ballots>();
	check::<methods::Votes>();
	check::<methods::Juror>();
	check::<methods::Jurors>();
	check::<methods::RedeemedVouchers>();
	check::<methods::ConsentProof>();
	check::<methods::RecordProof>();
	check::<methods::BatchProof>();
	assert_eq!(DOCS.matches("\n### `medibloc_").count(), 22);
}
