// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Versions of the format.

use super::*;
use crate::vault::segment;

#[tokio::test]
async fn a_later_format_is_told_from_damage() {
	let (_temporary, folder, vault) = new_vault().await;
	drop(vault);
	let path = folder.join("vault.key");
	let text = fs::read(&path).unwrap();
	fs::write(&path, [b"medibloc-vault/3", &text[16..]].concat()).unwrap();
	let opened = Vault::open(&folder, ours()).await;
	assert!(matches!(opened, Err(Error::Newer { format: 3, .. })));
	fs::write(&path, [b"medibloc-vault/0", &text[16..]].concat()).unwrap();
	let opened = Vault::open(&folder, ours()).await;
	assert!(matches!(opened, Err(Error::Damaged { .. })));
}

fn copy(from: &Path, to: &Path) {
	fs::create_dir(to).unwrap();
	for (path, content) in files(from) {
		fs::write(to.join(path.file_name().unwrap()), content).unwrap();
	}
}

/// Written by the version of this library before rings, with two records, an encryption key, and one
/// record forgotten.
#[tokio::test]
async fn a_vault_of_the_first_format_opens_and_is_written_in_it() {
	let temporary = tempdir().unwrap();
	let folder = temporary.path().join("vault");
	let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/vault-1");
	copy(&fixture.join("folder"), &folder);
	let check = |vault: &Vault| {
		let mut expected = vec![commitment(2), commitment(4)];
		expected.sort();
		assert_eq!(vault.records(), expected);
		assert_eq!(vault.record(&commitment(2)).unwrap().encode(), secrets(2).encode());
		assert_eq!(vault.key(&key_id(3)).unwrap().expose(), &[3; 32]);
		assert!(vault.ring_keys().is_empty() && vault.accounts().is_empty());
	};
	let vault = Vault::open(&folder, ours()).await.unwrap();
	check(&vault);
	// The old version goes on with it as long as it holds nothing that it does not know.
	vault.commit(vec![Change::ForgetRecord(commitment(9))]).await.unwrap();
	check(&vault);
	let is_first = |content: &[u8]| content.starts_with(b"medibloc-vault/1 ");
	assert!(files(&folder).values().all(|content| is_first(content)));
	vault.make_ring_key(ring_key_id(1)).await.unwrap();
	let formats: Vec<_> = files(&folder).values().map(|content| is_first(content)).collect();
	assert_eq!(formats.iter().filter(|is_first| !**is_first).count(), 1);
	drop(vault);
	assert_eq!(Vault::open(&folder, ours()).await.unwrap().ring_keys().len(), 1);

	let backup = fixture.join("backup");
	let restored = temporary.path().join("restored");
	check(&Vault::restore(&backup, ours(), &restored, ours()).await.unwrap());
}

/// The bytes are in vaults and backups: a change of them would lose what is in those.
#[test]
fn the_encodings_of_changes_are_those_of_the_format() {
	let encoded = |change: Change| {
		let mut bytes = Vec::new();
		change.encode_to(&mut bytes);
		let decoded = Change::decode(&mut &bytes[..]).unwrap();
		let mut again = Vec::new();
		decoded.encode_to(&mut again);
		assert_eq!(bytes, again);
		assert_eq!(segment::format(&[change]), 2);
		hex::encode(bytes)
	};
	let id = |number| hex::encode(ring_key_id(number).encode());
	let (zeros, eights) = ("00".repeat(32), "08".repeat(32));
	assert_eq!(id(1), format!("{zeros}004b520100000000{eights}"));
	assert_eq!(id(3), format!("{zeros}01ea070201"));
	assert_eq!(id(2), format!("{zeros}024b520200000002{eights}0200000001"));
	let key = ring_key(1, Some(7));
	let seen = format!("01004b5201000000{}{}", "0200", "09".repeat(32));
	assert_eq!(
		encoded(Change::PutRingKey(ring_key_id(1), key)),
		format!("04{}{}010700000000000000{seen}", id(1), "c1".repeat(32)),
	);
	let new = KeptRingKey { seen: None, ..ring_key(1, None) };
	assert_eq!(
		encoded(Change::PutRingKey(ring_key_id(1), new)),
		format!("04{}{}0000", id(1), "c1".repeat(32)),
	);
	assert_eq!(encoded(Change::ForgetRingKey(ring_key_id(1))), format!("05{}", id(1)));
	let task = hex::encode((b"test/work".as_slice(), [5u8].as_slice()).encode());
	let content = zeroize::Zeroizing::new(b"abc".to_vec());
	assert_eq!(encoded(Change::PutTask(task_id(5), content)), format!("06{task}0c616263"));
	assert_eq!(encoded(Change::ForgetTask(task_id(5))), format!("07{task}"));
	let seed = AccountSeed::from([6; 32]);
	assert_eq!(encoded(Change::PutAccount(seed)), format!("08{}", "06".repeat(32)));
	let account = AccountId32::new([4; 32]);
	assert_eq!(encoded(Change::ForgetAccount(account)), format!("09{}", "04".repeat(32)));
	assert!(Change::decode(&mut &[10u8, 0, 0][..]).is_none());
}
