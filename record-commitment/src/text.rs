// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Salted hashes of words that are kept off the chain: agreements, templates, reasons, evidence.

use crate::hash::tagged;
use core::fmt;
use sp_core::H256;
use zeroize::{Zeroize, ZeroizeOnDrop};

const TAG: &[u8] = b"medibloc/text/v1";

/// The secret of a text, without which its hash cannot be compared with any guess.
///
/// Each text needs 32 fresh random bytes of its own, also where two say the same. It is kept with the
/// text by all who agreed on it, and shown together with it to prove what was agreed.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct TextSalt([u8; 32]);

impl TextSalt {
	/// A fresh salt from the operating system.
	#[cfg(feature = "std")]
	pub fn random() -> Result<Self, getrandom::Error> {
		let mut salt = Self([0; 32]);
		getrandom::fill(&mut salt.0)?;
		Ok(salt)
	}

	/// The bytes, to be kept as secret as the text itself.
	pub fn as_bytes(&self) -> &[u8; 32] {
		&self.0
	}

	/// The hash of `text` as it goes on the chain. Of a text its UTF-8 bytes as they are kept, of a
	/// file its bytes: nothing is normalised, so keep exactly what was hashed.
	pub fn hash(&self, text: impl AsRef<[u8]>) -> H256 {
		tagged(TAG, (self.0, text.as_ref()))
	}

	/// Whether `text` is what `hash` is of.
	pub fn verify(&self, text: impl AsRef<[u8]>, hash: &H256) -> bool {
		self.hash(text) == *hash
	}
}

impl From<[u8; 32]> for TextSalt {
	fn from(salt: [u8; 32]) -> Self {
		Self(salt)
	}
}

impl fmt::Debug for TextSalt {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("TextSalt(..)")
	}
}
