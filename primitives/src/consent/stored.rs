// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Grants, requests and their parties, as they are stored.

use super::{
	rule::{AccessQuery, DenyReason},
	terms::{Classes, Effect, Terms},
};
use crate::{
	credential::{Role, Roles},
	record::AnchorId,
	ItemId, Moment,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Identifies a grant among those of its patient, and on the whole chain.
pub type GrantId = ItemId;

/// The authority on which a grant was given.
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
pub enum Basis {
	/// The patient's own.
	Own,
}

/// A grant as it is stored.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Grant<Deposit> {
	/// The id, which also tells the moment of the grant.
	pub id: GrantId,
	/// The terms.
	pub terms: Terms,
	/// The classes of the single records that a denial names, as they are anchored. Empty for a permit.
	///
	/// A query for a whole class touches these records without naming them. Kept here, so that the rule
	/// need not look each of them up.
	pub anchor_classes: Classes,
	/// The authority on which it was given.
	pub basis: Basis,
	/// The number of accesses logged under it.
	pub used: u32,
	/// The moment at which it was revoked, renounced or replaced by a narrower one.
	pub revoked_at: Option<Moment>,
	/// The deposit for its storage, of the patient or another, to be paid back when it is pruned.
	pub deposit: Deposit,
}

impl<Deposit> Grant<Deposit> {
	/// The first moment at which the grant no longer holds.
	pub fn ended_at(&self) -> Moment {
		self.revoked_at.map_or(self.terms.until, |at| at.min(self.terms.until))
	}

	/// Whether it is a permit that holds at `at`, whatever it permits.
	pub fn permits_at(&self, at: Moment) -> bool {
		self.terms.effect == Effect::Permit
			&& (self.begins_at()..self.ended_at()).contains(&at)
			&& self.terms.max_uses.is_none_or(|max_uses| self.used < max_uses)
	}

	/// The reason that this permit does not contain all of `request` at `at`; `None` if it does.
	///
	/// The reasons rank from far to near: the last one is the least that was missing.
	pub(super) fn mismatch(&self, request: &AccessQuery, at: Moment) -> Option<DenyReason> {
		let terms = &self.terms;
		if !terms.scope.contains(request.class, request.anchor) {
			Some(DenyReason::OutOfScope)
		} else if !terms.actions.contains(&request.action) {
			Some(DenyReason::ActionNotGranted)
		} else if !terms.purposes.contains(&request.purpose) {
			Some(DenyReason::PurposeNotGranted)
		} else if !terms.obligations.allow(request.place) {
			Some(DenyReason::PlaceNotAllowed)
		} else if self.revoked_at.is_some_and(|revoked_at| at >= revoked_at) {
			Some(DenyReason::Revoked)
		} else if at >= terms.until {
			Some(DenyReason::Expired)
		} else if at < self.begins_at() {
			Some(DenyReason::NotYetValid)
		} else if terms.max_uses.is_some_and(|max_uses| self.used >= max_uses) {
			Some(DenyReason::UsesExhausted)
		} else {
			None
		}
	}

	/// Whether this denial overlaps `request` at `at`: whether it is in force and touches anything that
	/// is asked for, be it another version of a record that it names. It holds in every country and does
	/// not wear out.
	pub(super) fn overlaps(
		&self,
		request: &AccessQuery,
		first: Option<AnchorId>,
		at: Moment,
	) -> bool {
		let terms = &self.terms;
		let names_one_of_the_class =
			request.anchor.is_none() && self.anchor_classes.contains(&request.class);
		(terms.scope.contains(request.class, request.anchor)
			|| terms.scope.contains(request.class, first)
			|| names_one_of_the_class)
			&& terms.actions.contains(&request.action)
			&& terms.purposes.contains(&request.purpose)
			&& (self.begins_at()..self.ended_at()).contains(&at)
	}

	/// The first moment at which the grant holds: never before it was given.
	pub(super) fn begins_at(&self) -> Moment {
		self.terms.from.max(self.id.issued_at())
	}
}

/// The receiver of a grant.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Grantee<AccountId> {
	/// This account, whatever it is certified as.
	Account(AccountId),
	/// This account, while it holds a live credential as an institution.
	Institution(AccountId),
	/// Every account that holds a live credential in this role.
	Role(Role),
}

