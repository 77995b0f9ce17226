// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Listings: the beneficiaries of a pot, from the offer to the end.

use crate::{
	types::{Listing, ListingOf, Pot, Sponsorship},
	Config, Error, Event, HoldReason, Listings, Pallet, Pots, Sponsorships,
};
use frame_support::{dispatch::DispatchResult, ensure, traits::Get};
use frame_system::Pallet as System;
use medibloc_primitives::{ItemId, Moment};
use pallet_support::MutateDeposit;
use sp_runtime::traits::{One, Saturating, Zero};

impl<T: Config> Pallet<T> {
	/// Lists an account until a moment, or lists it again. Writes nothing if the pot cannot pay the deposit.
	///
	/// The pot pays at once for an account that was not there before. To others it is an offer: whoever
	/// lists an account of somebody else must not change what it can do.
	pub(crate) fn list(
		pot: ItemId,
		account: &T::AccountId,
		until: Option<Moment>,
	) -> DispatchResult {
		if let Some(listing) = Listings::<T>::get(pot, account) {
			let renewed = ListingOf::<T> { until, is_ended: false, ..listing };
			Listings::<T>::insert(pot, account, renewed);
			return Ok(());
		}
		let (payer, price) = (Self::account_of(pot), T::ListingDeposit::get());
		let deposit = T::Currency::take_deposit(HoldReason::Listing, &payer, Some(&payer), price)?;
		let is_fresh = !System::<T>::account_exists(account);
		Sponsorships::<T>::mutate(account, |sponsorship| match sponsorship {
			Some(sponsorship) => sponsorship.listings.saturating_inc(),
			None => {
				System::<T>::inc_sufficients(account);
				let pot = is_fresh.then_some(pot);
				*sponsorship = Some(Sponsorship { pot, listings: 1 });
			},
		});
		Listings::<T>::insert(pot, account, Listing::new(until, deposit));
		Pots::<T>::mutate(pot, |pot| {
			if let Some(pot) = pot {
				pot.listings.saturating_inc();
			}
		});
		Ok(())
	}

	pub(crate) fn do_enrol(
		who: T::AccountId,
		pot: ItemId,
		accounts: impl IntoIterator<Item = T::AccountId>,
		until: Option<Moment>,
	) -> DispatchResult {
		Self::administered(pot, &who)?;
		Self::ensure_certified(&who)?;
		ensure!(until.is_none_or(|until| until > Self::now()), Error::<T>::Expired);
		for account in accounts {
			Self::list(pot, &account, until)?;
			Self::deposit_event(Event::Enrolled { pot, account, until });
		}
		Ok(())
	}

	pub(crate) fn do_accept(who: T::AccountId, pot: ItemId) -> DispatchResult {
		let listing = Listings::<T>::get(pot, &who).ok_or(Error::<T>::ListingNotFound)?;
		ensure!(listing.is_live(Self::now()), Error::<T>::Ended);
		Sponsorships::<T>::try_mutate(&who, |sponsorship| {
			let sponsorship = sponsorship.as_mut().ok_or(Error::<T>::ListingNotFound)?;
			ensure!(sponsorship.pot != Some(pot), Error::<T>::AlreadyAccepted);
			sponsorship.pot = Some(pot);
			Ok::<_, Error<T>>(())
		})?;
		Self::deposit_event(Event::Accepted { pot, account: who });
		Ok(())
	}

	pub(crate) fn do_leave(who: T::AccountId, pot: ItemId) -> DispatchResult {
		let listing = Listings::<T>::get(pot, &who).ok_or(Error::<T>::ListingNotFound)?;
		ensure!(!listing.is_ended, Error::<T>::Ended);
		Self::end(pot, who, listing);
		Ok(())
	}

	pub(crate) fn do_remove(
		who: T::AccountId,
		pot: ItemId,
		accounts: impl IntoIterator<Item = T::AccountId>,
	) -> DispatchResult {
		Self::administered(pot, &who)?;
		let mut count = 0u32;
		for account in accounts {
			match Listings::<T>::get(pot, &account) {
				Some(listing) if !listing.is_ended => {
					Self::end(pot, account, listing);
					count.saturating_inc();
				},
				_ => {},
			}
		}
		ensure!(count > 0, Error::<T>::ListingNotFound);
		Ok(())
	}

	fn end(pot: ItemId, account: T::AccountId, listing: ListingOf<T>) {
		Listings::<T>::insert(pot, &account, Listing { is_ended: true, ..listing });
		Sponsorships::<T>::mutate(&account, |sponsorship| {
			if let Some(sponsorship) = sponsorship {
				sponsorship.pot = sponsorship.pot.filter(|active| *active != pot);
			}
		});
		Self::deposit_event(Event::Ended { pot, account });
	}

	/// Whether an account may lose one of its references.
	///
	/// The nonce of an account goes with its last one. If the account came back with a lower nonce, its
	/// old transactions would be valid once more. The nonce of a new account is the default one, so that is
	/// what the old one is compared with.
	fn is_replay_safe(account: &T::AccountId, sponsorship: &Sponsorship) -> bool {
		let is_last = sponsorship.listings <= 1 && System::<T>::reference_count(account) <= 1;
		!is_last || System::<T>::account_nonce(account) <= T::Nonce::default()
	}

	/// Deletes a listing that is over, and whose deposits all came back.
	fn prune_one(pot: ItemId, account: &T::AccountId) -> Result<bool, sp_runtime::DispatchError> {
		let (Some(listing), Some(mut sponsorship)) =
			(Listings::<T>::get(pot, account), Sponsorships::<T>::get(account))
		else {
			return Ok(false);
		};
		let is_over = !listing.is_live(Self::now()) && listing.on_hold.is_zero();
		if !is_over || !Self::is_replay_safe(account, &sponsorship) {
			return Ok(false);
		}
		let payer = Self::account_of(pot);
		T::Currency::refund_deposit(HoldReason::Listing, Some(&payer), &listing.deposit)?;
		Listings::<T>::remove(pot, account);
		sponsorship.pot = sponsorship.pot.filter(|active| *active != pot);
		sponsorship.listings.saturating_reduce(One::one());
		match sponsorship.listings.is_zero() {
			true => {
				Sponsorships::<T>::remove(account);
				System::<T>::dec_sufficients(account);
			},
			false => Sponsorships::<T>::insert(account, sponsorship),
		}
		Ok(true)
	}

	pub(crate) fn do_prune(
		pot: ItemId,
		accounts: impl IntoIterator<Item = T::AccountId>,
	) -> DispatchResult {
		let found = Pots::<T>::get(pot).ok_or(Error::<T>::NotFound)?;
		let mut count = 0u32;
		for account in accounts {
			if Self::prune_one(pot, &account)? {
				count.saturating_inc();
			}
		}
		ensure!(count > 0, Error::<T>::NothingToPrune);
		let listings = found.listings.saturating_sub(count);
		Pots::<T>::insert(pot, Pot { listings, ..found });
		Self::deposit_event(Event::Pruned { pot, count });
		Ok(())
	}
}
