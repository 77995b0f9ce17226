// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers to other pallets.

use crate::pallet::{Authorities, Config, Credentials, Histories, Holders, Pallet, Tombstones};
use frame_support::traits::Time;
use medibloc_primitives::{
	credential::{self, AuthorityStatus, CredentialState, Role, Serial},
	CredentialInspect, Moment,
};

impl<T: Config> CredentialInspect<T::AccountId> for Pallet<T> {
	fn is_active(who: &T::AccountId, role: Role, at: Moment) -> bool {
		Self::was_certified(who, role, at) == Some(true)
	}

	fn was_certified(who: &T::AccountId, role: Role, at: Moment) -> Option<bool> {
		credential::was_certified(
			Credentials::<T>::get(who, role).as_ref(),
			|| Histories::<T>::get(who, role),
			|issuer| Authorities::<T>::get(issuer),
			Self::forgotten(T::Time::now()),
			at,
		)
	}

	fn active_serial(who: &T::AccountId, role: Role) -> Option<Serial> {
		let credential = Credentials::<T>::get(who, role)?;
		let authority = Authorities::<T>::get(&credential.issuer)?;
		let validity = Self::validity(who, role, &credential, &authority, T::Time::now());
		(validity.state == CredentialState::Active).then_some(credential.serial)
	}

	fn holder(serial: Serial) -> Option<(T::AccountId, Role)> {
		Holders::<T>::get(serial)
	}

	fn authority(serial: Serial) -> Option<T::AccountId> {
		let issuer = match Tombstones::<T>::get(serial) {
			Some(revoked) => revoked.issuer,
			None => {
				let (holder, role) = Holders::<T>::get(serial)?;
				Credentials::<T>::get(holder, role)?.issuer
			},
		};
		let may_act = Authorities::<T>::get(&issuer)?.status == AuthorityStatus::Active;
		may_act.then_some(issuer)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn certify(who: &T::AccountId, role: Role) -> Serial {
		crate::benchmarking::certify::<T>(who, role)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn lapse(who: &T::AccountId, role: Role) {
		let now = T::Time::now();
		Credentials::<T>::mutate(who, role, |credential| {
			if let Some(credential) = credential {
				credential.expires_at = now;
			}
		});
		Histories::<T>::mutate(who, role, |history| {
			let periods = history.iter_mut().flat_map(|history| history.periods.iter_mut());
			periods.for_each(|period| period.until = period.until.min(now));
		});
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn certify_void(who: &T::AccountId, role: Role) {
		crate::benchmarking::certify_void::<T>(who, role);
	}
}
