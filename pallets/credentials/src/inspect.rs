// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers to other pallets.

use crate::{
	pallet::{
		Applications, Authorities, Config, Credentials, Histories, Holders, Pallet, Tombstones,
	},
	types::CredentialOf,
};
use frame_support::traits::Time;
use medibloc_primitives::{
	credential::{self, AuthorityStatus, CredentialState, Role, Roles, Serial},
	AuthorityInspect, CredentialInspect, Jurisdiction, Moment,
};
use sp_core::H256;

impl<T: Config> Pallet<T> {
	/// The credential by which `who` acts as `role` now.
	fn active(who: &T::AccountId, role: Role) -> Option<CredentialOf<T>> {
		let credential = Credentials::<T>::get(who, role)?;
		let authority = Authorities::<T>::get(&credential.issuer)?;
		let validity = Self::validity(who, role, &credential, &authority, T::Time::now());
		(validity.state == CredentialState::Active).then_some(credential)
	}
}

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

	fn was_held(who: &T::AccountId, role: Role, since: Moment, at: Moment) -> Option<bool> {
		credential::was_held(
			Credentials::<T>::get(who, role).as_ref(),
			|| Histories::<T>::get(who, role),
			Self::forgotten(T::Time::now()),
			since,
			at,
		)
	}

	fn active_serial(who: &T::AccountId, role: Role) -> Option<Serial> {
		Self::active(who, role).map(|credential| credential.serial)
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

impl<T: Config> AuthorityInspect<T::AccountId> for Pallet<T> {
	fn scope(who: &T::AccountId) -> Option<(Roles, Jurisdiction)> {
		let authority = Authorities::<T>::get(who)?;
		let role = authority.roles.iter().next()?;
		Self::ensure_certifies(&authority, *role).ok()?;
		Some((authority.roles, authority.jurisdiction))
	}

	fn application(applicant: &T::AccountId, role: Role) -> Option<(T::AccountId, H256, Moment)> {
		let application = Applications::<T>::get(applicant, role)?;
		Some((application.authority, application.evidence, application.expires_at))
	}

	fn certified_in(who: &T::AccountId, role: Role) -> Option<Jurisdiction> {
		Self::active(who, role).map(|credential| credential.jurisdiction)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn register(who: &T::AccountId, jurisdiction: Jurisdiction) {
		crate::benchmarking::register::<T>(who, jurisdiction);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn apply(applicant: &T::AccountId, role: Role, authority: &T::AccountId, evidence: H256) {
		crate::benchmarking::apply::<T>(applicant, role, authority, evidence);
	}
}
