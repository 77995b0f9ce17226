// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Plan of a record: its file, its readers and its anchor.

use super::{json, subject, Error};
use crate::{
	client::{Call, Client},
	encryption::{PublicKey, SignedEncryptionKey},
	record::RecordSecrets,
};
use medibloc_primitives::{
	credential::Role,
	record::{AnchorId, Commitment, Origin, RecordClass, Subject},
};
use serde::{de::Error as _, Deserialize, Deserializer, Serialize, Serializer};
use sp_core::{crypto::AccountId32, Bytes};
use std::path::{absolute, PathBuf};

/// A file that becomes a record, and how to take it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordFile {
	/// The file.
	pub path: PathBuf,
	/// Whether it is taken as it is, even if it looks like JSON.
	pub is_binary: bool,
	/// The class that the chain is told; by the content and the name of the file if none is named.
	pub class: Option<RecordClass>,
}

impl RecordFile {
	/// The file at this place, taken for what it is.
	pub fn at(path: impl Into<PathBuf>) -> Self {
		Self { path: path.into(), is_binary: false, class: None }
	}

	/// In this class, whatever the file looks like.
	pub fn class(self, class: RecordClass) -> Self {
		Self { class: Some(class), ..self }
	}
}

/// Plan of a record: from which file, encrypted to whom, and how it is anchored.
#[derive(Clone, Debug)]
pub struct Plan {
	/// The file.
	pub file: RecordFile,
	/// The origin of the record.
	pub origin: Origin,
	/// The record that this one corrects.
	pub previous: Option<Commitment>,
	/// The accounts that open the stored file without a wrapped key, besides the owner of the
	/// vault.
	pub readers: Vec<PublicKey>,
	/// The anchoring, if any.
	pub anchor: Option<Anchor>,
}

impl Plan {
	/// Encrypt and store the file, and nothing more.
	pub fn new(file: RecordFile, origin: Origin) -> Self {
		Self { file, origin, previous: None, readers: Vec::new(), anchor: None }
	}

	/// Encrypt it to this key as well.
	pub fn encrypt_to(mut self, reader: PublicKey) -> Self {
		self.readers.push(reader);
		self
	}

	/// Anchor it.
	pub fn anchor(self, anchor: Anchor) -> Self {
		Self { anchor: Some(anchor), ..self }
	}
}

/// Plan of an anchor.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Anchor {
	/// The subject of the record.
	#[serde(with = "subject")]
	pub subject: Subject<AccountId32>,
	/// In which role the author writes; `None` about oneself.
	pub role: Option<Role>,
	/// The record that it corrects.
	pub amends: Option<AnchorId>,
	/// The account that anchors it, so that nobody else does after an interruption; `None` if it does not
	/// matter who does.
	#[serde(default)]
	pub author: Option<AccountId32>,
	/// The hand-over of the key to the subject.
	pub hand_over: Option<HandOver>,
}

impl Anchor {
	/// As a record about `subject`.
	pub fn about(subject: Subject<AccountId32>) -> Self {
		Self { subject, role: None, amends: None, author: None, hand_over: None }
	}

	/// By the signer as a certified author in this role.
	pub fn in_role(self, role: Role) -> Self {
		Self { role: Some(role), ..self }
	}

	/// By this account, and by no other that goes on after an interruption.
	pub fn by(self, author: AccountId32) -> Self {
		Self { author: Some(author), ..self }
	}

	/// Fails if another account than `actor` is to anchor it.
	///
	/// # Errors
	///
	/// [`OtherAuthor`](Error::OtherAuthor).
	pub fn ensure_author(&self, actor: &AccountId32) -> Result<(), Error> {
		match &self.author {
			Some(author) if author != actor => {
				Err(Error::OtherAuthor { author: author.clone(), actor: actor.clone() })
			},
			_ => Ok(()),
		}
	}

	/// In the place of a record that it corrects.
	pub fn amending(self, id: AnchorId) -> Self {
		Self { amends: Some(id), ..self }
	}

	/// Write the key of the record, wrapped for the subject, into a new file.
	pub fn hand_over(self, key: SignedEncryptionKey, file: impl Into<PathBuf>) -> Self {
		Self { hand_over: Some(HandOver { key, file: file.into() }), ..self }
	}

	/// The call that anchors a record so.
	pub fn call(&self, client: &Client, secrets: &RecordSecrets) -> Call<AnchorId> {
		let (records, commitment) = (client.records(), secrets.commitment());
		match self.amends {
			Some(id) => records.amend(&self.subject, id, commitment, self.role),
			None => {
				let origin = secrets.manifest.origin;
				records.anchor(&self.subject, commitment, secrets.class, origin, self.role)
			},
		}
	}

	/// Finds out what would fail only after the record is anchored, and makes the place of the key the
	/// same from wherever the pipeline goes on.
	pub(super) fn settled(mut self) -> Result<Self, Error> {
		if let Some(HandOver { key, file }) = &mut self.hand_over {
			let account = &key.key().account;
			if self.subject != Subject::Account(account.clone()) {
				return Err(Error::NotSubjectsKey(account.clone()));
			}
			json::ensure_new(file)?;
			*file = absolute(&*file).map_err(Error::write(file))?;
		}
		Ok(self)
	}
}

/// Plan of the hand-over of a record's key to its subject.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HandOver {
	/// The encryption key of the subject.
	#[serde(serialize_with = "to_bytes", deserialize_with = "from_bytes")]
	pub key: SignedEncryptionKey,
	/// The file for the wrapped key.
	pub file: PathBuf,
}

fn to_bytes<S: Serializer>(key: &SignedEncryptionKey, serializer: S) -> Result<S::Ok, S::Error> {
	Bytes(key.to_bytes()).serialize(serializer)
}

fn from_bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SignedEncryptionKey, D::Error> {
	let bytes = Bytes::deserialize(deserializer)?;
	SignedEncryptionKey::from_bytes(&bytes.0).map_err(D::Error::custom)
}
