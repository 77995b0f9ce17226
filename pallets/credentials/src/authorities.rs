// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Authorities: registered, suspended and activated.

use crate::{pallet::*, types::*};
use frame_support::{
	ensure,
	pallet_prelude::{DispatchResult, Get},
	traits::Time,
};
use medibloc_primitives::{
	credential::{Role, Roles},
	Jurisdiction,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register_authority(
		account: T::AccountId,
		roles: Roles,
		jurisdiction: Jurisdiction,
	) -> DispatchResult {
		ensure!(!roles.is_empty(), Error::<T>::NoRoles);
		ensure!(jurisdiction.is_valid(), Error::<T>::InvalidJurisdiction);
		if let Some(known) = Authorities::<T>::get(&account) {
			ensure!(known.removed_at().is_none(), Error::<T>::AuthorityRemoved);
			return Err(Error::<T>::AuthorityAlreadyExists.into());
		}
		ensure!(
			Authorities::<T>::count() < T::MaxAuthorities::get(),
			Error::<T>::TooManyAuthorities
		);

		let authority = Authority {
			roles: roles.clone(),
			jurisdiction,
			status: AuthorityStatus::Active,
			registered_at: T::Time::now(),
			invalid_since: None,
		};
		Authorities::<T>::insert(&account, authority);
		Self::deposit_event(Event::AuthorityRegistered { authority: account, roles });
		Ok(())
	}

	pub(crate) fn do_set_authority_status(
		account: T::AccountId,
		target: TargetStatus,
	) -> DispatchResult {
		let mut authority = Authorities::<T>::get(&account).ok_or(Error::<T>::AuthorityNotFound)?;
		ensure!(authority.removed_at().is_none(), Error::<T>::AuthorityRemoved);
		let status = match target {
			TargetStatus::Active => AuthorityStatus::Active,
			TargetStatus::Suspended => AuthorityStatus::Suspended,
		};
		ensure!(authority.status != status, Error::<T>::StatusUnchanged);

		authority.status = status;
		Authorities::<T>::insert(&account, authority);
		Self::deposit_event(match target {
			TargetStatus::Active => Event::AuthorityActivated { authority: account },
			TargetStatus::Suspended => Event::AuthoritySuspended { authority: account },
		});
		Ok(())
	}

	/// The authority registered under `account`, if it may act.
	pub(crate) fn acting_authority(account: &T::AccountId) -> Result<Authority, Error<T>> {
		let authority = Authorities::<T>::get(account).ok_or(Error::<T>::NoPermission)?;
		Self::ensure_acting(&authority)?;
		Ok(authority)
	}

	fn ensure_acting(authority: &Authority) -> Result<(), Error<T>> {
		match authority.status {
			AuthorityStatus::Active => Ok(()),
			AuthorityStatus::Suspended => Err(Error::<T>::AuthoritySuspended),
			AuthorityStatus::Removed { .. } => Err(Error::<T>::AuthorityRemoved),
		}
	}

	/// Fails unless `authority` may certify for `role` now. Once it was invalidated all it certifies
	/// would be void at once.
	pub(crate) fn ensure_certifies(authority: &Authority, role: Role) -> Result<(), Error<T>> {
		Self::ensure_acting(authority)?;
		ensure!(authority.roles.contains(&role), Error::<T>::RoleNotAllowed);
		ensure!(authority.invalid_since.is_none(), Error::<T>::AuthorityInvalidated);
		Ok(())
	}
}
