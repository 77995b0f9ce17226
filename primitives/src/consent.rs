// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Who may read what, for which purpose and until when: the terms of a grant and the one rule that
//! decides on a request.

use crate::{
	credential::Role,
	record::{AnchorId, RecordClass, RECORD_CLASSES},
	ItemId, Jurisdiction, Moment,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::{bounded::BoundedBTreeSet, ConstU32, H256};

/// Identifies a grant among those of its patient, and on the whole chain.
pub type GrantId = ItemId;

/// The most single records that one grant can name.
pub const MAX_SCOPE_ANCHORS: u32 = 8;

/// Why data is accessed. The names are the codes of HL7 `PurposeOfUse`.
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
#[serde(rename_all = "UPPERCASE")]
pub enum Purpose {
	/// TREAT: treatment.
	Treat,
	/// ETREAT: emergency treatment.
	Etreat,
	/// HPAYMT: healthcare payment.
	Hpaymt,
	/// HRESCH: healthcare research.
	Hresch,
	/// PUBHLTH: public health.
	Pubhlth,
	/// PATRQT: at the patient's request.
	Patrqt,
}

/// What is done with data. The names are the codes of HL7 FHIR `consentaction`.
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
#[serde(rename_all = "lowercase")]
pub enum Action {
	/// Retrieve it.
	Access,
	/// Gather it for use elsewhere.
	Collect,
	/// Work with it.
	Use,
	/// Pass it on.
	Disclose,
	/// Correct it.
	Correct,
}

/// A set of purposes.
pub type Purposes = BoundedBTreeSet<Purpose, ConstU32<6>>;

/// A set of actions.
pub type Actions = BoundedBTreeSet<Action, ConstU32<5>>;

/// A set of record classes.
pub type Classes = BoundedBTreeSet<RecordClass, ConstU32<RECORD_CLASSES>>;

/// A set of single records.
pub type Anchors = BoundedBTreeSet<AnchorId, ConstU32<MAX_SCOPE_ANCHORS>>;

/// Whether a grant allows or forbids. The names are the codes of FHIR `Consent.provision.type`.
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
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
	/// The grantee may do what the terms say.
	Permit,
	/// The grantee must not do what the terms say, whatever else permits it.
	Deny,
}

/// Which records a grant is about.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Scope {
	/// Every record of the patient.
	All,
	/// The records of these classes, and these single records.
	Selected {
		/// Whole classes.
		classes: Classes,
		/// Single records, of whichever class.
		anchors: Anchors,
	},
}

impl Scope {
	/// Whether the scope names nothing.
	pub fn is_empty(&self) -> bool {
		match self {
			Scope::All => false,
			Scope::Selected { classes, anchors } => classes.is_empty() && anchors.is_empty(),
		}
	}

	/// Whether the scope holds this record, or this whole class if no record is named.
	pub fn contains(&self, class: RecordClass, anchor: Option<AnchorId>) -> bool {
		match self {
			Scope::All => true,
			Scope::Selected { classes, anchors } => {
				classes.contains(&class) || anchor.is_some_and(|anchor| anchors.contains(&anchor))
			},
		}
	}

	/// Whether everything in this scope is in `other` too.
	pub fn is_subset(&self, other: &Scope) -> bool {
		match (self, other) {
			(_, Scope::All) => true,
			(Scope::All, Scope::Selected { .. }) => false,
			(
				Scope::Selected { classes, anchors },
				Scope::Selected { classes: other_classes, anchors: other_anchors },
			) => classes.is_subset(other_classes) && anchors.is_subset(other_anchors),
		}
	}
}

/// What the grantee must observe beyond the limits of the grant itself.
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
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub struct Obligations {
	/// The data must not be passed on.
	pub no_reshare: bool,
	/// The data must not leave this country. The access log refuses an access from elsewhere.
	pub place: Option<Jurisdiction>,
}

impl Obligations {
	/// Whether these demand all that `other` does.
	pub fn covers(&self, other: &Obligations) -> bool {
		(self.no_reshare || !other.no_reshare)
			&& (other.place.is_none() || self.place == other.place)
	}
}

/// What patient and grantee agree on.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Terms {
	/// Whether this allows or forbids.
	pub effect: Effect,
	/// Which records.
	pub scope: Scope,
	/// What may be done with them.
	pub actions: Actions,
	/// For which purposes.
	pub purposes: Purposes,
	/// From when on.
	pub from: Moment,
	/// Until when: the first moment at which it no longer holds.
	pub until: Moment,
	/// How many logged accesses it covers; `None` for any number.
	pub max_uses: Option<u32>,
	/// What the grantee must observe.
	pub obligations: Obligations,
	/// Hash of the agreement in words, which is kept off the chain.
	pub text: Option<H256>,
}

impl Terms {
	/// Whether everything that these terms allow, `wider` allows too, and no obligation is dropped.
	pub fn is_within(&self, wider: &Terms) -> bool {
		self.effect == wider.effect
			&& self.scope.is_subset(&wider.scope)
			&& self.actions.is_subset(&wider.actions)
			&& self.purposes.is_subset(&wider.purposes)
			&& self.from >= wider.from
			&& self.until <= wider.until
			&& uses_within(self.max_uses, wider.max_uses)
			&& self.obligations.covers(&wider.obligations)
	}
}

/// Whether a limit of uses is at most `wider`; `None` is no limit.
pub fn uses_within(limit: Option<u32>, wider: Option<u32>) -> bool {
	wider.is_none_or(|wider| limit.is_some_and(|limit| limit <= wider))
}

