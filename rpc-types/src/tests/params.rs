// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Reading of parameters, and what is refused.

use super::{ALICE, BOB};
use crate::{methods, read, Account, Id, Method, RecordPage, Subject};
use medibloc_primitives::{credential::Role, ItemId};
use serde_json::{json, Value};

fn refusal<M: Method>(params: Value) -> String {
	match read::<M>(&params.to_string()) {
		Err(error) => error.to_string(),
		Ok(_) => panic!("{params} was read"),
	}
}

fn contains(text: &str, parts: &[&str]) {
	for part in parts {
		assert!(text.contains(part), "`{part}` is not in: {text}");
	}
}

#[test]
fn names_and_order_say_the_same() {
	let by_name = json!({ "subject": ALICE, "id": "7", "page": { "limit": 3 } });
	let in_order = json!([ALICE, "7", { "limit": 3 }]);
	let expected = methods::Lineage {
		subject: Subject::Account(Account::from(ALICE)),
		id: Id::from(ItemId(7)),
		page: Some(RecordPage { after: None, limit: Some(3) }),
		at: None,
	};
	assert_eq!(read(&by_name.to_string()).ok(), Some(expected.clone()));
	assert_eq!(read(&in_order.to_string()).ok(), Some(expected.clone()));
	let written = serde_json::to_string(&expected.list()).unwrap();
	assert_eq!(read(&written).ok(), Some(expected.clone()));
	assert_eq!(read(&serde_json::to_string(&expected).unwrap()).ok(), Some(expected));
}

#[test]
fn what_is_left_out_or_null_is_none() {
	let expected =
		methods::Credential { holder: Account::from(BOB), role: Role::Insurer, at: None };
	for json in [
		json!([BOB, "Insurer"]),
		json!([BOB, "Insurer", null]),
		json!({ "holder": BOB, "role": "Insurer" }),
		json!({ "at": null, "role": "Insurer", "holder": BOB }),
	] {
		assert_eq!(read(&json.to_string()).ok(), Some(expected.clone()), "{json}");
	}
}

#[test]
fn an_unknown_name_is_told_with_those_that_exist() {
	let text = refusal::<methods::Credential>(json!({ "hodler": BOB, "role": "Insurer" }));
	contains(&text, &["unknown field `hodler`", "`holder`", "`role`", "`at`"]);
	let text = refusal::<methods::Records>(json!({ "subject": ALICE, "pages": {} }));
	contains(&text, &["unknown field `pages`", "`page`"]);
	let text = refusal::<methods::Records>(json!([ALICE, { "start": 1 }]));
	contains(&text, &["`page`: unknown field `start`", "`after` or `limit`"]);
}

#[test]
fn a_name_given_twice_is_refused() {
	let text = read::<methods::Credential>(&format!(
		r#"{{ "holder": "{BOB}", "holder": "{ALICE}", "role": "Insurer" }}"#
	));
	contains(&text.unwrap_err().to_string(), &["duplicate field `holder`"]);
	let text = read::<methods::Records>(&format!(r#"["{ALICE}", {{ "limit": 1, "limit": 2 }}]"#));
	contains(&text.unwrap_err().to_string(), &["`page`: duplicate field `limit`"]);
}

#[test]
fn too_many_are_refused_with_those_that_exist() {
	let text = refusal::<methods::Credential>(json!([BOB, "Insurer", null, null]));
	contains(&text, &["4 parameters, of at most 3: `holder`, `role`, `at`"]);
}

#[test]
fn a_missing_one_is_told() {
	contains(&refusal::<methods::Credential>(json!([])), &["missing field `holder`"]);
	contains(&refusal::<methods::Credential>(json!([BOB])), &["missing field `role`"]);
	contains(&refusal::<methods::Credential>(json!({ "holder": BOB })), &["missing field `role`"]);
}

#[test]
fn one_of_the_wrong_type_is_told() {
	let text = refusal::<methods::Credential>(json!([BOB, "Doctor"]));
	contains(&text, &["`role`: unknown variant `Doctor`", "`Practitioner`"]);
	contains(&refusal::<methods::Record>(json!([ALICE, null])), &["`id`: ", "an id as a decimal"]);
	contains(
		&refusal::<methods::Record>(json!([7, "1"])),
		&[r#"`subject`: "#, r#"an account, {"account": ".."} or {"pseudonym": "0x.."}"#],
	);
}

#[test]
fn neither_a_list_nor_an_object_is_refused() {
	for json in [json!(null), json!(7), json!("x"), json!(true)] {
		contains(&refusal::<methods::Credential>(json), &["expected a sequence"]);
	}
	assert!(read::<methods::Credential>("").is_err());
	assert!(read::<methods::Credential>("[").is_err());
	assert!(read::<methods::Credential>("[] []").is_err());
}
