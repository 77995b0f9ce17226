// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Decoding of the answers that `docs/rpc.md` shows, and refusal of what differs from them.

use super::mock::Node;
use crate::client::{Client, Error, Signer};
use medibloc_primitives::{
	consent::{AccessQuery, Action, DenyReason, Effect, Grantee, Purpose, Scope, Verdict},
	credential::{CredentialState, Role},
	record::{Opinion, RecordClass, Source, Subject},
	ItemId, Jurisdiction,
};
use serde_json::{json, Value};
use sp_core::{crypto::AccountId32, H256};

const DOCS: &str = include_str!("../../../../docs/rpc.md");

/// The results that are shown for a method.
fn results(method: &str) -> Vec<Value> {
	let (_, section) = DOCS.split_once(&format!("\n### `{method}`")).unwrap();
	let section = section.split("\n##").next().unwrap();
	section
		.split("```json\n")
		.skip(1)
		.map(|block| serde_json::from_str(block.split("```").next().unwrap()).unwrap())
		.filter_map(|block: Value| block.get("result").cloned())
		.collect()
}

fn account(path: &str) -> AccountId32 {
	Signer::dev(path).unwrap().account()
}

async fn answering(method: &str, result: Value) -> (Node, Client) {
	let node = Node::new();
	let client = node.connect().await;
	node.json(method, result);
	(node, client)
}

fn request() -> AccessQuery {
	AccessQuery {
		class: RecordClass::Laboratory,
		anchor: Some(ItemId(5)),
		purpose: Purpose::Treat,
		action: Action::Access,
		place: Some(Jurisdiction(*b"KR")),
	}
}

async fn check(result: Value) -> Result<Verdict, Error> {
	let (_node, client) = answering("medibloc_checkAccess", result).await;
	let (alice, bob) = (account("//Alice"), account("//Bob"));
	client.consent().check_access(&alice, &bob, &request(), None).await.map(|access| access.verdict)
}

#[tokio::test]
async fn requests_are_written_as_documented() {
	let (node, client) = answering("medibloc_checkAccess", json!(null)).await;
	node.rule("medibloc_checkAccess", |params| {
		let (alice, bob) = (account("//Alice"), account("//Bob"));
		let request = json!({
			"class": "Laboratory",
			"anchor": "5",
			"purpose": "TREAT",
			"action": "access",
			"place": "KR",
		});
		assert_eq!(params, [json!(alice), json!(bob), request, json!(1), json!(null)]);
		super::mock::Answer::Json(results("medibloc_checkAccess")[0].clone())
	});
	let (alice, bob) = (account("//Alice"), account("//Bob"));
	let access = client.consent().check_access(&alice, &bob, &request(), Some(1)).await.unwrap();
	assert_eq!(access.block.number, 42);

	node.rule("medibloc_record", |params| {
		assert_eq!(params, [json!({ "account": account("//Alice") }), json!("5"), json!(null)]);
		super::mock::Answer::Json(json!(null))
	});
	let about = Subject::Account(alice);
	assert_eq!(client.records().record(&about, ItemId(5)).await.unwrap(), None);
}

#[tokio::test]
async fn the_answers_on_access_are_understood() {
	let [permit, deny] = &results("medibloc_checkAccess")[..] else { panic!("two examples") };
	let Verdict::Permit { grant, obligations } = check(permit.clone()).await.unwrap() else {
		panic!("a permit")
	};
	assert_eq!(grant, ItemId(7687991459881943042));
	assert!(obligations.no_reshare);
	assert_eq!(obligations.place, Some(Jurisdiction(*b"KR")));
	assert_eq!(check(deny.clone()).await.unwrap(), Verdict::Deny(DenyReason::Expired));
	let mut own = permit.clone();
	own["grant"] = json!(null);
	own["obligations"] = json!(null);
	assert_eq!(check(own).await.unwrap(), Verdict::Own);
	let mut unknown = deny.clone();
	unknown["reason"] = json!(null);
	unknown["known"] = json!(false);
	assert_eq!(check(unknown).await.unwrap(), Verdict::Unknown);
}

