// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{error, finalized, result};
use serde_json::{json, Value};
use sp_core::crypto::Ss58Codec;
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie, Dave, Eve, Ferdie};

const INVALID_PARAMS: i64 = -32602;

fn address(who: Sr25519Keyring) -> String {
	who.to_account_id().to_ss58check_with_version(42u16.into())
}

fn bytes(byte: &str) -> String {
	format!("0x{}", byte.repeat(32))
}

/// The names of the ballots of a page, and the next one.
fn ballots(params: Value) -> (Vec<String>, Value) {
	let answer = result("medibloc_ballots", params);
	assert_eq!(answer["block"], finalized());
	let ballots = answer["ballots"].as_array().expect("a list").iter();
	let names = ballots.map(|ballot| ballot["id"].as_str().expect("a name").to_owned());
	(names.collect(), answer["next"].clone())
}

#[test]
fn a_jury_tells_who_decides_and_for_which_epoch_jurors_enrol() {
	let expected = json!({
		"account": address(Dave),
		"appealAuthority": address(Charlie),
		"roles": ["Practitioner", "EmergencyResponder"],
		"epoch": 8,
		"epochEndsAt": 9_000,
		"ballots": 65,
		"term": 3,
		"isLast": true,
		"block": finalized(),
	});
	assert_eq!(result("medibloc_jury", json!(["KR"])), expected);
}

#[test]
fn a_term_tells_what_it_has_and_where_it_stands() {
	let answer = result("medibloc_term", json!(["KR", 2]));
	let expected = json!({
		"firstEpoch": 4,
		"epochs": 3,
		"ballots": 20,
		"open": 0,
		"decided": 19,
		"promised": 900,
		"pot": u128::MAX.to_string(),
		"vouchers": 800,
		"redeemed": 3,
		"reward": "120000000000",
		"stage": { "kind": "Redeeming", "until": 7_000 },
		"block": finalized(),
	});
	assert_eq!(answer, expected);
	let running = result("medibloc_term", json!(["KR", 3]));
	assert_eq!(running["stage"], json!({ "kind": "Running" }));
}

#[test]
fn a_ballot_is_found_by_its_name() {
	let expected = json!({
		"id": "KR/3/0",
		"applicant": address(Eve),
		"role": "Practitioner",
		"evidence": bytes("e0"),
		"package": bytes("b0"),
		"epoch": 8,
		"fee": "50000000000000",
		"vouchers": 200,
		"serial": 9,
		"committed": 90,
		"approve": 60,
		"refuse": 20,
		"unreadable": 10,
		"stage": {
			"kind": "Decided",
			"ring": 0,
			"outcome": "Approved",
			"appeal": { "kind": "Excluded" },
		},
		"block": finalized(),
	});
	assert_eq!(result("medibloc_ballot", json!(["KR/3/0"])), expected);
}

#[test]
fn a_ballot_tells_where_it_stands() {
	let filed = json!({ "kind": "Filed", "until": 9_500 });
	for (ballot, stage) in [
		("KR/3/1", json!({ "kind": "Decided", "ring": 1, "outcome": "Refused", "appeal": filed })),
		("KR/3/2", json!({ "kind": "Dropped", "reason": "NoQuorum" })),
		(
			"KR/3/3",
			json!({
				"kind": "Voting",
				"ring": 2,
				"members": 200,
				"commitUntil": 8_000,
				"revealUntil": 8_500,
			}),
		),
		("KR/3/4", json!({ "kind": "Waiting", "turn": 4 })),
	] {
		assert_eq!(result("medibloc_ballot", json!([ballot]))["stage"], stage, "{ballot}");
	}
}

#[test]
fn ballots_are_listed_by_number() {
	for (params, first, count, next) in [
		(json!(["KR", 3]), 0u32, 64u32, json!(64)),
		(json!(["KR", 3, 64]), 64, 1, Value::Null),
		(json!(["KR", 3, 1]), 1, 64, json!(65)),
		(json!(["KR", 3, 65]), 65, 0, Value::Null),
		(json!(["KR", 3, 2, 1]), 2, 1, json!(3)),
		(json!(["KR", 3, null, 256]), 0, 65, Value::Null),
		(json!(["KR", 3, u32::MAX, 256]), 0, 0, Value::Null),
	] {
		let (found, found_next) = ballots(params.clone());
		let expected: Vec<_> =
			(first..first + count).map(|number| format!("KR/3/{number}")).collect();
		assert_eq!((found, found_next), (expected, next), "{params}");
	}
}

#[test]
fn a_listed_ballot_is_the_one_that_is_found() {
	let listed = result("medibloc_ballots", json!(["KR", 3, null, 5]));
	for ballot in listed["ballots"].as_array().expect("a list") {
		let mut found = result("medibloc_ballot", json!([ballot["id"]]));
		found.as_object_mut().expect("an object").remove("block");
		assert_eq!(found, *ballot);
	}
}

#[test]
fn the_votes_of_a_ballot_are_answered_together() {
	let expected = json!({
		"votes": [
			{
				"alias": bytes("01"),
				"commitment": bytes("c0"),
				"vote": null,
				"voucherKeys": null,
			},
			{
				"alias": bytes("02"),
				"commitment": null,
				"vote": "Refuse",
				"voucherKeys": [bytes("21"), bytes("22")],
			},
			{ "alias": bytes("03"), "commitment": null, "vote": "Unreadable", "voucherKeys": null },
		],
		"block": finalized(),
	});
	assert_eq!(result("medibloc_votes", json!(["KR/3/3"])), expected);
}

