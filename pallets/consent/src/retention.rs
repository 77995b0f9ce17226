// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Retention of ended grants, and the moments from which on all grants are known.

use crate::{Config, ConsentOf, Consents, Error, Event, HoldReason, Pallet, Summaries};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	pallet_prelude::DispatchResult,
	traits::{Get, Time},
};
use medibloc_primitives::{consent::Grantee, Moment};
use pallet_support::MutateDeposit;
use sp_runtime::traits::{Saturating, Zero};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_prune_expired(
		patient: T::AccountId,
		grantee: Grantee<T::AccountId>,
	) -> DispatchResult {
		let now = T::Time::now();
		let mut consent =
			Consents::<T>::get(&patient, &grantee).ok_or(Error::<T>::NothingToPrune)?;

		let (mut grants, mut known_since) = (0u32, 0);
		let mut deposits = Vec::new();
		let retention = Self::grant_retention();
		consent.grants.retain(|grant| {
			let is_kept = now < grant.ended_at().saturating_add(retention);
			if !is_kept {
				grants.saturating_inc();
				known_since = grant.ended_at().max(known_since);
				deposits.push(grant.deposit.clone());
			}
			is_kept
		});
		let lapsed = consent.request.take_if(|request| now >= request.expires_at);
		ensure!(!grants.is_zero() || lapsed.is_some(), Error::<T>::NothingToPrune);

		T::Currency::refund_sponsored_deposits::<T::Sponsorship>(
			HoldReason::Grant,
			&patient,
			deposits,
		)?;
		let request = lapsed.is_some();
		if let (Some(lapsed), Some(requester)) = (lapsed, grantee.account()) {
			let (reason, deposit) = (HoldReason::Request, &lapsed.deposit);
			T::Currency::refund_sponsored_deposit::<T::Sponsorship>(reason, requester, deposit)?;
		}
		if !grants.is_zero() {
			Summaries::<T>::mutate(&patient, |summary| {
				summary.known_since = summary.known_since.max(known_since);
			});
		}
		Self::store(&patient, &grantee, consent);

		Self::deposit_event(Event::Pruned { patient, grantee, grants, request });
		Ok(())
	}

	/// Makes room for one more grant. If there is none, drops the grant that ended first, so that what is
	/// over never stands in the way of a new decision.
	pub(crate) fn make_room(
		patient: &T::AccountId,
		grantee: &Grantee<T::AccountId>,
		consent: &mut ConsentOf<T>,
		now: Moment,
	) -> DispatchResult {
		if !consent.grants.is_full() {
			return Ok(());
		}
		let oldest = consent
			.grants
			.iter()
			.enumerate()
			.filter(|(_, grant)| grant.ended_at() <= now)
			.min_by_key(|(_, grant)| grant.ended_at())
			.map(|(index, _)| index)
			.ok_or(Error::<T>::TooManyGrants)?;
		let dropped = consent.grants.remove(oldest);
		consent.known_since = consent.known_since.max(dropped.ended_at());
		T::Currency::refund_sponsored_deposit::<T::Sponsorship>(
			HoldReason::Grant,
			patient,
			&dropped.deposit,
		)?;

		let (patient, grantee) = (patient.clone(), grantee.clone());
		Self::deposit_event(Event::Pruned { patient, grantee, grants: 1, request: false });
		Ok(())
	}

	/// For how long an ended grant is kept: at least as long as the log entries that it justifies,
	/// whatever the parameters are set to.
	fn grant_retention() -> Moment {
		T::GrantRetention::get().max(T::LogRetention::get())
	}
}
