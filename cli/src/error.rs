// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of commands, and their exit codes.

use medibloc_sdk::{
	client, encryption, fhir,
	jury::{self, evidence, node, ChainError},
	pipeline, record, rings, storage, vault,
};
use serde::Serialize;
use std::{fmt, io, path::Path};

/// What holds when a record was not delivered.
pub const KEPT: &str = "the record is kept, encrypted: `medi record resume` goes on with it";

/// The kind of an error, which decides on the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
	/// The system or the program itself failed.
	Failed,
	/// The command line is not understood.
	Usage,
	/// A file or value is not what it should be.
	BadInput,
	/// The password is wrong.
	WrongPassword,
	/// Something asked for does not exist.
	NotFound,
	/// Something is in the way: it exists already, or is in use.
	InTheWay,
	/// The answer is no: access is denied, a proof or record does not hold.
	No,
	/// A file of ours, or a stored one, is damaged.
	Damaged,
	/// The storage or disk is full, read-only or does not answer.
	Storage,
	/// No node answers, or the node lags behind.
	Network,
	/// The node is on another chain than the one that is meant.
	WrongNetwork,
	/// The chain refused a transaction.
	Refused,
	/// The user interrupted the command.
	Interrupted,
}

impl Kind {
	/// Every kind, in the order of the exit codes.
	pub const ALL: [Self; 13] = [
		Self::Failed,
		Self::Usage,
		Self::BadInput,
		Self::WrongPassword,
		Self::NotFound,
		Self::InTheWay,
		Self::No,
		Self::Damaged,
		Self::Storage,
		Self::Network,
		Self::WrongNetwork,
		Self::Refused,
		Self::Interrupted,
	];

	/// The exit code.
	pub fn code(self) -> u8 {
		match self {
			Self::Failed => 1,
			Self::Usage => 2,
			Self::BadInput => 3,
			Self::WrongPassword => 4,
			Self::NotFound => 5,
			Self::InTheWay => 6,
			Self::No => 7,
			Self::Damaged => 8,
			Self::Storage => 9,
			Self::Network => 10,
			Self::WrongNetwork => 11,
			Self::Refused => 12,
			Self::Interrupted => 130,
		}
	}

	/// One line for the help and the manual.
	pub fn description(self) -> &'static str {
		match self {
			Self::Failed => "the system or the program failed",
			Self::Usage => "the command line is not understood",
			Self::BadInput => "a file or value is not what it should be",
			Self::WrongPassword => "the password is wrong",
			Self::NotFound => "what was asked for is not there",
			Self::InTheWay => "something exists already, or is in use",
			Self::No => "the answer is no: denied, or a proof or record does not hold",
			Self::Damaged => "a file is damaged or cut short",
			Self::Storage => "a disk or storage is full, read-only or does not answer",
			Self::Network => "no node answers, or the node lags behind",
			Self::WrongNetwork => "the node is on another chain than the one that is meant",
			Self::Refused => "the chain refused the transaction",
			Self::Interrupted => "interrupted",
		}
	}
}

/// An error of a command. The text says what happened, what was not changed and what to do.
#[derive(Debug)]
pub struct Error {
	/// Decides on the exit code.
	pub kind: Kind,
	message: String,
}

impl Error {
	/// With a text for the user.
	pub fn new(kind: Kind, message: impl fmt::Display) -> Self {
		Self { kind, message: message.to_string() }
	}

	/// A file or value is not what it should be.
	pub fn bad_input(message: impl fmt::Display) -> Self {
		Self::new(Kind::BadInput, message)
	}

	/// Options contradict each other, or the values that they have.
	pub fn usage(message: impl fmt::Display) -> Self {
		Self::new(Kind::Usage, message)
	}

	/// A file cannot be read.
	pub fn read(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
		move |error| Self::io(&error, format!("cannot read {}: {error}", path.display()))
	}

	/// A file cannot be written, and is not there.
	pub fn write(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
		move |error| {
			let path = path.display();
			if error.kind() == io::ErrorKind::AlreadyExists {
				let text = format!("{path} exists and was left as it is: choose another name");
				return Self::new(Kind::InTheWay, text);
			}
			Self::io(&error, format!("cannot write {path}: {error}; it was not made or changed"))
		}
	}

	/// An error of the system, sorted by what the caller can do about it.
	fn io(error: &io::Error, message: impl fmt::Display) -> Self {
		Self::new(kind_of_io(error), message)
	}

