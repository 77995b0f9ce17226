// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Vaults made, opened and locked.

use super::*;

#[tokio::test]
async fn what_was_kept_is_there_when_opened_again() {
	let (_temporary, folder, vault) = new_vault().await;
	assert!(vault.records().is_empty() && vault.keys().is_empty());
	vault.commit(vec![Change::PutRecord(secrets(1)), Change::PutRecord(secrets(2))]).await.unwrap();
	vault.commit(vec![Change::PutKey(key_id(3), SecretKey::from([3; 32]))]).await.unwrap();
	vault.commit(vec![]).await.unwrap();
	let check = |vault: &Vault| {
		let found = vault.record(&commitment(1)).unwrap();
		assert_eq!(found.encode(), secrets(1).encode());
		assert_eq!(vault.records().len(), 2);
		assert_eq!(vault.key(&key_id(3)).unwrap().expose(), &[3; 32]);
		assert!(vault.record(&commitment(4)).is_none() && vault.key(&key_id(4)).is_none());
	};
	check(&vault);
	drop(vault);
	check(&Vault::open(&folder, ours()).await.unwrap());
}

/// A program that runs for long closes the vault between two pieces of work.
#[tokio::test]
async fn a_closed_vault_opens_again_with_what_others_did_meanwhile() {
	let (_temporary, folder, vault) = new_vault().await;
	let closed = vault.closed();
	assert!(matches!(closed.open().await, Err(Error::Locked(_))));
	drop(vault);
	let other = Vault::open(&folder, ours()).await.unwrap();
	other.commit(vec![Change::PutRecord(secrets(1))]).await.unwrap();
	other.change_password(password("another")).await.unwrap();
	assert!(matches!(closed.open().await, Err(Error::Locked(_))));
	drop(other);
	let again = closed.open().await.unwrap();
	assert_eq!(again.records(), [commitment(1)]);
	again.commit(vec![Change::PutRecord(secrets(2))]).await.unwrap();
	drop(again);
	assert_eq!(closed.open().await.unwrap().records().len(), 2);
	assert_eq!(format!("{closed:?}"), "ClosedVault(..)");
	fs::remove_dir_all(&folder).unwrap();
	assert!(matches!(closed.open().await, Err(Error::NotFound(_))));
}

#[tokio::test]
async fn nothing_secret_is_readable_on_the_disk() {
	let (_temporary, folder, vault) = new_vault().await;
	vault.commit(vec![Change::PutRecord(secrets(0x5a))]).await.unwrap();
	assert!(files(&folder).len() == 3);
	for (path, content) in files(&folder) {
		assert!(!content.windows(32).any(|bytes| bytes == [0x5a; 32]), "{path:?}");
		let salted = commitment(0x5a);
		assert!(!content.windows(32).any(|bytes| bytes == salted.as_bytes()), "{path:?}");
	}
}

#[tokio::test]
async fn create_refuses_a_place_that_is_taken() {
	let (temporary, folder, vault) = new_vault().await;
	let before = files(&folder);
	assert!(matches!(Vault::create(&folder, ours()).await, Err(Error::Exists(_))));
	drop(vault);
	assert!(matches!(Vault::create(&folder, ours()).await, Err(Error::Exists(_))));
	assert_eq!(files(&folder), before);
	let file = temporary.path().join("file");
	fs::write(&file, "").unwrap();
	assert!(matches!(Vault::create(&file, ours()).await, Err(Error::Exists(_))));
	let empty = temporary.path().join("empty");
	fs::create_dir(&empty).unwrap();
	assert!(Vault::create(&empty, ours()).await.is_ok());
}

#[tokio::test]
async fn open_refuses_a_folder_without_a_vault_and_leaves_it_alone() {
	let folder = tempdir().unwrap();
	let opened = Vault::open(folder.path(), ours()).await;
	assert!(matches!(opened, Err(Error::NotFound(_))));
	assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_vault_opens_once_at_a_time() {
	let (_temporary, folder, vault) = new_vault().await;
	let clone = vault.clone();
	drop(vault);
	assert!(matches!(Vault::open(&folder, ours()).await, Err(Error::Locked(_))));
	drop(clone);
	assert!(Vault::open(&folder, ours()).await.is_ok());
}

#[tokio::test]
async fn a_folder_that_vanished_is_told() {
	let (_temporary, folder, vault) = new_vault().await;
	fs::remove_dir_all(&folder).unwrap();
	let failed = vault.commit(vec![Change::PutRecord(secrets(1))]).await;
	assert!(matches!(failed, Err(Error::Write { .. })));
	assert!(vault.records().is_empty());
}
