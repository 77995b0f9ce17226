// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::mock::{Node, GENESIS};
use crate::{
	client::{Error, PublishedKey, Signer},
	encryption::{EncryptionKey, SecretKey},
};
use codec::Encode;
use medibloc_primitives::Deposit;
use serde_json::json;
use sp_core::crypto::AccountId32;
use sp_runtime::MultiSignature;

type Published = ([u8; 32], Option<MultiSignature>, u128);

/// The client's reading of an entry of the state that says this of `//Alice`.
async fn read(epoch: u32, published: Option<Published>) -> Result<Option<PublishedKey>, Error> {
	let node = Node::new();
	let client = node.connect().await;
	let stored = published.map(|(key, signature, amount)| {
		(key, signature, Deposit::<AccountId32, u128> { payer: None, amount })
	});
	let value = (epoch, stored).encode();
	node.json("state_getStorage", json!(format!("0x{}", hex::encode(value))));
	let account = Signer::dev("//Alice").unwrap().account();
	assert_eq!(client.encryption_keys().next_epoch(&account).await.unwrap(), epoch + 1);
	client.encryption_keys().key(&account).await
}

fn key(epoch: u32) -> (EncryptionKey, MultiSignature) {
	let alice = Signer::dev("//Alice").unwrap();
	let key = SecretKey::random().unwrap().public();
	let key = EncryptionKey { genesis: GENESIS, account: alice.account(), epoch, key };
	let signature = alice.sign(&key.signed_bytes());
	(key, signature)
}

#[tokio::test]
async fn a_key_is_signed_unsigned_or_withdrawn() {
	let (key, signature) = key(3);
	let public = *key.key.as_bytes();
	let signed = key.clone().with_signature(signature.clone()).unwrap();
	let found = read(3, Some((public, Some(signature), 1))).await.unwrap();
	assert_eq!(found, Some(PublishedKey::Signed(signed)));
	let found = read(3, Some((public, None, 1))).await.unwrap();
	assert_eq!(found, Some(PublishedKey::Unsigned(key)));
	assert_eq!(read(3, None).await.unwrap(), None);
}

#[tokio::test]
async fn a_key_that_is_not_genuine_is_refused() {
	let (key, signature) = key(3);
	let public = *key.key.as_bytes();
	let other = *SecretKey::random().unwrap().public().as_bytes();
	for (epoch, published) in [
		// Another key, another epoch, and a key that nobody can keep secret.
		(3, (other, Some(signature.clone()), 1)),
		(4, (public, Some(signature), 1)),
		(3, ([0; 32], None, 1)),
	] {
		match read(epoch, Some(published)).await {
			Err(Error::Decode { method: "state_getStorage", .. }) => {},
			other => panic!("{other:?}"),
		}
	}
}
