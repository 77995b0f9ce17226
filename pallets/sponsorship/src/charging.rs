// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Fees and storage deposits that pots pay for their beneficiaries (`SponsorshipMutate`).

use crate::{
	types::{BalanceOf, ListingOf, PotOf},
	Call, Config, Current, Event, Listings, Pallet, PotAccounts, Pots, Sponsorships,
};
use frame_support::traits::{Contains, IsSubType};
use medibloc_primitives::{ItemId, SponsorshipMutate};
use sp_runtime::{traits::Saturating, transaction_validity::InvalidTransaction};

impl<T: Config> Pallet<T> {
	/// The pot that is to pay for a call of `who`, whether it can or not: the one that the account has,
	/// for a health call; the one that the call itself answers, which may be only on offer.
	pub fn sponsor_of(who: &T::AccountId, call: &T::RuntimeCall) -> Option<ItemId> {
		match call.is_sub_type() {
			Some(Call::accept { pot } | Call::leave { pot }) => {
				Listings::<T>::contains_key(pot, who).then_some(*pot)
			},
			_ if T::HealthCalls::contains(call) => Sponsorships::<T>::get(who)?.pot,
			_ => None,
		}
	}

	/// The pot, and the listing of an account for which it pays.
	fn live(pot: ItemId, who: &T::AccountId) -> Option<(PotOf<T>, ListingOf<T>)> {
		let listing = Listings::<T>::get(pot, who).filter(|it| it.is_live(Self::now()))?;
		Some((Pots::<T>::get(pot)?, listing))
	}

	/// The listing of an account with a fee counted, if its budget has room for it.
	fn counted(pot: ItemId, who: &T::AccountId, fee: BalanceOf<T>) -> Option<ListingOf<T>> {
		let (found, mut listing) = Self::live(pot, who)?;
		let now = Self::now();
		let spent = listing.spent_since(found.budget.period_of(now)).saturating_add(fee);
		(listing.last, listing.spent) = (now, spent);
		(spent <= found.budget.fees).then_some(listing)
	}

	/// Whether the budget of a beneficiary has room for a fee.
	pub(crate) fn is_within_budget(pot: ItemId, who: &T::AccountId, fee: BalanceOf<T>) -> bool {
		Self::counted(pot, who, fee).is_some()
	}

	/// Counts the most that a transaction can cost, before it is executed. From here until it is settled,
	/// the pot pays storage deposits too.
	pub(crate) fn begin(
		pot: ItemId,
		who: &T::AccountId,
		fee: BalanceOf<T>,
	) -> Result<(), InvalidTransaction> {
		let listing = Self::counted(pot, who, fee).ok_or(InvalidTransaction::Payment)?;
		Listings::<T>::insert(pot, who, listing);
		Current::<T>::put((who, pot));
		Ok(())
	}

	/// Counts what the transaction did cost instead.
	pub(crate) fn settle(pot: ItemId, who: T::AccountId, most: BalanceOf<T>, fee: BalanceOf<T>) {
		Current::<T>::kill();
		// It is there: only what ended long ago is deleted. No period has passed, for the block is the same.
		Listings::<T>::mutate(pot, &who, |listing| {
			if let Some(listing) = listing {
				listing.spent.saturating_reduce(most.saturating_sub(fee));
			}
		});
		Self::deposit_event(Event::Sponsored { pot, account: who, fee });
	}
}

impl<T: Config> SponsorshipMutate<T::AccountId, BalanceOf<T>> for Pallet<T> {
	fn charge_deposit(who: &T::AccountId, amount: BalanceOf<T>) -> T::AccountId {
		let charge = || {
			let (_, pot) = Current::<T>::get().filter(|(current, _)| current == who)?;
			let (found, mut listing) = Self::live(pot, who)?;
			let account = Self::account_of(pot);
			listing.on_hold.saturating_accrue(amount);
			let is_within = listing.on_hold <= found.budget.deposits;
			if !is_within || Self::available(&account) < amount {
				return None;
			}
			Listings::<T>::insert(pot, who, listing);
			Some((pot, account))
		};
		match charge() {
			Some((pot, payer)) => {
				Self::deposit_event(Event::DepositPaid { pot, account: who.clone(), amount });
				payer
			},
			None => who.clone(),
		}
	}

	fn note_refunded(who: &T::AccountId, payer: &T::AccountId, amount: BalanceOf<T>) {
		let Some(pot) = PotAccounts::<T>::get(payer) else { return };
		Listings::<T>::mutate(pot, who, |listing| {
			if let Some(listing) = listing {
				listing.on_hold.saturating_reduce(amount);
			}
		});
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn sponsor(who: &T::AccountId) {
		crate::benchmarking::sponsor::<T>(who)
	}
}
