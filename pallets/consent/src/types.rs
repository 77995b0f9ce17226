// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stored types.

use crate::Config;
use frame_support::{traits::fungible, BoundedVec};
use medibloc_primitives::consent::Grant;
pub use medibloc_primitives::{
	access_log::LoggedAccess,
	consent::{Consent, OpenRequest, RequestPolicy},
};
use pallet_support::Deposit;

/// An amount of the currency of the deposits.
pub type BalanceOf<T> =
	<<T as Config>::Currency as fungible::Inspect<<T as frame_system::Config>::AccountId>>::Balance;

/// A deposit for something that the pallet stores.
pub type DepositOf<T> = Deposit<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

/// A [`Consent`] of this runtime.
pub type ConsentOf<T> =
	Consent<BoundedVec<Grant<DepositOf<T>>, <T as Config>::MaxGrants>, DepositOf<T>>;
