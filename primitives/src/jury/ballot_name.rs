// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Names of ballots: jurisdiction, term and number, `KR/3/17`.

use super::BallotId;
use core::{fmt, str::FromStr};
use serde::{de::Error as _, Deserialize, Deserializer, Serialize, Serializer};

impl fmt::Display for BallotId {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{}/{}/{}", self.jurisdiction, self.term, self.number)
	}
}

/// The text does not name a ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidBallotId;

impl fmt::Display for InvalidBallotId {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("a ballot is named by jurisdiction, term and number, such as `KR/3/17`")
	}
}

impl FromStr for BallotId {
	type Err = InvalidBallotId;

	fn from_str(text: &str) -> Result<Self, InvalidBallotId> {
		let mut parts = text.split('/');
		let mut part = || parts.next().ok_or(InvalidBallotId);
		let jurisdiction = part()?.parse().map_err(|_| InvalidBallotId)?;
		let (term, number) = (decimal(part()?)?, decimal(part()?)?);
		match parts.next() {
			None => Ok(Self { jurisdiction, term, number }),
			Some(_) => Err(InvalidBallotId),
		}
	}
}

/// A number as it is written: each ballot has one name, so without sign and leading zeros.
fn decimal(text: &str) -> Result<u32, InvalidBallotId> {
	let is_written_so = text == "0" || !text.starts_with(['0', '+']);
	text.parse().ok().filter(|_| is_written_so).ok_or(InvalidBallotId)
}

impl Serialize for BallotId {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.collect_str(self)
	}
}

impl<'de> Deserialize<'de> for BallotId {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		alloc::string::String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::Jurisdiction;
	use alloc::string::ToString;

	const fn ballot(term: u32, number: u32) -> BallotId {
		BallotId { jurisdiction: Jurisdiction(*b"KR"), term, number }
	}

	#[test]
	fn a_ballot_is_named_by_jurisdiction_term_and_number() {
		for (ballot, name) in [
			(ballot(3, 17), "KR/3/17"),
			(ballot(0, 0), "KR/0/0"),
			(ballot(10, u32::MAX), "KR/10/4294967295"),
		] {
			assert_eq!(ballot.to_string(), name);
			assert_eq!(name.parse(), Ok(ballot));
		}
	}

	#[test]
	fn anything_else_names_none() {
		for text in [
			"",
			"KR",
			"KR/3",
			"KR/3/",
			"KR//17",
			"/3/17",
			"kr/3/17",
			"KOR/3/17",
			"KR/3/17/",
			"KR/3/17/0",
			"KR-3-17",
			"KR/03/17",
			"KR/3/00",
			"KR/+3/17",
			"KR/3/-1",
			"KR/3/ 17",
			"KR/3/1.0",
			"KR/3/4294967296",
			"KR/3/١٧",
		] {
			assert_eq!(text.parse::<BallotId>(), Err(InvalidBallotId), "{text}");
		}
	}
}
