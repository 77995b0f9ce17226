// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The one rule on access: a query, the facts that it reads, and the verdict.

use super::{
	stored::{Grant, GrantId, Grantee},
	terms::{Action, Effect, Obligations, Purpose},
};
use crate::{
	credential::Role,
	record::{AnchorId, RecordClass},
	Moment,
};
use alloc::vec::Vec;
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
	/// The grant that would cover it was revoked.
	Revoked,
	/// The grant that would cover it has expired.
	Expired,
	/// The grant that would cover it has not begun.
	NotYetValid,
	/// The grant that would cover it has no uses left.
	UsesExhausted,
	/// The patient forbids it explicitly.
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
}

impl Verdict {
	/// Whether the request is permitted.
	pub fn is_permit(&self) -> bool {
		matches!(self, Verdict::Permit { .. } | Verdict::Own)
	}

	/// Of two answers from equally specific grantees, the one that counts: an explicit denial, else a
	/// permit, else the denial that came nearest to a permit.
	pub fn or(self, other: Self) -> Self {
		match (self, other) {
			(Verdict::Deny(DenyReason::ExplicitDeny), _) => self,
			(_, Verdict::Deny(DenyReason::ExplicitDeny)) => other,
			(Verdict::Permit { .. } | Verdict::Own, _) => self,
			(_, Verdict::Permit { .. } | Verdict::Own) => other,
			(Verdict::Deny(mine), Verdict::Deny(theirs)) => Verdict::Deny(mine.max(theirs)),
		}
	}

	/// Whether the answer stands by itself, so that grants to a wider circle are not asked.
	pub fn is_decisive(&self) -> bool {
		self.is_permit() || matches!(self, Verdict::Deny(DenyReason::ExplicitDeny))
	}
}

/// The facts that the rule reads about one patient and one accessor.
///
/// The pallet answers from its state, the offline verifier from a storage proof, a model in a test
/// from plain Rust. Everything that can permit or forbid an access is a method here and is asked in
/// [`decide_access`] alone: a new source of permission (a guardian's basis, an open emergency case,
/// the authorship of a record, a summary of the patient's denials) is one more method, which every
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

	/// The class of the record `anchor` of the patient; `None` if there is no such record.
	fn class(&mut self, anchor: AnchorId) -> Result<Option<RecordClass>, Self::Error>;

	/// The grants of the patient to `grantee`, one of those that the accessor can be.
	fn grants(
		&mut self,
		grantee: &Grantee<Self::AccountId>,
	) -> Result<Vec<Grant<Self::Deposit>>, Self::Error>;

	/// Whether the accessor was certified as `role` at `at`.
	fn is_certified(&mut self, role: Role, at: Moment) -> Result<bool, Self::Error>;
}

/// The rule within a circle: decides on `request` at `at` from the grants that one patient gave to one
/// grantee.
///
/// Without a matching grant the answer is no. A matching denial beats any permit. Of several
/// permits, one without a limit of uses is taken first, then the one given first, so that limited
/// grants last.
///
/// `at` may lie in the past; revoked and expired grants answer for it until they are pruned. Uses
/// are not dated: their number is the one of the state that the grants were read from.
pub fn decide<Deposit>(grants: &[Grant<Deposit>], request: &AccessQuery, at: Moment) -> Verdict {
	let mut permit: Option<&Grant<Deposit>> = None;
	let mut nearest = DenyReason::NoGrant;
	for grant in grants {
		match (grant.mismatch(request, at), grant.terms.effect) {
			(None, Effect::Deny) => return Verdict::Deny(DenyReason::ExplicitDeny),
			(None, Effect::Permit) => {
				let unlimited = grant.terms.max_uses.is_none();
				if permit.is_none_or(|best| unlimited && best.terms.max_uses.is_some()) {
					permit = Some(grant);
				}
			},
			(Some(reason), Effect::Permit) => nearest = nearest.max(reason),
			// A denial that does not apply brings nobody nearer to a permit.
			(Some(_), Effect::Deny) => (),
		}
	}
	permit.map_or(Verdict::Deny(nearest), |grant| Verdict::Permit {
		grant: grant.id,
		obligations: grant.terms.obligations,
	})
}

/// The whole rule: decides on `request` at `at` from `facts`, and says which grantee the answer comes
/// from.
///
/// A record that does not exist, or is not of the class that was named, is nobody's to read; patients
/// may read their own; everybody else needs a grant.
///
/// The narrowest circle with a decisive answer counts, each by [`decide`]: a permit or denial to the
/// account itself stands before one to the account as an institution, and both stand before those to
/// roles. Among roles a denial beats a permit, and of several permits that of the first role in
/// [`Role::ALL`] counts.
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
/// in the same order and each grantee once; a role may be asked for twice. The class of a record is
/// asked for if one is named.
///
/// So whoever makes a proof, and whoever checks one, learn from the rule what must be in it.
///
/// Fails where a fact cannot be read.
pub fn ask_all<F: Facts>(facts: &mut F, anchor: Option<AnchorId>) -> Result<(), F::Error> {
	let (class, purpose, action) = (RecordClass::Other, Purpose::Treat, Action::Access);
	let request = &AccessQuery { class, anchor, purpose, action };
	Rule { facts, request, at: 0, asks_all: true }.decide().map(|_| ())
}

struct Rule<'a, F> {
	facts: &'a mut F,
	request: &'a AccessQuery,
	at: Moment,
	/// Whether facts are asked for that cannot change the answer, which then means nothing.
	asks_all: bool,
}

impl<F: Facts> Rule<'_, F> {
	fn decide(mut self) -> Result<(Verdict, Grantee<F::AccountId>), F::Error> {
		let accessor = self.facts.accessor().clone();
		if self.is_mismatch()? && !self.asks_all {
			return Ok((Verdict::Deny(DenyReason::RecordMismatch), Grantee::Account(accessor)));
		}
		if accessor == *self.facts.patient() && !self.asks_all {
			return Ok((Verdict::Own, Grantee::Account(accessor)));
		}
		self.decide_by_circles(accessor)
	}

	fn is_mismatch(&mut self) -> Result<bool, F::Error> {
		let Some(anchor) = self.request.anchor else { return Ok(false) };
		Ok(self.facts.class(anchor)? != Some(self.request.class))
	}

	fn decide_by_circles(
		mut self,
		accessor: F::AccountId,
	) -> Result<(Verdict, Grantee<F::AccountId>), F::Error> {
		let mut verdict = Verdict::Deny(DenyReason::NoGrant);
		let mut source = Grantee::Account(accessor.clone());
		for grantee in Grantee::circles(&accessor) {
			let settled = verdict.is_decisive() && grantee.width() > source.width()
				|| verdict == Verdict::Deny(DenyReason::ExplicitDeny);
			if settled && !self.asks_all {
				break;
			}
			let grants = self.facts.grants(&grantee)?;
			let combined = verdict.or(decide(&grants, self.request, self.at));
			if (combined != verdict || self.asks_all) && self.is_in(&grantee)? {
				(verdict, source) = (combined, grantee);
			}
		}
		Ok((verdict, source))
	}

	/// Whether the accessor is in the circle of this grantee.
	fn is_in(&mut self, grantee: &Grantee<F::AccountId>) -> Result<bool, F::Error> {
		grantee.role().map_or(Ok(true), |role| self.facts.is_certified(role, self.at))
	}
}
