// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The one rule on access: a query, the facts that it reads, and the verdict.
//!
//! **Denials overlap, permits contain.** A query that touches anything denied is denied, whatever else
//! is permitted; a permit must contain all of the query. In each dimension:
//!
//! | Dimension | A query names | A permit contains it if | A denial overlaps it if |
//! |---|---|---|---|
//! | record | one version of a record, or none for the whole class | all records, the class or this version are in its scope; for the whole class: all records or the class | all records, the class or any version of the record are in its scope; for the whole class also if it names any record of the class |
//! | class | one class, which must be that of the record | see above | see above |
//! | action | one action | it is in the set | it is in the set |
//! | purpose | one purpose | it is in the set | it is in the set |
//! | place | one country, or none for anywhere | it may be accessed from anywhere, or is limited to that country | always: a denial holds everywhere |
//! | time | one moment | the moment is from its beginning up to but not at its end | the same |
//! | uses | one more | a use is left | always: a denial does not wear out |
//! | accessor | one account | the grant is to the account, to it as an institution, or to a role, and the account was certified as that at the moment | the denial is to *any* circle of the accessor: to the account, to it as an institution, or to a role, and the account held a credential as that at any moment since the denial began to hold, within [`HISTORY_RETENTION`] |
//!
//! A record and its corrections say nearly the same, so who is denied one version is denied all of them,
//! those to come too; who is permitted one version is permitted that one. And a denial to a role outlives
//! the credential, or giving it up, losing it or letting it run out would open what it denies.
//!
//! **What is not known is not guessed.** Grants that ended long ago are dropped. For a moment before
//! the last end of one that was dropped the verdict is [`Verdict::Unknown`], and so it is where it turns
//! on whether the accessor was certified at a moment of which the chain no longer knows that.

use super::{
	stored::{Grant, GrantId, Granted, Grantee, Summary},
	terms::{Action, Effect, Obligations, Purpose},
};
use crate::{
	credential::{Role, HISTORY_RETENTION},
	record::{AnchorId, RecordClass, Version},
	Jurisdiction, Moment,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// An access, as the rule is asked about it: may this be done?
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct AccessQuery {
	/// The class of the record.
	pub class: RecordClass,
	/// The single record, or `None` for the whole class.
	pub anchor: Option<AnchorId>,
	/// The purpose of the access.
	pub purpose: Purpose,
	/// The intended action.
	pub action: Action,
	/// The country of the access, or `None` for anywhere.
	pub place: Option<Jurisdiction>,
}

/// The reason for denying access.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub enum DenyReason {
	/// The patient granted this grantee nothing.
	NoGrant,
	/// The record does not exist, or is not of the class that was named.
	RecordMismatch,
	/// No grant covers the record or class.
	OutOfScope,
	/// A grant covers the record, but not the action.
	ActionNotGranted,
	/// A grant covers record and action, but not the purpose.
	PurposeNotGranted,
	/// A grant covers record, action and purpose, but not from that country, or from anywhere if none
	/// was named.
	#[codec(index = 10)]
	PlaceNotAllowed,
	/// The grant that would cover it was revoked.
	#[codec(index = 5)]
	Revoked,
	/// The grant that would cover it has expired.
	#[codec(index = 6)]
	Expired,
	/// The grant that would cover it has not begun.
	#[codec(index = 7)]
	NotYetValid,
	/// The grant that would cover it has no uses left.
	#[codec(index = 8)]
	UsesExhausted,
	/// The patient forbids it, or a part of it, explicitly. Where the whole class was asked for, one of
	/// its records may be denied: ask for each record by its id.
	#[codec(index = 9)]
	ExplicitDeny,
}

/// The answer to an [`AccessQuery`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Verdict {
	/// Permitted.
	Permit {
		/// The grant that permits it.
		grant: GrantId,
		/// The obligations that go with it.
		obligations: Obligations,
	},
	/// Denied; the reason is the closest-matching failure.
	Deny(DenyReason),
	/// Permitted without a grant: the accessor is the patient.
	Own,
	/// Neither permitted nor denied: grants of the moment asked about, or a credential on which it turns,
	/// are no longer known.
	Unknown,
}

impl Verdict {
	/// Whether the request is permitted.
	pub fn is_permit(&self) -> bool {
		matches!(self, Verdict::Permit { .. } | Verdict::Own)
	}

	/// Whether the answer is more than that a permit is missing.
	fn is_decisive(&self) -> bool {
		!matches!(self, Verdict::Deny(reason) if *reason != DenyReason::ExplicitDeny)
	}

	/// Of the answers of two circles of an accessor, the narrower one first, the one that counts: an
	/// explicit denial, else that it is not known, else the first permit, else the denial that came
	/// nearest to a permit.
	pub fn or(self, other: Self) -> Self {
		use Verdict::{Deny, Own, Permit, Unknown};
		match (self, other) {
			(Deny(DenyReason::ExplicitDeny), _) => self,
			(_, Deny(DenyReason::ExplicitDeny)) => other,
			(Unknown, _) => self,
			(_, Unknown) => other,
			(Permit { .. } | Own, _) => self,
			(_, Permit { .. } | Own) => other,
			(Deny(mine), Deny(theirs)) => Deny(mine.max(theirs)),
		}
	}
}

