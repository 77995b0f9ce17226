// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Names on the command line: of countries, ballots and votes.

use crate::names::parse_country;
use clap::{Args, ValueEnum};
use medibloc_primitives::{
	jury::{BallotId, Vote},
	Jurisdiction,
};

/// A jury.
#[derive(Args, Clone, Copy, Debug)]
pub struct JuryOpts {
	/// The country of the jury, by two letters
	#[arg(value_name = "COUNTRY", value_parser = parse_country)]
	pub jury: Jurisdiction,
}

/// A ballot.
#[derive(Args, Clone, Copy, Debug)]
pub struct BallotOpts {
	/// The ballot, by country, term and number, such as KR/3/17
	#[arg(value_name = "BALLOT", value_parser = parse_ballot)]
	pub ballot: BallotId,
}

/// A term of a jury.
#[derive(Args, Clone, Copy, Debug)]
pub struct TermOpts {
	#[command(flatten)]
	pub jury: JuryOpts,
	/// The number of the term
	#[arg(value_name = "TERM")]
	pub term: u32,
}

/// A vote, as users type it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Choice {
	/// The evidence shows that the applicant may have the credential
	Approve,
	/// It does not
	Refuse,
	/// The evidence cannot be had, opened or read, is not what was committed to, or leaves jurors out
	Unreadable,
}

impl From<Choice> for Vote {
	fn from(choice: Choice) -> Self {
		match choice {
			Choice::Approve => Self::Approve,
			Choice::Refuse => Self::Refuse,
			Choice::Unreadable => Self::Unreadable,
		}
	}
}

fn parse_ballot(text: &str) -> Result<BallotId, String> {
	text.parse().map_err(|_| {
		"a ballot is named by country, term and number, such as KR/3/17, which `medi jury list` shows"
			.into()
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn ballots_are_named_as_they_are_listed() {
		let ballot = BallotId { jurisdiction: Jurisdiction(*b"KR"), term: 3, number: 17 };
		assert_eq!(parse_ballot(&ballot.to_string()), Ok(ballot));
		for text in ["", "KR", "KR/3", "KR-3-17", "3/17"] {
			assert!(parse_ballot(text).is_err(), "{text}");
		}
	}
}
