// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Names of ballots as parameters.

use medibloc_primitives::jury::BallotId;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The name of a ballot: jurisdiction, term and number, `KR/3/17`.
///
/// Like an [`Account`](crate::Account) it is read by [`parse`](Self::parse) and not before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BallotName(String);

/// Text that does not name a ballot.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` does not name a ballot")]
pub struct NotABallot(pub String);

impl BallotName {
	/// The ballot.
	///
	/// # Errors
	///
	/// [`NotABallot`], unless these are two capital letters and two numbers below 2^32 with `/` between.
	pub fn parse(&self) -> Result<BallotId, NotABallot> {
		self.0.parse().map_err(|_| NotABallot(self.0.clone()))
	}
}

impl From<BallotId> for BallotName {
	fn from(ballot: BallotId) -> Self {
		Self(ballot.to_string())
	}
}

impl From<&str> for BallotName {
	fn from(text: &str) -> Self {
		Self(text.into())
	}
}
