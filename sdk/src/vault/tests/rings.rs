// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Ring keys, tasks and accounts in a vault.

use super::*;

#[tokio::test]
async fn ring_keys_tasks_and_accounts_are_there_when_opened_again() {
	let (temporary, folder, vault) = new_vault().await;
	let seed = AccountSeed::from([6; 32]);
	for number in 0..6 {
		let key = ring_key(number, Some(number.into()));
		vault.commit(vec![Change::PutRingKey(ring_key_id(number), key)]).await.unwrap();
	}
	let work = |bytes: &[u8]| zeroize::Zeroizing::new(bytes.to_vec());
	vault
		.commit(vec![
			Change::PutTask(task_id(1), work(b"one")),
			Change::PutTask(task_id(2), work(b"two")),
			Change::PutTask(TaskId { kind: "other".into(), ..task_id(1) }, work(b"three")),
			Change::PutTask(task_id(1), work(b"four")),
			Change::PutAccount(seed.clone()),
		])
		.await
		.unwrap();
	let check = |vault: &Vault| {
		assert_eq!(vault.ring_keys().len(), 6);
		for number in 0..6 {
			let kept = vault.ring_key(&ring_key_id(number)).unwrap();
			assert_eq!(kept, ring_key(number, Some(number.into())));
		}
		assert_eq!(vault.ring_key(&ring_key_id(7)), None);
		assert_eq!(vault.task(&task_id(1)).unwrap().as_slice(), b"four");
		let tasks = vault.tasks("test/work");
		let ids: Vec<_> = tasks.iter().map(|(id, _)| id.clone()).collect();
		assert_eq!(ids, [task_id(1), task_id(2)]);
		assert_eq!(vault.accounts(), std::slice::from_ref(&seed));
	};
	check(&vault);
	drop(vault);
	let vault = Vault::open(&folder, ours()).await.unwrap();
	check(&vault);
	// A running epoch survives the loss of the device.
	let [backup, restored] = ["backup", "restored"].map(|name| temporary.path().join(name));
	vault.export(&backup, ours()).await.unwrap();
	check(&Vault::restore(&backup, ours(), &restored, ours()).await.unwrap());

	let forget = vec![
		Change::ForgetTask(task_id(1)),
		Change::ForgetAccount(seed.account()),
		Change::ForgetRingKey(ring_key_id(0)),
	];
	vault.commit(forget).await.unwrap();
	assert!(vault.task(&task_id(1)).is_none() && vault.accounts().is_empty());
	assert_eq!(vault.ring_keys().len(), 5);
	let plaintexts = plaintexts(&folder);
	assert!(!is_in(&plaintexts, b"one") && !is_in(&plaintexts, b"four"));
	assert!(!is_in(&plaintexts, seed.expose()) && is_in(&plaintexts, b"two"));
}

#[tokio::test]
async fn a_ring_key_is_made_once_for_each_use() {
	let (_temporary, folder, vault) = new_vault().await;
	let public = vault.make_ring_key(ring_key_id(1)).await.unwrap();
	assert_eq!(vault.make_ring_key(ring_key_id(1)).await.unwrap(), public);
	assert_ne!(vault.make_ring_key(ring_key_id(4)).await.unwrap(), public);
	drop(vault);
	let vault = Vault::open(&folder, ours()).await.unwrap();
	assert_eq!(vault.make_ring_key(ring_key_id(1)).await.unwrap(), public);
	let kept = vault.ring_key(&ring_key_id(1)).unwrap();
	assert_eq!((kept.secret.public(), kept.ends_at, kept.seen), (public, None, None));
	// The end of a person's key is known from the start.
	vault.make_ring_key(ring_key_id(3)).await.unwrap();
	let kept = vault.ring_key(&ring_key_id(3)).unwrap();
	assert_eq!(kept.ends_at, Month::new(2027, 1).map(Month::start));
}

#[tokio::test]
async fn a_key_whose_time_is_over_is_in_no_file_any_more() {
	let (temporary, folder, vault) = new_vault().await;
	let put = |number, ends_at| {
		vault.commit(vec![Change::PutRingKey(ring_key_id(number), ring_key(number, ends_at))])
	};
	put(0, Some(1_000)).await.unwrap();
	put(1, Some(2_000)).await.unwrap();
	put(2, None).await.unwrap();
	let secret = |number| *ring_key(number, None).secret.expose();
	// Left by processes that were killed while they wrote, or could not delete.
	let first = files(&folder);
	put(3, Some(1_000)).await.unwrap();
	let before = temporary.path().join("before");
	vault.export(&before, ours()).await.unwrap();
	assert!((0..4).all(|number| is_in(&plaintexts(&folder), &secret(number))));

	assert_eq!(vault.delete_expired(999).await.unwrap(), []);
	assert_eq!(vault.delete_expired(1_000).await.unwrap(), [ring_key_id(0), ring_key_id(3)]);
	let gone = |folder: &Path| {
		let plaintexts = plaintexts(folder);
		assert!(!is_in(&plaintexts, &secret(0)) && !is_in(&plaintexts, &secret(3)));
		assert!(is_in(&plaintexts, &secret(1)) && is_in(&plaintexts, &secret(2)));
	};
	gone(&folder);
	assert_eq!(fs::read_dir(&folder).unwrap().count(), 3);

	// What an interruption leaves goes when the vault is opened.
	drop(vault);
	let unfinished = first.iter().map(|(path, content)| {
		let name = path.file_name().unwrap().to_str().unwrap();
		(folder.join(format!(".medibloc-tmp-{name}")), content.clone())
	});
	write(&unfinished.collect());
	write(&first);
	let is_there = |folder: &Path| {
		let files: Vec<_> = files(folder).into_values().collect();
		files.len() > 2
	};
	assert!(is_there(&folder));
	let vault = Vault::open(&folder, ours()).await.unwrap();
	gone(&folder);
	assert_eq!(vault.ring_keys().len(), 2);

	// A new backup is without it. One of before has it until it is destroyed, and what is restored from it
	// loses it again.
	let [after, restored] = ["after", "restored"].map(|name| temporary.path().join(name));
	vault.export(&after, ours()).await.unwrap();
	let in_backup = |path: &Path, number| {
		let file = fs::read(path).unwrap();
		let content = envelope::open(Kind::Backup, &file, path).unwrap();
		is_in(&[ours().decrypt(content, path).unwrap().to_vec()], &secret(number))
	};
	assert!(!in_backup(&after, 0) && in_backup(&after, 1));
	assert!(in_backup(&before, 0));
	let vault = Vault::restore(&before, ours(), &restored, ours()).await.unwrap();
	vault.delete_expired(1_500).await.unwrap();
	gone(&restored);
}
