// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Passwords of a vault.

use super::*;

#[tokio::test]
async fn a_wrong_password_changes_nothing() {
	let (_temporary, folder, vault) = new_vault().await;
	drop(vault);
	let before = files(&folder);
	for wrong in ["", "correct hors", "Correct horse"] {
		let opened = Vault::open(&folder, password(wrong)).await;
		assert!(matches!(opened, Err(Error::WrongPassword(_))), "{wrong}");
	}
	assert_eq!(files(&folder), before);
	assert!(Vault::open(&folder, ours()).await.is_ok());
}

#[tokio::test]
async fn passwords_are_checked() {
	let folder = tempdir().unwrap();
	let created = Vault::create(folder.path().join("vault"), password("")).await;
	assert!(matches!(created, Err(Error::EmptyPassword)));
	assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
	for factor in [0, 23, 64] {
		let refused = Password::new("a".into()).work_factor(factor);
		assert!(matches!(refused, Err(Error::WorkFactor)));
	}
	assert!(!format!("{:?}", ours()).contains("horse"));
}

#[tokio::test]
async fn change_password_locks_out_the_old_one() {
	let (_temporary, folder, vault) = new_vault().await;
	vault.commit(vec![Change::PutRecord(secrets(1))]).await.unwrap();
	assert!(matches!(vault.change_password(password("")).await, Err(Error::EmptyPassword)));
	vault.change_password(password("new")).await.unwrap();
	drop(vault);
	assert!(matches!(Vault::open(&folder, ours()).await, Err(Error::WrongPassword(_))));
	assert_eq!(Vault::open(&folder, password("new")).await.unwrap().records().len(), 1);
}
