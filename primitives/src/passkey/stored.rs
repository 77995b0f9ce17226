// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Passkeys and relying parties, as they are stored.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::{bounded::BoundedVec, ConstU32};

/// The most keys of an account beside its first.
pub const MAX_FURTHER_KEYS: u32 = 7;
/// The most bytes of the id of a relying party, which is a domain name.
pub const MAX_RELYING_PARTY_LENGTH: u32 = 253;
/// The most origins of a relying party.
pub const MAX_ORIGINS: u32 = 8;
/// The most bytes of an origin.
pub const MAX_ORIGIN_LENGTH: u32 = 128;

/// A P-256 public key: the compressed point of SEC 1, which begins with 2 or 3.
pub type PublicKey = [u8; 33];

/// SHA-256 of the id of a relying party, as authenticators sign it.
pub type RelyingPartyHash = [u8; 32];

/// An origin as browsers write it, such as `https://medipass.example`.
pub type Origin = BoundedVec<u8, ConstU32<MAX_ORIGIN_LENGTH>>;

/// A passkey: a P-256 key that an authenticator made for a relying party.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Passkey {
	/// The relying party that the key was made for.
	pub relying_party: RelyingPartyHash,
	/// The public key.
	pub key: PublicKey,
}

/// A passkey that an account added.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct FurtherKey<Deposit> {
	/// The passkey.
	pub passkey: Passkey,
	/// The deposit for it, of the account or another.
	pub deposit: Deposit,
}

/// The keys of an account. The first one is not stored: the account is its hash.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct KeySet<Deposit> {
	/// The number of keys that were ever added.
	pub additions: u32,
	/// Whether the first key no longer signs for the account.
	pub is_first_removed: bool,
	/// The keys that were added and not removed, in this order.
	pub further: BoundedVec<FurtherKey<Deposit>, ConstU32<MAX_FURTHER_KEYS>>,
}

impl<Deposit> Default for KeySet<Deposit> {
	fn default() -> Self {
		Self { additions: 0, is_first_removed: false, further: BoundedVec::new() }
	}
}

/// An application that passkeys are made for.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct RelyingParty {
	/// Its id: a domain name, whose pages and those of its subdomains can ask for its passkeys.
	pub id: BoundedVec<u8, ConstU32<MAX_RELYING_PARTY_LENGTH>>,
	/// The origins at which its passkeys may sign.
	pub origins: BoundedVec<Origin, ConstU32<MAX_ORIGINS>>,
}

impl RelyingParty {
	/// Whether the id is a domain name: letters in lower case, digits, dots and hyphens.
	pub fn has_valid_id(&self) -> bool {
		let is_valid = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-');
		!self.id.is_empty() && self.id.iter().all(is_valid)
	}

	/// Whether there are origins, each as a browser writes it, and none twice.
	pub fn has_valid_origins(&self) -> bool {
		let is_first = |(index, origin): (usize, &Origin)| {
			self.origins.iter().position(|other| other == origin) == Some(index)
		};
		!self.origins.is_empty()
			&& self.origins.iter().all(|origin| is_origin(origin))
			&& self.origins.iter().enumerate().all(is_first)
	}
}

/// Whether the text can be what a browser writes as an origin: visible ASCII that JSON does not escape,
/// and no slash at the end.
fn is_origin(text: &[u8]) -> bool {
	let is_plain = |byte: &u8| matches!(byte, 0x21..=0x7e) && !matches!(byte, b'"' | b'\\');
	text.last().is_some_and(|last| *last != b'/') && text.iter().all(is_plain)
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::vec::Vec;

	fn relying_party(id: &str, origins: &[&str]) -> RelyingParty {
		let origins: Vec<_> =
			origins.iter().map(|text| Origin::truncate_from(text.as_bytes().to_vec())).collect();
		RelyingParty {
			id: BoundedVec::truncate_from(id.as_bytes().to_vec()),
			origins: BoundedVec::truncate_from(origins),
		}
	}

	#[test]
	fn an_id_is_a_domain_name_in_lower_case() {
		for id in ["localhost", "medipass.example", "xn--h1alffa9f.example", "a-1.example"] {
			assert!(relying_party(id, &[]).has_valid_id(), "{id}");
		}
		for id in ["", "Medipass.example", "https://medipass.example", "medipass.example/", "é"] {
			assert!(!relying_party(id, &[]).has_valid_id(), "{id}");
		}
	}

	#[test]
	fn origins_are_as_browsers_write_them() {
		let valid: [&[&str]; 3] = [
			&["https://medipass.example"],
			&["http://localhost:8080", "https://medipass.example:8443"],
			&["android:apk-key-hash:Zm9vYmFyYmF6-_A"],
		];
		for origins in valid {
			assert!(relying_party("a", origins).has_valid_origins(), "{origins:?}");
		}
		let invalid: [&[&str]; 7] = [
			&[],
			&[""],
			&["https://medipass.example/"],
			&["https://medipass.example", "https://medipass.example"],
			&["https://a.example\", \"x\":\"y"],
			&["https:\\/\\/a.example"],
			&["https://a example"],
		];
		for origins in invalid {
			assert!(!relying_party("a", origins).has_valid_origins(), "{origins:?}");
		}
	}
}
