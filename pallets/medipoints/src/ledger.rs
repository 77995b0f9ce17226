// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The ledger: entries of accounts, what expires, and the reserve.
//!
//! Every point has MED of the reserve set aside for it, its backing, from the moment at which it comes
//! into being, and is never redeemed for more. So the reserve covers every point whatever the rates become.

use crate::{
	types::{day_of, AccountOf, BalanceOf, LotOf, Lots, Sum},
	Accounts, Config, Event, Pallet, Totals,
};
use frame_support::traits::{
	fungible::Inspect,
	tokens::{Fortitude, Preservation},
	Get, Time,
};
use medibloc_primitives::{points::Points, Month};
use sp_runtime::{
	traits::{AccountIdConversion, CheckedAdd, Saturating},
	Rounding,
};

impl<T: Config> Pallet<T> {
	/// The account of the reserve: MED for bought points goes there, redeemed ones are paid out of it, and
	/// what it has beyond the backing of all points is what can be earned. The treasury fills it by paying
	/// to this account.
	pub fn reserve() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// The month of the block.
	pub(crate) fn month() -> Month {
		Month::of(T::Time::now())
	}

	/// The day of the block.
	pub(crate) fn day() -> u32 {
		day_of(T::Time::now())
	}

	/// What the reserve can pay out: all but the existential deposit, without which its account would go
	/// and the rest of it with it.
	pub(crate) fn reserve_balance() -> BalanceOf<T> {
		T::Currency::reducible_balance(&Self::reserve(), Preservation::Preserve, Fortitude::Polite)
	}

	/// Changes the entry of an account, from which everything that expired is gone. Writes nothing if that
	/// fails.
	pub(crate) fn try_mutate_account<R, E>(
		who: &T::AccountId,
		change: impl FnOnce(&mut AccountOf<T>) -> Result<R, E>,
	) -> Result<R, E> {
		let mut account = Accounts::<T>::get(who);
		let expired = account.lots.take_expired(Self::month());
		let result = change(&mut account)?;
		account.forget_before(Self::day());
		match account == AccountOf::<T>::default() {
			true => Accounts::<T>::remove(who),
			false => Accounts::<T>::insert(who, account),
		}
		let points = Self::note_spent(&expired).points;
		if points > 0 {
			Self::deposit_event(Event::Expired { who: who.clone(), points });
		}
		Ok(result)
	}

	/// The same where nothing can fail.
	pub(crate) fn mutate_account<R>(
		who: &T::AccountId,
		change: impl FnOnce(&mut AccountOf<T>) -> R,
	) -> R {
		let result = Self::try_mutate_account(who, |account| {
			Ok::<_, core::convert::Infallible>(change(account))
		});
		match result {
			Ok(result) => result,
		}
	}

	/// Counts points as spent: what was set aside for them is free again.
	pub(crate) fn note_spent<'a>(lots: impl IntoIterator<Item = &'a LotOf<T>>) -> Sum<BalanceOf<T>>
	where
		T: 'a,
	{
		let sum = Sum::of(lots);
		if sum.points > 0 {
			Totals::<T>::mutate(|totals| {
				totals.spent.saturating_accrue(sum.points);
				totals.backing.saturating_reduce(sum.backing);
			});
		}
		sum
	}

	/// Whether that many points more, for which so much is set aside, can be counted.
	pub(crate) fn can_issue(points: Points, backing: BalanceOf<T>) -> bool {
		let totals = Totals::<T>::get();
		totals.issued.checked_add(points).is_some()
			&& totals.backing.checked_add(&backing).is_some()
	}

	/// Counts points that came into being, and what is set aside for them.
	pub(crate) fn note_issued(points: Points, backing: BalanceOf<T>) {
		Totals::<T>::mutate(|totals| {
			totals.issued.saturating_accrue(points);
			totals.backing.saturating_accrue(backing);
		});
	}

	/// The MED for points at a rate, as it is paid for them or set aside: rounded up.
	pub(crate) fn price_up(points: Points, rate: BalanceOf<T>) -> BalanceOf<T> {
		crate::types::price(points, rate, Rounding::Up)
	}
}
