// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::mock::Node;
use crate::client::Signer;
use futures::FutureExt;
use serde_json::json;

#[tokio::test]
async fn nonces_follow_each_other_while_the_node_counts_late() {
	let node = Node::new();
	let client = node.connect().await;
	let account = Signer::dev("//Alice").unwrap().account();
	let nonces = &client.inner().nonces;
	let next = || async {
		let turn = nonces.turn(&account).await;
		let nonce = turn.next(client.next_nonce(&account).await.unwrap());
		turn.take(nonce)
	};
	let (first, second) = (next().await, next().await);
	assert_eq!((first.nonce, second.nonce), (5, 6));
	// Once their fate is known, the node alone counts.
	drop((first, second));
	assert_eq!(next().await.nonce, 5);
	node.json("system_accountNextIndex", json!(9));
	assert_eq!(next().await.nonce, 9);
}

#[tokio::test]
async fn accounts_take_turns_with_themselves_only() {
	let client = Node::new().connect().await;
	let account = |path| Signer::dev(path).unwrap().account();
	let (alice, bob) = (account("//Alice"), account("//Bob"));
	let nonces = &client.inner().nonces;
	let turn = nonces.turn(&alice).await;
	assert!(nonces.turn(&alice).now_or_never().is_none());
	assert!(nonces.turn(&bob).now_or_never().is_some());
	drop(turn);
	assert!(nonces.turn(&alice).now_or_never().is_some());
}
