// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The access log: appending under a grant, and pruning from the oldest entry on.

use crate::{
	AccessEntries, AccessLogs, Config, Consents, Error, Event, FirstEntry, HoldReason,
	LoggedAccess, Pallet,
};
use frame_support::{
	ensure,
	pallet_prelude::{DispatchError, DispatchResult},
	traits::{Get, Time},
};
use medibloc_primitives::{
	access_log::{leaf, AccessEntry},
	consent::{AccessQuery, DenyReason, GrantId, Grantee, Verdict},
};
use pallet_support::MutateDeposit;
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_log_access(
		patient: T::AccountId,
		accessor: T::AccountId,
		request: AccessQuery,
	) -> DispatchResult {
		let AccessQuery { class, anchor, purpose, action, place } = request;
		let place = place.filter(|place| place.is_valid()).ok_or(Error::<T>::InvalidPlace)?;
		let now = T::Time::now();
		let (verdict, grantee) = Self::verdict(&patient, &accessor, &request, now);
		let grant = match verdict {
			Verdict::Permit { grant, .. } => grant,
			Verdict::Deny(reason) => return Err(Error::<T>::from(reason).into()),
			Verdict::Own => return Err(Error::<T>::OwnRecords.into()),
			// Only grants and periods that have ended are dropped, so the present is always known.
			Verdict::Unknown => return Err(Error::<T>::NoGrant.into()),
		};

		Self::count_use(&patient, &grantee, grant)?;
		let entry = AccessEntry {
			accessor: accessor.clone(),
			class,
			anchor,
			purpose,
			action,
			place,
			grant,
			at: now,
		};
		let index = AccessLogs::<T>::try_mutate(&patient, |log| {
			log.append(leaf(&patient, log.count, &entry)).ok_or(Error::<T>::LogFull)
		})?;
		let (reason, price) = (HoldReason::Log, T::LogDeposit::get());
		let deposit =
			T::Currency::take_sponsored_deposit::<T::Sponsorship>(reason, &accessor, price)?;
		AccessEntries::<T>::insert(&patient, index, LoggedAccess { entry, deposit });

		Self::deposit_event(Event::AccessLogged {
			patient,
			index,
			accessor,
			class,
			anchor,
			purpose,
			action,
			place,
			grant,
		});
		Ok(())
	}

	/// Removes at most `limit` old entries and returns how many.
	pub(crate) fn do_prune_log(patient: T::AccountId, limit: u32) -> Result<u32, DispatchError> {
		let now = T::Time::now();
		let mut first = FirstEntry::<T>::get(&patient);
		let mut count = 0u32;
		while count < limit {
			let Some(LoggedAccess { entry, deposit }) = AccessEntries::<T>::get(&patient, first)
			else {
				break;
			};
			if now < entry.at.saturating_add(T::LogRetention::get()) {
				break;
			}
			T::Currency::refund_sponsored_deposit::<T::Sponsorship>(
				HoldReason::Log,
				&entry.accessor,
				&deposit,
			)?;
			AccessEntries::<T>::remove(&patient, first);
			first = first.saturating_add(1);
			count = count.saturating_add(1);
		}
		ensure!(!count.is_zero(), Error::<T>::NothingToPrune);
		FirstEntry::<T>::insert(&patient, first);

		Self::deposit_event(Event::LogPruned { patient, count, first });
		Ok(count)
	}

	fn count_use(
		patient: &T::AccountId,
		grantee: &Grantee<T::AccountId>,
		id: GrantId,
	) -> DispatchResult {
		Consents::<T>::try_mutate(patient, grantee, |consent| {
			let grant = consent
				.as_mut()
				.and_then(|consent| consent.grants.iter_mut().find(|grant| grant.id == id))
				.ok_or(Error::<T>::GrantNotFound)?;
			grant.used = grant.used.saturating_add(1);
			Ok(())
		})
	}
}

impl<T> From<DenyReason> for Error<T> {
	fn from(reason: DenyReason) -> Self {
		match reason {
			DenyReason::NoGrant => Error::NoGrant,
			DenyReason::RecordMismatch => Error::RecordMismatch,
			DenyReason::OutOfScope => Error::OutOfScope,
			DenyReason::ActionNotGranted => Error::ActionNotGranted,
			DenyReason::PurposeNotGranted => Error::PurposeNotGranted,
			DenyReason::PlaceNotAllowed => Error::PlaceNotAllowed,
			DenyReason::Revoked => Error::Revoked,
			DenyReason::Expired => Error::Expired,
			DenyReason::NotYetValid => Error::NotYetValid,
			DenyReason::UsesExhausted => Error::UsesExhausted,
			DenyReason::ExplicitDeny => Error::ExplicitDeny,
		}
	}
}
