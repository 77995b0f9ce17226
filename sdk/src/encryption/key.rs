// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! X25519 keys, as `age` and HPKE both use them.

use super::Error;
use bech32::{Bech32, Hrp};
use codec::{Decode, Encode, MaxEncodedLen};
use medibloc_primitives::encryption_key::is_usable;
use secrecy::SecretString;
use std::{fmt, str::FromStr};
use x25519_dalek::{x25519, X25519_BASEPOINT_BYTES};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const SECRET_PREFIX: Hrp = Hrp::parse_unchecked("age-secret-key-");
const PUBLIC_PREFIX: Hrp = Hrp::parse_unchecked("age");

/// An X25519 secret key: 32 bytes. Wiped from memory when dropped, and never shown by `Debug`.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SecretKey([u8; 32]);

impl SecretKey {
	/// A fresh key from the operating system.
	///
	/// # Errors
	///
	/// [`Random`](Error::Random).
	pub fn random() -> Result<Self, Error> {
		let mut key = Self([0; 32]);
		getrandom::fill(&mut key.0)?;
		Ok(key)
	}

	/// The bytes, to be kept secret.
	pub fn expose(&self) -> &[u8; 32] {
		&self.0
	}

	/// The key that others encrypt to.
	pub fn public(&self) -> PublicKey {
		PublicKey(x25519(self.0, X25519_BASEPOINT_BYTES))
	}

	/// The identity for the `age` tool: `AGE-SECRET-KEY-1...`.
	pub fn to_identity(&self) -> SecretString {
		bech32::encode_upper::<Bech32>(SECRET_PREFIX, &self.0).unwrap_or_default().into()
	}

	/// Reads an identity of the `age` tool.
	///
	/// # Errors
	///
	/// [`NotSecretKey`](Error::NotSecretKey).
	pub fn from_identity(identity: &str) -> Result<Self, Error> {
		let bytes = Zeroizing::new(decode(identity, SECRET_PREFIX).ok_or(Error::NotSecretKey)?);
		Ok(Self(*bytes))
	}
}

impl From<[u8; 32]> for SecretKey {
	fn from(key: [u8; 32]) -> Self {
		Self(key)
	}
}

impl fmt::Debug for SecretKey {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("SecretKey(..)")
	}
}

/// An X25519 public key: 32 bytes. As text it is a recipient of the `age` tool, `age1...`.
///
/// Every value of this type is safe to encrypt to: it is encoded in the one canonical way, and the
/// secret that it would be agreed on with is never known beforehand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Encode, MaxEncodedLen)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
	/// The bytes.
	pub fn as_bytes(&self) -> &[u8; 32] {
		&self.0
	}
}

impl TryFrom<[u8; 32]> for PublicKey {
	type Error = Error;

	fn try_from(key: [u8; 32]) -> Result<Self, Error> {
		if is_usable(&key) {
			Ok(Self(key))
		} else {
			Err(Error::NotPublicKey)
		}
	}
}

impl Decode for PublicKey {
	fn decode<I: codec::Input>(input: &mut I) -> Result<Self, codec::Error> {
		<[u8; 32]>::decode(input)?.try_into().map_err(|_| "not a usable X25519 public key".into())
	}
}

impl fmt::Display for PublicKey {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		bech32::encode_lower_to_fmt::<Bech32, _>(f, PUBLIC_PREFIX, &self.0).map_err(|_| fmt::Error)
	}
}

impl fmt::Debug for PublicKey {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		fmt::Display::fmt(self, f)
	}
}

impl FromStr for PublicKey {
	type Err = Error;

	fn from_str(recipient: &str) -> Result<Self, Error> {
		decode(recipient, PUBLIC_PREFIX).ok_or(Error::NotPublicKey)?.try_into()
	}
}

fn decode(text: &str, prefix: Hrp) -> Option<[u8; 32]> {
	let checked = bech32::primitives::decode::CheckedHrpstring::new::<Bech32>(text.trim()).ok()?;
	if checked.hrp() != prefix {
		return None;
	}
	let bytes: Zeroizing<Vec<u8>> = Zeroizing::new(checked.byte_iter().collect());
	bytes.as_slice().try_into().ok()
}
