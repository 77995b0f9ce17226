// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Accounts as text: SS58 and hexadecimal.

use crate::Error;
use sp_core::{
	crypto::{Ss58AddressFormat, Ss58Codec},
	H256,
};
use sp_runtime::AccountId32;
use std::str::FromStr;

// Decoding base 58 takes quadratic time, so nothing longer than an account is ever decoded. The
// longest text of one is `0x` and 64 digits.
const MAX_LENGTH: usize = 66;

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
		return H256::from_str(digits)
			.map(|bytes| AccountId32::new(bytes.0))
			.map_err(|_| invalid("not 64 hexadecimal digits".into()));
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
		for digits in ["", "00", &"a".repeat(63), &"z".repeat(64), &format!("0x{}", "a".repeat(62))]
		{
			assert_eq!(reason(&format!("0x{digits}")), "not 64 hexadecimal digits");
		}
		assert_eq!(reason(&"1".repeat(67)), "longer than 66 characters");
	}
}
