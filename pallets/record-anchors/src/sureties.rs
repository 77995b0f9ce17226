// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Sureties: deposits of those who write about others, and records that their subjects refuse.

use crate::{
	types::{BalanceOf, SuretyOf},
	Config, Error, Event, HoldReason, Pallet, Sureties, Surety,
};
use alloc::collections::BTreeMap;
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
		Get,
	},
};
use medibloc_primitives::{
	record::{AnchorId, Opinion, Subject},
	LiveTime,
};
use pallet_support::MutateDeposit;
use sp_runtime::{traits::Saturating, DispatchError};

impl<T: Config> Pallet<T> {
	pub(crate) fn take_surety(writer: &T::AccountId) -> Result<SuretyOf<T>, DispatchError> {
		let price = T::SuretyDeposit::get();
		let deposit = T::Currency::take_deposit(HoldReason::Surety, writer, None, price)?;
		Ok(Surety { until: T::LiveTime::deadline(T::SuretyPeriod::get()), deposit })
	}

	/// Gives the surety for a record back to its writer, if there still is one.
	pub(crate) fn end_surety(subject: &Subject<T::AccountId>, id: AnchorId) -> DispatchResult {
		match Sureties::<T>::take(subject, id) {
			Some(Surety { deposit, .. }) => {
				T::Currency::refund_deposit(HoldReason::Surety, None, &deposit)
			},
			None => Ok(()),
		}
	}

	/// Begins the window of a surety anew, unless it is over.
	pub(crate) fn prolong_surety(subject: &Subject<T::AccountId>, id: AnchorId) {
		let Some(surety) = Sureties::<T>::get(subject, id) else { return };
		if !surety.until.is_over(T::LiveTime::now()) {
			let until = T::LiveTime::deadline(T::SuretyPeriod::get());
			Sureties::<T>::insert(subject, id, Surety { until, ..surety });
		}
	}

	pub(crate) fn do_refuse(who: T::AccountId, ids: &[AnchorId]) -> DispatchResult {
		ensure!(!ids.is_empty(), Error::<T>::InvalidCount);
		let subject = Subject::Account(who.clone());
		let now = T::LiveTime::now();
		let mut forfeited = BTreeMap::<T::AccountId, BalanceOf<T>>::new();
		for id in ids {
			let anchor = Self::find(&subject, *id)?;
			ensure!(anchor.source.serial().is_some(), Error::<T>::OwnRecord);
			match Sureties::<T>::get(&subject, id) {
				Some(Surety { until, deposit }) if !until.is_over(now) => {
					Sureties::<T>::remove(&subject, id);
					if let Some(writer) = deposit.payer {
						forfeited.entry(writer).or_default().saturating_accrue(deposit.amount);
					}
				},
				_ => Self::end_surety(&subject, *id)?,
			}
			Self::bury(&subject, *id, anchor, Some(Opinion::Contested))?;
		}
		for (writer, amount) in forfeited {
			Self::forfeit(&writer, &who, amount)?;
		}
		for id in ids {
			Self::deposit_event(Event::Refused { subject: subject.clone(), id: *id });
		}
		Ok(())
	}

	pub(crate) fn do_release_sureties(
		records: impl IntoIterator<Item = (T::AccountId, AnchorId)>,
	) -> DispatchResult {
		let now = T::LiveTime::now();
		let mut is_any_due = false;
		for (account, id) in records {
			let subject = Subject::Account(account);
			let is_due =
				Sureties::<T>::get(&subject, id).is_some_and(|surety| surety.until.is_over(now));
			if is_due {
				Self::end_surety(&subject, id)?;
				Self::deposit_event(Event::SuretyReleased { subject, id });
				is_any_due = true;
			}
		}
		ensure!(is_any_due, Error::<T>::NothingToRelease);
		Ok(())
	}

	/// Pays what a writer forfeited. Whatever is frozen of it is paid too, so that nothing stays on hold;
	/// what the receiver cannot take goes back, so that refusing never fails for it.
	fn forfeit(writer: &T::AccountId, to: &T::AccountId, amount: BalanceOf<T>) -> DispatchResult {
		let reason = HoldReason::Surety.into();
		let (available, free) = (Precision::BestEffort, Restriction::Free);
		T::Currency::transfer_on_hold(
			&reason,
			writer,
			to,
			amount,
			available,
			free,
			Fortitude::Force,
		)
		.or_else(|_| T::Currency::release(&reason, writer, amount, available))?;
		Ok(())
	}
}