/// On whose authority a grant was given.
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
	/// The id, which also tells when it was given.
	pub id: GrantId,
	/// What was agreed.
	pub terms: Terms,
	/// On whose authority.
	pub basis: Basis,
	/// How many accesses were logged under it.
	pub used: u32,
	/// When it was revoked, renounced or replaced by a narrower one.
	pub revoked_at: Option<Moment>,
	/// The deposit for its storage, of the patient or another, to be paid back when it is pruned.
	pub deposit: Deposit,
}

impl<Deposit> Grant<Deposit> {
	/// The first moment at which the grant no longer holds.
	pub fn ended_at(&self) -> Moment {
		self.revoked_at.map_or(self.terms.until, |at| at.min(self.terms.until))
	}

	/// What keeps this grant from covering `request` at `at`, if anything does.
	///
	/// The reasons rank from far to near: the last one is the least that was missing.
	fn mismatch(&self, request: &Request, at: Moment) -> Option<DenyReason> {
		let terms = &self.terms;
		if !terms.scope.contains(request.class, request.anchor) {
			Some(DenyReason::OutOfScope)
		} else if !terms.actions.contains(&request.action) {
			Some(DenyReason::ActionNotGranted)
		} else if !terms.purposes.contains(&request.purpose) {
			Some(DenyReason::PurposeNotGranted)
		} else if self.revoked_at.is_some_and(|revoked_at| at >= revoked_at) {
			Some(DenyReason::Revoked)
		} else if at >= terms.until {
			Some(DenyReason::Expired)
		} else if at < terms.from || at < self.id.issued_at() {
			Some(DenyReason::NotYetValid)
		} else if terms.max_uses.is_some_and(|max_uses| self.used >= max_uses) {
			Some(DenyReason::UsesExhausted)
		} else {
			None
		}
	}
}

/// Who a grant is given to.
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
	/// What an account must be certified as to be this grantee; `None` if nothing is needed.
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

	/// How wide the circle is, from 0 for a single account.
	fn width(&self) -> u8 {
		match self {
			Grantee::Account(_) => 0,
			Grantee::Institution(_) => 1,
			Grantee::Role(_) => 2,
		}
	}
}

/// A question to the rule: may this be done?
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
pub struct Request {
	/// The kind of the record.
	pub class: RecordClass,
	/// The single record, or `None` for the whole class.
	pub anchor: Option<AnchorId>,
	/// For which purpose.
	pub purpose: Purpose,
	/// What is to be done.
	pub action: Action,
}

/// Why access is denied.
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

/// The answer to a [`Request`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Verdict {
	/// It may be done.
	Permit {
		/// Under this grant.
		grant: GrantId,
		/// Observing this.
		obligations: Obligations,
	},
	/// It must not be done.
	Deny(DenyReason),
	/// It may be done without a grant: the accessor is the patient.
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

/// The rule: decides on `request` at `at` from the grants that one patient gave to one grantee.
///
/// Without a matching grant the answer is no. A matching denial beats any permit. Of several
/// permits, one without a limit of uses is taken first, then the one given first, so that limited
/// grants last. The pallet, the node, the offline verifier and the model tests all call this.
///
/// `at` may lie in the past; revoked and expired grants answer for it until they are pruned. Uses
/// are not dated: their number is the one of the state that the grants were read from.
pub fn decide<Deposit>(grants: &[Grant<Deposit>], request: &Request, at: Moment) -> Verdict {
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

/// The rule over all circles that `accessor` is in: decides from what `ask` answers for each grantee
/// and says which of them the answer comes from.
///
/// The narrowest circle with a decisive answer counts: a permit or denial to the account itself
/// stands before one to the account as an institution, and both stand before those to roles. Among
/// roles a denial beats a permit, and of several permits that of the first role in [`Role::ALL`]
/// counts.
///
/// `is_certified` tells whether the accessor is certified in a role, and is asked only where that
/// can change the answer.
pub fn decide_for<AccountId: Clone>(
	accessor: &AccountId,
	mut ask: impl FnMut(&Grantee<AccountId>) -> Verdict,
	mut is_certified: impl FnMut(Role) -> bool,
) -> (Verdict, Grantee<AccountId>) {
	let mut verdict = Verdict::Deny(DenyReason::NoGrant);
	let mut source = Grantee::Account(accessor.clone());
	for grantee in Grantee::circles(accessor) {
		let settled = verdict.is_decisive() && grantee.width() > source.width();
		if settled || verdict == Verdict::Deny(DenyReason::ExplicitDeny) {
			break;
		}
		let combined = verdict.or(ask(&grantee));
		if combined != verdict && grantee.role().is_none_or(&mut is_certified) {
			(verdict, source) = (combined, grantee);
		}
	}
	(verdict, source)
}

/// The whole rule: decides on `request` of `accessor` for records of `patient`, and says which grantee
/// the answer comes from.
///
/// A record that does not exist, or is not of the class that was named, is nobody's to read; patients
/// may read their own; everybody else needs a grant, by [`decide_for`].
///
/// `class_of` tells of which class the patient's record is, and is asked only if one is named. `ask`
/// and `is_certified` are as in [`decide_for`].
pub fn decide_access<AccountId: Clone + PartialEq>(
	patient: &AccountId,
	accessor: &AccountId,
	request: &Request,
	class_of: impl FnOnce(AnchorId) -> Option<RecordClass>,
	ask: impl FnMut(&Grantee<AccountId>) -> Verdict,
	is_certified: impl FnMut(Role) -> bool,
) -> (Verdict, Grantee<AccountId>) {
	if request.anchor.is_some_and(|anchor| class_of(anchor) != Some(request.class)) {
		let verdict = Verdict::Deny(DenyReason::RecordMismatch);
		return (verdict, Grantee::Account(accessor.clone()));
	}
	if accessor == patient {
		return (Verdict::Own, Grantee::Account(accessor.clone()));
	}
	decide_for(accessor, ask, is_certified)
}

#[cfg(test)]
mod tests;
