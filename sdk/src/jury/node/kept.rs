// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Evidence that an applicant keeps until the ring is drawn: encrypted in a file, under a key in the vault.

use super::{shelf::folder, Error};
use crate::{
	blocking,
	encryption::{decrypt, encrypt, SecretKey},
	files::{Existing, NewFile},
	jury::evidence::{self, Evidence},
	vault::{Change, TaskId, Vault},
};
use codec::Encode;
use sp_core::{crypto::AccountId32, H256};
use std::{fs, io, io::Write, path::PathBuf};
use zeroize::Zeroizing;

const KIND: &str = "jury/application";

/// Keeps the evidence of an account. It is in the vault's care before this returns.
///
/// # Errors
///
/// [`Vault`](Error::Vault), [`File`](Error::File), [`Evidence`](Error::Evidence).
pub async fn keep(
	vault: &Vault,
	genesis: H256,
	applicant: &AccountId32,
	evidence: &Evidence,
) -> Result<(), Error> {
	let commitment = evidence.commitment();
	let key = SecretKey::random().map_err(|_| evidence::Error::Random)?;
	let secret = Zeroizing::new(key.expose().to_vec());
	vault.commit(vec![Change::PutTask(task(genesis, applicant, commitment), secret)]).await?;
	let (path, bytes) = (path(vault, commitment), evidence.to_bytes());
	blocking::run(move || {
		let mut sealed = Vec::new();
		encrypt(bytes.as_slice(), &mut sealed, &[key.public()])
			.map_err(evidence::Error::Encryption)?;
		fs::create_dir_all(crate::files::folder_of(&path))?;
		let mut file = NewFile::create(&path)?;
		file.write_all(&sealed)?;
		Ok(file.publish(Existing::Replace)?)
	})
	.await
}

/// The evidence of an account that was kept; `None` if it was not, or was forgotten.
///
/// # Errors
///
/// [`File`](Error::File), [`Evidence`](Error::Evidence).
pub async fn kept(
	vault: &Vault,
	genesis: H256,
	applicant: &AccountId32,
	commitment: H256,
) -> Result<Option<Evidence>, Error> {
	let Some(secret) = vault.task(&task(genesis, applicant, commitment)) else { return Ok(None) };
	let secret: [u8; 32] = secret.as_slice().try_into().map_err(|_| evidence::Error::Malformed)?;
	let (key, path) = (SecretKey::from(secret), path(vault, commitment));
	blocking::run(move || {
		let sealed = match fs::read(&path) {
			Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
			sealed => sealed?,
		};
		let mut bytes = Zeroizing::new(Vec::new());
		decrypt(sealed.as_slice(), &mut *bytes, &[key]).map_err(evidence::Error::Encryption)?;
		Ok(Some(Evidence::from_bytes(&bytes)?))
	})
	.await
}

/// Forgets evidence that was kept: nobody opens the file any more, which is removed too.
///
/// # Errors
///
/// [`Vault`](Error::Vault), [`File`](Error::File).
pub async fn forget(
	vault: &Vault,
	genesis: H256,
	applicant: &AccountId32,
	commitment: H256,
) -> Result<(), Error> {
	vault.commit(vec![Change::ForgetTask(task(genesis, applicant, commitment))]).await?;
	match fs::remove_file(path(vault, commitment)) {
		Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
		_ => Ok(()),
	}
}

fn task(genesis: H256, applicant: &AccountId32, commitment: H256) -> TaskId {
	TaskId { kind: KIND.into(), key: (genesis, applicant, commitment).encode() }
}

fn path(vault: &Vault, commitment: H256) -> PathBuf {
	folder(vault).join(format!("own-{}.age", hex::encode(commitment)))
}
