// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What is stored of authorities and credentials, and the rule that tells from it who was certified.
//!
//! Here rather than in the pallet, so that whoever holds a proof of the stored items applies the
//! same rule to them.

use super::{Roles, Serial};
use crate::{Deposit, Jurisdiction, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// An account that governance lets certify others.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Authority {
	/// What it may certify others as.
	pub roles: Roles,
	/// Where its credentials are valid.
	pub jurisdiction: Jurisdiction,
	/// Whether it may act.
	pub status: AuthorityStatus,
	/// When it was registered.
	pub registered_at: Moment,
	/// From when on the credentials it issued or renewed are void.
	pub invalid_since: Option<Moment>,
}

impl Authority {
	/// Whether what the authority issued or renewed at `act` was declared void.
	pub fn voids(&self, act: Moment) -> bool {
		self.invalid_since.is_some_and(|since| since <= act)
	}

	/// When the authority was removed, if it was.
	pub fn removed_at(&self) -> Option<Moment> {
		match self.status {
			AuthorityStatus::Removed { at } => Some(at),
			AuthorityStatus::Active | AuthorityStatus::Suspended => None,
		}
	}

	/// Whether `period`, which this authority certified, counts at `at`.
	pub fn upholds<AccountId>(&self, period: &Period<AccountId>, at: Moment) -> bool {
		period.covers(at)
			&& !self.voids(period.issued_at)
			&& self.removed_at().is_none_or(|removed_at| at < removed_at)
	}
}

/// Whether an authority may act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum AuthorityStatus {
	/// It may act.
	Active,
	/// It may not act for a time; what it issued stays valid.
	Suspended,
	/// It may never act again; what it issued is without effect from this moment on.
	Removed {
		/// When it was removed.
		at: Moment,
	},
}

/// What to make of an authority.
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
pub enum TargetStatus {
	/// Let it act.
	Active,
	/// Keep it from acting for a time; what it issued stays valid.
	Suspended,
	/// Remove it for good; what it issued has no effect from now on.
	Removed,
}

/// The certification of one account in one role.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Credential<AccountId, Balance> {
	/// Its number.
	pub serial: Serial,
	/// The authority that issued it.
	pub issuer: AccountId,
	/// Where it is valid.
	pub jurisdiction: Jurisdiction,
	/// When it was issued or last renewed: the act on which it rests.
	pub issued_at: Moment,
	/// When the present period began, by issue, renewal or resumption.
	pub valid_from: Moment,
	/// When it stops being valid by itself.
	pub expires_at: Moment,
	/// What was done to it.
	pub status: Status,
	/// The deposit for its storage, of its holder or another. Paying gives no say over its validity.
	pub deposit: Deposit<AccountId, Balance>,
}

impl<AccountId: Clone, Balance> Credential<AccountId, Balance> {
	/// The period that is not closed yet, up to the expiry.
	pub fn running(&self) -> Option<Period<AccountId>> {
		matches!(self.status, Status::Active).then(|| Period {
			serial: self.serial,
			issuer: self.issuer.clone(),
			issued_at: self.issued_at,
			from: self.valid_from,
			until: self.expires_at,
		})
	}
}

/// What was done to a credential. Expiry and what befalls its issuer are evaluated at the read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum Status {
	/// Nothing that ends it.
	Active,
	/// Set aside by its issuer for a time.
	Suspended {
		/// When.
		since: Moment,
	},
	/// Ended for good by its issuer.
	Revoked {
		/// When.
		at: Moment,
	},
	/// Given up by its holder.
	Surrendered {
		/// When.
		at: Moment,
	},
}

impl Status {
	/// When the credential was ended for good, if it was.
	pub fn ended_at(&self) -> Option<Moment> {
		match *self {
			Status::Active | Status::Suspended { .. } => None,
			Status::Revoked { at } | Status::Surrendered { at } => Some(at),
		}
	}
}

/// A time over which an account was certified.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Period<AccountId> {
	/// By the credential of this number.
	pub serial: Serial,
	/// Of this authority.
	pub issuer: AccountId,
	/// By an issue or a renewal at this moment.
	pub issued_at: Moment,
	/// From this moment on.
	pub from: Moment,
	/// Until before this moment.
	pub until: Moment,
}

impl<AccountId> Period<AccountId> {
	/// Whether `at` lies in the period.
	pub fn covers(&self, at: Moment) -> bool {
		self.from <= at && at < self.until
	}

	/// Whether no moment lies in the period.
	pub fn is_empty(&self) -> bool {
		self.until <= self.from
	}
}

/// A request to be certified.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Application<AccountId, Deposit> {
	/// The authority that is asked.
	pub authority: AccountId,
	/// A salted commitment to the evidence, which stays off the chain.
	pub evidence: H256,
	/// When it was filed.
	pub applied_at: Moment,
	/// From when on it can no longer be granted.
	pub expires_at: Moment,
	/// The deposit for its storage, of the applicant or another.
	pub deposit: Deposit,
}

/// What remains of a revoked credential for good.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Tombstone<AccountId> {
	/// The authority that issued and revoked it.
	pub issuer: AccountId,
	/// Where it was valid.
	pub jurisdiction: Jurisdiction,
	/// When it was issued or last renewed.
	pub issued_at: Moment,
	/// When it would have stopped being valid by itself.
	pub expires_at: Moment,
	/// When it was revoked.
	pub revoked_at: Moment,
}

/// Whether an account was certified in a role at `at`, which may lie in the past: by what it has or
/// last had in the role, or by a period of its `history`.
///
/// `history` is asked for only if the credential itself does not certify at `at`, and `authority`,
/// which tells what is stored of an issuer, only where that can change the answer. The pallet and
/// the offline verifier both call this.
pub fn was_certified<AccountId: Clone, Balance, History>(
	credential: &Credential<AccountId, Balance>,
	history: impl FnOnce() -> History,
	authority: impl Fn(&AccountId) -> Option<Authority>,
	at: Moment,
) -> bool
where
	History: IntoIterator<Item = Period<AccountId>>,
{
	let counts = |period: &Period<AccountId>| {
		period.covers(at)
			&& authority(&period.issuer).is_some_and(|authority| authority.upholds(period, at))
	};
	credential.running().is_some_and(|running| counts(&running))
		|| history().into_iter().any(|period| counts(&period))
}
