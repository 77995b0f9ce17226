// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What the pallet stores, and what can be told from one stored item alone.

use crate::Config;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::fungible;
pub use medibloc_primitives::credential::{Authority, AuthorityStatus, Credential, Period, Status};
use medibloc_primitives::{credential::CredentialState, Jurisdiction, Moment};
pub use pallet_support::Deposit;
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::BoundedVec;

/// The balance of the currency that deposits are paid in.
pub type BalanceOf<T> =
	<<T as Config>::Currency as fungible::Inspect<<T as frame_system::Config>::AccountId>>::Balance;

/// An [`Application`] of this runtime.
pub type ApplicationOf<T> = Application<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

/// A [`Credential`] of this runtime.
pub type CredentialOf<T> = Credential<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

/// A [`Period`] of this runtime.
pub type PeriodOf<T> = Period<<T as frame_system::Config>::AccountId>;

/// A [`Tombstone`] of this runtime.
pub type TombstoneOf<T> = Tombstone<<T as frame_system::Config>::AccountId>;

/// The closed validity periods of one account in one role, oldest first.
pub type HistoryOf<T> = BoundedVec<PeriodOf<T>, <T as Config>::MaxHistory>;

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

/// A request to be certified.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Application<AccountId, Balance> {
	/// The authority that is asked.
	pub authority: AccountId,
	/// A salted commitment to the evidence, which stays off the chain.
	pub evidence: H256,
	/// When it was filed.
	pub applied_at: Moment,
	/// From when on it can no longer be granted.
	pub expires_at: Moment,
	/// The deposit for its storage, of the applicant or another.
	pub deposit: Deposit<AccountId, Balance>,
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

/// Where a credential stands at a moment, and the act on which that rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
	/// Where it stands.
	pub state: CredentialState,
	/// When it was issued or last renewed, void renewals left out.
	pub issued_at: Moment,
	/// When it stops being valid by itself, void renewals left out.
	pub expires_at: Moment,
}
