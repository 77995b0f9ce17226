// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::mock::{Answer, Node};
use crate::client::{Error, RpcErrorKind};
use serde_json::{json, Value};
use subxt::rpcs::UserError;

const METHOD: &str = "system_chain";

async fn ask(node: &Node) -> Result<Value, Error> {
	node.rpc().ask(METHOD, json!([])).await
}

#[tokio::test]
async fn a_request_is_repeated_when_the_connection_comes_back() {
	let node = Node::new();
	let answer = Answer::Json(json!("here"));
	node.answers(METHOD, [Answer::Lost, Answer::Lost, answer]);
	assert_eq!(ask(&node).await.unwrap(), json!("here"));
	assert_eq!(node.asked(METHOD), 3);
}

#[tokio::test]
async fn a_connection_that_stays_away_is_told() {
	let node = Node::new();
	node.answer(METHOD, Answer::Lost);
	match ask(&node).await {
		Err(Error::Disconnected { method: METHOD, reason }) => assert_eq!(reason, "cut"),
		other => panic!("{other:?}"),
	}
}

#[tokio::test]
async fn a_node_that_does_not_answer_is_told() {
	let node = Node::new();
	node.answer(METHOD, Answer::Silence);
	assert!(matches!(ask(&node).await, Err(Error::Timeout { method: METHOD, .. })));
	let subscribed = node.rpc().subscribe::<Value>(METHOD, json!([]), "end").await;
	assert!(matches!(subscribed, Err(Error::Timeout { method: METHOD, .. })));
}

#[tokio::test]
async fn an_answer_that_makes_no_sense_is_told() {
	let node = Node::new();
	let client = node.connect().await;
	node.json("chain_getHeader", json!({ "number": "many" }));
	for (method, result) in [
		("chain_getHeader", client.finalized().await.map(|_| ())),
		("chain_getHeader", client.chain().best().await.map(|_| ())),
	] {
		match result {
			Err(Error::Decode { method: found, .. }) => assert_eq!(found, method),
			other => panic!("{other:?}"),
		}
	}
	node.json("state_getStorage", json!("0x00"));
	match client.chain().now().await {
		Err(Error::Decode { method: "state_getStorage", .. }) => {},
		other => panic!("{other:?}"),
	}
	node.json("system_properties", json!([]));
	match client.chain().token().await {
		Err(Error::Decode { method: "system_properties", .. }) => {},
		other => panic!("{other:?}"),
	}
}

#[tokio::test]
async fn an_error_of_the_node_is_typed() {
	let node = Node::new();
	let data = json!({ "error": "InvalidId", "param": "id" });
	node.answer(METHOD, Answer::Error(9012, "`id` is not an id", Some(data.clone())));
	match ask(&node).await {
		Err(Error::Rpc { method: METHOD, error }) => {
			assert_eq!((error.kind, error.code), (RpcErrorKind::InvalidId, 9012));
			assert_eq!(error.data, Some(data.to_string()));
			assert_eq!(error.to_string(), "`id` is not an id (9012)");
		},
		other => panic!("{other:?}"),
	}
	node.answer(METHOD, Answer::Error(-32603, "broken", Some(json!("why"))));
	let text = ask(&node).await.unwrap_err().to_string();
	assert_eq!(text, "the node refused `system_chain`: broken (-32603): \"why\"");
}

#[test]
fn every_documented_error_has_its_kind() {
	let docs = include_str!("../../../../docs/rpc.md");
	let kind = |code| {
		let error = UserError { code, message: String::new(), data: None };
		format!("{:?}", crate::client::RpcError::from(error).kind)
	};
	let mut count = 0;
	for row in docs.lines().filter_map(|line| line.strip_prefix("| 9")) {
		let mut cells = row.split(" | ");
		let code: i32 = format!("9{}", cells.next().unwrap()).parse().unwrap();
		assert_eq!(format!("`{}`", kind(code)), cells.next().unwrap());
		count += 1;
	}
	assert!(count >= 10, "{count}");
	assert_eq!(kind(-32601), "MethodNotFound");
	assert_eq!(kind(-32602), "InvalidParams");
	assert_eq!(kind(1), "Other");
}
