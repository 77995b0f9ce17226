// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Locators: set, removed, and whether the data behind them is there.

use crate::{Config, Error, Event, HoldReason, Lifecycles, Locator, Locators, Pallet};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use medibloc_primitives::record::{AnchorId, Commitment, Subject};
use pallet_support::MutateDeposit;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_locator(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		id: AnchorId,
		content: Commitment,
		size: u64,
		replicas: u8,
	) -> DispatchResult {
		Self::ensure_subject_or_author(&who, &subject, id)?;
		ensure!(!content.is_zero() && size > 0 && replicas > 0, Error::<T>::InvalidLocator);
		// The old deposit comes back first, so that it can pay for the new one.
		if let Some(old) = Locators::<T>::get(&subject, id) {
			T::Currency::refund_deposit(HoldReason::Locator, None, &old.deposit)?;
		}
		let price = T::LocatorDeposit::get();
		let deposit = T::Currency::take_deposit(HoldReason::Locator, &who, None, price)?;
		let locator = Locator { content, size, replicas, corrupted_at: None, deposit };
		Locators::<T>::insert(&subject, id, locator);
		Self::deposit_event(Event::LocatorSet { subject, id });
		Ok(())
	}

	pub(crate) fn do_remove_locator(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		id: AnchorId,
	) -> DispatchResult {
		Self::ensure_subject_or_author(&who, &subject, id)?;
		let locator = Locators::<T>::take(&subject, id).ok_or(Error::<T>::LocatorNotFound)?;
		T::Currency::refund_deposit(HoldReason::Locator, None, &locator.deposit)?;
		Self::deposit_event(Event::LocatorRemoved { subject, id });
		Ok(())
	}

	pub(crate) fn do_report_corruption(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		id: AnchorId,
	) -> DispatchResult {
		let anchor = Self::find(&subject, id)?;
		ensure!(
			Self::is_subject(&who, &subject)
				|| Self::is_author(&who, &subject, anchor.source)
				|| Self::is_co_signer(&who, &Lifecycles::<T>::get(&subject, id)),
			Error::<T>::NoPermission
		);
		Locators::<T>::try_mutate(&subject, id, |locator| {
			let locator = locator.as_mut().ok_or(Error::<T>::LocatorNotFound)?;
			ensure!(locator.corrupted_at.is_none(), Error::<T>::AlreadyReported);
			locator.corrupted_at = Some(T::Time::now());
			Ok::<_, Error<T>>(())
		})?;
		Self::deposit_event(Event::CorruptionReported { subject, id });
		Ok(())
	}

	pub(crate) fn do_confirm_restored(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		id: AnchorId,
	) -> DispatchResult {
		Self::ensure_subject_or_author(&who, &subject, id)?;
		Locators::<T>::try_mutate(&subject, id, |locator| {
			let locator = locator.as_mut().ok_or(Error::<T>::LocatorNotFound)?;
			locator.corrupted_at.take().ok_or(Error::<T>::NotReported)
		})?;
		Self::deposit_event(Event::RestorationConfirmed { subject, id });
		Ok(())
	}
}
