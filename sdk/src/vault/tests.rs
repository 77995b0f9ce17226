// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{Change, Error, KeyId, Password, Vault};
use crate::{
	encryption::SecretKey,
	record::{RecordSecrets, Resource},
	storage::ContentId,
};
use medibloc_primitives::record::{Commitment, Origin};
use proptest::prelude::*;
use sp_core::{crypto::AccountId32, H256};
use std::{
	collections::BTreeMap,
	fs,
	path::{Path, PathBuf},
};
use tempfile::{tempdir, TempDir};
use tokio::runtime::Runtime;

fn password(secret: &str) -> Password {
	Password::new(secret.into()).work_factor(2).unwrap()
}

fn ours() -> Password {
	password("correct horse")
}

/// Secrets that differ by `number`.
fn secrets(number: u8) -> RecordSecrets {
	let resource = Resource::parse(br#"{"resourceType":"Observation"}"#.to_vec()).unwrap();
	let record = resource.commit([number; 32].into(), Origin::Patient, None).unwrap();
	RecordSecrets::new(&record, resource.class())
		.encrypted_under([number; 32].into())
		.stored_at(ContentId::of_leaf(&[number]))
}

fn commitment(number: u8) -> Commitment {
	secrets(number).commitment()
}

fn key_id(number: u8) -> KeyId {
	KeyId { genesis: H256::zero(), account: AccountId32::new([number; 32]), epoch: number.into() }
}

async fn new_vault() -> (TempDir, PathBuf, Vault) {
	let temporary = tempdir().unwrap();
	let folder = temporary.path().join("vault");
	let vault = Vault::create(&folder, ours()).await.unwrap();
	(temporary, folder, vault)
}

/// All that is in a folder, but the lock, which is empty.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
	let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
	let files = paths.filter(|path| !path.ends_with("lock"));
	files.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

fn write(files: &BTreeMap<PathBuf, Vec<u8>>) {
	for (path, content) in files {
		fs::write(path, content).unwrap();
	}
}

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

#[tokio::test]
async fn a_changed_byte_anywhere_is_found_and_nothing_is_lost() {
	let (_temporary, folder, vault) = new_vault().await;
	vault.commit(vec![Change::PutRecord(secrets(1))]).await.unwrap();
	drop(vault);
	let before = files(&folder);
	for (path, content) in &before {
		for place in 0..content.len() {
			let mut changed = content.clone();
			changed[place] ^= 1;
			fs::write(path, changed).unwrap();
			let error = Vault::open(&folder, ours()).await.unwrap_err();
			assert!(matches!(error, Error::Damaged { .. } | Error::Newer { .. }), "{error}");
		}
		for end in [0, 1, 80, 100, content.len() - 1] {
			fs::write(path, &content[..end]).unwrap();
			let error = Vault::open(&folder, ours()).await.unwrap_err();
			assert!(matches!(error, Error::Damaged { .. }), "{error}");
		}
		fs::write(path, content).unwrap();
	}
	assert_eq!(files(&folder), before);
	assert_eq!(Vault::open(&folder, ours()).await.unwrap().records().len(), 1);
}

/// With the hash in the first line put right, so that the encryption must find it.
#[tokio::test]
async fn a_forged_byte_anywhere_is_found() {
	let (_temporary, folder, vault) = new_vault().await;
	vault.commit(vec![Change::PutRecord(secrets(1))]).await.unwrap();
	drop(vault);
	for (path, content) in files(&folder) {
		let line = content.iter().position(|byte| *byte == b'\n').unwrap() + 1;
		let kind = match path.ends_with("vault.key") {
			true => super::envelope::Kind::Key,
			false => super::envelope::Kind::Segment,
		};
		for place in (line..content.len()).step_by(3) {
			let mut changed = content.clone();
			changed[place] ^= 1;
			fs::write(&path, super::envelope::seal(kind, &changed[line..])).unwrap();
			let error = Vault::open(&folder, ours()).await.unwrap_err();
			assert!(matches!(error, Error::Damaged { .. } | Error::WrongPassword(_)), "{error}");
		}
		fs::write(path, content).unwrap();
	}
	assert!(Vault::open(&folder, ours()).await.is_ok());
}

#[tokio::test]
async fn files_that_are_missing_swapped_or_foreign_are_found() {
	let (temporary, folder, vault) = new_vault().await;
	for number in 1..4 {
		vault.commit(vec![Change::PutRecord(secrets(number))]).await.unwrap();
	}
	drop(vault);
	let before = files(&folder);
	let segment = |number: u64, kind: &str| folder.join(format!("{number:016x}.{kind}"));
	let other = temporary.path().join("other");
	let foreign = Vault::create(&other, ours()).await.unwrap();
	foreign.commit(vec![Change::PutRecord(secrets(9))]).await.unwrap();
	drop(foreign);
	let foreign = fs::read(other.join("0000000000000001.delta")).unwrap();

	let damage: [&dyn Fn(); 6] = [
		&|| fs::remove_file(segment(2, "delta")).unwrap(),
		&|| fs::remove_file(segment(0, "full")).unwrap(),
		&|| fs::write(segment(1, "delta"), &before[&segment(2, "delta")]).unwrap(),
		&|| fs::write(segment(3, "delta"), &foreign).unwrap(),
		&|| fs::write(segment(4, "full"), &before[&segment(3, "delta")]).unwrap(),
		&|| fs::write(segment(3, "full"), &before[&segment(0, "full")]).unwrap(),
	];
	for (case, damage) in damage.iter().enumerate() {
		damage();
		let opened = Vault::open(&folder, ours()).await;
		assert!(matches!(opened, Err(Error::Damaged { .. })), "{case}");
		for kind in ["full", "delta"] {
			fs::remove_file(segment(4, kind)).ok();
		}
		fs::remove_file(segment(3, "full")).ok();
		write(&before);
	}
	assert_eq!(Vault::open(&folder, ours()).await.unwrap().records().len(), 3);
}

#[tokio::test]
async fn a_later_format_is_told_from_damage() {
	let (_temporary, folder, vault) = new_vault().await;
	drop(vault);
	let path = folder.join("vault.key");
	let text = fs::read(&path).unwrap();
	fs::write(&path, [b"medibloc-vault/2", &text[16..]].concat()).unwrap();
	let opened = Vault::open(&folder, ours()).await;
	assert!(matches!(opened, Err(Error::Newer { format: 2, .. })));
}

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

#[tokio::test]
async fn a_folder_that_vanished_is_told() {
	let (_temporary, folder, vault) = new_vault().await;
	fs::remove_dir_all(&folder).unwrap();
	let failed = vault.commit(vec![Change::PutRecord(secrets(1))]).await;
	assert!(matches!(failed, Err(Error::Write { .. })));
	assert!(vault.records().is_empty());
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

#[derive(Clone, Debug)]
enum Op {
	Put(u8),
	Forget(u8),
	PutMany(Vec<u8>),
	Reopen,
	ExportAndRestore,
}

fn op() -> impl Strategy<Value = Op> {
	prop_oneof![
		4 => (0u8..8).prop_map(Op::Put),
		2 => (0u8..8).prop_map(Op::Forget),
		2 => prop::collection::vec(0u8..8, 0..4).prop_map(Op::PutMany),
		1 => Just(Op::Reopen),
		1 => Just(Op::ExportAndRestore),
	]
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(16))]

	#[test]
	fn a_vault_holds_what_a_map_would(ops in prop::collection::vec(op(), 1..24)) {
		Runtime::new().unwrap().block_on(async {
			let (temporary, mut folder, mut vault) = new_vault().await;
			let mut model = std::collections::BTreeSet::new();
			for (step, op) in ops.into_iter().enumerate() {
				match op {
					Op::Put(number) => {
						vault.commit(vec![Change::PutRecord(secrets(number))]).await.unwrap();
						model.insert(commitment(number));
					},
					Op::Forget(number) => {
						vault.commit(vec![Change::ForgetRecord(commitment(number))]).await.unwrap();
						model.remove(&commitment(number));
					},
					Op::PutMany(numbers) => {
						let puts = numbers.iter().map(|number| Change::PutRecord(secrets(*number)));
						vault.commit(puts.collect()).await.unwrap();
						model.extend(numbers.into_iter().map(commitment));
					},
					Op::Reopen => {
						drop(vault);
						vault = Vault::open(&folder, ours()).await.unwrap();
					},
					Op::ExportAndRestore => {
						let backup = temporary.path().join(format!("backup-{step}"));
						vault.export(&backup, ours()).await.unwrap();
						folder = temporary.path().join(format!("vault-{step}"));
						vault = Vault::restore(&backup, ours(), &folder, ours()).await.unwrap();
					},
				}
				assert_eq!(vault.records(), model.iter().copied().collect::<Vec<_>>());
			}
		});
	}
}
