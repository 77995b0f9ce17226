// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariants of the stored keys and deposits.

use crate::{Config, HoldReason, Keys, Pallet};
use frame_support::ensure;
use medibloc_primitives::encryption_key::is_usable;
use pallet_support::ensure_held;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks the invariants:
	///
	/// 1. Every published key is safe to encrypt to.
	/// 2. Every signature is that of its account over its key and epoch on this chain.
	/// 3. What is on hold of every account is what the deposits say.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		for (who, entry) in Keys::<T>::iter() {
			let Some(published) = entry.published else { continue };
			ensure!(is_usable(&published.key), "a key is not safe to encrypt to");
			if let Some(signature) = &published.signature {
				let is_signed = Self::is_signed(&who, &published.key, entry.epoch, signature);
				ensure!(is_signed, "a signature is not that of its account");
			}
		}
		let deposits = Keys::<T>::iter()
			.filter_map(|(who, entry)| Some((Some(who), entry.published?.deposit)));
		ensure_held::<T, T::Currency>(HoldReason::Key, deposits)
	}
}
