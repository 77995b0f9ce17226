// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Encryption keys that are refused, outlived by their epoch, or of an account without a key pair.

use medibloc_sdk::{
	client::{Client, PublishedKey, Signer},
	encryption::{EncryptionKey, PublicKey, SecretKey},
};
use medibloc_stories::{
	attempt, cast, fast, fresh, raw_attempt, refused, shared, Raw, RawCall, MED,
};
use sp_core::crypto::AccountId32;
use sp_runtime::{DispatchError, MultiSignature};
use subxt::{dynamic::Value, utils::Static};

fn new_key() -> PublicKey {
	SecretKey::random().unwrap().public()
}

/// Somebody who publishes keys.
struct Publisher {
	chain: Raw,
	client: Client,
	patient: Signer,
}

impl Publisher {
	/// What the patient signs for these bytes to be the key, whatever they are.
	fn signed_bytes(&self, key: [u8; 32], epoch: u32) -> Vec<u8> {
		let (genesis, account) = (self.client.genesis(), self.patient.account());
		let key_of_this_length = new_key();
		let bytes =
			EncryptionKey { genesis, account, epoch, key: key_of_this_length }.signed_bytes();
		let (rest, last) = bytes.split_at(bytes.len() - key.len());
		assert_eq!(last, key_of_this_length.as_bytes());
		[rest, &key].concat()
	}

	async fn publish(&self, key: [u8; 32], epoch: u32, signature: MultiSignature) -> RawCall {
		let fields = (Static(key), epoch, Static(Some(signature)));
		self.chain.call("EncryptionKeys", "publish", fields).await
	}

	/// The call that publishes a key of the patient, signed by `signer`.
	async fn signed(&self, key: &PublicKey, epoch: u32, signer: &Signer) -> RawCall {
		let key = *key.as_bytes();
		self.publish(key, epoch, signer.sign(&self.signed_bytes(key, epoch))).await
	}

	/// The same, signed by the patient as browser wallets sign bytes.
	async fn wrapped(&self, key: &PublicKey, epoch: u32) -> RawCall {
		let key = *key.as_bytes();
		let bytes = [b"<Bytes>", &self.signed_bytes(key, epoch)[..], b"</Bytes>"].concat();
		self.publish(key, epoch, self.patient.sign(&bytes)).await
	}
}

#[tokio::test]
async fn old_epochs_forged_signatures_and_unsafe_keys_are_refused() {
	let node = shared().await;
	let client = node.connect().await;
	let chain = Raw::connect(&node).await;
	let (stranger, patient) = (cast().doctor, fresh(&client, "publishing").await);
	let account = patient.account();
	let held = || async { client.balances().balance(&account).await.unwrap().held };
	let publisher = Publisher { chain, client: client.clone(), patient };
	let (chain, patient) = (&publisher.chain, &publisher.patient);
	let keys = client.encryption_keys();
	let [first, second, third] = [new_key(), new_key(), new_key()];

	assert_eq!(held().await, 0);
	chain.submit(patient, &publisher.signed(&first, 0, patient).await).await.ok().unwrap();
	let deposit = held().await;
	assert!(deposit > 0);
	chain.submit(patient, &publisher.wrapped(&second, 1).await).await.ok().unwrap();
	assert_eq!(held().await, deposit);
	match keys.key(&account).await.unwrap() {
		Some(PublishedKey::Signed(signed)) => assert_eq!(signed.key().key, second),
		other => panic!("{other:?}"),
	}

	let far = 2 + chain.constant::<u32>("EncryptionKeys", "MaxEpochStep").await;
	let mut attempts = Vec::new();
	for (call, error) in [
		(publisher.signed(&first, 0, patient).await, "EncryptionKeys.EpochNotLater"),
		(publisher.wrapped(&second, 1).await, "EncryptionKeys.EpochNotLater"),
		(publisher.signed(&third, 1, patient).await, "EncryptionKeys.EpochNotLater"),
		(publisher.signed(&third, far, patient).await, "EncryptionKeys.EpochTooFar"),
		(publisher.signed(&third, 2, &stranger).await, "EncryptionKeys.InvalidSignature"),
	] {
		attempts.push(raw_attempt(chain, patient, call, error));
	}
	let key = *third.as_bytes();
	let forged: Vec<_> = publisher.signed_bytes(key, 2).iter().map(|byte| byte ^ 1).collect();
	let call = publisher.publish(key, 2, patient.sign(&forged)).await;
	attempts.push(raw_attempt(chain, patient, call, "EncryptionKeys.InvalidSignature"));
	for key in [[0; 32], [0xff; 32]] {
		let signature = patient.sign(&publisher.signed_bytes(key, 2));
		let call = publisher.publish(key, 2, signature).await;
		attempts.push(raw_attempt(chain, patient, call, "EncryptionKeys.InvalidKey"));
	}
	// By the signature alone nobody else publishes it.
	let relayed = publisher.signed(&third, 2, patient).await;
	attempts.push(raw_attempt(chain, &stranger, relayed, "EncryptionKeys.InvalidSignature"));
	attempts.push(attempt(&stranger, keys.withdraw(), "EncryptionKeys.NotFound"));
	refused(chain, attempts).await;

	keys.withdraw().submit(patient, &fast()).await.unwrap();
	assert_eq!(held().await, 0);
	refused(
		chain,
		[
			attempt(patient, keys.withdraw(), "EncryptionKeys.NotFound"),
			raw_attempt(
				chain,
				patient,
				publisher.signed(&third, 0, patient).await,
				"EncryptionKeys.EpochNotLater",
			),
			raw_attempt(
				chain,
				patient,
				publisher.signed(&third, 1, patient).await,
				"EncryptionKeys.EpochNotLater",
			),
		],
	)
	.await;
	chain.submit(patient, &publisher.signed(&third, 2, patient).await).await.ok().unwrap();
	assert_eq!(keys.next_epoch(&account).await.unwrap(), 3);
}

#[tokio::test]
async fn an_account_without_a_key_pair_publishes_without_a_signature() {
	let node = shared().await;
	let client = node.connect().await;
	let chain = Raw::connect(&node).await;
	let patient = fresh(&client, "owner of an account without a key pair").await;
	let any = Value::unnamed_variant("Any", []);
	let create = chain.call("Proxy", "create_pure", (any, 0u32, 0u16)).await;
	let created = chain.submit(&patient, &create).await.ok().unwrap();
	let account: AccountId32 = created.event("Proxy", "PureCreated");
	client.balances().transfer(&account, 100 * MED).submit(&patient, &fast()).await.unwrap();

	let (keys, key) = (client.encryption_keys(), new_key());
	let publish = keys.publish_unsigned(&key, 0).encode().await.unwrap();
	let call = chain.as_proxy_of(&account, &publish).await;
	let included = chain.submit(&patient, &call).await.ok().unwrap();
	let result: Result<(), DispatchError> = included.event("Proxy", "ProxyExecuted");
	assert_eq!(result, Ok(()));
	let (of, epoch): (AccountId32, u32) = included.event("EncryptionKeys", "Published");
	assert_eq!((of, epoch), (account.clone(), 0));
	match keys.key(&account).await.unwrap() {
		Some(PublishedKey::Unsigned(found)) => assert_eq!((found.key, found.epoch), (key, 0)),
		other => panic!("{other:?}"),
	}
}