impl<AccountId: Clone> Grantee<AccountId> {
	/// Every grantee that `accessor` can be, the narrowest circle first.
	pub fn circles(accessor: &AccountId) -> impl Iterator<Item = Self> {
		[Grantee::Account(accessor.clone()), Grantee::Institution(accessor.clone())]
			.into_iter()
			.chain(Role::ALL.into_iter().map(Grantee::Role))
	}
}

impl<AccountId> Grantee<AccountId> {
	/// The role that an account must be certified in to be this grantee; `None` if none is needed.
	pub fn role(&self) -> Option<Role> {
		match self {
			Grantee::Account(_) => None,
			Grantee::Institution(_) => Some(Role::Institution),
			Grantee::Role(role) => Some(*role),
		}
	}

	/// The account that is named; `None` if it is a whole role.
	pub fn account(&self) -> Option<&AccountId> {
		match self {
			Grantee::Account(account) | Grantee::Institution(account) => Some(account),
			Grantee::Role(_) => None,
		}
	}
}

/// A request that was neither accepted nor declined.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct OpenRequest<Deposit> {
	/// The requested terms. [`Terms::hash`] is the name by which they are accepted.
	pub terms: Terms,
	/// The moment of the request.
	pub requested_at: Moment,
	/// The first moment at which it can no longer be accepted.
	pub expires_at: Moment,
	/// The deposit, of the requester or another, to be paid back when it is settled.
	pub deposit: Deposit,
}

/// All that concerns one patient and one grantee. `Grants` is a list of [`Grant`], which the chain
/// bounds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Consent<Grants, Deposit> {
	/// The grants in the order of their ids; ended ones included until they are pruned.
	pub grants: Grants,
	/// The open request, if the grantee is an account.
	pub request: Option<OpenRequest<Deposit>>,
	/// The moment from which on all of these grants are known: the last end of one that was dropped to
	/// make room for another. 0 if none was.
	pub known_since: Moment,
}

impl<Deposit, Grants: AsRef<[Grant<Deposit>]>> Consent<Grants, Deposit> {
	/// Whether there is nothing left to store.
	pub fn is_empty(&self) -> bool {
		self.grants.as_ref().is_empty() && self.request.is_none()
	}
}

/// The grants of a patient to one grantee, as the rule reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted<Deposit> {
	/// The grants, ended ones included.
	pub grants: Vec<Grant<Deposit>>,
	/// The moment from which on all of them are known.
	pub known_since: Moment,
}

/// None, of which all are known.
impl<Deposit> Default for Granted<Deposit> {
	fn default() -> Self {
		Self { grants: Vec::new(), known_since: 0 }
	}
}

impl<Grants: IntoIterator<Item = Grant<Deposit>>, Deposit> From<Consent<Grants, Deposit>>
	for Granted<Deposit>
{
	fn from(consent: Consent<Grants, Deposit>) -> Self {
		let grants = consent.grants.into_iter().collect();
		Self { grants, known_since: consent.known_since }
	}
}

/// A summary of all that a patient granted: from when on it is known, and which circles were denied
/// anything, so that a permit to an account is checked without reading all circles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Summary {
	/// The moment from which on all grants of the patient are known, but for those that
	/// [`Consent::known_since`] speaks of: the last end of one that was pruned. 0 if none was.
	pub known_since: Moment,
	/// The roles that the patient ever denied anything.
	pub denied_roles: Roles,
	/// Whether the patient ever denied any institution anything.
	pub denied_institution: bool,
}

impl Summary {
	/// Notes that a denial is given to `grantee`.
	pub fn note_denial<AccountId>(&mut self, grantee: &Grantee<AccountId>) {
		match grantee {
			Grantee::Account(_) => (),
			Grantee::Institution(_) => self.denied_institution = true,
			// The set has room for every role.
			Grantee::Role(role) => {
				self.denied_roles.try_insert(*role).ok();
			},
		}
	}

	/// Whether a denial may be among the grants to `grantee`. Of an account that is never told.
	pub fn may_deny<AccountId>(&self, grantee: &Grantee<AccountId>) -> bool {
		match grantee {
			Grantee::Account(_) => true,
			Grantee::Institution(_) => self.denied_institution,
			Grantee::Role(role) => self.denied_roles.contains(role),
		}
	}
}

/// The accounts that may send requests to a patient.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum RequestPolicy {
	/// Every account.
	Anyone,
	/// Every account with a live credential, whichever the role.
	#[default]
	Certified,
	/// No account.
	Nobody,
}
