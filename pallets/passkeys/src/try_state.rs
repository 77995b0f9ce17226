// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariants of the stored keys, relying parties and deposits.

use crate::{verification::decode_key, Config, HoldReason, KeySetOf, Keys, Pallet, RelyingParties};
use frame_support::ensure;
use pallet_support::ensure_held;
use sp_io::hashing::sha2_256;
use sp_runtime::{SaturatedConversion, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks the invariants:
	///
	/// 1. Every account whose first key was removed has a further one.
	/// 2. No account has a key twice, its first key included.
	/// 3. Every key is a point of the curve.
	/// 4. No account has more further keys than it ever added.
	/// 5. Every relying party is stored under the hash of its id, and its id and origins are valid.
	/// 6. What is on hold of every account is what the deposits say.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		for (who, set) in Keys::<T>::iter() {
			Self::check_keys(&who, &set)?;
		}
		for (hash, relying_party) in RelyingParties::<T>::iter() {
			ensure!(sha2_256(&relying_party.id) == hash, "a relying party has another hash");
			let is_valid = relying_party.has_valid_id() && relying_party.has_valid_origins();
			ensure!(is_valid, "a relying party is not valid");
		}
		let deposits = Keys::<T>::iter().flat_map(|(who, set)| {
			set.further.into_iter().map(move |further| (Some(who.clone()), further.deposit))
		});
		ensure_held::<T, T::Currency>(HoldReason::Key, deposits)
	}

	fn check_keys(who: &T::AccountId, set: &KeySetOf<T>) -> Result<(), TryRuntimeError> {
		ensure!(!set.is_first_removed || !set.further.is_empty(), "an account has no key");
		let count: u32 = set.further.len().saturated_into();
		ensure!(count <= set.additions, "an account has keys that it did not add");
		for (index, further) in set.further.iter().enumerate() {
			let passkey = &further.passkey;
			let first = set.further.iter().position(|other| other.passkey == *passkey);
			let is_again = !set.is_first_removed && Self::is_first(who, passkey);
			ensure!(first == Some(index) && !is_again, "an account has a key twice");
			ensure!(decode_key(&passkey.key).is_some(), "a key is not on the curve");
		}
		Ok(())
	}
}
