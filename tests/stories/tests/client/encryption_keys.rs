// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use medibloc_sdk::{
	client::PublishedKey,
	encryption::{EncryptionKey, SecretKey},
};
use medibloc_stories::{failure, fast, fresh, is, shared};
use medibloc_verifier::encryption_key;
use sp_core::H256;

#[tokio::test]
async fn a_key_is_published_proven_replaced_and_withdrawn() {
	let node = shared().await;
	let client = node.connect().await;
	let patient = fresh(&client, "encrypting").await;
	let account = patient.account();
	let keys = client.encryption_keys();
	assert_eq!(keys.key(&account).await.unwrap(), None);

	for epoch in 0..2 {
		assert_eq!(keys.next_epoch(&account).await.unwrap(), epoch);
		let key = EncryptionKey {
			genesis: client.genesis(),
			account: account.clone(),
			epoch,
			key: SecretKey::random().unwrap().public(),
		};
		let signature = patient.sign(&key.signed_bytes());
		let signed = key.with_signature(signature).unwrap();
		keys.publish(&signed).submit(&patient, &fast()).await.unwrap();
		let again = keys.publish(&signed).submit(&patient, &fast()).await;
		is(failure(again), "EncryptionKeys", "EpochNotLater");
		assert_eq!(keys.key(&account).await.unwrap(), Some(PublishedKey::Signed(signed.clone())));

		let proof = keys.proof(&account).await.unwrap();
		let root = state_root(&node.url(), proof.block.hash).await;
		let proven = encryption_key::verify(root, &account, &proof.nodes).unwrap();
		assert_eq!(proven.epoch, Some(epoch));
		assert_eq!(proven.published.unwrap().key, *signed.key().key.as_bytes());
	}

	let public = SecretKey::random().unwrap().public();
	keys.publish_unsigned(&public, 2).submit(&patient, &fast()).await.unwrap();
	match keys.key(&account).await.unwrap() {
		Some(PublishedKey::Unsigned(found)) => assert_eq!((found.key, found.epoch), (public, 2)),
		other => panic!("{other:?}"),
	}
	keys.withdraw().submit(&patient, &fast()).await.unwrap();
	assert_eq!(keys.key(&account).await.unwrap(), None);
	assert_eq!(keys.next_epoch(&account).await.unwrap(), 3);
	is(failure(keys.withdraw().submit(&patient, &fast()).await), "EncryptionKeys", "NotFound");
}

/// In the place of a light client.
async fn state_root(url: &str, block: H256) -> H256 {
	let client = subxt::rpcs::RpcClient::from_insecure_url(url).await.unwrap();
	let params = subxt::rpcs::rpc_params![block];
	let header: serde_json::Value = client.request("chain_getHeader", params).await.unwrap();
	serde_json::from_value(header["stateRoot"].clone()).unwrap()
}
