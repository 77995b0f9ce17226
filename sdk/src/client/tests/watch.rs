// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Following a transaction when things go wrong.

use super::mock::{hash, Answer, Node};
use crate::client::{Call, Client, Error, Refusal, Signer, Submit, Wait};
use codec::Encode;
use serde_json::{json, Value};
use sp_core::H256;
use sp_crypto_hashing::twox_128;
use std::{
	sync::{Arc, Mutex},
	time::Duration,
};

const SUBMIT: &str = "author_submitAndWatchExtrinsic";

fn call(client: &Client) -> Call<()> {
	client.balances().transfer(&Signer::dev("//Bob").unwrap().account(), 1)
}

async fn submit(node: &Node, wait: Wait) -> Result<H256, Error> {
	let client = node.connect().await;
	let submit = Submit { wait, timeout: Duration::from_secs(4), ..Submit::default() };
	let signer = Signer::dev("//Alice").unwrap();
	call(&client).submit(&signer, &submit).await.map(|receipt| receipt.block.hash)
}

/// Puts whatever is submitted into block 101, and makes that the best one.
fn including(node: &Node, answer: Answer) {
	let transaction = Arc::new(Mutex::new(Value::Null));
	let submitted = transaction.clone();
	node.rule(SUBMIT, move |params| {
		*submitted.lock().unwrap() = params[0].clone();
		answer.clone()
	});
	node.rule("chain_getBlock", move |params| {
		let extrinsics = if params[0] == json!(hash(101)) {
			vec![json!("0x00"), transaction.lock().unwrap().clone()]
		} else {
			Vec::new()
		};
		Answer::Json(json!({ "block": { "extrinsics": extrinsics } }))
	});
	node.rule("chain_getBlockHash", |params| {
		Answer::Json(match params.first() {
			Some(number) => json!(hash(number.as_u64().unwrap())),
			None => json!(hash(101)),
		})
	});
}

/// Sets the number of transactions that the account had included by each block.
fn used(node: &Node, nonce: u32) {
	let account = (nonce, 0u32, 1u32, 0u32, 0u128, 0u128, 0u128, 0u128).encode();
	let prefix = hex::encode([twox_128(b"System"), twox_128(b"Account")].concat());
	node.rule("state_getStorage", move |params| {
		let is_account = params[0].as_str().unwrap().contains(&prefix);
		let account = format!("0x{}", hex::encode(&account));
		Answer::Json(if is_account { json!(account) } else { json!(null) })
	});
}

#[tokio::test]
async fn a_transaction_is_followed_into_its_block() {
	for (wait, statuses) in [
		(
			Wait::InBlock,
			vec![json!("ready"), json!({ "broadcast": [] }), json!({ "inBlock": hash(101) })],
		),
		(
			Wait::Finalized,
			vec![
				json!("future"),
				json!({ "inBlock": hash(99) }),
				json!({ "retracted": hash(99) }),
				json!({ "finalized": hash(101) }),
			],
		),
	] {
		let node = Node::new();
		including(&node, Answer::Statuses(statuses));
		assert_eq!(submit(&node, wait).await.unwrap(), hash(101));
		assert_eq!(node.asked(SUBMIT), 1);
	}
}

#[tokio::test]
async fn a_transaction_that_was_included_while_nobody_listened_is_found() {
	for (wait, answer) in [
		(Wait::InBlock, Answer::Broken(vec![json!("ready")])),
		(Wait::InBlock, Answer::Lost),
		(Wait::InBlock, Answer::Statuses(vec![json!("invalid")])),
		(Wait::InBlock, Answer::Statuses(vec![json!("dropped")])),
		(Wait::InBlock, Answer::Statuses(vec![json!({ "finalityTimeout": hash(101) })])),
		(Wait::Finalized, Answer::Lost),
	] {
		let node = Node::new();
		including(&node, answer);
		if wait == Wait::Finalized {
			// Signed at block 100; then 101 becomes final.
			let heads = [hash(100), hash(101)].map(|head| Answer::Json(json!(head)));
			node.answers("chain_getFinalizedHead", heads);
		}
		assert_eq!(submit(&node, wait).await.unwrap(), hash(101));
		assert_eq!(node.asked(SUBMIT), 1, "submitted twice");
	}
}

#[tokio::test]
async fn a_transaction_that_got_lost_is_submitted_again_as_it_is() {
	let node = Node::new();
	let submitted = Arc::new(Mutex::new(Vec::new()));
	let seen = submitted.clone();
	node.rule(SUBMIT, move |params| {
		let mut seen = seen.lock().unwrap();
		seen.push(params[0].clone());
		match seen.len() {
			1 => Answer::Lost,
			_ => Answer::Statuses(vec![json!({ "inBlock": hash(101) })]),
		}
	});
	let seen = submitted.clone();
	node.rule("chain_getBlock", move |params| {
		let seen = seen.lock().unwrap();
		let found = params[0] == json!(hash(101));
		let extrinsics = if found { seen.clone() } else { Vec::new() };
		Answer::Json(json!({ "block": { "extrinsics": extrinsics } }))
	});
	assert_eq!(submit(&node, Wait::InBlock).await.unwrap(), hash(101));
	let submitted = submitted.lock().unwrap();
	assert_eq!(submitted.len(), 2);
	assert_eq!(submitted[0], submitted[1]);
}

