// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What holds of the state after every call.

use crate::{types::BalanceOf, Config, HoldReason, Keys, Pallet};
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use medibloc_primitives::encryption_key::is_usable;
use sp_runtime::{traits::Zero, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// 1. Every published key is safe to encrypt to.
	/// 2. Every signature is that of its account over its key and epoch on this chain.
	/// 3. What is on hold is what the deposits say.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut owed = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for (who, entry) in Keys::<T>::iter() {
			let Some(published) = entry.published else { continue };
			ensure!(is_usable(&published.key), "a key is not safe to encrypt to");
			if let Some(signature) = &published.signature {
				let is_signed = Self::is_signed(&who, &published.key, entry.epoch, signature);
				ensure!(is_signed, "a signature is not that of its account");
			}
			owed.insert(who, published.deposit);
		}
		let reason = HoldReason::Key.into();
		for who in frame_system::Account::<T>::iter_keys() {
			let amount = owed.remove(&who).unwrap_or_else(Zero::zero);
			ensure!(
				T::Currency::balance_on_hold(&reason, &who) == amount,
				"what is on hold is not what the deposits say"
			);
		}
		ensure!(owed.values().all(Zero::is_zero), "a deposit was paid by no account");
		Ok(())
	}
}
