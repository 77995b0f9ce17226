// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stored types.

use crate::Config;
use frame_support::traits::fungible::Inspect;
pub use medibloc_primitives::encryption_key::{Entry, PublishedKey};
use pallet_support::Deposit;

pub(crate) type BalanceOf<T> =
	<<T as Config>::Currency as Inspect<<T as frame_system::Config>::AccountId>>::Balance;
pub(crate) type DepositOf<T> = Deposit<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
pub(crate) type EntryOf<T> = Entry<<T as Config>::Signature, DepositOf<T>>;
