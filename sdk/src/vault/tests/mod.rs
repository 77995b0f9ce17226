// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod backup;
mod damage;
mod formats;
mod keys;
mod model;
mod opening;
mod passwords;
mod rings;
mod writing;

use super::{
	envelope::{self, Kind},
	password, AccountSeed, Change, Error, KeyId, Password, TaskId, Vault,
};
use crate::{
	encryption::SecretKey,
	record::{RecordSecrets, Resource},
	rings::{KeptRingKey, RingKeyId, RingKeyUse, RingSecret, SeenRing},
	storage::ContentId,
};
use age::Decryptor;
use codec::Encode;
use medibloc_primitives::{
	record::{Commitment, Origin},
	rings::{Cohort, RingId},
	Jurisdiction, Month,
};
use sp_core::{crypto::AccountId32, H256};
use std::{
	collections::BTreeMap,
	fs,
	path::{Path, PathBuf},
};
use tempfile::{tempdir, TempDir};

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

fn ring_key_id(number: u8) -> RingKeyId {
	let cohort = match number % 3 {
		0 => Cohort::Persons { year: 2026, month: 1 + number / 3 },
		1 => Cohort::Practitioners { jurisdiction: Jurisdiction(*b"KR"), epoch: number.into() },
		_ => Cohort::Vouchers { jurisdiction: Jurisdiction(*b"KR"), term: number.into() },
	};
	let juror = AccountId32::new([8; 32]);
	let usage = match number % 3 {
		0 => RingKeyUse::Person,
		1 => RingKeyUse::Juror(juror),
		_ => RingKeyUse::Voucher { juror, ballot: number.into(), index: 1 },
	};
	RingKeyId { genesis: H256::zero(), cohort, usage }
}

/// A key whose secret has bytes that nothing else in the vault has.
fn ring_key(number: u8, ends_at: Option<u64>) -> KeptRingKey {
	let ring = RingId { cohort: ring_key_id(number).cohort, index: 2 };
	let seen = Some(SeenRing { ring, digest: H256::repeat_byte(9) });
	KeptRingKey { secret: RingSecret::from([0xc0 + number; 32]), ends_at, seen }
}

fn task_id(number: u8) -> TaskId {
	TaskId { kind: "test/work".into(), key: vec![number] }
}

/// All that anybody who has the password finds in a folder: the plaintext of every file, whatever it is
/// called.
fn plaintexts(folder: &Path) -> Vec<Vec<u8>> {
	let open = |content: &[u8], kind, path: &Path| envelope::open(kind, content, path).is_ok();
	let key_file = fs::read(folder.join("vault.key")).unwrap();
	let path = folder.join("vault.key");
	let content = envelope::open(Kind::Key, &key_file, &path).unwrap();
	let text = ours().decrypt(content, &path).unwrap();
	let line = std::str::from_utf8(&text).unwrap().lines().nth(1).unwrap().to_owned();
	let key: age::x25519::Identity = line.parse().unwrap();
	let mut plaintexts = vec![text.to_vec()];
	for (path, content) in files(folder) {
		if path.ends_with("vault.key") {
			continue;
		}
		assert!(open(&content, Kind::Segment, &path), "{path:?} is no segment");
		let ciphertext = envelope::open(Kind::Segment, &content, &path).unwrap();
		let decryptor = Decryptor::new_buffered(ciphertext).unwrap();
		let reader = decryptor.decrypt(std::iter::once(&key as _)).unwrap();
		plaintexts.push(password::open(reader, ciphertext.len()).unwrap().to_vec());
	}
	plaintexts
}

fn is_in(plaintexts: &[Vec<u8>], secret: &[u8]) -> bool {
	plaintexts.iter().any(|text| text.windows(secret.len()).any(|bytes| bytes == secret))
}
