// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Reasons for refusing a proof.

use crate::keys::Item;
use medibloc_primitives::Moment;
use thiserror::Error;

/// The reason for refusing a proof. Whatever it is, nothing has been shown, and access must not be
/// given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
	/// The header does not hash to the trusted block: it is of another block or chain, or was
	/// tampered with.
	#[error("the header is not that of the trusted block")]
	WrongBlock,
	/// The header has another state root than the trusted one.
	#[error("the header does not have the trusted state root")]
	WrongStateRoot,
	/// The header is none of this chain.
	#[error("the header cannot be decoded")]
	BadHeader,
	/// The answer names another block hash or state root than its own header gives.
	#[error("the answer contradicts its own header")]
	Inconsistent,
	/// The answer is about another patient or accessor than those asked about.
	#[error("the proof is about another patient or accessor")]
	Foreign,
	/// No node of the proof is the root of the trusted state: the proof is of another state, or was
	/// tampered with or cut short.
	#[error("the proof is not one of the trusted state")]
	OtherState,
	/// The proof shows neither that something is stored nor that nothing is: it was tampered with or
	/// cut short, or was not made to show this.
	#[error("the proof does not show what is stored as {0}")]
	Incomplete(Item),
	/// The proof holds a node twice, or one that shows nothing of what is asked.
	#[error("the proof holds more than what is asked")]
	Superfluous,
	/// The stored value has a form that this version does not know: update it.
	#[error("what is stored as {0} is in a form that this version does not know")]
	Malformed(Item),
	/// The proof is older than the caller accepts.
	#[error("the proof is {age} ms old, and at most {max_age} ms are accepted")]
	Stale {
		/// The age of the proof, in milliseconds.
		age: Moment,
		/// The largest accepted age, in milliseconds.
		max_age: Moment,
	},
	/// The clock of the chain is further ahead of the caller's than the caller accepts: one of the
	/// two is wrong.
	#[error("the proof is {ahead} ms ahead of the clock, and at most {max_ahead} ms are accepted")]
	Ahead {
		/// The time by which it is ahead, in milliseconds.
		ahead: Moment,
		/// The largest accepted lead, in milliseconds.
		max_ahead: Moment,
	},
	/// The moment asked about is later than the block that the proof is of.
	#[error("the proof is of {proven_at} and tells nothing of {at}, which is later")]
	Later {
		/// The moment asked about.
		at: Moment,
		/// The time of the block.
		proven_at: Moment,
	},
}
