// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calendar months.

use crate::Moment;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::{fmt, str::FromStr};
use scale_info::TypeInfo;
use serde::{de::Error as _, Deserialize, Deserializer, Serialize, Serializer};

/// A calendar month in UTC: the number of months since January 1970. As text it is a year and a month,
/// `2026-11`.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
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
pub struct Month(pub u16);

/// Milliseconds in a day.
const DAY: Moment = 24 * 60 * 60 * 1_000;

impl Month {
	/// The month of year and month (1 to 12); `None` if there is none such, or it is before 1970 or
	/// after 7431.
	pub fn new(year: u16, month: u8) -> Option<Self> {
		if !(1..=12).contains(&month) {
			return None;
		}
		year.checked_sub(1970)?
			.checked_mul(12)?
			.checked_add(u16::from(month).checked_sub(1)?)
			.map(Self)
	}

	/// The month that `moment` lies in; the last one if that is later.
	///
	/// Days are turned into a date as by Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"
	/// (`civil_from_days`), with years that begin in March.
	pub fn of(moment: Moment) -> Self {
		let days = (moment / DAY).saturating_add(719_468);
		let era = days / 146_097;
		let day_of_era = days % 146_097;
		let year_of_era = day_of_era
			.saturating_sub(day_of_era / 1_460)
			.saturating_add(day_of_era / 36_524)
			.saturating_sub(day_of_era / 146_096)
			/ 365;
		let day_of_year = day_of_era.saturating_sub(
			year_of_era
				.saturating_mul(365)
				.saturating_add(year_of_era / 4)
				.saturating_sub(year_of_era / 100),
		);
		// Months from March.
		let shifted = day_of_year.saturating_mul(5).saturating_add(2) / 153;
		let months = era
			.saturating_mul(400)
			.saturating_add(year_of_era)
			.saturating_mul(12)
			.saturating_add(shifted)
			.saturating_add(2);
		Self(u16::try_from(months.saturating_sub(1970 * 12)).unwrap_or(u16::MAX))
	}

	/// The year.
	pub fn year(self) -> u16 {
		(self.0 / 12).saturating_add(1970)
	}

	/// The month of the year, from 1 to 12.
	pub fn month(self) -> u8 {
		u8::try_from(self.0 % 12).unwrap_or_default().saturating_add(1)
	}

	/// The month that many months later; the last one if that is later.
	pub fn after(self, months: u16) -> Self {
		Self(self.0.saturating_add(months))
	}

	/// How many months lie between `earlier` and this one; none if it is not earlier.
	pub fn since(self, earlier: Self) -> u16 {
		self.0.saturating_sub(earlier.0)
	}

	/// The first moment of the month.
	///
	/// By Howard Hinnant's `days_from_civil`.
	pub fn start(self) -> Moment {
		let (year, month) = (u64::from(self.year()), u64::from(self.month()));
		let (year, shifted) = match month > 2 {
			true => (year, month.saturating_sub(3)),
			false => (year.saturating_sub(1), month.saturating_add(9)),
		};
		let (era, year_of_era) = (year / 400, year % 400);
		let day_of_year = shifted.saturating_mul(153).saturating_add(2) / 5;
		let day_of_era = year_of_era
			.saturating_mul(365)
			.saturating_add(year_of_era / 4)
			.saturating_sub(year_of_era / 100)
			.saturating_add(day_of_year);
		era.saturating_mul(146_097)
			.saturating_add(day_of_era)
			.saturating_sub(719_468)
			.saturating_mul(DAY)
	}
}

impl fmt::Display for Month {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{:04}-{:02}", self.year(), self.month())
	}
}

/// The text is not a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidMonth;

impl fmt::Display for InvalidMonth {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("a month is a year and a month from 1970-01, such as `2026-11`")
	}
}

impl FromStr for Month {
	type Err = InvalidMonth;

	fn from_str(text: &str) -> Result<Self, InvalidMonth> {
		let (year, month) = text.split_once('-').ok_or(InvalidMonth)?;
		if year.len() != 4 || month.len() != 2 || text.contains('+') {
			return Err(InvalidMonth);
		}
		let year = year.parse().map_err(|_| InvalidMonth)?;
		let month = month.parse().map_err(|_| InvalidMonth)?;
		Self::new(year, month).ok_or(InvalidMonth)
	}
}

impl Serialize for Month {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.collect_str(self)
	}
}

impl<'de> Deserialize<'de> for Month {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		alloc::string::String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn moments_lie_in_their_months() {
		// (moment in seconds, year, month): by `date -u -d @N`.
		for (seconds, year, month) in [
			(0, 1970, 1),
			(2_678_399, 1970, 1),
			(2_678_400, 1970, 2),
			(951_782_399, 2000, 2),
			(951_782_400, 2000, 2),
			(951_868_799, 2000, 2),
			(951_868_800, 2000, 3),
			(1_798_761_599, 2026, 12),
			(1_798_761_600, 2027, 1),
			(4_107_542_400, 2100, 3),
			(4_107_542_399, 2100, 2),
		] {
			assert_eq!(Some(Month::of(seconds * 1_000)), Month::new(year, month), "{seconds}");
		}
	}

	#[test]
	fn each_month_begins_where_the_one_before_ends() {
		for number in 0..=4_000 {
			let month = Month(number);
			assert_eq!(Month::new(month.year(), month.month()), Some(month));
			assert_eq!(Month::of(month.start()), month);
			assert_eq!(Month::of(month.after(1).start() - 1), month);
		}
	}

	#[test]
	fn months_are_written_and_read_as_text() {
		assert_eq!(Month::new(2026, 1).map(|month| month.to_string()), Some("2026-01".into()));
		assert_eq!("2026-11".parse(), Ok(Month::new(2026, 11).unwrap()));
		for text in
			["", "2026", "2026-13", "2026-00", "1969-12", "26-11", "2026-1", "+026-11", "2026-+1"]
		{
			assert_eq!(text.parse::<Month>(), Err(InvalidMonth), "{text}");
		}
	}

	#[test]
	fn there_is_no_month_zero_nor_thirteen_nor_before_1970() {
		assert_eq!(Month::new(2026, 0), None);
		assert_eq!(Month::new(2026, 13), None);
		assert_eq!(Month::new(1969, 12), None);
		assert_eq!(Month::new(u16::MAX, 1), None);
		assert_eq!(Month::of(u64::MAX), Month(u16::MAX));
	}
}
