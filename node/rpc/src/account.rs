// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Accounts as text.

use crate::Error;
use sp_core::crypto::{Ss58AddressFormat, Ss58Codec};
use sp_runtime::AccountId32;

/// The hexadecimal digits of an account.
const HEX_DIGITS: usize = 64;

// Decoding base 58 takes quadratic time, so nothing longer than an account is ever decoded. The
// longest text of one is `0x` and its digits.
const MAX_LENGTH: usize = 2 + HEX_DIGITS;

/// Reads accounts in any SS58 format and writes them in the chain's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Accounts(Ss58AddressFormat);

impl Accounts {
	pub(crate) fn new(ss58_prefix: u16) -> Self {
		Self(Ss58AddressFormat::custom(ss58_prefix))
	}

	pub(crate) fn format(&self, account: &AccountId32) -> String {
		account.to_ss58check_with_version(self.0)
	}
}

/// The account that the parameter `param` names.
pub(crate) fn parse(param: &'static str, text: &str) -> Result<AccountId32, Error> {
	let invalid = |reason: String| Error::InvalidAccount { param, reason };
	if text.len() > MAX_LENGTH {
		return Err(invalid(format!("longer than {MAX_LENGTH} characters")));
	}
	if let Some(digits) = text.strip_prefix("0x") {
		// With an odd number of digits the library would take the missing one for zero.
		if digits.len() != HEX_DIGITS {
			return Err(invalid(format!("{} digits instead of {HEX_DIGITS}", digits.len())));
		}
		let bytes = sp_core::bytes::from_hex(digits).map_err(|error| invalid(error.to_string()))?;
		return AccountId32::try_from(bytes.as_slice())
			.map_err(|()| invalid("not hexadecimal".into()));
	}
	AccountId32::from_ss58check_with_version(text)
		.map(|(account, _)| account)
		.map_err(|error| invalid(error.to_string()))
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_keyring::Sr25519Keyring::Alice;

	#[test]
	fn accounts_are_read_in_every_form() {
		let alice = Alice.to_account_id();
		for prefix in [0, 2, 42, 63, 64, 1_999, 16_383] {
			let text = Accounts::new(prefix).format(&alice);
			assert_eq!(parse("holder", &text), Ok(alice.clone()));
		}
		let hex = format!("{:?}", Alice.to_h256_public());
		assert_eq!(parse("holder", &hex), Ok(alice.clone()));
		assert_eq!(parse("holder", &format!("0x{}", hex[2..].to_uppercase())), Ok(alice));
	}

	#[test]
	fn accounts_are_written_in_the_format_of_the_chain() {
		let alice = Alice.to_account_id();
		assert_eq!(
			Accounts::new(42).format(&alice),
			"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"
		);
		assert_eq!(
			Accounts::new(0).format(&alice),
			"15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5"
		);
	}

	#[test]
	fn anything_else_is_rejected_with_the_reason() {
		let reason = |text: &str| match parse("holder", text) {
			Err(Error::InvalidAccount { param: "holder", reason }) => reason,
			other => panic!("{other:?}"),
		};
		assert_eq!(reason(""), "Length is bad");
		assert_eq!(reason("0OIl"), "Base 58 requirement is violated");
		assert_eq!(reason("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ"), "Invalid checksum");
		assert_eq!(reason("0x00"), "2 digits instead of 64");
		assert_eq!(reason(&format!("0x{}", "a".repeat(63))), "63 digits instead of 64");
		assert_eq!(reason(&format!("0x0x{}", "a".repeat(62))), "not hexadecimal");
		assert_eq!(reason(&"1".repeat(67)), "longer than 66 characters");
		assert!(!reason(&format!("0x{}", "z".repeat(64))).is_empty());
	}
}
