// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Terms of grants and requests: purposes, actions, scopes, obligations.

use crate::{
	record::{AnchorId, RecordClass},
	BitSet, Jurisdiction, Member, Moment,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::{bounded::BoundedBTreeSet, ConstU32, H256};
use sp_crypto_hashing::blake2_256;

const TERMS_TAG: &[u8] = b"medibloc/consent/terms/v1";

/// The most single records that one grant can name.
pub const MAX_SCOPE_ANCHORS: u32 = 8;

/// The purpose of an access. The names are the codes of HL7 `PurposeOfUse`.
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

/// An action on data. The names are the codes of HL7 FHIR `consentaction`.
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

impl Member for Purpose {
	const ALL: &'static [Self] =
		&[Self::Treat, Self::Etreat, Self::Hpaymt, Self::Hresch, Self::Pubhlth, Self::Patrqt];

	fn position(self) -> usize {
		self as usize
	}
}

impl Member for Action {
	const ALL: &'static [Self] =
		&[Self::Access, Self::Collect, Self::Use, Self::Disclose, Self::Correct];

	fn position(self) -> usize {
		self as usize
	}
}

/// A set of purposes. The second byte is room for the other codes of HL7 `PurposeOfUse`.
pub type Purposes = BitSet<Purpose, 2>;

/// A set of actions.
pub type Actions = BitSet<Action, 1>;

/// A set of record classes.
pub type Classes = BitSet<RecordClass, 3>;

/// A set of single records.
pub type Anchors = BoundedBTreeSet<AnchorId, ConstU32<MAX_SCOPE_ANCHORS>>;

/// The effect of a grant: permit or denial. The names are the codes of FHIR
/// `Consent.provision.type`.
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

/// The records that a grant is about.
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

/// The obligations of the grantee beyond the limits of the grant itself.
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
	/// The data must not leave this country. An access from elsewhere is not permitted.
	pub place: Option<Jurisdiction>,
}

impl Obligations {
	/// Whether the data may be accessed from `place`; from anywhere, if it is `None`.
	pub fn allow(&self, place: Option<Jurisdiction>) -> bool {
		self.place.is_none() || self.place == place
	}

	/// Whether these demand all that `other` does.
	pub fn covers(&self, other: &Obligations) -> bool {
		(self.no_reshare || !other.no_reshare)
			&& (other.place.is_none() || self.place == other.place)
	}
}

/// The terms of a grant, agreed on by patient and grantee.
#[derive(
	Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Terms {
	/// Permit or denial.
	pub effect: Effect,
	/// The records that they are about.
	pub scope: Scope,
	/// The actions.
	pub actions: Actions,
	/// The purposes.
	pub purposes: Purposes,
	/// The first moment at which they hold.
	pub from: Moment,
	/// The end: the first moment at which they no longer hold.
	pub until: Moment,
	/// The limit of logged accesses; `None` for any number.
	pub max_uses: Option<u32>,
	/// The obligations of the grantee.
	pub obligations: Obligations,
	/// Salted hash of the agreement in words, which is kept off the chain. `TextSalt` of
	/// `medibloc-record-commitment` makes it.
	pub text: Option<H256>,
}

impl Terms {
	/// The hash by which a call that agrees to these terms names them.
	pub fn hash(&self) -> H256 {
		H256(blake2_256(&(TERMS_TAG, self).encode()))
	}

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
