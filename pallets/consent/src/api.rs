// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers of the runtime API.

use crate::{AccessEntries, AccessLogs, BalanceOf, Config, Consents, FirstEntry, Pallet};
use alloc::vec::Vec;
use frame_support::traits::Time;
use medibloc_primitives::{
	access_log::{AccessEntry, AccessLog},
	apis::{ConsentInfo, MAX_PAGE},
	consent::{AccessQuery, Grantee, Verdict},
	Moment,
};
use pallet_support::page;

impl<T: Config> Pallet<T> {
	/// Whether `accessor` may do what `request` says with records of `patient`: at `at`, or now.
	pub fn check_access(
		patient: &T::AccountId,
		accessor: &T::AccountId,
		request: &AccessQuery,
		at: Option<Moment>,
	) -> Verdict {
		Self::verdict(patient, accessor, request, at.unwrap_or_else(T::Time::now)).0
	}

	/// A page of the grants of `patient`, and of the requests to `patient`, by grantee: those after
	/// `after` in the order of storage, at most `limit` and [`MAX_PAGE`].
	// Entries that hold a request only are there too: to leave them out, a page would have to read as
	// many of them as strangers sent.
	pub fn consents(
		patient: &T::AccountId,
		after: Option<&Grantee<T::AccountId>>,
		limit: u32,
	) -> Vec<ConsentInfo<T::AccountId, BalanceOf<T>>> {
		page::<Consents<T>, _, _, _>(patient, after, limit)
			.map(|(grantee, consent)| ConsentInfo {
				grantee,
				grants: consent.grants.into_inner(),
				request: consent.request,
			})
			.collect()
	}

	/// The accumulator over all accesses to records of `patient`.
	pub fn access_log(patient: &T::AccountId) -> AccessLog {
		AccessLogs::<T>::get(patient)
	}

	/// The logged accesses from index `start` on that are still stored, with their indices; at most
	/// `limit` and [`MAX_PAGE`].
	pub fn access_entries(
		patient: &T::AccountId,
		start: u64,
		limit: u32,
	) -> Vec<(u64, AccessEntry<T::AccountId>)> {
		let start = start.max(FirstEntry::<T>::get(patient));
		let end = start.saturating_add(limit.min(MAX_PAGE).into());
		(start..end)
			.map_while(|index| Some((index, AccessEntries::<T>::get(patient, index)?.entry)))
			.collect()
	}
}
