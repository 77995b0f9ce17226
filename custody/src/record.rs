// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The secrets of a record under the secret that keepers hold shares of.

use crate::{Error, Policy, Record};
use chacha20poly1305::{
	aead::{Aead, KeyInit, Payload},
	ChaCha20Poly1305,
};
use codec::{Decode, DecodeAll, Encode};
use curve25519_dalek::Scalar;
use hkdf::Hkdf;
use rand_core::{CryptoRng, RngCore};
use sha2::Sha256;
use sp_core::{crypto::AccountId32, H256};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const KEY_TAG: &[u8] = b"medibloc/custody/key/v1";
const VERSION: u8 = 1;
const NONCE_LEN: usize = 12;
const TAG_LEN: usize = 16;
const MAX_LEN: usize = 4_096;

/// The secret that is shared. Wiped from memory when dropped, and never shown by `Debug`.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret(Scalar);

impl Secret {
	/// A fresh secret. Each record has its own.
	pub fn random(rng: &mut (impl RngCore + CryptoRng)) -> Self {
		Self(Scalar::random(rng))
	}

	pub(crate) fn new(value: Scalar) -> Self {
		Self(value)
	}

	pub(crate) fn value(&self) -> &Scalar {
		&self.0
	}

	fn cipher(&self, subject: &Subject) -> Result<ChaCha20Poly1305, Error> {
		let secret = Zeroizing::new(self.0.to_bytes());
		let mut key = Zeroizing::new([0u8; 32]);
		Hkdf::<Sha256>::new(None, secret.as_slice())
			.expand(&(KEY_TAG, subject).encode(), key.as_mut_slice())
			.map_err(|_| Error::Malformed)?;
		ChaCha20Poly1305::new_from_slice(key.as_slice()).map_err(|_| Error::Malformed)
	}
}

impl fmt::Debug for Secret {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("Secret(..)")
	}
}

/// What the key is derived for. The same in all generations of a policy.
#[derive(Encode)]
struct Subject {
	genesis: H256,
	patient: AccountId32,
	record: Record,
}

impl From<&Policy> for Subject {
	fn from(policy: &Policy) -> Self {
		let patient = policy.patient().clone();
		Self { genesis: policy.genesis(), patient, record: policy.record() }
	}
}

/// The secrets of one record, encrypted under the secret that keepers hold shares of. Stays valid when
/// the shares change hands.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct SealedRecord {
	version: u8,
	nonce: [u8; NONCE_LEN],
	ciphertext: Vec<u8>,
}

impl SealedRecord {
	/// Encrypts.
	///
	/// # Errors
	///
	/// [`Malformed`](Error::Malformed) if the plaintext is larger than the secrets of any record.
	pub fn seal(
		plaintext: &[u8],
		secret: &Secret,
		policy: &Policy,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Self, Error> {
		if plaintext.len() > MAX_LEN {
			return Err(Error::Malformed);
		}
		let mut nonce = [0; NONCE_LEN];
		rng.fill_bytes(&mut nonce);
		let payload = Payload { msg: plaintext, aad: &[VERSION] };
		let cipher = secret.cipher(&policy.into())?;
		let ciphertext = cipher.encrypt(&nonce.into(), payload).map_err(|_| Error::Malformed)?;
		Ok(Self { version: VERSION, nonce, ciphertext })
	}

	/// Decrypts. Whether it is the secrets of the record is for the caller to see, from the commitment.
	///
	/// # Errors
	///
	/// [`NotForThis`](Error::NotForThis).
	pub fn open(&self, secret: &Secret, policy: &Policy) -> Result<Zeroizing<Vec<u8>>, Error> {
		let payload = Payload { msg: &self.ciphertext, aad: &[self.version] };
		let cipher = secret.cipher(&policy.into())?;
		let plaintext = cipher.decrypt(&self.nonce.into(), payload);
		plaintext.map(Zeroizing::new).map_err(|_| Error::NotForThis)
	}

	/// The bytes to store beside the record.
	pub fn to_bytes(&self) -> Vec<u8> {
		self.encode()
	}

	/// Reads the bytes.
	///
	/// # Errors
	///
	/// [`Malformed`](Error::Malformed).
	pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
		let sealed = Self::decode_all(&mut &bytes[..]).map_err(|_| Error::Malformed)?;
		let lengths = TAG_LEN..=MAX_LEN.saturating_add(TAG_LEN);
		let is_possible = lengths.contains(&sealed.ciphertext.len());
		if sealed.version == VERSION && is_possible && sealed.encode() == bytes {
			Ok(sealed)
		} else {
			Err(Error::Malformed)
		}
	}
}
