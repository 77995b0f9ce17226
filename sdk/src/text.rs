// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Words that are kept off the chain and of which it has a salted hash: agreements, templates, reasons,
//! evidence.
//!
//! ```
//! use medibloc_sdk::text::SaltedText;
//!
//! let agreement = "My laboratory results may be used for my treatment, and for nothing else.";
//! let salted = SaltedText::random(agreement)?;
//! let text = Some(salted.hash()); // of the terms of a grant
//! assert!(salted.verify(agreement));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use medibloc_record_commitment::TextSalt;
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// The salt and the hash of a text. As JSON, a file that is kept with the text: without the salt nobody
/// can show what the hash is of, and with it anybody can guess a short text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaltedText {
	format: Format,
	salt: H256,
	hash: H256,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Format {
	#[serde(rename = "medibloc-text/1")]
	V1,
}

impl SaltedText {
	/// Hashes a text, or the bytes of a file, under a fresh salt.
	///
	/// # Errors
	///
	/// Those of the random numbers of the operating system.
	pub fn random(text: impl AsRef<[u8]>) -> Result<Self, std::io::Error> {
		Ok(Self::new(&TextSalt::random().map_err(std::io::Error::other)?, text))
	}

	/// Hashes a text, or the bytes of a file, under a salt.
	pub fn new(salt: &TextSalt, text: impl AsRef<[u8]>) -> Self {
		Self { format: Format::V1, salt: salt.as_bytes().into(), hash: salt.hash(text) }
	}

	/// The hash, which goes on the chain.
	pub fn hash(&self) -> H256 {
		self.hash
	}

	/// Whether the hash is of this text.
	pub fn verify(&self, text: impl AsRef<[u8]>) -> bool {
		TextSalt::from(self.salt.0).verify(text, &self.hash)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_file_shows_what_the_hash_is_of_and_nothing_else() {
		let salted = SaltedText::random("Words.").unwrap();
		let file = serde_json::to_string(&salted).unwrap();
		let read: SaltedText = serde_json::from_str(&file).unwrap();
		assert_eq!(read, salted);
		assert!(read.verify("Words.") && read.verify(b"Words."));
		assert!(!read.verify("Words"));
		assert_ne!(SaltedText::random("Words.").unwrap().hash(), salted.hash());
	}

	#[test]
	fn a_file_of_another_version_or_with_more_in_it_is_refused() {
		let salted = SaltedText::new(&[7; 32].into(), "");
		let file = serde_json::to_string(&salted).unwrap();
		for other in [file.replace("text/1", "text/2"), file.replace('}', r#","text":""}"#)] {
			assert!(serde_json::from_str::<SaltedText>(&other).is_err(), "{other}");
		}
	}
}
