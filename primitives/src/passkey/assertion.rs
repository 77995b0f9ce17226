// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Assertions: what an authenticator answers to a challenge.

use super::{ClientData, Origin, PublicKey, RelyingPartyHash};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{bounded::BoundedVec, ConstU32};

/// The most bytes of client data. Browsers write from 120 to 300.
pub const MAX_CLIENT_DATA: u32 = 1_024;

/// The authenticator asked somebody to touch it.
const USER_PRESENT: u8 = 1;
/// The authenticator knows who that was, by a PIN, a finger or a face.
const USER_VERIFIED: u8 = 1 << 2;
/// The key can be on several devices.
const BACKUP_ELIGIBLE: u8 = 1 << 3;
/// The key is on several devices.
const BACKED_UP: u8 = 1 << 4;
/// Data of a new credential follow, which only a registration has.
const ATTESTED: u8 = 1 << 6;
/// Outputs of extensions follow, which nobody asked for.
const EXTENDED: u8 = 1 << 7;

/// An assertion of WebAuthn by a P-256 key.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Assertion {
	/// The data of the authenticator: hash of the relying party, flags, and a counter that is ignored.
	pub authenticator_data: [u8; 37],
	/// The data of the client, which are JSON: what the challenge was, and at which origin.
	pub client_data: BoundedVec<u8, ConstU32<MAX_CLIENT_DATA>>,
	/// The signature over the data of the authenticator and SHA-256 of the data of the client: `r` and
	/// `s`, of which `s` is in the lower half.
	pub signature: [u8; 64],
}

/// An assertion, and the account and the key that it is by.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct PasskeySignature<AccountId> {
	/// The account that the key signs for.
	pub account: AccountId,
	/// The key.
	pub key: PublicKey,
	/// What it signed.
	pub assertion: Assertion,
}

/// Why an assertion does not count. The numbers are those of custom reasons of invalid transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Refusal {
	/// The relying party is not, or no longer, one of those whose passkeys sign here.
	RelyingPartyNotFound = 64,
	/// The page that asked for the signature is at none of the origins of the relying party.
	OriginNotAllowed = 65,
	/// The client data are no JSON object with the members of an assertion, each once.
	InvalidClientData = 66,
	/// The client data are of something else than an assertion.
	WrongType = 67,
	/// What was signed is another transaction, or one of another account or chain.
	WrongChallenge = 68,
	/// The page that asked for the signature is inside of one of another origin.
	CrossOrigin = 69,
	/// The authenticator asked nobody.
	UserNotPresent = 70,
	/// The authenticator did not verify who the user is.
	UserNotVerified = 71,
	/// The flags of the authenticator data contradict each other or announce more data.
	InvalidAuthenticatorData = 72,
	/// The key is no compressed point of P-256.
	InvalidKey = 73,
	/// The signature is not that of the key.
	InvalidSignature = 74,
	/// `s` of the signature is in the upper half.
	HighS = 75,
	/// The key does not sign for the account, or no longer.
	KeyNotFound = 76,
}

impl Refusal {
	/// The custom reason of an invalid transaction.
	pub fn code(self) -> u8 {
		self as u8
	}
}

impl Assertion {
	/// The relying party that the authenticator signed for.
	pub fn relying_party(&self) -> RelyingPartyHash {
		let [hash @ .., _, _, _, _, _] = self.authenticator_data;
		hash
	}

	/// Checks the flags: somebody was there, and was verified.
	pub fn check_authenticator(&self) -> Result<(), Refusal> {
		let [.., flags, _, _, _, _] = self.authenticator_data;
		let has = |flag: u8| flags & flag != 0;
		if has(ATTESTED) || has(EXTENDED) || (has(BACKED_UP) && !has(BACKUP_ELIGIBLE)) {
			return Err(Refusal::InvalidAuthenticatorData);
		}
		if !has(USER_PRESENT) {
			return Err(Refusal::UserNotPresent);
		}
		if !has(USER_VERIFIED) {
			return Err(Refusal::UserNotVerified);
		}
		Ok(())
	}

	/// Checks that the client was asked for an assertion over `challenge`, by a page at one of the
	/// `origins` that is inside of no other.
	pub fn check_client(&self, challenge: &[u8; 32], origins: &[Origin]) -> Result<(), Refusal> {
		let data = ClientData::parse(&self.client_data).ok_or(Refusal::InvalidClientData)?;
		data.check(challenge, origins)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn flags(flags: u8) -> Result<(), Refusal> {
		let mut authenticator_data = [0; 37];
		authenticator_data[32] = flags;
		let client_data = BoundedVec::new();
		Assertion { authenticator_data, client_data, signature: [0; 64] }.check_authenticator()
	}

	#[test]
	fn of_all_flags_those_pass_that_say_present_and_verified_and_nothing_wrong() {
		for value in 0..=u8::MAX {
			let has = |bit: u8| value & (1 << bit) != 0;
			let expected = if has(6) || has(7) || (has(4) && !has(3)) {
				Err(Refusal::InvalidAuthenticatorData)
			} else if !has(0) {
				Err(Refusal::UserNotPresent)
			} else if !has(2) {
				Err(Refusal::UserNotVerified)
			} else {
				Ok(())
			};
			assert_eq!(flags(value), expected, "{value:08b}");
		}
		// A key on one device, one that can be on several, one that is.
		assert!([0x05, 0x0d, 0x1d].map(flags).iter().all(Result::is_ok));
	}

	#[test]
	fn the_relying_party_comes_first() {
		let mut authenticator_data = [9; 37];
		authenticator_data[..32].fill(4);
		let client_data = BoundedVec::new();
		let assertion = Assertion { authenticator_data, client_data, signature: [0; 64] };
		assert_eq!(assertion.relying_party(), [4; 32]);
	}
}
