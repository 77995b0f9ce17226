// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A node that is killed while transactions flow opens its database again and has lost nothing.

use medibloc_primitives::{
	consent::Grantee,
	credential::Role,
	record::{Origin, RecordClass, Subject},
	ItemId,
};
use medibloc_sdk::client::{Client, Error, Receipt, Signer, Submit};
use medibloc_stories::{cast, commitment, finalized, fresh, mortal, terms, Node, Raw, DAY, MED};
use sp_core::{crypto::AccountId32, H256};
use std::{
	collections::BTreeMap,
	panic,
	sync::{Arc, Mutex},
	time::Duration,
};
use subxt::rpcs::rpc_params;
use tokio::{task::JoinSet, time::sleep};

const KILLS: u32 = 5;
const BLOCKS_EACH: u64 = 6;

/// What was final once.
#[derive(Default)]
struct History {
	/// The hash of each block that was ever said to be, by its number.
	blocks: BTreeMap<u64, H256>,
	/// What was anchored in such blocks: ids and commitments.
	anchored: Vec<(ItemId, H256)>,
}

type Shared = Arc<Mutex<History>>;

/// Notes each finalized block, until the node is gone.
async fn note_blocks(chain: Raw, history: Shared) {
	let (subscribe, unsubscribe) =
		("chain_subscribeFinalizedHeads", "chain_unsubscribeFinalizedHeads");
	let heads = chain.rpc.subscribe::<serde_json::Value>(subscribe, rpc_params![], unsubscribe);
	let mut heads = heads.await.unwrap();
	while let Some(Ok(head)) = heads.next().await {
		let number = head["number"].as_str().unwrap().trim_start_matches("0x");
		let number = u64::from_str_radix(number, 16).unwrap();
		let params = rpc_params![number];
		let Ok(hash) = chain.rpc.request("chain_getBlockHash", params).await else { return };
		history.lock().unwrap().blocks.insert(number, hash);
	}
}

/// What a transaction did; `None` if the node was gone before that was known.
fn unless_gone<T>(result: Result<Receipt<T>, Error>) -> Option<T> {
	match result {
		Ok(receipt) => Some(receipt.value),
		Err(error @ (Error::Dispatch { .. } | Error::Refused(_))) => panic!("{error}"),
		Err(_) => None,
	}
}

/// Transactions of several kinds, one after the other for each sender.
fn flow(client: &Client, round: u32, history: &Shared) -> JoinSet<()> {
	let patient = Signer::dev("//restarting").unwrap();
	let about = Subject::Account(patient.account());
	let mut flows = JoinSet::new();
	let (records, history) = (client.clone(), history.clone());
	flows.spawn(async move {
		for number in 0.. {
			let commitment = commitment(&format!("{round}/{number}"));
			let (class, role) = (RecordClass::Imaging, Some(Role::Practitioner));
			let records = records.records();
			let anchor = records.anchor(&about, commitment, class, Origin::Clinician, role);
			let anchored = anchor.submit(&cast().doctor, &Submit::default()).await;
			let Some(id) = unless_gone(anchored) else { return };
			history.lock().unwrap().anchored.push((id, commitment));
		}
	});
	let (balances, to) = (client.clone(), patient.account());
	flows.spawn(async move {
		let transfer = balances.balances().transfer(&to, MED);
		while unless_gone(transfer.submit(&cast().researcher, &Submit::default()).await).is_some() {
		}
	});
	let consent = client.clone();
	flows.spawn(async move {
		for number in 0.. {
			let grantee = commitment(&format!("{round}/{number}"));
			let grantee = Grantee::Account(AccountId32::new(grantee.0));
			let Ok(now) = consent.chain().now().await else { return };
			let grant = consent.consent().grant(grantee, terms(now + DAY));
			let granted = grant.submit(&patient, &Submit::default()).await;
			if unless_gone(granted).is_none() {
				return;
			}
		}
	});
	flows
}

async fn ensure_nothing_lost(client: &Client, chain: &Raw, about: &AccountId32, history: &Shared) {
	let (blocks, anchored) = {
		let history = history.lock().unwrap();
		(history.blocks.clone(), history.anchored.clone())
	};
	let head = client.chain().finalized().await.unwrap().number;
	let last = *blocks.keys().last().unwrap();
	assert!(head >= last, "block {last} was final, and now {head} is");
	for (number, hash) in blocks {
		assert_eq!(chain.block_hash(number).await, Some(hash), "block {number}");
	}
	let about = Subject::Account(about.clone());
	for (id, commitment) in anchored {
		let found = client.records().record(&about, id).await.unwrap().unwrap();
		assert_eq!(found.commitment, commitment);
	}
}

async fn connect(node: &Node) -> (Client, Raw) {
	(node.connect().await, Raw::connect(node).await)
}

#[tokio::test]
async fn nothing_final_is_lost_when_the_node_is_killed_again_and_again() {
	let mut node = mortal().await;
	let history = Shared::default();
	let patient = fresh(&node.connect().await, "restarting").await.account();
	for round in 0..KILLS {
		let (client, chain) = connect(&node).await;
		let blocks = tokio::spawn(note_blocks(Raw::connect(&node).await, history.clone()));
		let mut flows = flow(&client, round, &history);
		let start = client.chain().best().await.unwrap().number;
		let block = finalized(&client, start + BLOCKS_EACH).await;
		let before = chain.state(block.hash).await;
		assert!(!before.is_empty());
		// To be killed at another moment between two blocks each time.
		sleep(Duration::from_millis(300) * round / KILLS).await;
		node.kill();
		// The client would go on with the next node.
		flows.abort_all();
		while let Some(ended) = flows.join_next().await {
			match ended.map_err(|error| error.try_into_panic()) {
				Ok(()) | Err(Err(_)) => {},
				Err(Ok(panic)) => panic::resume_unwind(panic),
			}
		}
		blocks.await.unwrap();

		node.restart();
		let (client, chain) = connect(&node).await;
		ensure_nothing_lost(&client, &chain, &patient, &history).await;
		assert_eq!(chain.state(block.hash).await, before);
		let best = client.chain().best().await.unwrap().number;
		finalized(&client, best + 1).await;
	}
	assert!(history.lock().unwrap().anchored.len() >= KILLS as usize);
}

#[tokio::test]
async fn a_node_that_was_asked_to_stop_goes_on_where_it_was() {
	let mut node = mortal().await;
	let last = node.connect().await.chain().finalized().await.unwrap();
	let status = node.stop();
	assert!(status.success(), "{status}");
	node.restart();
	let (client, chain) = connect(&node).await;
	assert_eq!(chain.block_hash(last.number).await, Some(last.hash));
	finalized(&client, last.number + 1).await;
}
