// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Keys of accounts: the first, which is not stored, and further ones, added and removed.

use crate::{
	Assertion, Config, Error, Event, FurtherKey, HoldReason, KeySetOf, Keys, Pallet, Passkey,
	PublicKey,
};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use medibloc_primitives::passkey::{account_of, addition_challenge};
use pallet_support::MutateDeposit;
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
	/// Whether the account is that of the passkey.
	pub(crate) fn is_first(account: &T::AccountId, passkey: &Passkey) -> bool {
		*account == T::AccountId::from(account_of(passkey))
	}

	fn signs(set: &KeySetOf<T>, account: &T::AccountId, passkey: &Passkey) -> bool {
		let is_it = |further: &FurtherKey<_>| further.passkey == *passkey;
		(!set.is_first_removed && Self::is_first(account, passkey)) || set.further.iter().any(is_it)
	}

	/// Whether the passkey signs for the account. One read.
	pub(crate) fn is_key_of(account: &T::AccountId, passkey: &Passkey) -> bool {
		Self::signs(&Keys::<T>::get(account), account, passkey)
	}

	pub(crate) fn do_add_passkey(
		who: T::AccountId,
		key: PublicKey,
		assertion: Assertion,
	) -> DispatchResult {
		let passkey = Passkey { relying_party: assertion.relying_party(), key };
		let mut set = Keys::<T>::get(&who);
		ensure!(!Self::signs(&set, &who, &passkey), Error::<T>::AlreadyExists);
		ensure!(set.further.len() < Self::max_keys(), Error::<T>::TooMany);
		let additions = set.additions.checked_add(1).ok_or(Error::<T>::TooMany)?;
		let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
		let challenge = addition_challenge(&genesis, &who, set.additions, &passkey);
		Self::verify(&key, &assertion, &challenge).map_err(Error::<T>::from)?;

		let price = T::KeyDeposit::get();
		let deposit =
			T::Currency::take_sponsored_deposit::<T::Sponsorship>(HoldReason::Key, &who, price)?;
		let further = FurtherKey { passkey, deposit };
		set.further.try_push(further).map_err(|_| Error::<T>::TooMany)?;
		set.additions = additions;
		Keys::<T>::insert(&who, set);
		Self::deposit_event(Event::PasskeyAdded { account: who, passkey });
		Ok(())
	}

	pub(crate) fn do_remove_passkey(who: T::AccountId, passkey: Passkey) -> DispatchResult {
		let mut set = Keys::<T>::get(&who);
		ensure!(Self::signs(&set, &who, &passkey), Error::<T>::NotFound);
		let removed = set.further.iter().find(|further| further.passkey == passkey).cloned();
		// The first key, which is not among them, is one more.
		let others = match removed {
			Some(_) if set.is_first_removed => set.further.len().saturating_sub(1),
			_ => set.further.len(),
		};
		ensure!(others > 0, Error::<T>::LastKey);
		match removed {
			Some(FurtherKey { deposit, .. }) => {
				set.further.retain(|further| further.passkey != passkey);
				T::Currency::refund_sponsored_deposit::<T::Sponsorship>(
					HoldReason::Key,
					&who,
					&deposit,
				)?;
			},
			None => set.is_first_removed = true,
		}
		Keys::<T>::insert(&who, set);
		Self::deposit_event(Event::PasskeyRemoved { account: who, passkey });
		Ok(())
	}
}
