// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Persons: institutions vouch for their keys, in cohorts by month.

use crate::{
	types::{BalanceOf, Stage, Standing, Vouch, Work},
	Cohorts, Collecting, Config, Error, Event, HoldReason, Pallet, Vouched, Vouches,
};
use codec::Encode;
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{fungible::InspectHold, Get, Time},
};
use medibloc_primitives::{
	credential::Role,
	rings::{Cohort, PossessionProof, RingKey},
	CredentialInspect, Month,
};
use pallet_support::MutateDeposit;
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
	pub(crate) fn this_month() -> Month {
		Month::of(T::Time::now())
	}

	/// The cohort whose keys serve from a month on.
	pub(crate) fn persons_of(month: Month) -> Cohort {
		Cohort::Persons { year: month.year(), month: month.month() }
	}

	/// The cohort of persons that is open, and the month from which its keys serve.
	pub(crate) fn collected() -> Option<(Cohort, Month)> {
		Collecting::<T>::get().map(|month| (Self::persons_of(month), month))
	}

	/// Whether a cohort is to be frozen: its month has begun, and it has enough keys or serves its year no
	/// more.
	fn is_due(month: Month, members: u32) -> bool {
		let now = Self::this_month();
		let is_enough = members >= T::MinPersons::get();
		now >= month && (is_enough || now.after(1).year() != month.year())
	}

	/// The cohort that a key enters now. `None` at the end of time.
	pub(crate) fn collecting() -> Option<Cohort> {
		if let Some((cohort, month)) = Self::collected() {
			let members = Cohorts::<T>::get(cohort).map(|standing| standing.members);
			if !Self::is_due(month, members.unwrap_or_default()) {
				return Some(cohort);
			}
		}
		let (now, next) = (Self::this_month(), Self::this_month().after(1));
		(next > now).then(|| Self::persons_of(next))
	}

	pub(crate) fn do_vouch(
		who: T::AccountId,
		key: RingKey,
		possession: &PossessionProof,
	) -> DispatchResult {
		let serial = T::Credentials::active_serial(&who, Role::Institution)
			.ok_or(Error::<T>::CredentialNotLive)?;
		let cohort = Self::collecting().ok_or(Error::<T>::NotOpen)?;
		let count = Vouched::<T>::get(cohort, &who);
		ensure!(count < T::MaxVouches::get(), Error::<T>::TooManyVouches);
		let standing = Cohorts::<T>::get(cohort).unwrap_or(Standing::new());
		ensure!(standing.stage == Stage::Open, Error::<T>::NotOpen);
		Self::ensure_room(&cohort, &standing)?;
		Self::ensure_share(count.saturating_add(1), standing.members.saturating_add(1))?;
		Self::ensure_possessed(&cohort, &key, &who.encode(), possession)?;
		let price = T::VouchDeposit::get();
		let deposit = T::Currency::take_deposit(HoldReason::Vouch, &who, None, price)?;

		Self::turn_to(cohort);
		Vouches::<T>::insert(key, Vouch { serial, deposit });
		Vouched::<T>::insert(cohort, &who, count.saturating_add(1));
		Self::append(cohort, standing, key);
		Self::deposit_event(Event::Vouched { cohort, key, institution: who, serial });
		Ok(())
	}

	/// Fails if an institution with so many vouches would have too large a share of so many members, or of
	/// as many as have rings.
	fn ensure_share(vouches: u32, members: u32) -> Result<(), Error<T>> {
		let most = T::MaxShare::get().mul_floor(members.max(T::MinPersons::get()));
		ensure!(vouches <= most, Error::<T>::ShareTooLarge);
		Ok(())
	}

	/// Makes `cohort` the one that collects: freezes the one before, which is due, and opens this one.
	fn turn_to(cohort: Cohort) {
		let collected = Self::collected();
		if collected.is_some_and(|(collected, _)| collected == cohort) {
			return;
		}
		if let Some((due, _)) = collected {
			if let Some(standing) = Cohorts::<T>::get(due) {
				Self::do_freeze(&due, standing, T::MinPersons::get());
			}
		}
		if let Cohort::Persons { year, month } = cohort {
			Cohorts::<T>::insert(cohort, Standing::new());
			Collecting::<T>::set(Month::new(year, month));
			Self::join_queue(&cohort);
			Self::deposit_event(Event::Opened { cohort });
		}
	}

	pub(crate) fn do_withdraw_vouch(who: T::AccountId, key: RingKey) -> DispatchResult {
		let vouch = Vouches::<T>::get(key).ok_or(Error::<T>::NotVouched)?;
		ensure!(vouch.deposit.payer.as_ref() == Some(&who), Error::<T>::NoPermission);
		let enrolment = crate::Keys::<T>::get(key).ok_or(Error::<T>::NotVouched)?;
		let standing = Self::open_standing(&enrolment.cohort)?;
		Self::end_vouch(&enrolment.cohort, &key)?;
		Self::take_out(enrolment.cohort, standing, &key)?;
		Ok(())
	}

	/// Ends the vouch for a key, if there is one, and gives its deposit back.
	pub(crate) fn end_vouch(cohort: &Cohort, key: &RingKey) -> DispatchResult {
		let Some(Vouch { deposit, .. }) = Vouches::<T>::take(key) else { return Ok(()) };
		let Some(payer) = deposit.payer.clone() else { return Ok(()) };
		Vouched::<T>::mutate_exists(cohort, &payer, |count| {
			*count = count.and_then(|count| count.checked_sub(1)).filter(|count| *count > 0);
		});
		let held: BalanceOf<T> = T::Currency::balance_on_hold(&HoldReason::Vouch.into(), &payer);
		// An account that lost all that was on hold may not exist any more, and can be given nothing.
		if !held.is_zero() {
			T::Currency::refund_deposit(HoldReason::Vouch, None, &deposit)?;
		}
		Ok(())
	}

	pub(crate) fn do_freeze_persons(cohort: &Cohort) -> Result<Work, Error<T>> {
		let Cohort::Persons { year, month } = cohort else {
			return Err(Error::<T>::NotPersons);
		};
		let standing = Self::open_standing(cohort)?;
		let month = Month::new(*year, *month).ok_or(Error::<T>::CohortNotFound)?;
		ensure!(Self::is_due(month, standing.members), Error::<T>::NotDue);
		Self::do_freeze(cohort, standing, T::MinPersons::get());
		Ok(Work::Frozen)
	}

	/// Whether the keys of a cohort of persons are of the present year; true of other cohorts.
	pub(crate) fn is_of_this_year(cohort: &Cohort) -> bool {
		match cohort {
			Cohort::Persons { year, .. } => *year == Self::this_month().year(),
			Cohort::Practitioners { .. } | Cohort::Vouchers { .. } => true,
		}
	}

	/// Whether anyone may end a cohort: one of persons whose year is over, or that has no rings.
	pub(crate) fn is_over(cohort: &Cohort, standing: &Standing) -> bool {
		match cohort {
			Cohort::Persons { year, .. } => {
				*year < Self::this_month().year() || standing.stage == Stage::TooSmall
			},
			Cohort::Practitioners { .. } | Cohort::Vouchers { .. } => false,
		}
	}
}
