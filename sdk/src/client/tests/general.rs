// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! General transactions: their form, and what becomes of them.

use super::mock::{hash, Answer, Node};
use crate::client::{api, transport::Runtime, Call, Client, Error, Refusal, Submit, Wait};
use codec::{Compact, Decode};
use serde_json::{json, Value};
use sp_runtime::generic::Era;
use std::{
	sync::{Arc, Mutex},
	time::Duration,
};

const SUBMIT: &str = "author_submitAndWatchExtrinsic";

/// `system.remark(0x0102)`.
async fn remark(client: &Client) -> Vec<u8> {
	let call = api::tx().system().remark(vec![1, 2]);
	Call::new(client, call, |_| Ok(())).encode().await.unwrap()
}

async fn submit(node: &Node, wait: Wait) -> Result<sp_core::H256, Error> {
	let client = node.connect().await;
	let call = client.general(remark(&client).await).await?;
	let submit = Submit { wait, timeout: Duration::from_secs(4), ..Submit::default() };
	call.submit(&submit).await.map(|receipt| receipt.block.hash)
}

/// Puts whatever is submitted into block 101.
fn including(node: &Node, answers: Vec<Answer>) {
	let transaction = Arc::new(Mutex::new(Value::Null));
	let submitted = transaction.clone();
	let answers = Mutex::new(answers.into_iter());
	node.rule(SUBMIT, move |params| {
		*submitted.lock().unwrap() = params[0].clone();
		answers.lock().unwrap().next().unwrap_or(Answer::Silence)
	});
	node.rule("chain_getBlock", move |params| {
		let is_in = params[0] == json!(hash(101));
		let extrinsics = if is_in { vec![transaction.lock().unwrap().clone()] } else { vec![] };
		Answer::Json(json!({ "block": { "extrinsics": extrinsics } }))
	});
	node.rule("chain_getBlockHash", |params| {
		Answer::Json(match params.first() {
			Some(number) => json!(hash(number.as_u64().unwrap())),
			None => json!(hash(101)),
		})
	});
}

#[tokio::test]
async fn a_general_transaction_says_nothing_but_its_call() {
	let node = Node::new();
	let client = node.connect().await;
	let call = remark(&client).await;
	let encoded = client.general(call.clone()).await.unwrap().encode().await.unwrap();
	let rest = &mut &encoded[..];
	let length = Compact::<u32>::decode(rest).unwrap().0 as usize;
	assert_eq!(rest.len(), length);
	// General, version 5; extensions of version 0.
	assert_eq!(rest[..2], [0b0100_0101, 0]);
	*rest = &rest[2..];
	// An era would bind nothing.
	assert_eq!(Era::decode(rest).unwrap(), Era::Immortal);
	// Nonce, tip, and no hash of the metadata.
	assert_eq!(rest[..3], [0, 0, 0]);
	assert_eq!(rest[3..], call);
}

#[tokio::test]
async fn a_typed_call_is_written_as_its_bytes_are() {
	let node = Node::new();
	let client = node.connect().await;
	let call = Call::new(&client, api::tx().system().remark(vec![1, 2]), |_| Ok(()));
	let typed = call.into_general();
	assert_eq!(format!("{typed:?}"), "General(\"System.remark\")");
	let bytes = client.general(remark(&client).await).await.unwrap();
	assert_eq!(typed.encode().await.unwrap(), bytes.encode().await.unwrap());
}

#[tokio::test]
async fn bytes_that_are_no_call_are_refused_before_anything_is_submitted() {
	let node = Node::new();
	let client = node.connect().await;
	let remark = remark(&client).await;
	let leftover = [remark.as_slice(), &[0]].concat();
	let cut = remark[..remark.len() - 1].to_vec();
	for bytes in [vec![], vec![0], vec![251, 0], leftover, cut] {
		let result = client.general(bytes.clone()).await;
		match result {
			Err(Error::NotACall { reason, .. }) => assert!(!reason.is_empty()),
			other => panic!("{bytes:?}: {other:?}"),
		}
	}
	assert_eq!(node.asked(SUBMIT), 0);
}

