// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Text forms of accounts, ids and moments, as users write and read them.

use crate::Error;
use chrono::DateTime;
use medibloc_primitives::{
	consent::Grantee,
	jurisdiction::InvalidJurisdiction,
	points::{Points, POINT},
	record::Subject,
	ItemId, Jurisdiction, Moment,
};
use sp_core::crypto::{AccountId32, Ss58Codec};

const SECOND: Moment = 1_000;
const UNITS: [(char, Moment); 6] = [
	('s', SECOND),
	('m', 60 * SECOND),
	('h', 3_600 * SECOND),
	('d', 86_400 * SECOND),
	('w', 7 * 86_400 * SECOND),
	('y', 365 * 86_400 * SECOND),
];

/// An address with any prefix, or `0x` and 64 hexadecimal digits.
pub fn parse_account(text: &str) -> Option<AccountId32> {
	if let Some(digits) = text.strip_prefix("0x") {
		let mut bytes = [0; 32];
		hex::decode_to_slice(digits, &mut bytes).ok()?;
		return Some(bytes.into());
	}
	AccountId32::from_ss58check_with_version(text).ok().map(|(account, _)| account)
}

/// As `Context::subject_of` reads it.
pub fn subject_name(subject: &Subject<AccountId32>) -> String {
	match subject {
		Subject::Account(account) => account.to_ss58check(),
		Subject::Pseudonym(pseudonym) => format!("pseudonym:{pseudonym:?}"),
	}
}

/// As `Context::grantee_of` reads it.
pub fn grantee_name(grantee: &Grantee<AccountId32>) -> String {
	match grantee {
		Grantee::Account(account) => account.to_ss58check(),
		Grantee::Institution(account) => format!("institution:{}", account.to_ss58check()),
		Grantee::Role(role) => format!("role:{role:?}"),
	}
}

/// As JSON-RPC writes ids.
pub fn id_name(id: ItemId) -> String {
	id.0.to_string()
}

/// An id of a record, batch or grant.
pub fn parse_id(text: &str) -> Result<ItemId, String> {
	text.parse().map(ItemId).map_err(|_| "an id is a number, such as 7687991464176910338".into())
}

/// A country by two letters.
pub fn parse_country(text: &str) -> Result<Jurisdiction, String> {
	text.parse().map_err(|error: InvalidJurisdiction| error.to_string())
}

/// The smallest unit of MED is ten to the power of minus this.
pub const DECIMALS: u32 = 12;

/// An amount in MED, with up to twelve digits after the point.
pub fn parse_amount(text: &str) -> Result<u128, String> {
	let understood = || {
		let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
		let digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
		if !digits(whole) || !digits(fraction) || whole.is_empty() || fraction.is_empty() {
			return None;
		}
		let missing = DECIMALS.checked_sub(u32::try_from(fraction.len()).ok()?)?;
		let fraction = fraction.parse::<u128>().ok()?.checked_mul(10_u128.checked_pow(missing)?)?;
		let whole = whole.parse::<u128>().ok()?.checked_mul(10_u128.pow(DECIMALS))?;
		whole.checked_add(fraction)
	};
	understood().ok_or_else(|| {
		"an amount is a number of MED with up to 12 digits after the point, such as 1.5".into()
	})
}

/// Points, with up to three digits after the point.
pub fn parse_points(text: &str) -> Result<Points, String> {
	let understood = || {
		let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
		let digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
		if !digits(whole)
			|| !digits(fraction)
			|| whole.is_empty()
			|| !(1..=3).contains(&fraction.len())
		{
			return None;
		}
		let fraction = format!("{fraction:0<3}").parse::<Points>().ok()?;
		whole.parse::<Points>().ok()?.checked_mul(POINT)?.checked_add(fraction)
	};
	understood().ok_or_else(|| {
		"points are a number with up to 3 digits after the point, such as 12.5".into()
	})
}

/// Points, as users read them.
pub fn points_name(points: Points) -> String {
	let fraction = format!("{:03}", points % POINT);
	match fraction.trim_end_matches('0') {
		"" => (points / POINT).to_string(),
		fraction => format!("{}.{fraction}", points / POINT),
	}
}

/// A moment, as users write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
	/// After so many milliseconds.
	After(Moment),
	/// At this one.
	At(Moment),
}

impl When {
	/// The moment, if it is `now`.
	pub fn from(self, now: Moment) -> Moment {
		match self {
			Self::After(duration) => now.saturating_add(duration),
			Self::At(moment) => moment,
		}
	}
}