/// The facts that the rule reads about one patient and one accessor.
///
/// The pallet answers from its state, the offline verifier from a storage proof, a model in a test
/// from plain Rust. Everything that can permit or forbid an access is a method here and is asked in
/// [`decide_access`] alone: a new source of permission (a guardian's basis, an open emergency case,
/// the authorship of a record) is one more method, which every
/// implementation must then answer, and no caller of the rule changes.
///
/// A fact is asked for only where it can change the answer.
pub trait Facts {
	/// The type of account ids.
	type AccountId: Clone + PartialEq;

	/// The type of the deposits of grants.
	type Deposit;

	/// The reason that a fact cannot be read; `Infallible` where it always can.
	type Error;

	/// The patient.
	fn patient(&self) -> &Self::AccountId;

	/// The accessor.
	fn accessor(&self) -> &Self::AccountId;

	/// The record `anchor` of the patient: its class and its first version; `None` if there is no such
	/// record.
	fn version(&mut self, anchor: AnchorId) -> Result<Option<Version>, Self::Error>;

	/// The summary of all that the patient granted.
	fn summary(&mut self) -> Result<Summary, Self::Error>;

	/// The grants of the patient to `grantee`, one of those that the accessor can be.
	fn grants(
		&mut self,
		grantee: &Grantee<Self::AccountId>,
	) -> Result<Granted<Self::Deposit>, Self::Error>;

	/// Whether the accessor was certified as `role` at `at`; `None` if that is no longer known.
	fn is_certified(&mut self, role: Role, at: Moment) -> Result<Option<bool>, Self::Error>;

	/// Whether the accessor held a credential as `role` at any moment from `since` to `at`, be it one that
	/// was declared void later; `None` if that is no longer known.
	fn held(&mut self, role: Role, since: Moment, at: Moment) -> Result<Option<bool>, Self::Error>;
}

/// The rule within a circle: decides on `request` at `at` from the grants that one patient gave to one
/// grantee. `first` is the first version of the record that the query names, if it names one.
///
/// Without a permit that contains the query the answer is no. A denial that overlaps it beats any
/// permit. Of several permits, one without a limit of uses is taken first, then the one given first, so
/// that limited grants last.
///
/// `at` may lie in the past; revoked and expired grants answer for it until they are dropped. Uses
/// are not dated: their number is the one of the state that the grants were read from.
pub fn decide<Deposit>(
	grants: &[Grant<Deposit>],
	request: &AccessQuery,
	first: Option<AnchorId>,
	at: Moment,
) -> Verdict {
	if denied_since(grants, request, first, at).is_some() {
		return Verdict::Deny(DenyReason::ExplicitDeny);
	}
	let mut permit: Option<&Grant<Deposit>> = None;
	let mut nearest = DenyReason::NoGrant;
	// A denial that does not apply brings nobody nearer to a permit.
	for grant in grants.iter().filter(|grant| grant.terms.effect == Effect::Permit) {
		match grant.mismatch(request, at) {
			Some(reason) => nearest = nearest.max(reason),
			None => {
				let unlimited = grant.terms.max_uses.is_none();
				if permit.is_none_or(|best| unlimited && best.terms.max_uses.is_some()) {
					permit = Some(grant);
				}
			},
		}
	}
	permit.map_or(Verdict::Deny(nearest), |grant| Verdict::Permit {
		grant: grant.id,
		obligations: grant.terms.obligations,
	})
}

/// The first moment since which a denial holds that overlaps `request` at `at`; `None` if none does.
fn denied_since<Deposit>(
	grants: &[Grant<Deposit>],
	request: &AccessQuery,
	first: Option<AnchorId>,
	at: Moment,
) -> Option<Moment> {
	let denials = grants.iter().filter(|grant| grant.terms.effect == Effect::Deny);
	denials.filter(|denial| denial.overlaps(request, first, at)).map(Grant::begins_at).min()
}

/// The whole rule: decides on `request` at `at` from `facts`, and says which grantee the answer comes
/// from.
///
/// A record that does not exist, or is not of the class that was named, is nobody's to read; patients
/// may read their own; everybody else needs a grant.
///
/// Each circle of the accessor (the account itself, the account as an institution, each role) answers
/// by [`decide`], if the accessor is in it, or for a denial was since it began to hold. A denial of any
/// circle counts before a permit of any other; of several permits that of the narrowest circle counts,
/// and among roles that of the first in [`Role::ALL`].
///
/// Fails where a fact cannot be read.
pub fn decide_access<F: Facts>(
	facts: &mut F,
	request: &AccessQuery,
	at: Moment,
) -> Result<(Verdict, Grantee<F::AccountId>), F::Error> {
	Rule { facts, request, at, asks_all: false }.decide()
}

