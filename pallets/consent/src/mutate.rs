// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Acts of other pallets in the name of a patient (`ConsentMutate`).

use crate::{Config, Pallet};
use frame_support::{
	pallet_prelude::{DispatchError, DispatchResult},
	storage::with_storage_layer,
};
use medibloc_primitives::{
	consent::{GrantId, Grantee, Terms},
	ConsentMutate,
};

// In a layer of storage each, so that a caller may go on after a failure.
impl<T: Config> ConsentMutate<T::AccountId> for Pallet<T> {
	fn grant(
		patient: &T::AccountId,
		grantee: Grantee<T::AccountId>,
		terms: Terms,
	) -> Result<GrantId, DispatchError> {
		with_storage_layer(|| Self::do_grant(patient.clone(), grantee, terms)).map(|(id, _)| id)
	}

	fn narrow(
		patient: &T::AccountId,
		grantee: Grantee<T::AccountId>,
		grant: GrantId,
		terms: Terms,
	) -> Result<GrantId, DispatchError> {
		with_storage_layer(|| Self::do_narrow(patient.clone(), grantee, grant, terms))
			.map(|(id, _)| id)
	}

	fn revoke(
		patient: &T::AccountId,
		grantee: Grantee<T::AccountId>,
		grant: GrantId,
	) -> DispatchResult {
		with_storage_layer(|| Self::do_revoke(patient.clone(), grantee, grant)).map(|_| ())
	}

	fn lift(
		patient: &T::AccountId,
		grantee: Grantee<T::AccountId>,
		grant: GrantId,
	) -> DispatchResult {
		with_storage_layer(|| Self::do_lift(patient.clone(), grantee, grant)).map(|_| ())
	}
}
