// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers to other pallets.

use crate::{Config, Listings, Pallet, Sponsorships};
use frame_support::traits::Contains;

/// The accounts that a pot pays for, whether their budgets are used up or not.
impl<T: Config> Contains<T::AccountId> for Pallet<T> {
	fn contains(who: &T::AccountId) -> bool {
		Sponsorships::<T>::get(who)
			.and_then(|sponsorship| Listings::<T>::get(sponsorship.pot?, who))
			.is_some_and(|listing| listing.is_live(Self::now()))
	}
}
