// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariants of what is stored.
//!
//! 1. The account of each pot names the pot, and nothing else does.
//! 2. Only the public pot has no admin; its claims are those that the chain allows.
//! 3. Each listing is of a pot, and of an account that knows how many pots list it; the count of each pot is
//!    right.
//! 4. An account that is listed exists by a reference, and the pot that pays for it lists it.
//! 5. No period and no month is later than now.
//! 6. Of each account is held what the deposits of pots and listings say.
//! 7. No pot has more on hold than its listings account for.
//! 8. No fee waits between blocks.

use crate::{
	types::{DepositOf, ListingOf},
	Claims, Config, Current, HoldReason, Listings, Pallet, PotAccounts, Pots, Sponsorships, Terms,
};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, Get},
};
use medibloc_primitives::{sponsorship::PUBLIC_POT, ItemId};
use pallet_support::ensure_held;
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

impl<T: Config> Pallet<T> {
	/// Checks all invariants.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		ensure!(!Current::<T>::exists(), "a fee waits to be settled");
		Self::try_state_pots()?;
		let listings: Vec<_> = Listings::<T>::iter().collect();
		Self::try_state_accounts(&listings)?;
		Self::try_state_money(&listings)?;
		for ((month, _), _) in Claims::<T>::iter_keys() {
			ensure!(month <= Self::month(), "a claim is of a month to come");
		}
		Ok(())
	}

	fn try_state_pots() -> Result<(), TryRuntimeError> {
		for (id, pot) in Pots::<T>::iter() {
			ensure!(
				PotAccounts::<T>::get(Self::account_of(id)) == Some(id),
				"the account of a pot does not name it"
			);
			ensure!(
				pot.admin.is_none() == (id == PUBLIC_POT),
				"a pot has no admin, or the public pot has one"
			);
			ensure!(pot.budget.period > 0, "a budget has no period");
		}
		let count = Pots::<T>::iter_keys().count();
		ensure!(PotAccounts::<T>::iter_keys().count() == count, "an account names no pot");
		let terms = Terms::<T>::get();
		ensure!(terms.claims <= T::MaxClaims::get(), "persons have too many claims");
		Ok(())
	}

	fn try_state_accounts(
		listings: &[(ItemId, T::AccountId, ListingOf<T>)],
	) -> Result<(), TryRuntimeError> {
		let mut by_pot = BTreeMap::<ItemId, u32>::new();
		let mut by_account = BTreeMap::<&T::AccountId, u32>::new();
		for (pot, account, listing) in listings {
			by_pot.entry(*pot).or_default().saturating_inc();
			by_account.entry(account).or_default().saturating_inc();
			ensure!(Pots::<T>::contains_key(pot), "a listing is of no pot");
			ensure!(listing.last <= Self::now(), "a fee is of a time to come");
		}
		for (id, pot) in Pots::<T>::iter() {
			let count = by_pot.get(&id).copied().unwrap_or_default();
			ensure!(pot.listings == count, "a pot counts other listings than it has");
		}
		for (account, sponsorship) in Sponsorships::<T>::iter() {
			let count = by_account.remove(&account).unwrap_or_default();
			ensure!(
				sponsorship.listings == count && count > 0,
				"an account counts other listings than it has"
			);
			ensure!(
				frame_system::Pallet::<T>::sufficients(&account) > 0,
				"a beneficiary has no reference"
			);
			if let Some(pot) = sponsorship.pot {
				let listing = Listings::<T>::get(pot, &account);
				ensure!(
					listing.is_some_and(|listing| !listing.is_ended),
					"the pot of an account does not list it"
				);
			}
		}
		ensure!(by_account.is_empty(), "a listed account does not know of it");
		Ok(())
	}

	fn try_state_money(
		listings: &[(ItemId, T::AccountId, ListingOf<T>)],
	) -> Result<(), TryRuntimeError> {
		let pots = Pots::<T>::iter_values().map(|pot| (pot.admin, pot.deposit));
		ensure_held::<T, T::Currency>(HoldReason::Pot, pots.filter(|(admin, _)| admin.is_some()))?;
		let deposits: Vec<(_, DepositOf<T>)> = listings
			.iter()
			.map(|(pot, _, listing)| (Some(Self::account_of(*pot)), listing.deposit.clone()))
			.collect();
		ensure_held::<T, T::Currency>(HoldReason::Listing, deposits)?;
		for pot in Pots::<T>::iter_keys() {
			let account = Self::account_of(pot);
			let of_others = T::Currency::total_balance_on_hold(&account).saturating_sub(
				T::Currency::balance_on_hold(&HoldReason::Listing.into(), &account),
			);
			let mut counted = crate::types::BalanceOf::<T>::zero();
			for (of, _, listing) in listings {
				if *of == pot {
					counted.saturating_accrue(listing.on_hold);
				}
			}
			ensure!(of_others <= counted, "a pot has more on hold than it accounts for");
		}
		Ok(())
	}
}
