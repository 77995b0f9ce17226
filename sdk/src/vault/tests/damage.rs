// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Damaged, forged and missing files of a vault.

use super::*;

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
			true => Kind::Key,
			false => Kind::Segment,
		};
		for place in (line..content.len()).step_by(3) {
			let mut changed = content.clone();
			changed[place] ^= 1;
			fs::write(&path, envelope::seal(kind, 1, &changed[line..])).unwrap();
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
