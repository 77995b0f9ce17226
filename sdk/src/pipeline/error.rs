// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of the record pipeline.

use super::subject;
use crate::{client, encryption, record, storage, vault};
use medibloc_primitives::record::{AnchorId, Subject};
use sp_core::{crypto::AccountId32, H256};
use std::{
	io,
	path::{Path, PathBuf},
};
use thiserror::Error;

/// Error of a step of the record pipeline.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
	/// A record could not be loaded, committed to or verified.
	#[error(transparent)]
	Record(#[from] record::Error),
	/// The file could not be taken as a record. Nothing was kept.
	#[error("{path}: {error}")]
	File {
		/// The file.
		path: PathBuf,
		/// The defect.
		error: record::Error,
	},
	/// The records cannot be committed to as one batch.
	#[error("the records are no batch: {0}")]
	Batch(medibloc_record_commitment::Error),
	/// Something could not be encrypted or decrypted.
	#[error(transparent)]
	Encryption(#[from] encryption::Error),
	/// The vault did not do it.
	#[error(transparent)]
	Vault(#[from] vault::Error),
	/// The storage did not do it.
	#[error(transparent)]
	Storage(#[from] storage::Error),
	/// The chain was not asked, or did not do it.
	#[error(transparent)]
	Client(#[from] client::Error),
	/// The operating system gives no random bytes.
	#[error("the operating system gives no random bytes: {0}")]
	Random(getrandom::Error),
	/// A thread ended before its work was done.
	#[error("a thread that commits to records failed")]
	Thread,
	/// A file cannot be read.
	#[error("cannot read {path}: {source}")]
	Read {
		/// The file.
		path: PathBuf,
		/// The error of the system.
		source: io::Error,
	},
	/// A file cannot be written.
	#[error("cannot write {path}: {source}; it was not made or changed")]
	Write {
		/// The file.
		path: PathBuf,
		/// The error of the system.
		source: io::Error,
	},
	/// There is a file of that name.
	#[error("{0} exists and was left as it is: choose another name")]
	Exists(PathBuf),
	/// A file of the pipeline is not what it should be.
	#[error("{path} is no {what}: {reason}")]
	Malformed {
		/// The file.
		path: PathBuf,
		/// The kind of value expected.
		what: &'static str,
		/// What is wrong with it.
		reason: String,
	},
	/// A file of the pipeline has the format of a later version.
	#[error("{path} has the format {format}, which this version cannot read: update")]
	Newer {
		/// The file.
		path: PathBuf,
		/// Its format.
		format: String,
	},
	/// A member of a file with a wrapped key makes no sense.
	#[error("the wrapped key is malformed: `{value}` is no {what}; ask for it again")]
	KeyFile {
		/// The kind of value expected.
		what: &'static str,
		/// The value found.
		value: String,
	},
	/// The vault does not have the encryption key that a wrapped key was made for.
	#[error(
		"the vault has no encryption key {epoch} of {account} on this chain: open the vault that has \
		 it, or ask for the record to be shared with your present key"
	)]
	NoKey {
		/// The account of the key.
		account: String,
		/// The epoch of the key.
		epoch: u32,
	},
	/// The key that the account has published is not signed.
	#[error(
		"{0} has published its encryption key without a signature, so that the node could have made \
		 it up: nothing was changed"
	)]
	UnsignedKey(AccountId32),
	/// A record is to be handed over by a key that is not that of its subject.
	#[error(
		"the key to hand the record over by is of {0}, whom the record is not about: nothing was \
		 changed"
	)]
	NotSubjectsKey(AccountId32),
	/// The record was begun by another account.
	#[error("the record is to be anchored by {author}, and {actor} acts")]
	OtherAuthor {
		/// The account that began it.
		author: AccountId32,
		/// The account that acts.
		actor: AccountId32,
	},
	/// The record is not in the storage.
	#[error("the record was not stored")]
	NotStored,
	/// The record is too large to be held in memory.
	#[error("the record is too large to be taken apart into fields")]
	TooLarge,
	/// The stored content is not the record. The author stored something else under its content id.
	#[error("what is stored is not the record: {0}")]
	Foreign(Box<Error>),
	/// The record is to be anchored, and there is no connection to the chain.
	#[error("the record is not anchored yet: connect to a node")]
	NotConnected,
	/// The wrapped key does not say where the chain has the record.
	#[error(
		"the wrapped key does not say where the chain has the record, so this is not checked: ask \
		 the sender for it with the id"
	)]
	NoPlace,
	/// The record is on another chain than the node.
	#[error(
		"the record is on the chain with genesis {expected:?}, and the node is on {found:?}: connect \
		 to another node"
	)]
	OtherChain {
		/// The chain of the record.
		expected: H256,
		/// The chain of the node.
		found: H256,
	},
	/// The chain does not have the record.
	#[error("{} has no record {}", subject::to_text(.subject), .id.0)]
	NotAnchored {
		/// The subject that the record should have.
		subject: Subject<AccountId32>,
		/// The id that it should have.
		id: AnchorId,
	},
	/// The chain has another record under the id that the sender names.
	#[error("the chain has another record under this id: ask the sender")]
	OtherRecord,
	/// The record is in the outbox, encrypted, and its secrets are in the vault:
	/// [`resume`](super::resume) goes on with it.
	#[error("{error}; the record is kept, encrypted, and resuming goes on with it")]
	Unfinished {
		/// What was in the way.
		error: Box<Error>,
		/// Whether the encrypted file is in the storage already.
		is_stored: bool,
	},
}

impl Error {
	pub(super) fn read(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
		move |source| Self::Read { path: path.into(), source }
	}

	pub(super) fn write(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
		move |source| match source.kind() {
			io::ErrorKind::AlreadyExists => Self::Exists(path.into()),
			_ => Self::Write { path: path.into(), source },
		}
	}

	pub(super) fn file(path: &Path) -> impl Fn(record::Error) -> Self + '_ {
		move |error| match error {
			// They name the file themselves.
			error @ (record::Error::Read { .. } | record::Error::UnknownClass(_)) => error.into(),
			error => Self::File { path: path.into(), error },
		}
	}

	pub(super) fn unfinished(self, is_stored: bool) -> Self {
		Self::Unfinished { error: Box::new(self), is_stored }
	}
}