	/// With words before the text that say what it is about.
	pub fn about(self, what: impl fmt::Display) -> Self {
		Self { message: format!("{what}: {}", self.message), ..self }
	}

	/// With words after the text that say what holds all the same.
	pub fn and(self, what: impl fmt::Display) -> Self {
		Self { message: format!("{}; {what}", self.message), ..self }
	}
}

fn kind_of_io(error: &io::Error) -> Kind {
	match error.kind() {
		io::ErrorKind::NotFound => Kind::NotFound,
		io::ErrorKind::IsADirectory | io::ErrorKind::InvalidData => Kind::BadInput,
		_ => Kind::Storage,
	}
}

impl fmt::Display for Error {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.message)
	}
}

impl From<record::Error> for Error {
	fn from(error: record::Error) -> Self {
		use record::Error::*;
		let kind = match &error {
			Read { source, .. } => kind_of_io(source),
			Mismatch => Kind::No,
			UnknownClass(_) => {
				return Self::bad_input(error).and("say --class, as in --class Genomic");
			},
			_ => Kind::BadInput,
		};
		Self::new(kind, error)
	}
}

impl From<pipeline::Error> for Error {
	fn from(error: pipeline::Error) -> Self {
		use pipeline::Error::*;
		let kind = match &error {
			Read { source, .. } | Write { source, .. } => kind_of_io(source),
			Exists(_) => Kind::InTheWay,
			NoKey { .. } | NotStored | NotAnchored { .. } => Kind::NotFound,
			OtherChain { .. } => Kind::WrongNetwork,
			NotConnected => Kind::Network,
			OtherAuthor { .. } => Kind::Usage,
			OtherRecord => Kind::No,
			Foreign(_) => Kind::Damaged,
			Random(_) | Thread => Kind::Failed,
			_ => Kind::BadInput,
		};
		match error {
			Record(error) => error.into(),
			File { path, error } => Self::from(error).about(path.display()),
			Encryption(error) => error.into(),
			Vault(error) => error.into(),
			Storage(error) => error.into(),
			Client(error) => error.into(),
			Unfinished { error, .. } => Self::from(*error).and(KEPT),
			NotStored => Self::new(kind, error).and(
				"name the file with --file, or store it by `medi record resume` if that was \
				 interrupted",
			),
			error => Self::new(kind, error),
		}
	}
}

impl From<encryption::Error> for Error {
	fn from(error: encryption::Error) -> Self {
		use encryption::Error::*;
		let kind = match &error {
			Damaged => Kind::Damaged,
			Exists(_) => Kind::InTheWay,
			Full(_) | ReadOnly(_) => Kind::Storage,
			Read(source) | Write(source) => kind_of_io(source),
			NoMoreEpochs | Random(_) => Kind::Failed,
			_ => Kind::BadInput,
		};
		Self::new(kind, error)
	}
}

impl From<vault::Error> for Error {
	fn from(error: vault::Error) -> Self {
		use vault::Error::*;
		let kind = match &error {
			NotFound(_) => Kind::NotFound,
			Exists(_) | Locked(_) => Kind::InTheWay,
			WrongPassword(_) => Kind::WrongPassword,
			EmptyPassword | WorkFactor | Newer { .. } => Kind::BadInput,
			Damaged { .. } => Kind::Damaged,
			Read { source, .. } => kind_of_io(source),
			Full(_) | ReadOnly(_) | Write { .. } | Unsettled(_) | NotErased { .. } => Kind::Storage,
			Random | NoMoreEpochs => Kind::Failed,
		};
		Self::new(kind, error)
	}
}

impl From<storage::Error> for Error {
	fn from(error: storage::Error) -> Self {
		use storage::Error::*;
		let kind = match &error {
			NotContentId | Changed(_) | TooLong(_) => Kind::BadInput,
			Missing(_) => Kind::NotFound,
			Corrupt(_) => Kind::Damaged,
			Exists(_) | Busy(_) | OtherPlace { .. } => Kind::InTheWay,
			Local { source, .. } => kind_of_io(source),
			Full(_) | ReadOnly(_) | Backend(_) => Kind::Storage,
		};
		Self::new(kind, error)
	}
}

