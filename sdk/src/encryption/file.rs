// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Encrypted files.

use super::{Error, PublicKey, SecretKey};
use crate::{
	blocking,
	files::{Existing, NewFile},
};
use age::{x25519, DecryptError, Decryptor, Encryptor};
use secrecy::ExposeSecret;
use std::{
	fs::File,
	io::{self, BufReader, Read, Write},
	path::Path,
};
use zeroize::Zeroizing;

/// The amount encrypted or decrypted at a time: as much as `age` seals at once.
const PIECE: usize = 64 * 1_024;

/// Encrypts all that `plaintext` gives to each of the recipients, in the `age` format. Returns the
/// number of bytes read. Needs little memory, whatever the length.
///
/// # Errors
///
/// [`NoRecipients`](Error::NoRecipients), [`Read`](Error::Read), [`Write`](Error::Write). What was
/// written by then is to be thrown away.
pub fn encrypt(
	plaintext: impl Read,
	ciphertext: impl Write,
	recipients: &[PublicKey],
) -> Result<u64, Error> {
	let recipients = recipients.iter().map(age_recipient).collect::<Result<Vec<_>, _>>()?;
	let encryptor = Encryptor::with_recipients(recipients.iter().map(|recipient| recipient as _))
		.map_err(|_| Error::NoRecipients)?;
	let mut output = encryptor.wrap_output(ciphertext).map_err(Error::Write)?;
	let length = copy(plaintext, &mut output, Error::Read)?;
	output.finish().and_then(|mut ciphertext| ciphertext.flush()).map_err(Error::Write)?;
	Ok(length)
}

/// Decrypts a file in the `age` format with whichever of the keys opens it. Returns the number of
/// bytes written. Needs little memory, whatever the length.
///
/// # Errors
///
/// [`WrongKey`](Error::WrongKey), [`Damaged`](Error::Damaged), [`Read`](Error::Read),
/// [`Write`](Error::Write). What was written by then is to be thrown away: if the file was cut
/// short, its beginning was still decrypted.
pub fn decrypt(
	ciphertext: impl Read,
	mut plaintext: impl Write,
	keys: &[SecretKey],
) -> Result<u64, Error> {
	let identities = keys.iter().map(age_identity).collect::<Result<Vec<_>, _>>()?;
	let input = Decryptor::new_buffered(BufReader::new(ciphertext))
		.and_then(|decryptor| decryptor.decrypt(identities.iter().map(|identity| identity as _)))
		.map_err(decrypt_error)?;
	let length = copy(input, &mut plaintext, read_error)?;
	plaintext.flush().map_err(Error::Write)?;
	Ok(length)
}

/// Encrypts a file into a new one, which appears when it is complete. See [`encrypt`].
///
/// # Errors
///
/// Those of [`encrypt`]; [`Exists`](Error::Exists), [`Full`](Error::Full),
/// [`ReadOnly`](Error::ReadOnly).
pub async fn encrypt_file(
	from: impl AsRef<Path>,
	to: impl AsRef<Path>,
	recipients: &[PublicKey],
) -> Result<u64, Error> {
	let (from, to, recipients) =
		(from.as_ref().to_owned(), to.as_ref().to_owned(), recipients.to_vec());
	blocking::run(move || {
		into_new_file(&from, &to, |input, output| encrypt(input, output, &recipients))
	})
	.await
}

/// Decrypts a file into a new one, which appears when all of it was found to be genuine. See
/// [`decrypt`].
///
/// # Errors
///
/// Those of [`decrypt`]; [`Exists`](Error::Exists), [`Full`](Error::Full),
/// [`ReadOnly`](Error::ReadOnly).
pub async fn decrypt_file(
	from: impl AsRef<Path>,
	to: impl AsRef<Path>,
	keys: &[SecretKey],
) -> Result<u64, Error> {
	let (from, to, keys) = (from.as_ref().to_owned(), to.as_ref().to_owned(), keys.to_vec());
	blocking::run(move || into_new_file(&from, &to, |input, output| decrypt(input, output, &keys)))
		.await
}

fn into_new_file(
	from: &Path,
	to: &Path,
	work: impl FnOnce(File, &mut NewFile) -> Result<u64, Error>,
) -> Result<u64, Error> {
	let write_error = |error| Error::write(to, error);
	let input = File::open(from).map_err(Error::Read)?;
	if to.try_exists().map_err(write_error)? {
		return Err(Error::Exists(to.into()));
	}
	let mut output = NewFile::create(to).map_err(write_error)?;
	let length = work(input, &mut output).map_err(|error| match error {
		Error::Write(error) => write_error(error),
		error => error,
	})?;
	output.publish(Existing::Keep).map_err(|error| write_error(error.into()))?;
	Ok(length)
}

/// Like [`io::copy`], but tells errors of the two sides apart, and wipes its buffer.
fn copy(
	mut input: impl Read,
	output: &mut impl Write,
	read_error: impl Fn(io::Error) -> Error,
) -> Result<u64, Error> {
	let mut buffer = Zeroizing::new(vec![0; PIECE]);
	let mut length = 0u64;
	loop {
		let read = match input.read(&mut buffer) {
			Ok(0) => return Ok(length),
			Ok(read) => read,
			Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
			Err(error) => return Err(read_error(error)),
		};
		output.write_all(buffer.get(..read).unwrap_or_default()).map_err(Error::Write)?;
		length = length.saturating_add(read as u64);
	}
}

fn decrypt_error(error: DecryptError) -> Error {
	match error {
		DecryptError::NoMatchingKeys => Error::WrongKey,
		DecryptError::Io(error) => read_error(error),
		_ => Error::Damaged,
	}
}

/// `age` reports by these kinds what is wrong with the file itself.
fn read_error(error: io::Error) -> Error {
	match error.kind() {
		io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Error::Damaged,
		_ => Error::Read(error),
	}
}

/// `age` takes keys as text only.
pub(crate) fn age_recipient(key: &PublicKey) -> Result<x25519::Recipient, Error> {
	key.to_string().parse().map_err(|_| Error::NotPublicKey)
}

pub(crate) fn age_identity(key: &SecretKey) -> Result<x25519::Identity, Error> {
	key.to_identity().expose_secret().parse().map_err(|_| Error::NotSecretKey)
}
