// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Countries of credentials and obligations.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::{fmt, str::FromStr};
use scale_info::TypeInfo;
use serde::{de::Error as _, Deserialize, Deserializer, Serialize, Serializer};

/// A country or union by its two-letter code: ISO 3166-1 alpha-2, and `EU`.
///
/// The chain checks the form (two upper-case letters), not that the code is assigned.
#[derive(
	Clone,
	Copy,
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
pub struct Jurisdiction(pub [u8; 2]);

impl Jurisdiction {
	/// Whether the code consists of two upper-case ASCII letters.
	pub fn is_valid(self) -> bool {
		self.0.iter().all(u8::is_ascii_uppercase)
	}
}

impl fmt::Display for Jurisdiction {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		self.0.iter().try_for_each(|byte| write!(f, "{}", byte.escape_ascii()))
	}
}

impl fmt::Debug for Jurisdiction {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		fmt::Display::fmt(self, f)
	}
}

/// The text is not two upper-case ASCII letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidJurisdiction;

impl fmt::Display for InvalidJurisdiction {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("a jurisdiction is a two-letter upper-case country code such as `KR`")
	}
}

impl FromStr for Jurisdiction {
	type Err = InvalidJurisdiction;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let code = <[u8; 2]>::try_from(text.as_bytes()).map_err(|_| InvalidJurisdiction)?;
		Some(Self(code)).filter(|code| code.is_valid()).ok_or(InvalidJurisdiction)
	}
}

impl Serialize for Jurisdiction {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.collect_str(self)
	}
}

impl<'de> Deserialize<'de> for Jurisdiction {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		alloc::string::String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn codes_of_two_upper_case_letters_are_accepted() {
		assert_eq!("KR".parse(), Ok(Jurisdiction(*b"KR")));
		assert_eq!(Jurisdiction(*b"KR").to_string(), "KR");
	}

	#[test]
	fn anything_else_is_rejected() {
		for text in ["", "K", "kr", "KOR", "K1", "é"] {
			assert_eq!(text.parse::<Jurisdiction>(), Err(InvalidJurisdiction));
		}
		assert!(!Jurisdiction([0, 255]).is_valid());
	}
}
