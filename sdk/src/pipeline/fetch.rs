// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Download, decryption and verification of a record.

use super::{json, observer::Step, Error, Observer};
use crate::{
	blocking,
	encryption::{self, decrypt, SecretKey},
	files::{beside, Existing, NewFile},
	record::{self, RecordSecrets, Verifying, MAX_RESOURCE_LEN},
	storage::Storage,
	vault::Vault,
};
use medibloc_record_commitment::Manifest;
use std::{
	fs::{self, File},
	io::{self, Read, Write},
	path::Path,
};
use tempfile::tempdir;
use zeroize::Zeroizing;

/// Fetches a record, decrypts it, checks it, and writes it to a new file, which appears when all of
/// it was found to be genuine.
///
/// Until then the encrypted file lies beside it. If it is interrupted, the same call goes on.
///
/// # Errors
///
/// [`NotStored`](Error::NotStored), [`Exists`](Error::Exists), [`Foreign`](Error::Foreign), and those
/// of the storage, of decrypting and of writing.
pub async fn fetch(
	vault: &Vault,
	storage: &Storage,
	secrets: &RecordSecrets,
	out: &Path,
	observer: &Observer,
) -> Result<(), Error> {
	json::ensure_new(out)?;
	// The same for every try, so that one goes on where the last was interrupted.
	let ciphertext = beside(out, &format!(".{:?}.age", secrets.commitment()));
	if !ciphertext.exists() {
		download(storage, secrets, &ciphertext, observer).await?;
	}
	let mut plaintext = NewFile::create(out).map_err(Error::write(out))?;
	let (keys, secrets, observer) = (keys(vault, secrets), secrets.clone(), observer.clone());
	let (path, named) = (ciphertext.clone(), out.to_owned());
	let opened = blocking::run(move || {
		let ciphertext = open(&path, &observer)?;
		let plaintext = if secrets.manifest.field_root.is_none() {
			decrypt_and_verify(ciphertext, plaintext, &keys, &secrets)?
		} else {
			// An author could have bound fields that are not those of the text.
			let content =
				Zeroizing::new(decrypt_and_verify(ciphertext, Vec::new(), &keys, &secrets)?);
			secrets.verify(&content)?;
			plaintext.write_all(&content).map_err(Error::write(&named))?;
			plaintext
		};
		observer.done(Step::Decrypting);
		Ok(plaintext)
	});
	let plaintext = match opened.await {
		Ok(plaintext) => plaintext,
		Err(error) => {
			let is_of_system = matches!(
				&error,
				Error::Write { .. }
					| Error::Read { .. }
					| Error::Encryption(encryption::Error::Read(_) | encryption::Error::Write(_))
			);
			if !is_of_system {
				// It is what its content id says, so to fetch it again would not help.
				fs::remove_file(&ciphertext).map_err(Error::write(&ciphertext))?;
			}
			return Err(match error {
				Error::Record(record::Error::Mismatch) => Error::Foreign(Box::new(error)),
				error => error,
			});
		},
	};
	plaintext.publish(Existing::Keep).map_err(|error| Error::write(out)(error.into()))?;
	fs::remove_file(&ciphertext).map_err(Error::write(&ciphertext))
}

/// The content of a record that fits into memory, from the storage.
///
/// # Errors
///
/// [`TooLarge`](Error::TooLarge), [`NotStored`](Error::NotStored), and those of the storage and of
/// decrypting.
pub async fn content(
	vault: &Vault,
	storage: &Storage,
	secrets: &RecordSecrets,
	observer: &Observer,
) -> Result<Vec<u8>, Error> {
	if secrets.manifest.byte_length > MAX_RESOURCE_LEN as u64 {
		return Err(Error::TooLarge);
	}
	let folder = tempdir().map_err(Error::write(Path::new("a temporary folder")))?;
	let path = folder.path().join("ciphertext.age");
	download(storage, secrets, &path, observer).await?;
	let (keys, secrets, observer) = (keys(vault, secrets), secrets.clone(), observer.clone());
	blocking::run(move || {
		let ciphertext = open(&path, &observer)?;
		let content = decrypt_and_verify(ciphertext, Vec::new(), &keys, &secrets);
		// The encrypted file goes after it was read.
		drop(folder);
		observer.done(Step::Decrypting);
		content
	})
	.await
}

/// Whether a file is the record, byte by byte.
///
/// # Errors
///
/// [`Read`](Error::Read).
pub async fn is_content(path: &Path, secrets: &RecordSecrets) -> Result<bool, Error> {
	let (path, secrets) = (path.to_owned(), secrets.clone());
	blocking::run(move || {
		let Manifest { byte_length, field_root, .. } = &secrets.manifest;
		let read_error = Error::read(&path);
		let mut file = File::open(&path).map_err(&read_error)?;
		if file.metadata().map_err(&read_error)?.len() != *byte_length {
			return Ok(false);
		}
		if field_root.is_some() {
			let mut content = Zeroizing::new(Vec::new());
			file.read_to_end(&mut content).map_err(&read_error)?;
			return Ok(secrets.verify(&content).is_ok());
		}
		let mut checked = verifying(io::sink(), &secrets)?;
		io::copy(&mut file, &mut checked).map_err(&read_error)?;
		Ok(checked.finish().is_ok())
	})
	.await
}

async fn download(
	storage: &Storage,
	secrets: &RecordSecrets,
	to: &Path,
	observer: &Observer,
) -> Result<(), Error> {
	let content = secrets.content.ok_or(Error::NotStored)?;
	let progress = |at: crate::storage::Progress| {
		observer.progress(Step::Fetching, at.done, at.total);
	};
	storage.download(&content, to, progress).await?;
	observer.done(Step::Fetching);
	Ok(())
}

fn open<'a>(path: &Path, observer: &'a Observer) -> Result<impl Read + 'a, Error> {
	let read_error = Error::read(path);
	let file = File::open(path).map_err(&read_error)?;
	let length = file.metadata().map_err(&read_error)?.len();
	Ok(observer.reading(Step::Decrypting, file, length))
}

/// Decrypts a file with one of the keys into `plaintext`, and checks that it is the record. What was
/// written by then is to be thrown away if it fails.
fn decrypt_and_verify<W: Write>(
	ciphertext: impl Read,
	plaintext: W,
	keys: &[SecretKey],
	secrets: &RecordSecrets,
) -> Result<W, Error> {
	let mut checked = verifying(plaintext, secrets)?;
	decrypt(ciphertext, &mut checked, keys)?;
	Ok(checked.finish()?)
}

fn verifying<W: Write>(writer: W, secrets: &RecordSecrets) -> Result<Verifying<W>, Error> {
	Ok(Verifying::new(writer, secrets.manifest.clone(), secrets.salt.clone())?)
}

/// The record's own key first, then those of accounts.
fn keys(vault: &Vault, secrets: &RecordSecrets) -> Vec<SecretKey> {
	let accounts = vault.keys().into_iter().map(|(_, key)| key);
	secrets.key.iter().cloned().chain(accounts).collect()
}
