// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Displacement of the weakest of a full list by a larger stake.

use crate::{Config, Error, Event, List, Pallet, StakingAdapter};
use frame_support::ensure;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// Returns the list that has room now.
	pub(crate) fn do_displace(
		weakest: T::AccountId,
		entrant: T::AccountId,
	) -> Result<List, DispatchError> {
		let list = T::Staking::list_of(&weakest).ok_or(Error::<T>::NotFound)?;
		ensure!(T::Staking::is_full(list), Error::<T>::NotFull);
		ensure!(T::Staking::list_of(&entrant) != Some(list), Error::<T>::AlreadyExists);
		let is_spared = T::Staking::is_elected(&weakest) || T::Staking::is_invulnerable(&weakest);
		ensure!(!is_spared, Error::<T>::Seated);
		ensure!(
			T::Staking::stake(&entrant) > T::Staking::stake(&weakest),
			Error::<T>::StakeTooSmall
		);
		ensure!(T::Staking::is_weakest(&weakest, list), Error::<T>::NotWeakest);

		T::Staking::chill(&weakest)?;
		Self::deposit_event(Event::Displaced { stash: weakest, entrant });
		Ok(list)
	}
}
