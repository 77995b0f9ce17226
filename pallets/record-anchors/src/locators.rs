// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Locators: set, removed, and whether the data behind them is there.

use crate::{parties::Party, Config, Error, Event, HoldReason, Locator, Locators, Pallet};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use medibloc_primitives::record::{AnchorId, Commitment, Subject};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_locator(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		id: AnchorId,
		content: Commitment,
		size: u64,
		replicas: u8,
	) -> DispatchResult {
		let party = Self::party(&who, &subject, Self::find(&subject, id)?.source)?;
		ensure!(party != Party::Authority, Error::<T>::NoPermission);
		let by_subject = party == Party::Subject;
		ensure!(!content.is_zero() && size > 0 && replicas > 0, Error::<T>::InvalidLocator);
		// The old deposit comes back first, so that it can pay for the new one.
		if let Some(old) = Locators::<T>::get(&subject, id) {
			ensure!(by_subject || !old.by_subject, Error::<T>::LocatorOfSubject);
			Self::refund(HoldReason::Locator, &subject, &old.deposit)?;
		}
		let deposit = Self::take(HoldReason::Locator, &subject, &who, T::LocatorDeposit::get())?;
		let locator = Locator { content, size, replicas, by_subject, corrupted_at: None, deposit };
		Locators::<T>::insert(&subject, id, locator);
		Self::deposit_event(Event::LocatorSet { subject, id });
		Ok(())
	}

	pub(crate) fn do_remove_locator(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		id: AnchorId,
	) -> DispatchResult {
		let party = Self::party(&who, &subject, Self::find(&subject, id)?.source)?;
		let locator = Locators::<T>::take(&subject, id).ok_or(Error::<T>::LocatorNotFound)?;
		ensure!(party == Party::Subject || !locator.by_subject, Error::<T>::LocatorOfSubject);
		Self::refund(HoldReason::Locator, &subject, &locator.deposit)?;
		Self::deposit_event(Event::LocatorRemoved { subject, id });
		Ok(())
	}

	pub(crate) fn do_report_corruption(
		who: T::AccountId,
		subject: Subject<T::AccountId>,
		id: AnchorId,
	) -> DispatchResult {
		let anchor = Self::find(&subject, id)?;
		Self::ensure_stands_behind(&who, &subject, id, anchor.source)?;
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
		let party = Self::party(&who, &subject, Self::find(&subject, id)?.source)?;
		ensure!(party != Party::Authority, Error::<T>::NoPermission);
		Locators::<T>::try_mutate(&subject, id, |locator| {
			let locator = locator.as_mut().ok_or(Error::<T>::LocatorNotFound)?;
			ensure!(party == Party::Subject || !locator.by_subject, Error::<T>::LocatorOfSubject);
			locator.corrupted_at.take().ok_or(Error::<T>::NotReported)
		})?;
		Self::deposit_event(Event::RestorationConfirmed { subject, id });
		Ok(())
	}
}
