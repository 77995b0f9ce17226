// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Salts: the secrets that keep a record from being guessed out of its commitment.

use crate::hash::tagged;
use core::fmt;
use sp_core::H256;
use zeroize::{Zeroize, ZeroizeOnDrop};

const CHUNK_TAG: &[u8] = b"medibloc/salt/chunk/v1";
const FIELD_TAG: &[u8] = b"medibloc/salt/field/v1";

/// The salt of one leaf, disclosed together with it.
pub type LeafSalt = H256;

/// The secret of a record, from which the salt of every leaf derives.
///
/// Each version of each record needs 32 fresh random bytes: equal salts would show that equal
/// fields are equal. The hash is one-way, so the salt of one leaf tells neither this secret nor the
/// salt of another leaf. Deleting it, and the key of the encrypted record, is what erasure means.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct RecordSalt([u8; 32]);

impl RecordSalt {
	/// A fresh salt from the operating system.
	#[cfg(feature = "std")]
	pub fn random() -> Result<Self, getrandom::Error> {
		let mut salt = Self([0; 32]);
		getrandom::fill(&mut salt.0)?;
		Ok(salt)
	}

	/// The bytes, to be kept as secret as the record itself.
	pub fn as_bytes(&self) -> &[u8; 32] {
		&self.0
	}

	/// The salt of the chunk at `index`.
	pub fn chunk(&self, index: u32) -> LeafSalt {
		tagged(CHUNK_TAG, (self.0, index))
	}

	/// The salt of the field at this JSON pointer.
	pub fn field(&self, pointer: &str) -> LeafSalt {
		tagged(FIELD_TAG, (self.0, pointer))
	}
}

impl From<[u8; 32]> for RecordSalt {
	fn from(salt: [u8; 32]) -> Self {
		Self(salt)
	}
}

impl fmt::Debug for RecordSalt {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("RecordSalt(..)")
	}
}
