// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of a juror's client.

use super::chain::ChainError;
use crate::{rings, vault};
use medibloc_primitives::{jury::BallotId, rings::Cohort};
use thiserror::Error;

/// An error of a juror's client.
#[derive(Debug, Error)]
pub enum Error {
	/// The vault did not do it.
	#[error(transparent)]
	Vault(#[from] vault::Error),
	/// Nothing was proven in a ring.
	#[error(transparent)]
	Rings(#[from] rings::Error),
	/// The chain was not asked, or did not take it.
	#[error(transparent)]
	Chain(#[from] ChainError),
	/// There is no such ballot in a jurisdiction that this vault has a key for.
	#[error("there is no open ballot {} in a jurisdiction in which you are enrolled", .0)]
	NoBallot(BallotId),
	/// The ballot is judged by a ring that the juror is not in.
	#[error("ballot {0} is judged by another ring than yours")]
	NotYours(BallotId),
	/// The time to vote is over.
	#[error("the time to vote in ballot {} is over", .0)]
	TooLate(BallotId),
	/// The vote was handed to the chain, or is there; it cannot be changed.
	#[error("your vote in ballot {} was cast and cannot be changed", .0)]
	AlreadyCast(BallotId),
	/// The cohort takes no more keys.
	#[error("the jury takes no more keys for {0:?}: wait for the next term")]
	NotOpen(Cohort),
	/// The account enrolled another key in the cohort.
	#[error(
		"your account enrolled another key in {0:?}: open the vault that has it, or wait for the next \
		 term"
	)]
	OtherKey(Cohort),
	/// The vault has a plan of a later version of this library, or none that makes sense.
	#[error("the vault has a plan of a later version of this library: update")]
	Malformed,
}