/// A duration such as `30d`, a date such as `2027-01-31T12:00:00Z`, or a moment in milliseconds.
pub fn parse_when(text: &str) -> Result<When, String> {
	let understood = || {
		if let Ok(moment) = text.parse() {
			return Some(When::At(moment));
		}
		if let Ok(date) = DateTime::parse_from_rfc3339(text) {
			return date.timestamp_millis().try_into().ok().map(When::At);
		}
		let (unit, length) = UNITS
			.iter()
			.find_map(|(unit, length)| text.strip_suffix(*unit).map(|number| (number, *length)))?;
		unit.parse::<Moment>().ok()?.checked_mul(length).map(When::After)
	};
	understood().ok_or_else(|| {
		"a moment is a time from now such as 12h, 30d or 1y, or a date such as 2027-01-31T12:00:00Z"
			.into()
	})
}

/// A moment that is not told from now.
pub fn parse_moment(text: &str) -> Result<Moment, String> {
	match parse_when(text)? {
		When::At(moment) => Ok(moment),
		When::After(_) => Err("say a date such as 2027-01-31T12:00:00Z".into()),
	}
}

/// Values of a set that the chain bounds.
pub fn bounded<T: Ord, S: sp_core::Get<u32>>(
	values: Vec<T>,
	what: &str,
) -> Result<sp_core::bounded::BoundedBTreeSet<T, S>, Error> {
	let most = S::get();
	values
		.into_iter()
		.collect::<std::collections::BTreeSet<_>>()
		.try_into()
		.map_err(|_| Error::bad_input(format!("a grant has at most {most} {what}")))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn moments_are_durations_dates_or_numbers() {
		assert_eq!(parse_when("30d"), Ok(When::After(30 * 86_400_000)));
		assert_eq!(parse_when("1970-01-02T00:00:00+01:00"), Ok(When::At(82_800_000)));
		assert_eq!(parse_when("1795186554000"), Ok(When::At(1_795_186_554_000)));
		assert_eq!(When::After(5).from(2), 7);
		assert_eq!(When::At(5).from(2), 5);
		assert_eq!(When::After(u64::MAX).from(2), u64::MAX);
		for text in ["", "d", "30", "-3d", "3 d", "tomorrow", "99999999999999999y"] {
			let parsed = parse_when(text);
			assert_eq!(parsed.is_err(), text != "30", "{text}: {parsed:?}");
		}
		assert_eq!(parse_moment("1970-01-01T00:00:01Z"), Ok(1_000));
		assert!(parse_moment("30d").is_err());
		assert!(parse_when("1969-12-31T00:00:00Z").is_err());
	}

	#[test]
	fn points_have_three_digits_after_the_point() {
		for (text, points) in [
			("0", 0),
			("1", 1_000),
			("1.5", 1_500),
			("0.007", 7),
			("12.05", 12_050),
			("3.210", 3_210),
		] {
			assert_eq!(parse_points(text), Ok(points), "{text}");
			assert_eq!(parse_points(&points_name(points)), Ok(points), "{text}");
		}
		assert_eq!(points_name(1_500), "1.5");
		for text in ["", ".", "1.", ".5", "-1", "1.2345", "1,5", "18446744073709551616", "1e3"] {
			assert!(parse_points(text).is_err(), "{text}");
		}
	}

	#[test]
	fn amounts_are_in_med() {
		for (text, amount) in [
			("0", 0),
			("1.5", 1_500_000_000_000),
			("0.000000000001", 1),
			("007", 7_000_000_000_000),
			("340282366920938463463374607", 340_282_366_920_938_463_463_374_607_000_000_000_000),
		] {
			assert_eq!(parse_amount(text), Ok(amount), "{text}");
		}
		for text in ["", ".", "1.", ".1", "-1", "+1", "1 MED", "0.0000000000001", &"9".repeat(40)] {
			assert!(parse_amount(text).is_err(), "{text}");
		}
		assert!(parse_amount("340282366920938463463374607.5").is_err());
	}

	#[test]
	fn accounts_are_addresses_of_any_prefix_or_digits() {
		let alice = AccountId32::new([
			0xd4, 0x35, 0x93, 0xc7, 0x15, 0xfd, 0xd3, 0x1c, 0x61, 0x14, 0x1a, 0xbd, 0x04, 0xa9,
			0x9f, 0xd6, 0x82, 0x2c, 0x85, 0x58, 0x85, 0x4c, 0xcd, 0xe3, 0x9a, 0x56, 0x84, 0xe7,
			0xa5, 0x6d, 0xa2, 0x7d,
		]);
		let digits = format!("0x{}", hex::encode(&alice));
		let polkadot = "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5";
		for text in ["5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", polkadot, &digits] {
			assert_eq!(parse_account(text), Some(alice.clone()), "{text}");
		}
		for text in ["", "0x", "0x12", "alice", "5Grwva"] {
			assert_eq!(parse_account(text), None, "{text}");
		}
	}
}
