// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Credentials: certification of accounts in roles, by authorities.

pub(crate) mod api;
mod stored;
mod traits;

pub use api::*;
pub use stored::{
	was_certified, was_held, Announcement, Application, Authority, AuthorityStatus, Credential,
	History, Period, Sanction, Status, TargetStatus, Tombstone, HISTORY_RETENTION,
};
pub use traits::{AuthorityInspect, CredentialInspect, CredentialMutate};

use crate::{Jurisdiction, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::{bounded::BoundedBTreeSet, ConstU32, H256};

/// A role in which an account can be certified. An account without a credential is a general user.
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
pub enum Role {
	/// A person licensed to practise, such as a doctor or a nurse.
	Practitioner,
	/// A hospital, clinic or laboratory.
	Institution,
	/// Software that treats or monitors patients.
	CareApp,
	/// A paramedic or another person who acts in emergencies.
	EmergencyResponder,
	/// A person or organisation that does medical research.
	Researcher,
	/// Software that does medical research.
	ResearchApp,
	/// A health insurer.
	Insurer,
}

impl Role {
	/// Every role.
	pub const ALL: [Role; 7] = [
		Role::Practitioner,
		Role::Institution,
		Role::CareApp,
		Role::EmergencyResponder,
		Role::Researcher,
		Role::ResearchApp,
		Role::Insurer,
	];

	/// Whether the role gives care, and so may write clinical records of other people.
	pub fn is_provider(self) -> bool {
		matches!(
			self,
			Role::Practitioner | Role::Institution | Role::CareApp | Role::EmergencyResponder
		)
	}
}

/// A set of roles.
pub type Roles = BoundedBTreeSet<Role, ConstU32<7>>;

/// The number that the chain gives a credential when it is issued. Never used twice.
pub type Serial = u32;

/// The state of a credential at a given moment.
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
pub enum CredentialState {
	/// Valid: its holder may act in the role.
	Active,
	/// Its validity has run out.
	Expired,
	/// Set aside by its issuer for a time.
	Suspended,
	/// Ended for good by its issuer, or by governance in its place.
	Revoked,
	/// Given up by its holder.
	Surrendered,
	/// Void, because the authority's acts of that time were declared void.
	Invalidated,
	/// Without effect, because the authority that issued it was removed.
	IssuerRemoved,
}

/// A credential as the runtime API reports it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct CredentialInfo<AccountId> {
	/// The serial of the credential.
	pub serial: Serial,
	/// The holder.
	pub holder: AccountId,
	/// The certified role.
	pub role: Role,
	/// The authority that issued it.
	pub issuer: AccountId,
	/// The country in which it is valid.
	pub jurisdiction: Jurisdiction,
	/// The moment of issue or of the last renewal.
	pub issued_at: Moment,
	/// The end of its validity.
	pub expires_at: Moment,
	/// The state at present.
	pub state: CredentialState,
}

/// An application for a credential as the runtime API reports it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ApplicationInfo<AccountId> {
	/// The applicant.
	pub applicant: AccountId,
	/// The role applied for.
	pub role: Role,
	/// The authority applied to.
	pub authority: AccountId,
	/// A salted commitment to the evidence, which stays off the chain.
	pub evidence: H256,
	/// The moment of filing.
	pub applied_at: Moment,
	/// The moment from which it can no longer be granted.
	pub expires_at: Moment,
}