#[test]
fn a_juror_tells_the_deposit_and_the_ring_keys() {
	let expected = json!({
		"account": address(Bob),
		"deposit": "100000",
		"released": "0",
		"keys": [{ "epoch": 7, "key": bytes("71") }, { "epoch": 8, "key": bytes("81") }],
		"mark": null,
		"redeemed": 0,
		"block": finalized(),
	});
	assert_eq!(result("medibloc_juror", json!(["KR", 3, address(Bob)])), expected);
	let settled = result("medibloc_juror", json!(["KR", 2, address(Ferdie)]));
	assert_eq!((&settled["mark"], &settled["redeemed"]), (&json!(30), &json!(3)));
	assert_eq!((&settled["released"], &settled["keys"]), (&json!("10000"), &json!([])));
}

#[test]
fn jurors_are_listed_by_page() {
	let page = |params: Value| {
		let answer = result("medibloc_jurors", params);
		assert_eq!(answer["block"], finalized());
		let jurors = answer["jurors"].as_array().expect("a list").iter();
		let accounts: Vec<_> = jurors.map(|juror| juror["account"].clone()).collect();
		(accounts, answer["next"].clone())
	};
	let [bob, ferdie] = [Bob, Ferdie].map(|who| json!(address(who)));
	let both = vec![bob.clone(), ferdie.clone()];
	assert_eq!(page(json!(["KR", 3])), (both.clone(), Value::Null));
	assert_eq!(page(json!(["KR", 3, null, 2])), (both, ferdie.clone()));
	assert_eq!(page(json!(["KR", 3, null, 1])), (vec![bob.clone()], bob.clone()));
	assert_eq!(page(json!(["KR", 3, bob, 1])), (vec![ferdie.clone()], ferdie.clone()));
	assert_eq!(page(json!(["KR", 3, ferdie, 1])), (vec![], Value::Null));
	let listed = result("medibloc_jurors", json!(["KR", 3, null, 1]));
	let mut found = result("medibloc_juror", json!(["KR", 3, address(Bob)]));
	found.as_object_mut().expect("an object").remove("block");
	assert_eq!(listed["jurors"][0], found);
}

#[test]
fn redeemed_vouchers_are_listed_by_page() {
	let [one, two, three] = ["d1", "d2", "d3"].map(|byte| json!(bytes(byte)));
	for (params, aliases, next) in [
		(json!(["KR", 2]), vec![&one, &two, &three], &Value::Null),
		(json!(["KR", 2, null, 2]), vec![&one, &two], &two),
		(json!(["KR", 2, two, 2]), vec![&three], &Value::Null),
		(json!(["KR", 2, two, 1]), vec![&three], &three),
		(json!(["KR", 2, three]), vec![], &Value::Null),
	] {
		let expected = json!({ "block": finalized(), "aliases": aliases, "next": next });
		assert_eq!(result("medibloc_redeemedVouchers", params), expected);
	}
}

#[test]
fn what_there_is_not_is_null_or_an_empty_list() {
	for (method, params) in [
		("jury", json!(["DE"])),
		("term", json!(["KR", 4])),
		("ballot", json!(["KR/3/65"])),
		("juror", json!(["KR", 3, address(Eve)])),
	] {
		assert_eq!(result(&format!("medibloc_{method}"), params), Value::Null, "{method}");
	}
	for (method, params, list) in [
		("ballots", json!(["DE", 3]), "ballots"),
		("votes", json!(["KR/3/2"]), "votes"),
		("jurors", json!(["KR", 4]), "jurors"),
		("redeemedVouchers", json!(["KR", 3]), "aliases"),
	] {
		let answer = result(&format!("medibloc_{method}"), params);
		assert_eq!(answer[list], json!([]), "{method}");
		assert_eq!(answer["block"], finalized(), "{method}");
	}
}

#[test]
fn jurisdictions_terms_and_cursors_of_another_form_are_refused() {
	let who = address(Bob);
	for (method, params) in [
		("jury", json!(["kr"])),
		("jury", json!(["KOR"])),
		("term", json!(["KR", -1])),
		("term", json!(["KR", "3"])),
		("term", json!(["KR", u64::from(u32::MAX) + 1])),
		("ballot", json!([3])),
		("ballots", json!(["KR", 3, "0"])),
		("ballots", json!(["KR", 3, 0, -1])),
		("juror", json!(["Korea", 3, who])),
		("redeemedVouchers", json!(["KR", 3, "0x00"])),
	] {
		let (code, _) = error(&format!("medibloc_{method}"), params.clone());
		assert_eq!(code, INVALID_PARAMS, "{method} {params}");
	}
	let (code, data) = error("medibloc_jurors", json!(["KR", 3, "5Grwva"]));
	assert_eq!((code, &data["param"]), (9011, &json!("after")));
	let (code, data) = error("medibloc_juror", json!(["KR", 3, "5Grwva"]));
	assert_eq!((code, &data["param"]), (9011, &json!("account")));
}
