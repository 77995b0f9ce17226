// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of encryption and decryption.

use crate::files::{is_full, is_read_only};
use std::{
	io,
	path::{Path, PathBuf},
};
use thiserror::Error;

/// An error of encryption or decryption. No file was changed and none was made.
#[derive(Debug, Error)]
pub enum Error {
	/// There is nobody to encrypt to.
	#[error("there is no recipient: nobody could ever decrypt it; name at least one key")]
	NoRecipients,
	/// The bytes or the text are no X25519 public key that is safe to encrypt to.
	#[error("this is no usable X25519 public key: ask for the key again")]
	NotPublicKey,
	/// The text is no secret key.
	#[error("this is no secret key: it begins with AGE-SECRET-KEY-1 and has 74 characters")]
	NotSecretKey,
	/// None of the keys opens the file.
	#[error("the file is encrypted to other keys than those given")]
	WrongKey,
	/// The file is cut short, changed, or no age file.
	#[error("the encrypted file is damaged, cut short, or no age file: fetch it again")]
	Damaged,
	/// The wrapped key does not open with this secret key, or was made for another grant, record,
	/// chain or epoch, or was changed.
	#[error(
		"the wrapped key was not made for this key, grant and record, or was changed: ask for it \
		 again"
	)]
	NotForThis,
	/// The bytes are no wrapped key or no signed encryption key of this version.
	#[error("these bytes are not what they should be, or of a later version of this library")]
	Malformed,
	/// The signature is not that of the account over this key.
	#[error("the encryption key is not signed by its account: do not encrypt to it")]
	BadSignature,
	/// The key does not come after the one that is known.
	#[error(
		"the encryption key does not come after the known one of epoch {known}: keep that one"
	)]
	NotSuccessor {
		/// The epoch of the key that stays.
		known: u32,
	},
	/// The last epoch is used up.
	#[error("there are no more epochs for the keys of this account")]
	NoMoreEpochs,
	/// The operating system gives no random bytes.
	#[error("the operating system gives no random bytes: {0}")]
	Random(#[from] getrandom::Error),
	/// There is a file of that name.
	#[error("{0} exists and was left as it is: choose another name")]
	Exists(PathBuf),
	/// There is no room for the result.
	#[error("there is no room left for {0}: free some, then try again")]
	Full(PathBuf),
	/// The result may not be written there.
	#[error("{0} cannot be written to: choose another folder")]
	ReadOnly(PathBuf),
	/// The input cannot be read.
	#[error("cannot read the input: {0}")]
	Read(#[source] io::Error),
	/// The output cannot be written.
	#[error("cannot write the output: {0}")]
	Write(#[source] io::Error),
}

impl Error {
	/// The error of a failed write to `path`.
	pub(super) fn write(path: &Path, error: io::Error) -> Self {
		match error {
			error if error.kind() == io::ErrorKind::AlreadyExists => Self::Exists(path.into()),
			error if is_full(&error) => Self::Full(path.into()),
			error if is_read_only(&error) => Self::ReadOnly(path.into()),
			error => Self::Write(error),
		}
	}
}
