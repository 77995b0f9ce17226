// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stored authorities and credentials, and the rule that tells from them whether an account was
//! certified.
//!
//! Here rather than in the pallet, so that whoever holds a proof of the stored items applies the
//! same rule to them.

use super::{Roles, Serial};
use crate::{live::LiveMoment, Deposit, Jurisdiction, Moment};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;

/// The time for which the chain answers whether an account was certified, in milliseconds: ten years, as
/// long as medical records are kept, and longer than the grants and logged accesses that it justifies.
/// A full [`History`] can be known for less.
pub const HISTORY_RETENTION: Moment = 10 * 365 * 24 * 3_600_000;

/// An account that governance lets certify others.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Authority {
	/// The roles that it may certify.
	pub roles: Roles,
	/// The country in which its credentials are valid.
	pub jurisdiction: Jurisdiction,
	/// The status.
	pub status: AuthorityStatus,
	/// The moment of registration.
	pub registered_at: Moment,
	/// The moment from which its issues and renewals are void.
	pub invalid_since: Option<Moment>,
}

impl Authority {
	/// Whether what the authority issued or renewed at `act` was declared void.
	pub fn voids(&self, act: Moment) -> bool {
		self.invalid_since.is_some_and(|since| since <= act)
	}

	/// The moment of its removal; `None` if it was not removed.
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

/// The status of an authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum AuthorityStatus {
	/// It may act.
	Active,
	/// It may not act for a time; what it issued stays valid.
	Suspended,
	/// It may never act again; what it issued is without effect from this moment on.
	Removed {
		/// The moment of removal.
		at: Moment,
	},
}

/// The new status of an authority.
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
	/// Active: it may certify.
	Active,
	/// Suspended: it may not act for a time; what it issued stays valid.
	Suspended,
}

/// A measure against an authority that cannot be undone. It is announced, and takes effect when it is
/// enacted after a delay, unless it was vetoed meanwhile.
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
pub enum Sanction {
	/// The removal: what the authority issued has no effect from the enactment on.
	Removal,
	/// The invalidation of what it issued or renewed.
	Invalidation {
		/// The moment from which its acts are void.
		since: Moment,
	},
}

/// A sanction that is not in effect yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Announcement {
	/// The sanction.
	pub sanction: Sanction,
	/// The end of the window for a veto, in live time; from then on anybody can enact it.
	pub due_at: LiveMoment,
}

/// The certification of one account in one role.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Credential<AccountId, Balance> {
	/// The serial of the credential.
	pub serial: Serial,
	/// The authority that issued it.
	pub issuer: AccountId,
	/// The country in which it is valid.
	pub jurisdiction: Jurisdiction,
	/// The moment of issue or of the last renewal: the act on which it rests.
	pub issued_at: Moment,
	/// The beginning of the present period, by issue, renewal or resumption.
	pub valid_from: Moment,
	/// The end of its validity.
	pub expires_at: Moment,
	/// The acts of issuer and holder that suspended or ended it.
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

/// The acts of issuer and holder on a credential. Expiry and what befalls its issuer are evaluated
/// at the read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum Status {
	/// Neither suspended nor ended.
	Active,
	/// Set aside by its issuer for a time.
	Suspended {
		/// The moment of suspension.
		since: Moment,
	},
	/// Ended for good by its issuer.
	Revoked {
		/// The moment at which it ended.
		at: Moment,
	},
	/// Given up by its holder.
	Surrendered {
		/// The moment at which it ended.
		at: Moment,
	},
}

impl Status {
	/// The moment at which the credential was ended for good; `None` if it was not.
	pub fn ended_at(&self) -> Option<Moment> {
		match *self {
			Status::Active | Status::Suspended { .. } => None,
			Status::Revoked { at } | Status::Surrendered { at } => Some(at),
		}
	}
}

/// A validity period: a time over which an account was certified.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Period<AccountId> {
	/// The serial of the credential.
	pub serial: Serial,
	/// The issuing authority.
	pub issuer: AccountId,
	/// The moment of the issue or renewal that opened it.
	pub issued_at: Moment,
	/// The first moment of the period.
	pub from: Moment,
	/// The end: the first moment after the period.
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

