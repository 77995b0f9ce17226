// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Interoperability with the stock `age` tool (Debian package `age`).

#![allow(clippy::unwrap_used)]

use medibloc_primitives::record::Origin;
use medibloc_sdk::{
	encryption::{decrypt_file, encrypt_file, Error, SecretKey},
	record::{RecordSecrets, Resource},
	vault::{Change, Password, Vault},
};
use secrecy::ExposeSecret;
use std::{
	fs,
	path::{Path, PathBuf},
	process::Command,
};
use tempfile::{tempdir, TempDir};

fn age(arguments: &[&str], files: &[&Path]) -> bool {
	let output = Command::new("age").args(arguments).args(files).output();
	let output = output.expect("the command `age` is there: apt-get install age");
	print!("{}", String::from_utf8_lossy(&output.stderr));
	output.status.success()
}

struct Files {
	folder: TempDir,
	plain: PathBuf,
	sealed: PathBuf,
	copy: PathBuf,
}

fn files(content: &[u8]) -> Files {
	let folder = tempdir().unwrap();
	let [plain, sealed, copy] = ["plain", "sealed", "copy"].map(|name| folder.path().join(name));
	fs::write(&plain, content).unwrap();
	Files { folder, plain, sealed, copy }
}

/// Lengths around the 64 KiB that are sealed at a time.
fn contents() -> impl Iterator<Item = Vec<u8>> {
	[0, 1, 65_535, 65_536, 65_537, 200_001]
		.into_iter()
		.map(|length| (0..length as u32).map(|index| (index % 251) as u8).collect())
}

#[tokio::test]
async fn age_decrypts_what_we_encrypt_to_each_recipient() {
	for content in contents() {
		let Files { folder, plain, sealed, copy } = files(&content);
		let keys = [SecretKey::random().unwrap(), SecretKey::random().unwrap()];
		encrypt_file(&plain, &sealed, &keys.each_ref().map(SecretKey::public)).await.unwrap();
		for key in keys {
			let identity = folder.path().join("identity");
			fs::write(&identity, key.to_identity().expose_secret()).unwrap();
			let identity = identity.to_str().unwrap();
			assert!(age(&["-d", "-i", identity, "-o", copy.to_str().unwrap()], &[&sealed]));
			// The tool makes no file if there is nothing to write.
			assert_eq!(fs::read(&copy).unwrap_or_default(), content);
			fs::remove_file(&copy).ok();
		}
	}
}

#[tokio::test]
async fn we_decrypt_what_age_encrypts() {
	for content in contents() {
		let Files { folder: _folder, plain, sealed, copy } = files(&content);
		let key = SecretKey::random().unwrap();
		let recipient = key.public().to_string();
		assert!(age(&["-r", &recipient, "-o", sealed.to_str().unwrap()], &[&plain]));
		decrypt_file(&sealed, &copy, &[SecretKey::random().unwrap(), key]).await.unwrap();
		assert_eq!(fs::read(&copy).unwrap(), content);
		let wrong = SecretKey::random().unwrap();
		fs::remove_file(&copy).unwrap();
		assert!(matches!(decrypt_file(&sealed, &copy, &[wrong]).await, Err(Error::WrongKey)));
	}
}

#[tokio::test]
async fn keys_of_age_keygen_are_ours() {
	let output = Command::new("age-keygen").output().unwrap();
	let text = String::from_utf8(output.stdout).unwrap();
	let identity = text.lines().find(|line| line.starts_with("AGE-SECRET-KEY-1")).unwrap();
	let recipient = text.lines().find_map(|line| line.strip_prefix("# public key: ")).unwrap();
	let key = SecretKey::from_identity(identity).unwrap();
	assert_eq!(key.public().to_string(), recipient);
	assert_eq!(key.to_identity().expose_secret(), identity);
}

/// The promise in the documentation of the vault to those who have lost this program, but not the
/// master key.
#[tokio::test]
async fn age_opens_the_files_of_a_vault_with_its_master_key() {
	let Files { folder, plain, sealed, copy } = files(b"");
	let vault_folder = folder.path().join("vault");
	let password = Password::new("password".into()).work_factor(2).unwrap();
	let vault = Vault::create(&vault_folder, password).await.unwrap();
	let resource = Resource::parse(br#"{"resourceType":"Observation"}"#.to_vec()).unwrap();
	let record = resource.commit([0x5a; 32].into(), Origin::Patient, None).unwrap();
	let secrets = RecordSecrets::new(&record, resource.class());
	vault.commit(vec![Change::PutRecord(secrets)]).await.unwrap();

	let content = |path: &Path| {
		let bytes = fs::read(path).unwrap();
		let line = bytes.iter().position(|byte| *byte == b'\n').unwrap();
		bytes[line + 1..].to_vec()
	};
	let password = age_scrypt(&content(&vault_folder.join("vault.key")));
	fs::write(&plain, password).unwrap();
	fs::write(&sealed, content(&vault_folder.join("0000000000000001.delta"))).unwrap();
	assert!(age(&["-d", "-i", plain.to_str().unwrap(), "-o", copy.to_str().unwrap()], &[&sealed]));
	let opened = fs::read(&copy).unwrap();
	assert!(opened.windows(32).any(|bytes| bytes == [0x5a; 32]));
}

/// The master key, as a person would get it by typing the password.
fn age_scrypt(ciphertext: &[u8]) -> Vec<u8> {
	age::decrypt(&age::scrypt::Identity::new("password".into()), ciphertext).unwrap()
}
