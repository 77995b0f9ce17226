// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stored types, and what follows from one stored item alone.

use crate::Config;
use frame_support::traits::fungible;
use medibloc_primitives::{credential::CredentialState, Moment};
pub use medibloc_primitives::{
	credential::{
		Announcement, Application, Authority, AuthorityStatus, Credential, History, Period,
		Sanction, Status, TargetStatus, Tombstone,
	},
	live::LiveMoment,
	Deposit,
};
use sp_runtime::BoundedVec;

/// The balance of the currency that deposits are paid in.
pub type BalanceOf<T> =
	<<T as Config>::Currency as fungible::Inspect<<T as frame_system::Config>::AccountId>>::Balance;

/// A deposit for something that the pallet stores.
pub type DepositOf<T> = Deposit<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

/// An [`Application`] of this runtime.
pub type ApplicationOf<T> = Application<<T as frame_system::Config>::AccountId, DepositOf<T>>;

/// A [`Credential`] of this runtime.
pub type CredentialOf<T> = Credential<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

/// A [`Period`] of this runtime.
pub type PeriodOf<T> = Period<<T as frame_system::Config>::AccountId>;

/// A [`Tombstone`] of this runtime.
pub type TombstoneOf<T> = Tombstone<<T as frame_system::Config>::AccountId>;

/// A [`History`] of this runtime.
pub type HistoryOf<T> = History<BoundedVec<PeriodOf<T>, <T as Config>::MaxHistory>>;

/// The validity of a credential at a moment, and the act on which it rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
	/// The state.
	pub state: CredentialState,
	/// The moment of issue or of the last renewal, void renewals left out.
	pub issued_at: Moment,
	/// The end of its validity, void renewals left out.
	pub expires_at: Moment,
}
