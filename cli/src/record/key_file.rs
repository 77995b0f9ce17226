// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The file in which a wrapped key goes to whoever may read a record.
//!
//! What stands in it beside the wrapped key only says where to look: the receiver opens the key for
//! the grant and the commitment that the chain knows.

use crate::{error::Kind, files, Error};
use medibloc_primitives::{
	consent::GrantId,
	record::{AnchorId, Commitment},
};
use medibloc_sdk::{
	encryption::{EncryptionKey, SignedEncryptionKey, WrapContext, WrappedKey},
	record::RecordSecrets,
	vault::{KeyId, Vault},
};
use serde::{Deserialize, Serialize};
use sp_core::{
	crypto::{AccountId32, Ss58Codec},
	Bytes, H256,
};
use std::{fs, path::Path};

const FORMAT: &str = "medibloc-wrapped-key/1";

/// A wrapped key on its way.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyFile {
	format: String,
	/// The chain.
	pub genesis: H256,
	/// For whom.
	receiver: String,
	/// Whom the record is about, as `medi` writes subjects.
	pub subject: Option<String>,
	/// The id of the record, if it is anchored by itself. A decimal string.
	pub record: Option<String>,
	/// The grant under which it is shared; none if its author hands it over. A decimal string.
	grant: Option<String>,
	/// Names the record.
	pub commitment: Commitment,
	/// The key.
	wrapped_key: Bytes,
}

impl KeyFile {
	/// Wraps the secrets of a record for an encryption key.
	pub fn wrap(
		secrets: &RecordSecrets,
		to: &EncryptionKey,
		grant: Option<GrantId>,
		subject: Option<String>,
		record: Option<AnchorId>,
	) -> Result<Self, Error> {
		let context = WrapContext { genesis: to.genesis, grant, commitment: secrets.commitment() };
		let wrapped = WrappedKey::wrap(secrets, to, &context)?;
		Ok(Self {
			format: FORMAT.into(),
			genesis: to.genesis,
			receiver: to.account.to_ss58check(),
			subject,
			record: record.map(|id| id.0.to_string()),
			grant: grant.map(|id| id.0.to_string()),
			commitment: context.commitment,
			wrapped_key: Bytes(wrapped.to_bytes()),
		})
	}

	/// Reads a file.
	pub fn read(path: &Path) -> Result<Self, Error> {
		let file: Self = files::read_json(path, "wrapped key")?;
		if file.format != FORMAT {
			return Err(Error::bad_input(format!(
				"{} has the format {}, which this version cannot read: update",
				path.display(),
				file.format
			)));
		}
		Ok(file)
	}

	/// For whom it is.
	pub fn receiver(&self) -> Result<AccountId32, Error> {
		let found = AccountId32::from_ss58check_with_version(&self.receiver);
		found.map(|(account, _)| account).map_err(|_| {
			Error::bad_input(format!("the wrapped key names no account: {}", self.receiver))
		})
	}

	/// The id of the record.
	pub fn anchor(&self) -> Result<Option<AnchorId>, Error> {
		id(self.record.as_deref())
	}

	/// The grant.
	pub fn grant(&self) -> Result<Option<GrantId>, Error> {
		id(self.grant.as_deref())
	}

	/// Opens it with the key of the receiver that the vault has.
	pub fn open(&self, vault: &Vault) -> Result<RecordSecrets, Error> {
		let wrapped = WrappedKey::from_bytes(&self.wrapped_key.0)?;
		let key =
			KeyId { genesis: self.genesis, account: self.receiver()?, epoch: wrapped.epoch() };
		let secret = vault.key(&key).ok_or_else(|| {
			Error::new(
				Kind::NotFound,
				format!(
					"the vault has no encryption key {} of {} on this chain: open the vault that \
					 has it, or ask for the record to be shared with your present key",
					key.epoch, self.receiver
				),
			)
		})?;
		let context = WrapContext {
			genesis: self.genesis,
			grant: self.grant()?,
			commitment: self.commitment,
		};
		Ok(wrapped.open(&secret, &context)?)
	}
}

fn id(text: Option<&str>) -> Result<Option<AnchorId>, Error> {
	let parse = |text: &str| {
		let number = text.parse().map_err(|_| {
			Error::bad_input(format!("`{text}` in the wrapped key is no id: ask for it again"))
		});
		number.map(medibloc_primitives::ItemId)
	};
	text.map(parse).transpose()
}

/// Reads a signed encryption key, whose signature is checked.
pub fn read_key(bytes: &Bytes) -> Result<SignedEncryptionKey, Error> {
	Ok(SignedEncryptionKey::from_bytes(&bytes.0)?)
}

/// Reads a file with a signed encryption key, in hexadecimal.
pub fn read_key_file(path: &Path) -> Result<SignedEncryptionKey, Error> {
	let text = fs::read_to_string(path).map_err(Error::read(path))?;
	let text = text.trim();
	let bytes = hex::decode(text.strip_prefix("0x").unwrap_or(text)).map_err(|_| {
		Error::bad_input(format!("{} holds no signed encryption key", path.display()))
	})?;
	read_key(&Bytes(bytes)).map_err(|error| error.about(path.display()))
}