impl From<client::Error> for Error {
	fn from(error: client::Error) -> Self {
		use client::{Error::*, RpcErrorKind};
		let kind = match &error {
			WrongNetwork { .. } | NotMedibloc(_) => Kind::WrongNetwork,
			Refused(_) | Dispatch { .. } | Expired { .. } | Replaced { .. } => Kind::Refused,
			Rpc { error, .. } => match error.kind {
				RpcErrorKind::UnknownBlock | RpcErrorKind::StatePruned => Kind::NotFound,
				RpcErrorKind::BatchNotFound => Kind::NotFound,
				RpcErrorKind::InvalidParams => Kind::BadInput,
				_ => Kind::Network,
			},
			Incompatible { .. } => Kind::Failed,
			NotACall { .. } => Kind::BadInput,
			Acting(error) => kind_of_acting(error),
			_ => Kind::Network,
		};
		Self::new(kind, error)
	}
}

fn kind_of_acting(error: &client::ActingError) -> Kind {
	use client::ActingError::*;
	match error {
		NoMultisig { .. } => Kind::BadInput,
		NotPending(_) | NoMotion(_) => Kind::NotFound,
		_ => Kind::Refused,
	}
}

impl From<client::ActingError> for Error {
	fn from(error: client::ActingError) -> Self {
		Self::new(kind_of_acting(&error), error)
	}
}

impl From<client::SignerError> for Error {
	fn from(error: client::SignerError) -> Self {
		let kind = match &error {
			client::SignerError::Password => Kind::WrongPassword,
			_ => Kind::BadInput,
		};
		Self::new(kind, error)
	}
}

impl From<jury::Error> for Error {
	fn from(error: jury::Error) -> Self {
		use jury::Error::*;
		let kind = match &error {
			Chain(ChainError::Unreachable(_)) => Kind::Network,
			Chain(ChainError::Refused(_)) | NotOpen(_) => Kind::Refused,
			NoBallot(_) => Kind::NotFound,
			NotYours(_) | TooLate(_) => Kind::No,
			AlreadyCast(_) | OtherKey(_) => Kind::InTheWay,
			Malformed | Vault(_) | Rings(_) => Kind::BadInput,
		};
		match error {
			Vault(error) => error.into(),
			Rings(error) => error.into(),
			error => Self::new(kind, error),
		}
	}
}

impl From<rings::Error> for Error {
	fn from(error: rings::Error) -> Self {
		use rings::Error::*;
		let kind = match &error {
			Source(_) => Kind::Network,
			NotFound(_) => Kind::NotFound,
			Random | NotProven => Kind::Failed,
			_ => Kind::No,
		};
		Self::new(kind, error)
	}
}

impl From<evidence::Error> for Error {
	fn from(error: evidence::Error) -> Self {
		use evidence::Error::*;
		let kind = match &error {
			Read(source) => kind_of_io(source),
			NoRecipients | WithoutKey(_) => Kind::NotFound,
			WrongKey | Forged | NotForThis | OtherEvidence => Kind::No,
			Damaged | Malformed => Kind::Damaged,
			Random => Kind::Failed,
			_ => Kind::BadInput,
		};
		match error {
			Encryption(error) => error.into(),
			error => Self::new(kind, error),
		}
	}
}

impl From<node::Error> for Error {
	fn from(error: node::Error) -> Self {
		use node::Error::*;
		let kind = match &error {
			File(source) => kind_of_io(source),
			OtherChain { .. } => Kind::WrongNetwork,
			NoBallot(_) | NotPresented(_) | NotStored(_) => Kind::NotFound,
			NotVoting(_) | Strangers(_) => Kind::No,
			_ => Kind::BadInput,
		};
		match error {
			Client(error) => error.into(),
			Rings(error) => error.into(),
			Evidence(error) => error.into(),
			Storage(error) => error.into(),
			Vault(error) => error.into(),
			error => Self::new(kind, error),
		}
	}
}

impl From<fhir::Error> for Error {
	fn from(error: fhir::Error) -> Self {
		Self::bad_input(error)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn exit_codes_are_unique_and_sorted() {
		let codes = Kind::ALL.map(Kind::code);
		assert!(codes.is_sorted_by(|code, next| code < next), "{codes:?}");
	}

	#[test]
	fn errors_of_the_system_are_told_apart() {
		let kind = |kind: io::ErrorKind| Error::write(Path::new("file"))(kind.into()).kind;
		assert_eq!(kind(io::ErrorKind::NotFound), Kind::NotFound);
		assert_eq!(kind(io::ErrorKind::IsADirectory), Kind::BadInput);
		assert_eq!(kind(io::ErrorKind::AlreadyExists), Kind::InTheWay);
		for full in [io::ErrorKind::StorageFull, io::ErrorKind::PermissionDenied] {
			assert_eq!(kind(full), Kind::Storage);
		}
	}
}
