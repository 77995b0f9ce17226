// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Purchases of points, and the rates.

use crate::{
	types::{self, points_for, BalanceOf, Lot, Lots},
	Config, Error, Event, Pallet, Rates,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::Preservation,
		Get, Time,
	},
};
use medibloc_primitives::points::Points;
use sp_runtime::traits::{One, Saturating};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_buy(
		who: T::AccountId,
		amount: BalanceOf<T>,
		min_points: Points,
	) -> DispatchResult {
		let rate = Rates::<T>::get().buy;
		let points = points_for(amount, rate).ok_or(Error::<T>::Overflow)?;
		ensure!(points >= T::MinPurchase::get().max(1), Error::<T>::PurchaseTooSmall);
		ensure!(points >= min_points, Error::<T>::TooFewPoints);
		// No more than the points cost: what does not buy a whole one stays with the buyer.
		let amount = Self::price_up(points, rate);
		ensure!(Self::can_issue(points, amount), Error::<T>::Overflow);
		let (reserve, month) = (Self::reserve(), Self::month());
		ensure!(
			T::Currency::total_balance(&reserve) >= T::Currency::minimum_balance(),
			Error::<T>::ReserveNotFunded
		);
		T::Currency::transfer(&who, &reserve, amount, Preservation::Preserve)?;
		Self::note_issued(points, amount);
		Self::mutate_account(&who, |account| {
			account.lots.add(Lot { month, points, backing: amount });
		});

		Self::deposit_event(Event::Bought { who, points, amount });
		Ok(())
	}

	pub(crate) fn do_set_rates(buy: BalanceOf<T>, redeem: BalanceOf<T>) -> DispatchResult {
		ensure!(redeem <= buy, Error::<T>::RedeemAboveBuy);
		ensure!(
			redeem >= T::MinRate::get() && buy <= T::MaxRate::get(),
			Error::<T>::RateOutOfBounds
		);
		let (rates, now) = (Rates::<T>::get(), T::Time::now());
		ensure!(
			rates.set_at == 0 || now >= rates.set_at.saturating_add(T::StepInterval::get()),
			Error::<T>::TooSoon
		);
		for (before, after) in [(rates.buy, buy), (rates.redeem, redeem)] {
			// At least the smallest unit, or a small rate could never change.
			let step = T::MaxStep::get().mul_floor(before).max(One::one());
			let is_bounded =
				after <= before.saturating_add(step) && after >= before.saturating_sub(step);
			ensure!(is_bounded, Error::<T>::StepTooLarge);
		}
		Rates::<T>::put(types::Rates { buy, redeem, set_at: now });

		Self::deposit_event(Event::RatesSet { buy, redeem });
		Ok(())
	}
}
