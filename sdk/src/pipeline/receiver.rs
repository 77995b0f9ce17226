// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Encryption keys of the receivers of a record.

use super::Error;
use crate::{
	client::{Client, PublishedKey},
	encryption::{self, PublicKey, SignedEncryptionKey},
	vault::Vault,
};
use sp_core::{crypto::AccountId32, H256};
use std::{collections::BTreeSet, fs, path::Path};

/// The key that an account has published, if any.
///
/// # Errors
///
/// [`UnsignedKey`](Error::UnsignedKey), and those of asking the node.
pub async fn published_key(
	client: &Client,
	account: &AccountId32,
) -> Result<Option<SignedEncryptionKey>, Error> {
	match client.encryption_keys().key(account).await? {
		Some(PublishedKey::Signed(key)) => Ok(Some(key)),
		Some(PublishedKey::Unsigned(_)) => Err(Error::UnsignedKey(account.clone())),
		None => Ok(None),
	}
}

/// Reads a file with a signed encryption key, in hexadecimal digits. The signature is checked.
///
/// # Errors
///
/// [`Read`](Error::Read), [`Malformed`](Error::Malformed).
pub fn read_key(path: &Path) -> Result<SignedEncryptionKey, Error> {
	let text = fs::read_to_string(path).map_err(Error::read(path))?;
	let text = text.trim_start_matches('\u{feff}').trim();
	let malformed = |reason: String| Error::Malformed {
		path: path.into(),
		what: "signed encryption key",
		reason,
	};
	let bytes = hex::decode(text.strip_prefix("0x").unwrap_or(text)).map_err(|_| {
		malformed("it is to hold hexadecimal digits, as they were published".into())
	})?;
	SignedEncryptionKey::from_bytes(&bytes)
		.map_err(|error: encryption::Error| malformed(error.to_string()))
}

/// The latest key that the vault has of an account: on the chain with this genesis, or else on each.
pub fn own_keys(vault: &Vault, account: &AccountId32, genesis: Option<H256>) -> Vec<PublicKey> {
	let chains = match genesis {
		Some(genesis) => BTreeSet::from([genesis]),
		None => vault.keys().into_iter().map(|(id, _)| id.genesis).collect(),
	};
	let latest = chains.iter().filter_map(|genesis| vault.current_key(genesis, account));
	latest.map(|key| key.key).collect()
}
