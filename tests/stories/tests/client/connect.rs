// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use medibloc_sdk::client::{Balance, Client, Error, Options};
use medibloc_stories::{cast, fresh, nobody, shared};
use sp_core::H256;
use std::time::Duration;

#[tokio::test]
async fn the_network_is_checked() {
	let node = shared().await;
	let client = node.connect().await;
	let found = client.genesis();
	let options = Options { genesis: Some(found), ..Options::default() };
	Client::connect_with(&node.url(), &options).await.unwrap();
	let expected = H256::repeat_byte(1);
	let options = Options { genesis: Some(expected), ..Options::default() };
	match Client::connect_with(&node.url(), &options).await {
		Err(Error::WrongNetwork { expected: e, found: f }) => assert_eq!((e, f), (expected, found)),
		other => panic!("{other:?}"),
	}
}

#[tokio::test]
async fn an_address_without_a_node_is_told_at_once() {
	for url in ["ws://127.0.0.1:1", "http://127.0.0.1:1", "nonsense", ""] {
		match Client::connect(url).await {
			Err(Error::Unreachable { url: told, reason }) => {
				assert_eq!(told, url);
				assert!(!reason.is_empty());
			},
			other => panic!("{url}: {other:?}"),
		}
	}
}

#[tokio::test]
async fn chain_and_node_tell_their_state() {
	let node = shared().await;
	let client = node.connect().await;
	// The first block has no time.
	fresh(&client, "first block").await;
	let version = client.version().await.unwrap();
	assert_eq!(version, Client::built_for().unwrap());
	assert_eq!(version.spec_name, "medibloc");

	let status = client.chain().status().await.unwrap();
	assert_eq!(status.name, "MediBloc Development");
	assert_eq!(status.genesis, client.genesis());
	assert!(status.best.number >= status.finalized.number);
	assert!(!status.syncing && !status.should_have_peers);
	assert!(status.is_current(Duration::from_secs(60)), "{status:?}");

	let constants = client.chain().constants().await.unwrap();
	assert_eq!((constants.max_grants, constants.max_batch), (16, 1 << 20));
	assert!(constants.existential_deposit > 0 && constants.max_block_length > 1 << 20);
	let token = client.chain().token().await.unwrap();
	assert_eq!((token.symbol.as_str(), token.decimals), ("MED", 12));

	let rich = client.balances().balance(&cast().doctor.account()).await.unwrap();
	assert!(rich.free > 0);
	let poor = client.balances().balance(&nobody()).await.unwrap();
	assert_eq!(poor, Balance::default());
}
