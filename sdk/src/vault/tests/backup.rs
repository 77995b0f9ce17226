// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Backups of a vault.

use super::*;

#[tokio::test]
async fn a_backup_restores_everything_into_a_new_vault() {
	let (temporary, folder, vault) = new_vault().await;
	let backup = temporary.path().join("backup");
	vault.commit(vec![Change::PutRecord(secrets(1))]).await.unwrap();
	vault.commit(vec![Change::PutKey(key_id(3), SecretKey::from([3; 32]))]).await.unwrap();
	vault.export(&backup, password("backup")).await.unwrap();
	let again = vault.export(&backup, password("backup")).await;
	assert!(matches!(again, Err(Error::Exists(_))));

	let restore = |with: &str, to: PathBuf| {
		let with = password(with);
		Vault::restore(backup.clone(), with, to, password("new"))
	};
	let restored = temporary.path().join("restored");
	assert!(matches!(restore("backup", folder).await, Err(Error::Exists(_))));
	assert!(matches!(restore("wrong", restored.clone()).await, Err(Error::WrongPassword(_))));
	assert!(!restored.exists());
	drop(restore("backup", restored.clone()).await.unwrap());
	let vault = Vault::open(&restored, password("new")).await.unwrap();
	assert_eq!(vault.record(&commitment(1)).unwrap().encode(), secrets(1).encode());
	assert_eq!(vault.key(&key_id(3)).unwrap().expose(), &[3; 32]);
}

#[tokio::test]
async fn a_damaged_backup_is_refused() {
	let (temporary, folder, vault) = new_vault().await;
	let [backup, restored] = ["backup", "restored"].map(|name| temporary.path().join(name));
	let restore = || Vault::restore(&backup, ours(), &restored, ours());
	assert!(matches!(restore().await, Err(Error::Read { .. })));
	vault.commit(vec![Change::PutRecord(secrets(1))]).await.unwrap();
	vault.export(&backup, ours()).await.unwrap();
	let content = fs::read(&backup).unwrap();
	for place in 0..content.len() {
		let mut changed = content.clone();
		changed[place] ^= 1;
		fs::write(&backup, changed).unwrap();
		let error = restore().await.unwrap_err();
		assert!(matches!(error, Error::Damaged { .. } | Error::Newer { .. }), "{error}");
	}
	// A file of another kind.
	fs::copy(folder.join("vault.key"), &backup).unwrap();
	assert!(matches!(restore().await, Err(Error::Damaged { .. })));
	assert!(!restored.exists());
}