#[tokio::test]
async fn it_is_followed_into_its_block() {
	for (wait, status) in [(Wait::InBlock, "inBlock"), (Wait::Finalized, "finalized")] {
		let node = Node::new();
		let statuses = vec![json!("ready"), json!({ status: hash(101) })];
		including(&node, vec![Answer::Statuses(statuses)]);
		assert_eq!(submit(&node, wait).await.unwrap(), hash(101));
		assert_eq!(node.asked("system_accountNextIndex"), 0, "it has no nonce");
	}
}

#[tokio::test]
async fn it_is_found_when_nobody_listened_or_somebody_else_had_handed_it_in() {
	for answer in [
		Answer::Lost,
		Answer::Statuses(vec![json!("dropped")]),
		Answer::Error(1013, "Already Imported", None),
	] {
		let node = Node::new();
		including(&node, vec![answer]);
		assert_eq!(submit(&node, Wait::InBlock).await.unwrap(), hash(101));
	}
}

#[tokio::test]
async fn a_refusal_is_typed() {
	for (said, refusal) in [
		("Transaction is outdated", Refusal::Stale),
		("Transaction has a bad signature", Refusal::BadProof),
		("The transaction extension did not authorize any origin", Refusal::UnknownOrigin),
		("Transaction call is not expected", Refusal::Call),
		("Transaction would exhaust the block limits", Refusal::ExhaustsResources),
	] {
		let node = Node::new();
		node.answer(SUBMIT, Answer::Error(1010, "Invalid Transaction", Some(json!(said))));
		match submit(&node, Wait::InBlock).await {
			Err(Error::Refused(found)) => assert_eq!(found, refusal),
			other => panic!("{other:?}"),
		}
		assert_eq!(node.asked(SUBMIT), 1);
	}
}

/// As when the very same call is handed in again, and the node remembers it.
#[tokio::test]
async fn what_was_used_up_in_an_earlier_block_is_stale() {
	for wait in [Wait::InBlock, Wait::Finalized] {
		let node = Node::new();
		let outdated = Some(json!("Transaction is outdated"));
		let known = Answer::Error(1013, "Already Imported", None);
		node.answers(SUBMIT, [known, Answer::Error(1010, "Invalid Transaction", outdated)]);
		node.answer("chain_getBlock", Answer::Json(json!({ "block": { "extrinsics": [] } })));
		match submit(&node, wait).await {
			Err(Error::Refused(Refusal::Stale)) => {},
			other => panic!("{other:?}"),
		}
	}
}

/// It has no last block: whoever has it can hand it in whenever they like.
#[tokio::test]
async fn what_cannot_be_learnt_in_time_is_unsettled() {
	for answer in [Answer::Statuses(vec![json!("ready")]), Answer::Silence, Answer::Lost] {
		let node = Node::new();
		node.answer(SUBMIT, answer.clone());
		let heads = [hash(100), hash(5_000)].map(|head| Answer::Json(json!(head)));
		node.answers("chain_getFinalizedHead", heads);
		match submit(&node, Wait::InBlock).await {
			Err(Error::Unsettled { reason, .. }) => assert!(!reason.is_empty()),
			other => panic!("{answer:?}: {other:?}"),
		}
	}
}

/// What is signed stays as it was: extensions that the SDK does not know are empty, and are left out.
#[test]
fn no_extension_of_the_chain_is_unknown_and_not_empty() {
	let runtime = Runtime::built_in().unwrap();
	let known = [
		"CheckSpecVersion",
		"CheckTxVersion",
		"CheckGenesis",
		"CheckMortality",
		"CheckNonce",
		"ChargeTransactionPayment",
		"CheckMetadataHash",
	];
	let metadata = runtime.metadata();
	for extension in metadata.extrinsic().transaction_extensions_to_use_for_encoding() {
		if known.contains(&extension.identifier()) {
			continue;
		}
		for id in [extension.extra_ty(), extension.additional_ty()] {
			let is_empty = is_empty(metadata.types(), id);
			assert!(is_empty, "{} is not empty", extension.identifier());
		}
	}
}

/// Whether values of the type take no bytes.
fn is_empty(types: &scale_info::PortableRegistry, id: u32) -> bool {
	match &types.resolve(id).unwrap().type_def {
		scale_info::TypeDef::Composite(composite) => {
			composite.fields.iter().all(|field| is_empty(types, field.ty.id))
		},
		scale_info::TypeDef::Tuple(tuple) => {
			tuple.fields.iter().all(|field| is_empty(types, field.id))
		},
		_ => false,
	}
}