#[tokio::test]
async fn an_answer_that_is_neither_yes_nor_no_is_an_error() {
	let [permit, deny] = &results("medibloc_checkAccess")[..] else { panic!("two examples") };
	let changed = |base: &Value, field: &str, value: Value| {
		let mut answer = base.clone();
		answer[field] = value;
		answer
	};
	for nonsense in [
		changed(permit, "reason", json!("Expired")),
		changed(permit, "obligations", json!(null)),
		changed(permit, "permit", json!(false)),
		changed(permit, "grant", json!("seven")),
		changed(deny, "permit", json!(true)),
		changed(deny, "reason", json!(null)),
		changed(deny, "reason", json!("Whim")),
		changed(deny, "known", json!(false)),
		changed(permit, "known", json!(false)),
		json!({}),
	] {
		match check(nonsense.clone()).await {
			Err(Error::Decode { method: "medibloc_checkAccess", .. }) => {},
			other => panic!("{nonsense}: {other:?}"),
		}
	}
}

#[tokio::test]
async fn the_answer_on_a_credential_is_understood() {
	const METHOD: &str = "medibloc_credential";
	let (_node, client) = answering(METHOD, results(METHOD)[0].clone()).await;
	let bob = account("//Bob");
	let found = client.credentials().credential(&bob, Role::Practitioner).await.unwrap().unwrap();
	assert_eq!((found.serial, found.role, found.holder), (7, Role::Practitioner, bob));
	assert_eq!((found.issuer, found.state), (account("//Charlie"), CredentialState::Active));
	assert_eq!(found.expires_at, 1821536000000);
}

#[tokio::test]
async fn the_answer_on_consents_is_understood() {
	const METHOD: &str = "medibloc_consents";
	let (_node, client) = answering(METHOD, results(METHOD)[0].clone()).await;
	let page = client.consent().page(&account("//Alice"), None, 1).await.unwrap();
	let bob = || Grantee::Account(account("//Bob"));
	assert_eq!((page.block.number, page.next.clone()), (42, Some(bob())));
	let [consent] = &page.items[..] else { panic!("{page:?}") };
	assert_eq!(consent.grantee, bob());
	let request = consent.request.as_ref().unwrap();
	assert_eq!((request.terms.max_uses, request.requested_at), (None, 1790000000000));
	let [grant] = &consent.grants[..] else { panic!("{consent:?}") };
	assert_eq!((grant.used, grant.deposit.amount), (5, 250_000_000_000));
	assert_eq!((grant.terms.effect, grant.terms.max_uses), (Effect::Permit, Some(10)));
	assert!(grant.terms.actions.contains(&Action::Use));
	let Scope::Selected { classes, anchors } = &grant.terms.scope else { panic!("{grant:?}") };
	assert!(classes.contains(&RecordClass::Laboratory));
	assert!(anchors.contains(&ItemId(7687991464176910338)));

	for (path, value) in [
		("/consents/0/grants/0/deposit/amount", json!("much")),
		("/consents/0/grants/0/deposit/payer", json!("nobody")),
		("/consents/0/grants/0/id", json!("-1")),
		(
			"/consents/0/grants/0/terms/scope/anchors",
			json!(["1", "2", "3", "4", "5", "6", "7", "8", "9"]),
		),
		("/consents/0/grants/0/terms/purposes", json!(["WHIM"])),
		("/consents/0/grantee", json!({ "nobody": "x" })),
		// Terms that are not those that their hash names.
		("/consents/0/request/terms/maxUses", json!(3)),
		("/consents/0/request/termsHash", json!(format!("0x{}", "00".repeat(32)))),
		("/next", json!(1)),
	] {
		let mut answer = results(METHOD)[0].clone();
		*answer.pointer_mut(path).unwrap() = value;
		let (_node, client) = answering(METHOD, answer).await;
		match client.consent().page(&account("//Alice"), None, 1).await {
			Err(Error::Decode { method: METHOD, .. }) => {},
			other => panic!("{path}: {other:?}"),
		}
	}
}

#[tokio::test]
async fn the_answer_on_an_access_log_is_understood_and_its_root_checked() {
	const METHOD: &str = "medibloc_accessLog";
	let shown = results(METHOD)[0].clone();
	let (node, client) = answering(METHOD, shown.clone()).await;
	let page = client.consent().access_log(&account("//Alice"), 0, 1).await.unwrap();
	assert_eq!((page.log.count, page.next), (5, Some(2)));
	let [(1, entry)] = &page.entries[..] else { panic!("{page:?}") };
	assert_eq!((&entry.accessor, entry.at), (&account("//Bob"), 1790000001000));
	for (field, value) in [("count", json!(6)), ("root", json!(H256::zero()))] {
		let mut answer = shown.clone();
		answer[field] = value;
		node.json(METHOD, answer);
		match client.consent().access_log(&account("//Alice"), 0, 1).await {
			Err(Error::Decode { method: METHOD, .. }) => {},
			other => panic!("{field}: {other:?}"),
		}
	}
}

