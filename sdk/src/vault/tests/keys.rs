// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Encryption keys and seeds of accounts.

use super::*;

#[test]
fn the_account_of_a_seed_is_that_of_wallets() {
	// `//Alice` of every development chain, by its raw seed.
	let seed = "e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a";
	let seed = AccountSeed::from(<[u8; 32]>::try_from(hex::decode(seed).unwrap()).unwrap());
	let alice = "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
	assert_eq!(hex::encode(seed.account()), alice);
	assert_eq!(format!("{seed:?}"), "AccountSeed(..)");
	assert_ne!(AccountSeed::random().unwrap(), AccountSeed::random().unwrap());
}

#[tokio::test]
async fn keys_are_rotated_by_epoch_and_old_ones_kept() {
	let (_temporary, folder, vault) = new_vault().await;
	let (genesis, account) = (H256::repeat_byte(1), AccountId32::new([2; 32]));
	assert!(vault.current_key(&genesis, &account).is_none());
	let first = vault.rotate_key(genesis, account.clone()).await.unwrap();
	let second = vault.rotate_key(genesis, account.clone()).await.unwrap();
	assert_eq!((first.epoch, second.epoch), (0, 1));
	assert_ne!(first.key, second.key);
	let elsewhere = vault.rotate_key(H256::zero(), account.clone()).await.unwrap();
	assert_eq!(elsewhere.epoch, 0);
	drop(vault);
	let vault = Vault::open(&folder, ours()).await.unwrap();
	assert_eq!(vault.current_key(&genesis, &account), Some(second));
	assert_eq!(vault.key(&KeyId::from(&first)).unwrap().public(), first.key);
	assert_eq!(vault.keys().len(), 3);

	let last = KeyId { genesis, account: account.clone(), epoch: u32::MAX };
	vault.commit(vec![Change::PutKey(last, SecretKey::from([1; 32]))]).await.unwrap();
	assert!(matches!(vault.rotate_key(genesis, account).await, Err(Error::NoMoreEpochs)));
}
