// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The answers of the runtime API.

use crate::{
	pallet::{Authorities, Config, Credentials, Holders, Pallet, Tombstones},
	types::{Tombstone, Validity},
};
use frame_support::traits::Time;
use medibloc_primitives::{
	credential::{CredentialInfo, CredentialState, Role, Serial},
	CredentialInspect, Moment,
};

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

	/// Whether `holder` was certified as `role` at `at`, which may lie in the past.
	pub fn is_certified(holder: T::AccountId, role: Role, at: Moment) -> bool {
		Self::is_active(&holder, role, at)
	}
}