#[tokio::test]
async fn the_answers_on_records_are_understood() {
	let about = Subject::Account(account("//Alice"));
	let (_node, client) = answering("medibloc_record", results("medibloc_record")[0].clone()).await;
	let record = client.records().record(&about, ItemId(1)).await.unwrap().unwrap();
	assert_eq!(record.id, ItemId(7687991464176910338));
	assert_eq!((record.source, record.author), (Source::Clinician(7), Some(account("//Bob"))));
	assert_eq!(record.opinion, Some((Opinion::Acknowledged, 1790000010000)));
	assert_eq!((record.co_signers, record.successor), (vec![8], Some(ItemId(7687991468471877634))));

	const LINEAGE: &str = "medibloc_lineage";
	let (_node, client) = answering(LINEAGE, results(LINEAGE)[0].clone()).await;
	let page = client.records().lineage_page(&about, ItemId(1), None, 64).await.unwrap();
	assert_eq!((page.block.number, page.items.len(), page.next), (42, 2, None));

	const PAGE: &str = "medibloc_records";
	let (_node, client) = answering(PAGE, results(PAGE)[0].clone()).await;
	let page = client.records().page(&about, None, 1).await.unwrap();
	assert_eq!((page.items.len(), page.next), (1, Some(ItemId(7687991472766844930))));

	for (kind, source) in [
		(json!({ "kind": "Device" }), Source::Device),
		(json!({ "kind": "Patient" }), Source::Patient),
		(json!({ "kind": "Import" }), Source::Import),
		(json!({ "kind": "ProviderImport", "serial": 3 }), Source::ProviderImport(3)),
	] {
		let mut answer = results("medibloc_record")[0].clone();
		answer["source"] = kind;
		let (_node, client) = answering("medibloc_record", answer).await;
		let record = client.records().record(&about, ItemId(1)).await.unwrap().unwrap();
		assert_eq!(record.source, source);
	}
	let mut answer = results("medibloc_record")[0].clone();
	answer["predecessor"] = json!("x");
	let (_node, client) = answering("medibloc_record", answer).await;
	match client.records().record(&about, ItemId(1)).await {
		Err(Error::Decode { method: "medibloc_record", reason }) => {
			assert_eq!(reason, "`x` is not an id");
		},
		other => panic!("{other:?}"),
	}
}

#[tokio::test]
async fn a_lineage_is_read_to_both_ends_from_one_block() {
	const METHOD: &str = "medibloc_lineage";
	const VERSIONS: u64 = 10;
	let node = Node::new();
	let client = node.connect().await;
	let shown = results(METHOD)[0].clone();
	let record = move |number: u64| {
		let mut record = shown["records"][0].clone();
		record["id"] = json!(number.to_string());
		record["predecessor"] = json!((number > 1).then(|| (number - 1).to_string()));
		record["successor"] = json!((number < VERSIONS).then(|| (number + 1).to_string()));
		record
	};
	let block = json!({ "hash": H256::repeat_byte(5), "number": 42 });
	// Pages of three, whatever is asked for.
	node.rule(METHOD, move |params| {
		let number = |id: &Value| id.as_str().map(|id| id.parse::<u64>().unwrap());
		let (id, after) = (number(&params[1]).unwrap(), number(&params[2]["after"]));
		assert_eq!(params[2]["limit"], 256);
		// The first page fixes the block.
		let is_first = id == 8 && after.is_none();
		assert_eq!(params[3], if is_first { Value::Null } else { block["hash"].clone() });
		let first = after.map_or(id.saturating_sub(2).max(1), |after| after + 1);
		let last = (first + 2).min(VERSIONS);
		super::mock::Answer::Json(json!({
			"block": block,
			"records": (first..=last).map(&record).collect::<Vec<_>>(),
			"next": (last < VERSIONS).then(|| last.to_string()),
		}))
	});
	let about = Subject::Account(account("//Alice"));
	let versions = client.records().lineage(&about, ItemId(8)).await.unwrap();
	let ids: Vec<_> = versions.iter().map(|version| version.id.0).collect();
	assert_eq!(ids, (1..=VERSIONS).collect::<Vec<_>>());
	// Around 8, 5 and 2, then after 3, 6 and 9.
	assert_eq!(node.asked(METHOD), 6);
}