#[tokio::test]
async fn a_refusal_is_told_and_nothing_is_tried_again() {
	let node = Node::new();
	let data = json!("Inability to pay some fees (e.g. account balance too low)");
	node.answer(SUBMIT, Answer::Error(1010, "Invalid Transaction", Some(data)));
	let result = submit(&node, Wait::InBlock).await;
	assert!(matches!(result, Err(Error::Refused(Refusal::Payment))), "{result:?}");
	assert_eq!(node.asked(SUBMIT), 1);
	node.answer(SUBMIT, Answer::Error(-32601, "Method not found", None));
	let result = submit(&node, Wait::InBlock).await;
	assert!(matches!(result, Err(Error::Rpc { method: SUBMIT, .. })), "{result:?}");
}

#[tokio::test]
async fn a_refusal_after_a_lost_connection_is_told_and_settles_nothing() {
	let node = Node::new();
	let data = json!("Inability to pay some fees (e.g. account balance too low)");
	let refused = Answer::Error(1010, "Invalid Transaction", Some(data));
	node.answers(SUBMIT, [Answer::Lost, refused]);
	match submit(&node, Wait::InBlock).await {
		Err(Error::Unknown { reason, .. }) => assert_eq!(reason, Refusal::Payment.to_string()),
		other => panic!("{other:?}"),
	}
}

#[tokio::test]
async fn another_transaction_with_the_nonce_takes_the_place_and_it_is_signed_once_more() {
	for answer in [Answer::Statuses(vec![json!({ "usurped": hash(1) })]), Answer::Lost] {
		let node = Node::new();
		let submitted = Arc::new(Mutex::new(Vec::new()));
		let seen = submitted.clone();
		node.rule(SUBMIT, move |params| {
			let mut seen = seen.lock().unwrap();
			seen.push(params[0].clone());
			match seen.len() {
				1 => answer.clone(),
				_ => Answer::Statuses(vec![json!({ "inBlock": hash(101) })]),
			}
		});
		let seen = submitted.clone();
		node.rule("chain_getBlock", move |params| {
			let second = seen.lock().unwrap().get(1).cloned();
			let found = second.filter(|_| params[0] == json!(hash(101)));
			Answer::Json(json!({ "block": { "extrinsics": found.as_slice() } }))
		});
		used(&node, 6);
		node.answers("system_accountNextIndex", [5, 6].map(|next| Answer::Json(json!(next))));
		// Its nonce is used up by then, so that the first one can never be included.
		assert_eq!(submit(&node, Wait::InBlock).await.unwrap(), hash(101));
		let submitted = submitted.lock().unwrap();
		assert_eq!(submitted.len(), 2);
		assert_ne!(submitted[0], submitted[1]);
	}
}

#[tokio::test]
async fn another_transaction_that_only_waits_settles_nothing() {
	let node = Node::new();
	let usurped = Answer::Statuses(vec![json!({ "usurped": hash(1) })]);
	node.answers(SUBMIT, [usurped, Answer::Error(1014, "Priority is too low", None)]);
	let result = submit(&node, Wait::InBlock).await;
	assert!(matches!(result, Err(Error::Unknown { nonce: 5, .. })), "{result:?}");
}

#[tokio::test]
async fn a_transaction_that_was_never_included_expires() {
	let node = Node::new();
	node.answer(SUBMIT, Answer::Lost);
	let heads = [hash(100), hash(200)].map(|head| Answer::Json(json!(head)));
	node.answers("chain_getFinalizedHead", heads);
	let result = submit(&node, Wait::InBlock).await;
	assert!(matches!(result, Err(Error::Expired { .. })), "{result:?}");
}

#[tokio::test]
async fn what_cannot_be_learnt_in_time_is_unknown() {
	for answer in [Answer::Statuses(vec![json!("ready")]), Answer::Silence, Answer::Lost] {
		let node = Node::new();
		node.answer(SUBMIT, answer.clone());
		match submit(&node, Wait::InBlock).await {
			// Signed from block 92 on, for 64 blocks.
			Err(Error::Unknown { nonce: 5, until: 156, reason, .. }) => {
				assert!(!reason.is_empty());
			},
			other => panic!("{answer:?}: {other:?}"),
		}
	}
}

#[tokio::test]
async fn an_included_transaction_whose_events_cannot_be_read_is_unknown() {
	let node = Node::new();
	including(&node, Answer::Statuses(vec![json!({ "inBlock": hash(101) })]));
	node.answer("state_getStorage", Answer::Silence);
	let result = submit(&node, Wait::InBlock).await;
	assert!(matches!(result, Err(Error::Unknown { nonce: 5, .. })), "{result:?}");
}
