// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! X25519 keys of keepers and askers.

use crate::Error;
use codec::{Decode, Encode};
use medibloc_primitives::encryption_key::is_usable;
use rand_core::{CryptoRng, RngCore};
use std::fmt;
use x25519_dalek::{x25519, X25519_BASEPOINT_BYTES};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// An X25519 public key that is safe to encrypt to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode)]
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
			Err(Error::BadKey)
		}
	}
}

impl Decode for PublicKey {
	fn decode<I: codec::Input>(input: &mut I) -> Result<Self, codec::Error> {
		<[u8; 32]>::decode(input)?.try_into().map_err(|_| "not a usable X25519 public key".into())
	}
}

/// An X25519 secret key. Wiped from memory when dropped, and never shown by `Debug`.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SecretKey([u8; 32]);

impl SecretKey {
	/// A fresh key.
	pub fn random(rng: &mut (impl RngCore + CryptoRng)) -> Self {
		let mut key = Self([0; 32]);
		rng.fill_bytes(&mut key.0);
		key
	}

	/// The key that others encrypt to.
	pub fn public(&self) -> PublicKey {
		PublicKey(x25519(self.0, X25519_BASEPOINT_BYTES))
	}

	pub(crate) fn expose(&self) -> &[u8; 32] {
		&self.0
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
