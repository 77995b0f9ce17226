// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! From the storage to the plaintext.

use super::{blocking, decrypt_and_verify, interruptible};
use crate::{error::Kind, files, progress::Progress, Context, Error};
use medibloc_sdk::{
	encryption::SecretKey,
	files::{Existing, NewFile},
	record::{RecordSecrets, MAX_RESOURCE_LEN},
	vault::Vault,
};
use std::{
	fs::{self, File},
	io::Write,
	path::{Path, PathBuf},
};
use tempfile::tempdir;
use zeroize::Zeroizing;

/// Fetches a record, decrypts it, checks it, and writes it to a new file, which appears when all of
/// it was found to be genuine. An interrupted download goes on with the same call.
pub async fn fetch(
	context: &Context,
	vault: &Vault,
	secrets: &RecordSecrets,
	out: &Path,
) -> Result<(), Error> {
	files::ensure_new(out)?;
	let ciphertext = ciphertext_beside(out, secrets);
	if !ciphertext.exists() {
		download(context, secrets, &ciphertext).await?;
	}
	let mut plaintext = NewFile::create(out).map_err(Error::write(out))?;
	let (keys, secrets, path) = (keys(vault, secrets), secrets.clone(), ciphertext.clone());
	let named = out.to_owned();
	let opened = blocking(move || {
		let ciphertext = File::open(&path).map_err(Error::read(&path))?;
		if secrets.manifest.field_root.is_none() {
			return decrypt_and_verify(ciphertext, plaintext, &keys, &secrets);
		}
		// An author could have bound fields that are not those of the text.
		let content = Zeroizing::new(decrypt_and_verify(ciphertext, Vec::new(), &keys, &secrets)?);
		secrets.verify(&content)?;
		plaintext.write_all(&content).map_err(Error::write(&named))?;
		Ok(plaintext)
	});
	let plaintext = match interruptible(opened).await {
		Ok(plaintext) => plaintext,
		Err(error) if error.kind == Kind::Interrupted => return Err(error),
		Err(error) => {
			// It is what its content id says, so to fetch it again would not help.
			fs::remove_file(&ciphertext).map_err(Error::write(&ciphertext))?;
			return Err(match error.kind {
				Kind::No => Error::new(Kind::Damaged, error),
				_ => error,
			});
		},
	};
	plaintext.publish(Existing::Keep).map_err(|error| Error::write(out)(error.into()))?;
	fs::remove_file(&ciphertext).map_err(Error::write(&ciphertext))
}

/// The content of a record that fits into memory: of a file, or else from the storage.
pub async fn content(
	context: &Context,
	vault: &Vault,
	secrets: &RecordSecrets,
	file: Option<&Path>,
) -> Result<Vec<u8>, Error> {
	if secrets.manifest.byte_length > MAX_RESOURCE_LEN as u64 {
		return Err(Error::bad_input("the record is too large to be taken apart into fields"));
	}
	if let Some(path) = file {
		return fs::read(path).map_err(Error::read(path));
	}
	let folder = tempdir().map_err(|error| Error::new(Kind::Storage, error))?;
	let path = folder.path().join("ciphertext.age");
	download(context, secrets, &path).await?;
	let (keys, secrets) = (keys(vault, secrets), secrets.clone());
	blocking(move || {
		let ciphertext = File::open(&path).map_err(Error::read(&path))?;
		let content = decrypt_and_verify(ciphertext, Vec::new(), &keys, &secrets);
		// The encrypted file goes after it was read.
		drop(folder);
		content
	})
	.await
}

async fn download(context: &Context, secrets: &RecordSecrets, to: &Path) -> Result<(), Error> {
	let content = secrets.content.ok_or_else(|| {
		Error::new(
			Kind::NotFound,
			"the record was not stored: name the file with --file, or store it by `medi record \
			 resume` if that was interrupted",
		)
	})?;
	let storage = context.storage()?;
	let progress = Progress::bytes(&context.output, "fetching");
	let download = storage.download(&content, to, |step| progress.set(step.done, step.total));
	interruptible(async { Ok(download.await?) }).await
}

/// The record's own key first, then those of accounts.
fn keys(vault: &Vault, secrets: &RecordSecrets) -> Vec<SecretKey> {
	let accounts = vault.keys().into_iter().map(|(_, key)| key);
	secrets.key.iter().cloned().chain(accounts).collect()
}

/// The same for every try, so that one goes on where the last was interrupted.
fn ciphertext_beside(out: &Path, secrets: &RecordSecrets) -> PathBuf {
	let mut name = out.as_os_str().to_owned();
	name.push(format!(".{:?}.age", secrets.commitment()));
	name.into()
}