/// The validity periods of one account in one role that are closed, or that a renewal followed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct History<Periods> {
	/// The moment from which on the periods are complete. Of the time before, only what is among them is
	/// known: a full history lost its oldest, or what came before was removed.
	pub known_since: Moment,
	/// The periods, by their ends.
	pub periods: Periods,
}

/// An application for a credential.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Application<AccountId, Deposit> {
	/// The authority applied to.
	pub authority: AccountId,
	/// A salted commitment to the evidence, which stays off the chain.
	pub evidence: H256,
	/// The moment of filing.
	pub applied_at: Moment,
	/// The moment from which it can no longer be granted.
	pub expires_at: Moment,
	/// The deposit for its storage, of the applicant or another.
	pub deposit: Deposit,
}

/// The permanent trace of a revoked credential.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Tombstone<AccountId> {
	/// The authority that issued it.
	pub issuer: AccountId,
	/// The country in which it was valid.
	pub jurisdiction: Jurisdiction,
	/// The moment of issue or of the last renewal.
	pub issued_at: Moment,
	/// The end that its validity would have had.
	pub expires_at: Moment,
	/// The moment of revocation.
	pub revoked_at: Moment,
}

/// Whether an account was certified in a role at `at`, which may lie in the past: by the credential that
/// it has or last had in the role, or by a period of its history. `None` if that is no longer known.
///
/// What ended before `forgotten` may have been removed, and nothing else: that is the time of the state
/// less [`HISTORY_RETENTION`]. A history that lost periods says itself since when it is complete.
///
/// `history` is asked for only if the credential itself does not certify at `at`, and `authority`,
/// which tells what is stored of an issuer, only where that can change the answer. The pallet and
/// the offline verifier both call this.
pub fn was_certified<AccountId: Clone, Balance, Periods>(
	credential: Option<&Credential<AccountId, Balance>>,
	history: impl FnOnce() -> Option<History<Periods>>,
	authority: impl Fn(&AccountId) -> Option<Authority>,
	forgotten: Moment,
	at: Moment,
) -> Option<bool>
where
	Periods: IntoIterator<Item = Period<AccountId>>,
{
	let counts = |period: &Period<AccountId>| {
		period.covers(at)
			&& authority(&period.issuer).is_some_and(|authority| authority.upholds(period, at))
	};
	if credential.and_then(Credential::running).is_some_and(|running| counts(&running)) {
		return Some(true);
	}
	let known_since = match credential.and_then(|_| history()) {
		Some(History { known_since, periods }) => {
			if periods.into_iter().any(|period| counts(&period)) {
				return Some(true);
			}
			known_since
		},
		None => forgotten,
	};
	(known_since <= at).then_some(false)
}

/// Whether an account held a credential in a role at any moment from `since` to `at`: by the credential that
/// it has or last had in the role, or by a period of its history. `None` if that is no longer known.
///
/// What ended at `since` counts too: all of a block has one moment, and who sees a denial coming could give
/// the credential up before it in the same block.
///
/// Unlike [`was_certified`] this asks nothing of the issuers: that a credential was declared void later, or
/// its issuer removed, does not undo that it was held. `forgotten` and `history` are as there.
pub fn was_held<AccountId: Clone, Balance, Periods>(
	credential: Option<&Credential<AccountId, Balance>>,
	history: impl FnOnce() -> Option<History<Periods>>,
	forgotten: Moment,
	since: Moment,
	at: Moment,
) -> Option<bool>
where
	Periods: IntoIterator<Item = Period<AccountId>>,
{
	let counts = |period: &Period<AccountId>| {
		!period.is_empty() && period.from <= at && since <= period.until
	};
	if credential.and_then(Credential::running).is_some_and(|running| counts(&running)) {
		return Some(true);
	}
	let known_since = match credential.and_then(|_| history()) {
		Some(History { known_since, periods }) => {
			if periods.into_iter().any(|period| counts(&period)) {
				return Some(true);
			}
			// What was dropped ended then at the latest.
			known_since.saturating_add(1)
		},
		None => forgotten,
	};
	(known_since <= since).then_some(false)
}
