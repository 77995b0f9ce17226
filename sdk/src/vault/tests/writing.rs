// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Changes: written, merged, interrupted and refused.

use super::*;

#[tokio::test]
async fn what_is_forgotten_is_in_no_file_any_more() {
	let (_temporary, folder, vault) = new_vault().await;
	vault.commit(vec![Change::PutRecord(secrets(1)), Change::PutRecord(secrets(2))]).await.unwrap();
	vault.commit(vec![Change::PutKey(key_id(3), SecretKey::from([3; 32]))]).await.unwrap();
	vault
		.commit(vec![Change::ForgetRecord(commitment(1)), Change::ForgetKey(key_id(3))])
		.await
		.unwrap();
	assert!(vault.record(&commitment(1)).is_none() && vault.key(&key_id(3)).is_none());
	let names: Vec<_> = files(&folder).into_keys().collect();
	assert_eq!(names, [folder.join("0000000000000003.full"), folder.join("vault.key")]);
	drop(vault);
	let vault = Vault::open(&folder, ours()).await.unwrap();
	assert_eq!(vault.records(), [commitment(2)]);
	vault.commit(vec![Change::ForgetRecord(commitment(7))]).await.unwrap();
	assert_eq!(vault.records(), [commitment(2)]);
}

#[tokio::test]
async fn leftovers_of_an_interruption_are_removed() {
	let (_temporary, folder, vault) = new_vault().await;
	vault.commit(vec![Change::PutRecord(secrets(1))]).await.unwrap();
	let old = files(&folder);
	vault.commit(vec![Change::ForgetRecord(commitment(1))]).await.unwrap();
	drop(vault);
	write(&old);
	fs::write(folder.join(".medibloc-tmp-abc"), "half a file").unwrap();
	fs::write(folder.join("notes.txt"), "not ours").unwrap();
	let vault = Vault::open(&folder, ours()).await.unwrap();
	assert!(vault.records().is_empty());
	let names: Vec<_> = files(&folder).into_keys().collect();
	let expected = ["0000000000000002.full", "notes.txt", "vault.key"];
	assert_eq!(names, expected.map(|name| folder.join(name)));
}

#[tokio::test]
async fn many_changes_are_merged() {
	let (_temporary, folder, vault) = new_vault().await;
	for number in 0..150 {
		vault.commit(vec![Change::PutRecord(secrets(number))]).await.unwrap();
	}
	assert!(files(&folder).len() < 100, "{}", files(&folder).len());
	drop(vault);
	assert_eq!(Vault::open(&folder, ours()).await.unwrap().records().len(), 150);
}

#[tokio::test]
async fn a_failed_write_changes_nothing() {
	let (_temporary, folder, vault) = new_vault().await;
	vault.commit(vec![Change::PutRecord(secrets(1))]).await.unwrap();
	// The name of the next file is taken.
	fs::write(folder.join("0000000000000002.delta"), "").unwrap();
	let failed = vault.commit(vec![Change::PutRecord(secrets(2))]).await;
	assert!(matches!(failed, Err(Error::Exists(_))));
	assert_eq!(vault.records().len(), 1);
	fs::remove_file(folder.join("0000000000000002.delta")).unwrap();
	vault.commit(vec![Change::PutRecord(secrets(2))]).await.unwrap();
	drop(vault);
	assert_eq!(Vault::open(&folder, ours()).await.unwrap().records().len(), 2);
}

#[tokio::test]
async fn what_could_not_be_removed_is_told() {
	let (_temporary, folder, vault) = new_vault().await;
	vault.commit(vec![Change::PutRecord(secrets(1))]).await.unwrap();
	// Something that cannot be removed stands in the place of an older file.
	let delta = folder.join("0000000000000001.delta");
	fs::remove_file(&delta).unwrap();
	fs::create_dir_all(delta.join("in the way")).unwrap();
	let forget = || vault.commit(vec![Change::ForgetRecord(commitment(1))]);
	assert!(matches!(forget().await, Err(Error::NotErased { path, .. }) if path == delta));
	assert!(vault.records().is_empty());
	fs::remove_dir_all(&delta).unwrap();
	forget().await.unwrap();
	assert_eq!(files(&folder).len(), 2);
}

#[tokio::test]
async fn an_unsettled_vault_takes_no_more_changes() {
	let (_temporary, folder, vault) = new_vault().await;
	vault.lock().is_unsettled = true;
	let refused = vault.commit(vec![Change::PutRecord(secrets(1))]).await;
	assert!(matches!(refused, Err(Error::Unsettled(path)) if path == folder));
	assert!(matches!(vault.change_password(ours()).await, Err(Error::Unsettled(_))));
	drop(vault);
	let vault = Vault::open(&folder, ours()).await.unwrap();
	vault.commit(vec![Change::PutRecord(secrets(1))]).await.unwrap();
}

#[test]
fn errors_of_the_system_are_told_apart() {
	use std::io::ErrorKind::*;
	let error = |kind: std::io::ErrorKind| Error::write(Path::new("vault"))(kind.into());
	assert!(matches!(error(StorageFull), Error::Full(_)));
	assert!(matches!(error(QuotaExceeded), Error::Full(_)));
	assert!(matches!(error(ReadOnlyFilesystem), Error::ReadOnly(_)));
	assert!(matches!(error(PermissionDenied), Error::ReadOnly(_)));
	assert!(matches!(error(AlreadyExists), Error::Exists(_)));
	assert!(matches!(error(Interrupted), Error::Write { .. }));
}

#[tokio::test]
async fn a_call_whose_future_is_dropped_leaves_the_vault_whole() {
	let (_temporary, folder, vault) = new_vault().await;
	for number in 0..20 {
		let commit = vault.commit(vec![Change::PutRecord(secrets(number))]);
		tokio::select! {
			biased;
			_ = tokio::task::yield_now() => (),
			done = commit => done.unwrap(),
		}
	}
	vault.commit(vec![Change::PutRecord(secrets(99))]).await.unwrap();
	let records = vault.records();
	drop(vault);
	// The last of the dropped calls may still hold the vault.
	let opened = loop {
		match Vault::open(&folder, ours()).await {
			Err(Error::Locked(_)) => tokio::task::yield_now().await,
			opened => break opened.unwrap(),
		}
	};
	assert!(records.iter().all(|record| opened.records().contains(record)));
}
