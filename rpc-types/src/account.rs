// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Accounts as text: SS58 addresses, and hexadecimal digits.

use serde::{Deserialize, Serialize};
use sp_core::{
	crypto::{AccountId32, Ss58AddressFormat, Ss58Codec},
	H256,
};
use std::str::FromStr;
use thiserror::Error;

// Decoding base 58 takes quadratic time, so nothing longer than an account is ever decoded. The
// longest text of one is `0x` and 64 digits.
const MAX_LENGTH: usize = 66;

/// An account: an SS58 address of any prefix, or `0x` and 64 hexadecimal digits.
///
/// It is read by [`parse`](Self::parse) and not before, so that whoever reads it can say in which
/// parameter it is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Account(String);

/// Text that is not an account.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{text}` is not an account: {reason}")]
pub struct NotAnAccount {
	/// The text, shortened.
	pub text: String,
	/// The defect.
	pub reason: String,
}

impl Account {
	/// The address of an account in the format of a chain.
	pub fn new(account: &AccountId32, format: Ss58AddressFormat) -> Self {
		Self(account.to_ss58check_with_version(format))
	}

	/// The account.
	///
	/// # Errors
	///
	/// [`NotAnAccount`] with the defect.
	pub fn parse(&self) -> Result<AccountId32, NotAnAccount> {
		let text = &self.0;
		let invalid =
			|reason: String| NotAnAccount { text: text.chars().take(MAX_LENGTH).collect(), reason };
		if text.len() > MAX_LENGTH {
			return Err(invalid(format!("longer than {MAX_LENGTH} characters")));
		}
		if let Some(digits) = text.strip_prefix("0x") {
			return H256::from_str(digits)
				.map(|bytes| AccountId32::new(bytes.0))
				.map_err(|_| invalid("not 64 hexadecimal digits".into()));
		}
		AccountId32::from_ss58check_with_version(text)
			.map(|(account, _)| account)
			.map_err(|error| invalid(error.to_string()))
	}
}

/// The address in the generic format, which every chain reads.
impl From<&AccountId32> for Account {
	fn from(account: &AccountId32) -> Self {
		Self::new(account, Ss58AddressFormat::custom(42))
	}
}

impl From<&str> for Account {
	fn from(text: &str) -> Self {
		Self(text.into())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// Alice's public key.
	const ALICE: [u8; 32] = [
		0xd4, 0x35, 0x93, 0xc7, 0x15, 0xfd, 0xd3, 0x1c, 0x61, 0x14, 0x1a, 0xbd, 0x04, 0xa9, 0x9f,
		0xd6, 0x82, 0x2c, 0x85, 0x58, 0x85, 0x4c, 0xcd, 0xe3, 0x9a, 0x56, 0x84, 0xe7, 0xa5, 0x6d,
		0xa2, 0x7d,
	];

	#[test]
	fn accounts_are_read_in_every_form() {
		let alice = AccountId32::new(ALICE);
		for prefix in [0, 2, 42, 63, 64, 1_999, 16_383] {
			let text = Account::new(&alice, Ss58AddressFormat::custom(prefix));
			assert_eq!(text.parse(), Ok(alice.clone()));
		}
		let hex = format!("{:?}", H256(ALICE));
		assert_eq!(Account::from(hex.as_str()).parse(), Ok(alice.clone()));
		let upper = format!("0x{}", hex[2..].to_uppercase());
		assert_eq!(Account::from(upper.as_str()).parse(), Ok(alice));
	}

	#[test]
	fn accounts_are_written_in_the_format_of_the_chain() {
		let alice = AccountId32::new(ALICE);
		let written = |prefix| Account::new(&alice, Ss58AddressFormat::custom(prefix));
		assert_eq!(written(42), "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY".into());
		assert_eq!(written(0), "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5".into());
		assert_eq!(Account::from(&alice), written(42));
	}

	#[test]
	fn anything_else_is_rejected_with_the_reason() {
		let reason = |text: &str| Account::from(text).parse().unwrap_err().reason;
		assert_eq!(reason(""), "Length is bad");
		assert_eq!(reason("0OIl"), "Base 58 requirement is violated");
		assert_eq!(reason("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ"), "Invalid checksum");
		for digits in ["", "00", &"a".repeat(63), &"z".repeat(64), &format!("0x{}", "a".repeat(62))]
		{
			assert_eq!(reason(&format!("0x{digits}")), "not 64 hexadecimal digits");
		}
		assert_eq!(reason(&"1".repeat(67)), "longer than 66 characters");
		let long = Account::from("é".repeat(1_000).as_str()).parse().unwrap_err();
		assert_eq!(long.text, "é".repeat(MAX_LENGTH));
	}
}
