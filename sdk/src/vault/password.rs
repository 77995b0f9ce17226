// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Passwords, and files encrypted under them.

use super::Error;
use age::{scrypt, DecryptError, Decryptor, Encryptor};
use secrecy::{ExposeSecret, SecretString};
use std::{
	io::{self, Read, Write},
	iter,
	path::Path,
};
use zeroize::Zeroizing;

/// The work factor where nothing speaks for another: that of the `age` tool. About a second of a
/// processor and 256 MiB of memory for each guess.
const DEFAULT_WORK_FACTOR: u8 = 18;

/// Files that need more work are refused, so that a forged one cannot block the machine.
pub(super) const MAX_WORK_FACTOR: u8 = 22;

/// A password, and how hard it is made to guess (scrypt).
#[derive(Clone, Debug)]
pub struct Password {
	secret: SecretString,
	work_factor: u8,
}

impl Password {
	/// With the default work factor, 2^18.
	pub fn new(secret: SecretString) -> Self {
		Self { secret, work_factor: DEFAULT_WORK_FACTOR }
	}

	/// With a work factor of 2^`log_n` for what is encrypted with it. To decrypt, the file says its
	/// own.
	///
	/// # Errors
	///
	/// [`WorkFactor`](Error::WorkFactor) unless it is from 1 to 22.
	pub fn work_factor(self, log_n: u8) -> Result<Self, Error> {
		if (1..=MAX_WORK_FACTOR).contains(&log_n) {
			Ok(Self { work_factor: log_n, ..self })
		} else {
			Err(Error::WorkFactor)
		}
	}

	/// Encrypts in the `age` format.
	pub(super) fn encrypt(&self, plaintext: &[u8]) -> Result<Vec<u8>, Error> {
		if self.secret.expose_secret().is_empty() {
			return Err(Error::EmptyPassword);
		}
		let mut recipient = scrypt::Recipient::new(self.secret.clone());
		recipient.set_work_factor(self.work_factor);
		let encryptor = Encryptor::with_recipients(iter::once(&recipient as _));
		// Writing to memory does not fail, nor does encryption with one password.
		encryptor
			.map_err(io::Error::other)
			.and_then(|encryptor| seal(encryptor, plaintext))
			.map_err(|_| Error::Random)
	}

	/// Decrypts `ciphertext`, the undamaged content of `path`.
	pub(super) fn decrypt(
		&self,
		ciphertext: &[u8],
		path: &Path,
	) -> Result<Zeroizing<Vec<u8>>, Error> {
		let damaged = || Error::damaged(path, "it is not encrypted as it should be");
		let decryptor = Decryptor::new_buffered(ciphertext).map_err(|_| damaged())?;
		if !decryptor.is_scrypt() {
			return Err(damaged());
		}
		let mut identity = scrypt::Identity::new(self.secret.clone());
		identity.set_max_work_factor(MAX_WORK_FACTOR);
		let reader =
			decryptor.decrypt(iter::once(&identity as _)).map_err(|error| match error {
				DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => {
					Error::WrongPassword(path.into())
				},
				_ => damaged(),
			})?;
		open(reader, ciphertext.len()).map_err(|_| damaged())
	}
}

/// All of `plaintext` through an encryptor.
pub(super) fn seal(encryptor: Encryptor, plaintext: &[u8]) -> io::Result<Vec<u8>> {
	let mut writer = encryptor.wrap_output(Vec::with_capacity(plaintext.len() + 1_024))?;
	writer.write_all(plaintext)?;
	writer.finish()
}

/// All that a decryptor gives, which is no more than `most` bytes.
pub(super) fn open(mut reader: impl Read, most: usize) -> io::Result<Zeroizing<Vec<u8>>> {
	// Room from the start: a vector that grows leaves copies behind.
	let mut plaintext = Zeroizing::new(Vec::with_capacity(most + 32));
	reader.read_to_end(&mut plaintext)?;
	Ok(plaintext)
}
