// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! File that carries a wrapped key to the receiver of a record.
//!
//! What stands in it beside the wrapped key only says where to look: the receiver opens the key for
//! the grant and the commitment that the chain knows.

use super::{json, subject, Error};
use crate::{
	client::Client,
	encryption::{EncryptionKey, WrapContext, WrappedKey},
	record::RecordSecrets,
	vault::{KeyId, Vault},
};
use medibloc_primitives::{
	consent::GrantId,
	record::{AnchorId, Commitment, RecordInfo, Subject},
	ItemId,
};
use serde::{Deserialize, Serialize};
use sp_core::{
	crypto::{AccountId32, Ss58Codec},
	Bytes, H256,
};
use std::path::Path;

const FORMAT: &str = "medibloc-wrapped-key/1";

/// File that carries a wrapped key to the receiver of a record.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyFile {
	format: String,
	/// The chain.
	pub genesis: H256,
	receiver: String,
	subject: Option<String>,
	record: Option<String>,
	grant: Option<String>,
	/// Names the record.
	pub commitment: Commitment,
	wrapped_key: Bytes,
}

impl KeyFile {
	/// Wraps the secrets of a record for an encryption key: under a grant, or without one if its author
	/// hands it over. `record` is the id of the record, if it is anchored by itself.
	///
	/// # Errors
	///
	/// [`Encryption`](Error::Encryption).
	pub fn wrap(
		secrets: &RecordSecrets,
		to: &EncryptionKey,
		grant: Option<GrantId>,
		subject: Option<&Subject<AccountId32>>,
		record: Option<AnchorId>,
	) -> Result<Self, Error> {
		let context = WrapContext { genesis: to.genesis, grant, commitment: secrets.commitment() };
		let wrapped = WrappedKey::wrap(secrets, to, &context)?;
		Ok(Self {
			format: FORMAT.into(),
			genesis: to.genesis,
			receiver: to.account.to_ss58check(),
			subject: subject.map(subject::to_text),
			record: record.map(|id| id.0.to_string()),
			grant: grant.map(|id| id.0.to_string()),
			commitment: context.commitment,
			wrapped_key: Bytes(wrapped.to_bytes()),
		})
	}

	/// Reads a file.
	///
	/// # Errors
	///
	/// [`Read`](Error::Read), [`Malformed`](Error::Malformed), [`Newer`](Error::Newer).
	pub fn read(path: &Path) -> Result<Self, Error> {
		let file: Self = json::read(path, "wrapped key")?;
		match file.format == FORMAT {
			true => Ok(file),
			false => Err(Error::Newer { path: path.into(), format: file.format }),
		}
	}

	/// Writes a new file.
	///
	/// # Errors
	///
	/// [`Exists`](Error::Exists), [`Write`](Error::Write).
	pub fn write(&self, path: &Path) -> Result<(), Error> {
		json::write(path, self)
	}

	/// For whom it is.
	///
	/// # Errors
	///
	/// [`KeyFile`](Error::KeyFile).
	pub fn receiver(&self) -> Result<AccountId32, Error> {
		member("account", &self.receiver, subject::account)
	}

	/// The subject of the record.
	///
	/// # Errors
	///
	/// [`KeyFile`](Error::KeyFile).
	pub fn subject(&self) -> Result<Option<Subject<AccountId32>>, Error> {
		let subject = self.subject.as_deref();
		subject.map(|text| member("subject", text, subject::from_text)).transpose()
	}

	/// The id of the record, if it is anchored by itself.
	///
	/// # Errors
	///
	/// [`KeyFile`](Error::KeyFile).
	pub fn anchor(&self) -> Result<Option<AnchorId>, Error> {
		self.record.as_deref().map(id).transpose()
	}

	/// The grant under which it is shared; none if its author hands it over.
	///
	/// # Errors
	///
	/// [`KeyFile`](Error::KeyFile).
	pub fn grant(&self) -> Result<Option<GrantId>, Error> {
		self.grant.as_deref().map(id).transpose()
	}

	/// Opens it with the key of the receiver that the vault has.
	///
	/// # Errors
	///
	/// [`NoKey`](Error::NoKey), [`Encryption`](Error::Encryption), [`KeyFile`](Error::KeyFile).
	pub fn open(&self, vault: &Vault) -> Result<RecordSecrets, Error> {
		let wrapped = WrappedKey::from_bytes(&self.wrapped_key.0)?;
		let key =
			KeyId { genesis: self.genesis, account: self.receiver()?, epoch: wrapped.epoch() };
		let secret = vault
			.key(&key)
			.ok_or_else(|| Error::NoKey { account: self.receiver.clone(), epoch: key.epoch })?;
		let context = WrapContext {
			genesis: self.genesis,
			grant: self.grant()?,
			commitment: self.commitment,
		};
		Ok(wrapped.open(&secret, &context)?)
	}

	/// Checks that the chain has the record that the sender names, with the commitment that the wrapped
	/// key opens for, and gives what it knows of it.
	///
	/// # Errors
	///
	/// [`NoPlace`](Error::NoPlace), [`OtherChain`](Error::OtherChain),
	/// [`NotAnchored`](Error::NotAnchored), [`OtherRecord`](Error::OtherRecord),
	/// [`KeyFile`](Error::KeyFile), and those of asking the node.
	pub async fn check(&self, client: &Client) -> Result<RecordInfo<AccountId32>, Error> {
		let (Some(subject), Some(id)) = (self.subject()?, self.anchor()?) else {
			return Err(Error::NoPlace);
		};
		let found = client.genesis();
		if found != self.genesis {
			return Err(Error::OtherChain { expected: self.genesis, found });
		}
		let record = client.records().record(&subject, id).await?;
		let record = record.ok_or(Error::NotAnchored { subject, id })?;
		match record.commitment == self.commitment {
			true => Ok(record),
			false => Err(Error::OtherRecord),
		}
	}
}

fn member<T>(
	what: &'static str,
	text: &str,
	read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, Error> {
	read(text).ok_or_else(|| Error::KeyFile { what, value: text.into() })
}

fn id(text: &str) -> Result<ItemId, Error> {
	member("id", text, |text| text.parse().ok().map(ItemId))
}
