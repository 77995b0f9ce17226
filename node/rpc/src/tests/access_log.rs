// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{data, finalized, result, ALICE, BOB};
use medibloc_primitives::access_log::{leaf, prove, AccessEntry, AccessLog};
use serde_json::{json, Value};
use sp_keyring::Sr25519Keyring::Alice;

#[test]
fn access_log_lists_the_entries_that_are_stored() {
	let log = result("medibloc_accessLog", json!([ALICE]));
	assert_eq!(log["block"], finalized());
	assert_eq!(log["count"], data::ENTRIES);
	assert_eq!(log["next"], Value::Null);
	let entries = log["entries"].as_array().expect("a list");
	assert_eq!(
		entries.iter().map(|entry| entry["index"].clone()).collect::<Vec<_>>(),
		(1..data::ENTRIES).map(Value::from).collect::<Vec<_>>()
	);
	assert_eq!(
		entries[1],
		json!({
			"index": 2,
			"accessor": BOB,
			"class": "Laboratory",
			"anchor": data::id(1).0.to_string(),
			"purpose": "TREAT",
			"action": "access",
			"place": "KR",
			"grant": data::id(0).0.to_string(),
			"at": data::NOW + 2_000,
		})
	);
	assert_eq!(entries[0]["anchor"], Value::Null);
}

#[test]
fn the_accumulator_proves_an_entry() {
	let answer = result("medibloc_accessLog", json!([ALICE]));
	let expected = data::access_log(Alice.to_account_id());
	assert_eq!(answer["root"], json!(expected.root()));

	let log = AccessLog {
		count: answer["count"].as_u64().expect("a number"),
		peaks: serde_json::from_value::<Vec<_>>(answer["peaks"].clone())
			.expect("hashes")
			.try_into()
			.expect("at most 64"),
	};
	assert_eq!(log, expected);
	let leaves: Vec<_> = (0..data::ENTRIES)
		.map(|index| leaf(&Alice.to_account_id(), index, &data::entry(index)))
		.collect();
	let path = prove(&leaves, 2).expect("there is such an entry");
	assert!(log.verify(2, leaves[2], &path));
	let forged = AccessEntry { at: 0, ..data::entry(2) };
	assert!(!log.verify(2, leaf(&Alice.to_account_id(), 2, &forged), &path));
}

#[test]
fn pages_of_the_log_join_up() {
	let page =
		|start: u64| result("medibloc_accessLog", json!([ALICE, { "start": start, "limit": 2 }]));
	let first = page(0);
	assert_eq!(first["entries"][0]["index"], 1);
	assert_eq!(first["next"], 3);
	let second = page(3);
	assert_eq!(second["entries"][0]["index"], 3);
	assert_eq!(second["next"], Value::Null);
	assert_eq!(page(u64::MAX)["entries"], json!([]));
}

#[test]
fn the_log_of_a_stranger_is_empty() {
	let log = result("medibloc_accessLog", json!([BOB]));
	assert_eq!(
		log,
		json!({
			"block": finalized(),
			"count": 0,
			"peaks": [],
			"root": AccessLog::default().root(),
			"entries": [],
			"next": null,
		})
	);
}
