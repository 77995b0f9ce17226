// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers of the runtime API.

use crate::{
	pallet::{Applications, Authorities, Config, Credentials, Holders, Pallet, Tombstones},
	types::{Tombstone, Validity},
};
use alloc::vec::Vec;
use frame_support::traits::Time;
use medibloc_primitives::{
	apis::MAX_PAGE,
	credential::{ApplicationInfo, CredentialInfo, CredentialState, Role, Serial},
	CredentialInspect, Moment,
};
use sp_runtime::SaturatedConversion;

impl<T: Config> Pallet<T> {
	/// The credential that `holder` has, or last had, in `role`, as it stands now.
	pub fn credential(holder: T::AccountId, role: Role) -> Option<CredentialInfo<T::AccountId>> {
		let credential = Credentials::<T>::get(&holder, role)?;
		let authority = Authorities::<T>::get(&credential.issuer)?;
		let Validity { state, issued_at, expires_at } =
			Self::validity(&holder, role, &credential, &authority, T::Time::now());
		Some(CredentialInfo {
			serial: credential.serial,
			holder,
			role,
			issuer: credential.issuer,
			jurisdiction: credential.jurisdiction,
			issued_at,
			expires_at,
			state,
		})
	}

	/// The credential with this serial. If it was revoked it is told for good as it was then. If it
	/// ended otherwise and another was issued since, it is that other one, by its own serial.
	pub fn credential_by_serial(serial: Serial) -> Option<CredentialInfo<T::AccountId>> {
		let (holder, role) = Holders::<T>::get(serial)?;
		let Some(tombstone) = Tombstones::<T>::get(serial) else {
			return Self::credential(holder, role);
		};
		let Tombstone { issuer, jurisdiction, issued_at, expires_at, .. } = tombstone;
		Some(CredentialInfo {
			serial,
			holder,
			role,
			issuer,
			jurisdiction,
			issued_at,
			expires_at,
			state: CredentialState::Revoked,
		})
	}

	/// Whether `holder` was certified as `role` at `at`, which may lie in the past; `None` if that is no
	/// longer known.
	pub fn is_certified(holder: T::AccountId, role: Role, at: Moment) -> Option<bool> {
		Self::was_certified(&holder, role, at)
	}

	/// The stored applications that come after the one of `after`, expired ones included: at most
	/// `limit` and [`MAX_PAGE`].
	pub fn applications(
		after: Option<(T::AccountId, Role)>,
		limit: u32,
	) -> Vec<ApplicationInfo<T::AccountId>> {
		let stored = match after {
			Some((applicant, role)) => {
				Applications::<T>::iter_from(Applications::<T>::hashed_key_for(applicant, role))
			},
			None => Applications::<T>::iter(),
		};
		stored
			.take(limit.min(MAX_PAGE).saturated_into())
			.map(|(applicant, role, application)| ApplicationInfo {
				applicant,
				role,
				authority: application.authority,
				evidence: application.evidence,
				applied_at: application.applied_at,
				expires_at: application.expires_at,
			})
			.collect()
	}
}
