// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Redemptions: points that become MED after a waiting time.

use crate::{
	types::{AccountOf, BalanceOf, LotOf, Lots, Redemption, Sum},
	Config, Error, Event, Pallet, Rates, Redemptions, Totals,
};
use alloc::vec::Vec;
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::Preservation,
		Get, Time,
	},
	BoundedVec,
};
use medibloc_primitives::{points::Points, ItemId};
use pallet_support::issue_id;
use sp_runtime::traits::{Saturating, Zero};

impl<T: Config> Pallet<T> {
	/// Takes points that can be spent out of an entry, the oldest first.
	pub(crate) fn take_spendable(
		account: &mut AccountOf<T>,
		points: Points,
	) -> Result<Vec<LotOf<T>>, Error<T>> {
		ensure!(account.spendable(Self::month()) >= points, Error::<T>::Insufficient);
		Ok(account.lots.take_points(points))
	}

	pub(crate) fn do_redeem(
		who: T::AccountId,
		points: Points,
		min_amount: BalanceOf<T>,
	) -> DispatchResult {
		let mut redemptions = Redemptions::<T>::get(&who);
		ensure!(!redemptions.is_full(), Error::<T>::TooManyRedemptions);
		let lots = Self::try_mutate_account(&who, |account| Self::take_spendable(account, points))?;
		let rate = Rates::<T>::get().redeem;
		let promised = lots
			.iter()
			.fold(BalanceOf::<T>::zero(), |sum, lot| sum.saturating_add(lot.redeems_for(rate)));
		// So much can be paid whatever became of the account of the owner.
		ensure!(promised >= T::Currency::minimum_balance(), Error::<T>::RedemptionTooSmall);
		ensure!(promised >= min_amount, Error::<T>::TooLittle);
		let now = T::Time::now();
		let due = now.saturating_add(T::RedemptionPeriod::get());
		let id = issue_id::<T, _>(now, |id| Event::RedemptionRequested {
			who: who.clone(),
			id,
			points,
			promised,
			due,
		})
		.ok_or(Error::<T>::IdsExhausted)?;
		let lots = BoundedVec::truncate_from(lots);
		redemptions
			.try_push(Redemption { id, lots, promised, due })
			.map_err(|_| Error::<T>::TooManyRedemptions)?;
		Redemptions::<T>::insert(&who, redemptions);
		Totals::<T>::mutate(|totals| totals.promised.saturating_accrue(promised));
		Ok(())
	}

	pub(crate) fn do_pay(who: T::AccountId, id: ItemId) -> DispatchResult {
		let Redemption { lots, promised, .. } = Self::take_redemption(&who, id, |redemption| {
			ensure!(T::Time::now() >= redemption.due, Error::<T>::NotDue);
			Ok(())
		})?;
		T::Currency::transfer(&Self::reserve(), &who, promised, Preservation::Preserve)?;
		let points = Self::note_spent(&lots).points;

		Self::deposit_event(Event::Redeemed { who, id, points, amount: promised });
		Ok(())
	}

	pub(crate) fn do_cancel_redemption(who: T::AccountId, id: ItemId) -> DispatchResult {
		let now = Self::month();
		let Redemption { lots, .. } = Self::take_redemption(&who, id, |redemption| {
			ensure!(redemption.lots.iter().any(|lot| lot.is_live(now)), Error::<T>::Expired);
			Ok(())
		})?;
		let (live, expired): (Vec<_>, Vec<_>) = lots.into_iter().partition(|lot| lot.is_live(now));
		let points = Sum::of(&live).points;
		Self::mutate_account(&who, |account| {
			live.into_iter().for_each(|lot| account.lots.add(lot))
		});
		let expired = Self::note_spent(&expired).points;

		Self::deposit_event(Event::RedemptionCancelled { who, id, points, expired });
		Ok(())
	}

	/// Takes a redemption out, if that is allowed, and what is promised for it off the total.
	fn take_redemption(
		who: &T::AccountId,
		id: ItemId,
		allow: impl FnOnce(&Redemption<BalanceOf<T>>) -> Result<(), Error<T>>,
	) -> Result<Redemption<BalanceOf<T>>, Error<T>> {
		let mut redemptions = Redemptions::<T>::get(who);
		let position = redemptions.iter().position(|redemption| redemption.id == id);
		let position = position.ok_or(Error::<T>::RedemptionNotFound)?;
		redemptions.get(position).map_or(Err(Error::<T>::RedemptionNotFound), allow)?;
		let redemption = redemptions.remove(position);
		match redemptions.is_empty() {
			true => Redemptions::<T>::remove(who),
			false => Redemptions::<T>::insert(who, redemptions),
		}
		Totals::<T>::mutate(|totals| totals.promised.saturating_reduce(redemption.promised));
		Ok(redemption)
	}

	pub(crate) fn do_sweep(who: T::AccountId) -> DispatchResult {
		let now = Self::month();
		let is_due = crate::Accounts::<T>::get(&who).lots.iter().any(|lot| !lot.is_live(now));
		ensure!(is_due, Error::<T>::NothingToPrune);
		Self::mutate_account(&who, |_| ());
		Ok(())
	}
}
