// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Moments as FHIR instants.

use super::{element::Element, Error};
use chrono::{DateTime, SecondsFormat, Timelike, Utc};
use medibloc_primitives::Moment;

/// 9999-12-31T23:59:59.999Z: FHIR has four digits for a year.
const LAST: Moment = 253_402_300_799_999;

/// The moment with its milliseconds, in UTC.
pub(super) fn instant(moment: Moment, path: &'static str) -> Result<String, Error> {
	Some(moment)
		.filter(|moment| *moment <= LAST)
		.and_then(|moment| DateTime::<Utc>::from_timestamp_millis(moment.try_into().ok()?))
		.map(|instant| instant.to_rfc3339_opts(SecondsFormat::Millis, true))
		.ok_or(Error::NotShowable { path })
}

/// Reads a `dateTime` that names one moment.
pub(super) fn moment(element: &Element) -> Result<Moment, Error> {
	let text = element.text()?;
	let malformed = || Error::Malformed { path: element.path() };
	let imprecise = || Error::ImpreciseDate { path: element.path() };
	match shape(text) {
		Shape::Moment => (),
		Shape::Imprecise => return Err(imprecise()),
		Shape::Other => return Err(malformed()),
	}
	let instant = DateTime::parse_from_rfc3339(text).map_err(|_| malformed())?;
	// Nanoseconds of 10^9 and more are those of a leap second, which the chain's clock does not have.
	if instant.nanosecond() >= 1_000_000_000 || is_finer_than_milliseconds(text) {
		return Err(Error::NotExpressible { path: element.path() });
	}
	instant
		.timestamp_millis()
		.try_into()
		.map_err(|_| Error::NotExpressible { path: element.path() })
}

/// By the text, because `chrono` cuts off what is finer than its own clock.
fn is_finer_than_milliseconds(text: &str) -> bool {
	let fraction = text.split_once('.').map_or("", |(_, fraction)| fraction);
	fraction.chars().take_while(char::is_ascii_digit).skip(3).any(|digit| digit != '0')
}

enum Shape {
	Moment,
	Imprecise,
	Other,
}

/// `chrono` takes more than FHIR allows, such as a space for the `T`, so the form is looked at first.
fn shape(text: &str) -> Shape {
	let pattern: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
	if ["0000", "0000-00", "0000-00-00"].contains(&pattern.as_str()) {
		return Shape::Imprecise;
	}
	let Some(rest) = pattern.strip_prefix("0000-00-00T00:00:00") else { return Shape::Other };
	let zone = match rest.strip_prefix(".0") {
		Some(digits) => digits.trim_start_matches('0'),
		None => rest,
	};
	if ["Z", "+00:00", "-00:00"].contains(&zone) {
		Shape::Moment
	} else {
		Shape::Other
	}
}