/// Asks `facts` for everything that [`decide_access`] can ask for, whatever the query and the moment,
/// in the same order and each grantee once; a role may be asked for twice. A record is asked for if one
/// is named.
///
/// So whoever makes a proof, and whoever checks one, learn from the rule what must be in it.
///
/// Fails where a fact cannot be read.
pub fn ask_all<F: Facts>(facts: &mut F, anchor: Option<AnchorId>) -> Result<(), F::Error> {
	let (class, purpose, action) = (RecordClass::Other, Purpose::Treat, Action::Access);
	let request = &AccessQuery { class, anchor, purpose, action, place: None };
	Rule { facts, request, at: 0, asks_all: true }.decide().map(|_| ())
}

struct Rule<'a, F> {
	facts: &'a mut F,
	request: &'a AccessQuery,
	at: Moment,
	/// Whether facts are asked for that cannot change the answer, which then means nothing.
	asks_all: bool,
}

/// What the grants to a circle say, and the moment since which they say it of all who were in the circle;
/// `None` if of those who are.
type Answer = (Verdict, Option<Moment>);

impl<F: Facts> Rule<'_, F> {
	fn decide(mut self) -> Result<(Verdict, Grantee<F::AccountId>), F::Error> {
		let accessor = self.facts.accessor().clone();
		let myself = || Grantee::Account(accessor.clone());
		let version = self.version()?;
		let is_mismatch =
			version.map(|version| version.class) != self.request.anchor.map(|_| self.request.class);
		if is_mismatch && !self.asks_all {
			return Ok((Verdict::Deny(DenyReason::RecordMismatch), myself()));
		}
		if accessor == *self.facts.patient() && !self.asks_all {
			return Ok((Verdict::Own, myself()));
		}
		let summary = self.facts.summary()?;
		if self.at < summary.known_since && !self.asks_all {
			return Ok((Verdict::Unknown, myself()));
		}
		self.decide_by_circles(accessor, &summary, version.map(|version| version.first))
	}

	/// The record that is named, if one is and is there.
	fn version(&mut self) -> Result<Option<Version>, F::Error> {
		self.request.anchor.map_or(Ok(None), |anchor| self.facts.version(anchor))
	}

	fn decide_by_circles(
		mut self,
		accessor: F::AccountId,
		summary: &Summary,
		first: Option<AnchorId>,
	) -> Result<(Verdict, Grantee<F::AccountId>), F::Error> {
		let mut verdict = Verdict::Deny(DenyReason::NoGrant);
		let mut source = Grantee::Account(accessor.clone());
		for grantee in Grantee::circles(&accessor) {
			let can_change = match verdict {
				Verdict::Deny(DenyReason::ExplicitDeny) => false,
				Verdict::Permit { .. } | Verdict::Own => summary.may_deny(&grantee),
				Verdict::Deny(_) | Verdict::Unknown => true,
			};
			if !can_change && !self.asks_all {
				continue;
			}
			let granted = self.facts.grants(&grantee)?;
			if self.asks_all {
				self.ask_of_role(&grantee)?;
				continue;
			}
			for (answer, since) in self.answers(&granted, first) {
				let combined = verdict.or(answer);
				if combined == verdict {
					continue;
				}
				match self.is_in(&grantee, since)? {
					Some(true) => {
						(verdict, source) = (combined, grantee);
						break;
					},
					// Which reason comes nearest does not matter so much.
					None if combined.is_decisive() => verdict = verdict.or(Verdict::Unknown),
					None | Some(false) => (),
				}
			}
		}
		Ok((verdict, source))
	}

	/// The answers of the grants to a circle, of which the first counts that the accessor is in the circle
	/// for.
	fn answers(
		&self,
		granted: &Granted<F::Deposit>,
		first: Option<AnchorId>,
	) -> impl Iterator<Item = Answer> + use<F> {
		let Granted { grants, known_since } = granted;
		let explicit = Verdict::Deny(DenyReason::ExplicitDeny);
		let denied_since = denied_since(grants, self.request, first, self.at);
		let otherwise = if self.at < *known_since {
			// A denial may be among those that are not known, and since when it held.
			Some((Verdict::Unknown, Some(0)))
		} else if denied_since.is_none() {
			Some((decide(grants, self.request, first, self.at), None))
		} else {
			None
		};
		denied_since.map(|since| (explicit, Some(since))).into_iter().chain(otherwise)
	}

	/// Whether the accessor was in the circle of this grantee, at any moment since `since` if there is
	/// one; `None` if that is not known.
	fn is_in(
		&mut self,
		grantee: &Grantee<F::AccountId>,
		since: Option<Moment>,
	) -> Result<Option<bool>, F::Error> {
		match (grantee.role(), since) {
			(None, _) => Ok(Some(true)),
			(Some(role), None) => self.facts.is_certified(role, self.at),
			(Some(role), Some(since)) => {
				// Of what ended longer ago nobody knows who never held anything.
				let since = since.max(self.at.saturating_sub(HISTORY_RETENTION));
				self.facts.held(role, since, self.at)
			},
		}
	}

	fn ask_of_role(&mut self, grantee: &Grantee<F::AccountId>) -> Result<(), F::Error> {
		if let Some(role) = grantee.role() {
			self.facts.held(role, self.at, self.at)?;
			self.facts.is_certified(role, self.at)?;
		}
		Ok(())
	}
}
