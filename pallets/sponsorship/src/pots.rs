// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Pots: created, funded, changed and closed.

use crate::{
	types::{BalanceOf, BudgetOf, ClaimTerms, DepositOf, Pot, PotOf},
	Config, Error, Event, HoldReason, Pallet, PotAccounts, Pots, Terms,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{
		fungible::{Inspect, InspectHold, Mutate},
		tokens::{Fortitude, Preservation},
		Get, Time,
	},
};
use medibloc_primitives::{
	credential::Role, sponsorship::PUBLIC_POT, CredentialInspect, ItemId, Moment,
};
use pallet_support::{issue_id, MutateDeposit};
use sp_runtime::traits::{AccountIdConversion, Zero};

impl<T: Config> Pallet<T> {
	/// The account that has the money of a pot, whether there is such a pot or not.
	pub fn account_of(pot: ItemId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating(pot)
	}

	pub(crate) fn now() -> Moment {
		T::Time::now()
	}

	/// What a pot can pay or hold and still exist.
	pub(crate) fn available(account: &T::AccountId) -> BalanceOf<T> {
		T::Currency::reducible_balance(account, Preservation::Preserve, Fortitude::Polite)
	}

	/// The pot, if `who` administers it.
	pub(crate) fn administered(pot: ItemId, who: &T::AccountId) -> Result<PotOf<T>, Error<T>> {
		let found = Pots::<T>::get(pot).ok_or(Error::<T>::NotFound)?;
		ensure!(found.admin.as_ref() == Some(who), Error::<T>::NoPermission);
		Ok(found)
	}

	pub(crate) fn ensure_certified(who: &T::AccountId) -> Result<(), Error<T>> {
		let is_live = |role| T::Credentials::active_serial(who, role).is_some();
		let is_certified = is_live(Role::Institution) || is_live(Role::CareApp);
		ensure!(is_certified, Error::<T>::CredentialNotLive);
		Ok(())
	}

	fn ensure_valid(budget: &BudgetOf<T>) -> Result<(), Error<T>> {
		ensure!(budget.period >= T::MinPeriod::get(), Error::<T>::PeriodTooShort);
		Ok(())
	}

	pub(crate) fn do_create_pot(who: T::AccountId, budget: BudgetOf<T>) -> DispatchResult {
		Self::ensure_certified(&who)?;
		Self::ensure_valid(&budget)?;
		let price = T::PotDeposit::get();
		let deposit = T::Currency::take_deposit(HoldReason::Pot, &who, Some(&who), price)?;
		let pot = issue_id::<T, Event<T>>(Self::now(), |pot| Event::PotCreated {
			pot,
			admin: who.clone(),
			account: Self::account_of(pot),
		})
		.ok_or(Error::<T>::IdsExhausted)?;
		PotAccounts::<T>::insert(Self::account_of(pot), pot);
		Pots::<T>::insert(pot, Pot { admin: Some(who), budget, listings: 0, deposit });
		Ok(())
	}

	pub(crate) fn do_fund(who: T::AccountId, pot: ItemId, amount: BalanceOf<T>) -> DispatchResult {
		ensure!(Pots::<T>::contains_key(pot), Error::<T>::NotFound);
		let account = Self::account_of(pot);
		T::Currency::transfer(&who, &account, amount, Preservation::Preserve)?;
		Self::deposit_event(Event::Funded { pot, who, amount });
		Ok(())
	}

	pub(crate) fn do_set_budget(
		who: T::AccountId,
		pot: ItemId,
		budget: BudgetOf<T>,
	) -> DispatchResult {
		let found = Self::administered(pot, &who)?;
		Self::ensure_valid(&budget)?;
		Pots::<T>::insert(pot, Pot { budget, ..found });
		Self::deposit_event(Event::BudgetSet { pot, budget });
		Ok(())
	}

	pub(crate) fn do_withdraw(
		who: T::AccountId,
		pot: ItemId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		Self::administered(pot, &who)?;
		let account = Self::account_of(pot);
		T::Currency::transfer(&account, &who, amount, Preservation::Preserve)?;
		Self::deposit_event(Event::Withdrawn { pot, amount });
		Ok(())
	}

	pub(crate) fn do_close_pot(who: T::AccountId, pot: ItemId) -> DispatchResult {
		let found = Self::administered(pot, &who)?;
		ensure!(found.listings == 0, Error::<T>::InUse);
		let account = Self::account_of(pot);
		ensure!(T::Currency::total_balance_on_hold(&account).is_zero(), Error::<T>::DepositsHeld);
		let rest =
			T::Currency::reducible_balance(&account, Preservation::Expendable, Fortitude::Polite);
		if !rest.is_zero() {
			T::Currency::transfer(&account, &who, rest, Preservation::Expendable)?;
		}
		T::Currency::refund_deposit(HoldReason::Pot, Some(&who), &found.deposit)?;
		PotAccounts::<T>::remove(account);
		Pots::<T>::remove(pot);
		Self::deposit_event(Event::PotClosed { pot, amount: rest });
		Ok(())
	}

	pub(crate) fn do_set_public_pot(budget: BudgetOf<T>, terms: ClaimTerms) -> DispatchResult {
		Self::ensure_valid(&budget)?;
		let is_bounded = terms.claims <= T::MaxClaims::get() && terms.months > 0;
		ensure!(is_bounded, Error::<T>::TermsOutOfBounds);
		let listings = Pots::<T>::get(PUBLIC_POT).map(|pot| pot.listings).unwrap_or_default();
		let deposit = DepositOf::<T>::default();
		PotAccounts::<T>::insert(Self::account_of(PUBLIC_POT), PUBLIC_POT);
		Pots::<T>::insert(PUBLIC_POT, Pot { admin: None, budget, listings, deposit });
		Terms::<T>::put(terms);
		Self::deposit_event(Event::PublicPotSet { budget, terms });
		Ok(())
	}

	pub(crate) fn do_feed(most: BalanceOf<T>, amount: BalanceOf<T>) -> DispatchResult {
		ensure!(amount <= most, Error::<T>::AboveLimit);
		ensure!(Pots::<T>::contains_key(PUBLIC_POT), Error::<T>::NotFound);
		let (treasury, account) = (T::Treasury::get(), Self::account_of(PUBLIC_POT));
		T::Currency::transfer(&treasury, &account, amount, Preservation::Preserve)?;
		Self::deposit_event(Event::Funded { pot: PUBLIC_POT, who: treasury, amount });
		Ok(())
	}
}
