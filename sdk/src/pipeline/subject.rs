// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Text form of subjects in files.

use medibloc_primitives::record::Subject;
use serde::{de::Error as _, Deserialize, Deserializer, Serializer};
use sp_core::crypto::{AccountId32, Ss58Codec};

const PSEUDONYM: &str = "pseudonym:";

/// An address, or `pseudonym:` and the pseudonym in hexadecimal digits.
pub(super) fn to_text(subject: &Subject<AccountId32>) -> String {
	match subject {
		Subject::Account(account) => account.to_ss58check(),
		Subject::Pseudonym(pseudonym) => format!("{PSEUDONYM}{pseudonym:?}"),
	}
}

/// Reads what [`to_text`] wrote; an address may have any prefix.
pub(super) fn from_text(text: &str) -> Option<Subject<AccountId32>> {
	match text.strip_prefix(PSEUDONYM) {
		Some(pseudonym) => pseudonym.parse().ok().map(Subject::Pseudonym),
		None => account(text).map(Subject::Account),
	}
}

/// An account by its address, which may have any prefix.
pub(super) fn account(text: &str) -> Option<AccountId32> {
	AccountId32::from_ss58check_with_version(text).ok().map(|(account, _)| account)
}

pub(super) fn serialize<S: Serializer>(
	subject: &Subject<AccountId32>,
	serializer: S,
) -> Result<S::Ok, S::Error> {
	serializer.serialize_str(&to_text(subject))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
	deserializer: D,
) -> Result<Subject<AccountId32>, D::Error> {
	let text = String::deserialize(deserializer)?;
	from_text(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is no subject")))
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_core::H256;

	#[test]
	fn a_subject_is_read_as_it_was_written() {
		for subject in [Subject::Account([7; 32].into()), Subject::Pseudonym(H256::repeat_byte(9))]
		{
			assert_eq!(from_text(&to_text(&subject)), Some(subject));
		}
		let polkadot = "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5";
		assert!(matches!(from_text(polkadot), Some(Subject::Account(_))));
		for text in ["", "alice", "//Alice", "pseudonym:", "pseudonym:0x12"] {
			assert_eq!(from_text(text), None, "{text}");
		}
	}
}
