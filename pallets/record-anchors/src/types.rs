// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stored types.

use crate::Config;
use frame_support::{traits::fungible::Inspect, BoundedVec};
use medibloc_primitives::credential::Serial;
pub use medibloc_primitives::{
	record::{Anchor, Batch, Lifecycle, Locator, Surety, Tombstone, WriterPolicy},
	Deposit,
};

pub(crate) type BalanceOf<T> =
	<<T as Config>::Currency as Inspect<<T as frame_system::Config>::AccountId>>::Balance;
pub(crate) type DepositOf<T> = Deposit<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
pub(crate) type LocatorOf<T> = Locator<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
pub(crate) type SuretyOf<T> = Surety<<T as frame_system::Config>::AccountId, BalanceOf<T>>;
pub(crate) type LifecycleOf<T> = Lifecycle<BoundedVec<Serial, <T as Config>::MaxCoSigners>>;
