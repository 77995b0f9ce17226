// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::mock::{hash, Answer, Node};
use crate::client::{
	transport::{Nonces, Options},
	Client, Error, Receipt, Refusal, Signer, Submit,
};
use codec::{Compact, Decode};
use futures::{future::join_all, FutureExt};
use serde_json::{json, Value};
use sp_core::{crypto::AccountId32, H256};
use sp_runtime::generic::Era;
use std::{
	fs,
	sync::{Arc, Mutex},
	time::Duration,
};

const SUBMIT: &str = "author_submitAndWatchExtrinsic";

/// The nonce of a transaction of an sr25519 key.
fn nonce_of(transaction: &Value) -> u64 {
	type Signed = (Compact<u32>, u8, (u8, AccountId32), (u8, [u8; 64]), Era, Compact<u64>);
	let bytes = hex::decode(&transaction.as_str().unwrap()[2..]).unwrap();
	let (.., nonce) = Signed::decode(&mut &bytes[..]).unwrap();
	nonce.0
}

async fn transfer(client: &Client) -> Result<Receipt<()>, Error> {
	let (alice, bob) = (Signer::dev("//Alice").unwrap(), Signer::dev("//Bob").unwrap());
	let submit = Submit { timeout: Duration::from_secs(30), ..Submit::in_block() };
	client.balances().transfer(&bob.account(), 1).submit(&alice, &submit).await
}

/// A node that puts whatever is submitted into block 101, one for each nonce, and counts late.
fn with_pool(refusals: [Answer; 2]) -> (Node, Arc<Mutex<Vec<Value>>>) {
	const FIRST: u64 = 5;
	let node = Node::new();
	let pool = Arc::new(Mutex::new(Vec::new()));
	let (counted, asked) = (pool.clone(), Mutex::new(0u64));
	node.rule("system_accountNextIndex", move |_| {
		let mut asked = asked.lock().unwrap();
		*asked += 1;
		let next = FIRST + counted.lock().unwrap().len() as u64;
		Answer::Json(json!(next.saturating_sub(*asked % 3).max(FIRST)))
	});
	let submitted = pool.clone();
	node.rule(SUBMIT, move |params| {
		let mut pool = submitted.lock().unwrap();
		let (nonce, next) = (nonce_of(&params[0]), FIRST + pool.len() as u64);
		assert!(nonce <= next, "a gap");
		if nonce < next {
			return refusals[usize::from(nonce.is_multiple_of(2))].clone();
		}
		pool.push(params[0].clone());
		Answer::Statuses(vec![json!("ready"), json!({ "inBlock": hash(101) })])
	});
	let included = pool.clone();
	node.rule("chain_getBlock", move |params| {
		let is_in = params[0] == json!(hash(101));
		let extrinsics = if is_in { included.lock().unwrap().clone() } else { Vec::new() };
		Answer::Json(json!({ "block": { "extrinsics": extrinsics } }))
	});
	(node, pool)
}

#[tokio::test]
async fn machines_side_by_side_submit_for_one_account_each_once() {
	const MACHINES: usize = 12;
	let (node, pool) = with_pool([
		Answer::Error(1014, "Priority is too low", None),
		Answer::Error(1010, "Invalid Transaction", Some(json!("Transaction is outdated"))),
	]);
	let machines = (0..MACHINES).map(|_| async { transfer(&node.connect().await).await });
	for receipt in join_all(machines).await {
		assert_eq!(receipt.unwrap().block.hash, hash(101));
	}
	let nonces: Vec<_> = pool.lock().unwrap().iter().map(nonce_of).collect();
	assert_eq!(nonces, (5..17).collect::<Vec<_>>());
	assert!(node.asked(SUBMIT) > MACHINES, "nobody collided");
}

#[tokio::test]
async fn another_refusal_is_told_at_once() {
	let node = Node::new();
	let data = json!("Inability to pay some fees (e.g. account balance too low)");
	node.answers(
		SUBMIT,
		[
			Answer::Error(1014, "Priority is too low", None),
			Answer::Error(1010, "Invalid Transaction", Some(data)),
		],
	);
	let result = transfer(&node.connect().await).await;
	assert!(matches!(result, Err(Error::Refused(Refusal::Payment))), "{result:?}");
	assert_eq!(node.asked(SUBMIT), 2);
}

#[tokio::test]
async fn programs_of_one_machine_take_turns_by_a_lock() {
	let folder = tempfile::tempdir().unwrap();
	let locks = folder.path().join("locks");
	let account = |path| Signer::dev(path).unwrap().account();
	let (alice, bob) = (account("//Alice"), account("//Bob"));
	let program = |genesis| Nonces::new(H256::repeat_byte(genesis), Some(locks.clone()));
	let (one, other, elsewhere) = (program(1), program(1), program(2));
	// To look takes no lock.
	drop(one.look(&alice).await);
	assert!(!locks.exists());
	let turn = one.turn(&alice).await;
	assert!(other.turn(&alice).now_or_never().is_none());
	assert!(other.turn(&bob).now_or_never().is_some());
	assert!(elsewhere.turn(&alice).now_or_never().is_some());
	drop(turn);
	assert!(other.turn(&alice).now_or_never().is_some());
	// Names of files do not tell whose they are, and a folder that cannot be had hinders nobody.
	for entry in fs::read_dir(&locks).unwrap() {
		let name = entry.unwrap().file_name().into_string().unwrap();
		assert!(!name.contains(&hex::encode(&alice)), "{name}");
	}
	let file = folder.path().join("file");
	fs::write(&file, "").unwrap();
	let blocked = Nonces::new(H256::zero(), Some(file));
	assert!(blocked.turn(&alice).now_or_never().is_some());
	assert!(Options::default().locks.is_none());
}

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
