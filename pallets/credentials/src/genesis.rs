// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Genesis configuration. An invalid one stops the chain specification from being built.

use crate::pallet::*;
use frame_support::traits::Time;
use medibloc_primitives::{
	credential::{Role, Roles},
	Jurisdiction, Moment,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn build_authority(
		account: &T::AccountId,
		roles: &[Role],
		jurisdiction: Jurisdiction,
	) {
		let mut set = Roles::new();
		for role in roles {
			assert!(
				matches!(set.try_insert(*role), Ok(true)),
				"authority {account:?} lists role {role:?} twice"
			);
		}
		if let Err(error) = Self::do_register_authority(account.clone(), set, jurisdiction) {
			panic!("authority {account:?} cannot be registered: {error:?}");
		}
	}

	pub(crate) fn build_credential(
		holder: &T::AccountId,
		role: Role,
		issuer: &T::AccountId,
		expires_at: Moment,
	) {
		let Some(authority) = Authorities::<T>::get(issuer) else {
			panic!("{issuer:?}, who certifies {holder:?} as {role:?}, is no authority");
		};
		assert!(
			authority.roles.contains(&role),
			"authority {issuer:?}, who certifies {holder:?}, is not registered for {role:?}"
		);
		assert!(
			!Credentials::<T>::contains_key(holder, role),
			"{holder:?} is certified as {role:?} twice"
		);
		assert!(
			T::Time::now() < expires_at,
			"the credential of {holder:?} as {role:?} expires before it begins"
		);
		let free = Default::default();
		if let Err(error) = Self::create(holder, role, issuer, &authority, expires_at, free) {
			panic!("{holder:?} cannot be certified as {role:?}: {error:?}");
		}
	}
}
