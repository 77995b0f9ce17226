// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers without a meaning.

use crate::{NotAnAccount, NotAnId};
use thiserror::Error;

/// The defect of an answer that has the right shape and no meaning.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Invalid {
	/// Text that is not an account.
	#[error(transparent)]
	Account(#[from] NotAnAccount),
	/// Text that is not an id.
	#[error(transparent)]
	Id(#[from] NotAnId),
	/// Text that is not an amount: not decimal digits of a number below 2^128.
	#[error("`{0}` is not an amount")]
	Amount(String),
	/// More items than terms can have.
	#[error("too many {0} in the terms")]
	TooMany(&'static str),
	/// Terms that are not those of the hash beside them.
	#[error("the hash is not that of the terms")]
	TermsHash,
	/// An answer on access whose fields contradict each other.
	#[error("neither a permit nor a denial")]
	Access,
	/// More peaks than an access log can have.
	#[error("more peaks than a log can have")]
	Peaks,
	/// An access log whose root, count and peaks do not belong together.
	#[error("the root is not that of the peaks")]
	Root,
	/// A vote that is committed to and revealed, or neither.
	#[error("a vote is either committed to or revealed")]
	Vote,
}
