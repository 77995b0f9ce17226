// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Decisions on access from a proof.

use crate::{facts::ProvenFacts, freshness::Freshness, AccountId32, Error};
use medibloc_primitives::{
	consent::{decide_access, AccessQuery, Grantee, Verdict},
	record::RecordClass,
	Moment,
};

/// An access to decide on, with its patient and accessor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
	/// The patient.
	pub patient: AccountId32,
	/// The accessor.
	pub accessor: AccountId32,
	/// The access.
	pub request: AccessQuery,
}

/// The answer to a [`Question`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
	/// The answer, as the runtime gives it.
	pub verdict: Verdict,
	/// The grantee whose grants gave the answer. The accessor's own account if none did.
	pub grantee: Grantee<AccountId32>,
	/// The time of the block that the proof is of.
	pub proven_at: Moment,
	/// The moment that was decided on.
	pub at: Moment,
}

/// The facts on a [`Question`], shown by a proof. Says nothing of how old it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
	request: AccessQuery,
	facts: ProvenFacts,
}

impl Proven {
	pub(crate) fn new(request: AccessQuery, facts: ProvenFacts) -> Self {
		Self { request, facts }
	}

	/// The facts.
	pub fn facts(&self) -> &ProvenFacts {
		&self.facts
	}

	/// The class of the single record that the query names; `None` if it names none, or if the
	/// patient has no such record.
	pub fn class(&self) -> Option<RecordClass> {
		self.facts.version.map(|version| version.class)
	}

	/// Decides for the present moment: that of the caller's clock or of the block, whichever is later.
	/// So what ends between the block and now is at an end.
	///
	/// Fails with [`Error::Stale`] or [`Error::Ahead`] if the proof is not of the time that
	/// `freshness` accepts.
	pub fn decide(&self, freshness: &Freshness) -> Result<Decision, Error> {
		freshness.check(self.facts.time)?;
		Ok(self.answer(freshness.now.max(self.facts.time)))
	}

	/// Decides as it would have been decided at `at`, by what the chain still knows of that moment: if
	/// grants of that moment were dropped, the verdict is `Unknown`. Uses are counted as of the block.
	///
	/// Fails as [`Proven::decide`] does, and with [`Error::Later`] if `at` is later than the block.
	pub fn decide_at(&self, freshness: &Freshness, at: Moment) -> Result<Decision, Error> {
		let proven_at = self.facts.time;
		freshness.check(proven_at)?;
		if at > proven_at {
			return Err(Error::Later { at, proven_at });
		}
		Ok(self.answer(at))
	}

	fn answer(&self, at: Moment) -> Decision {
		let Ok((verdict, grantee)) = decide_access(&mut &self.facts, &self.request, at);
		Decision { verdict, grantee, proven_at: self.facts.time, at }
	}
}
