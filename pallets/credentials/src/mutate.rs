// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Acts of other pallets in the name of an authority (`CredentialMutate`).

use crate::pallet::{Config, Pallet};
use frame_support::storage::with_storage_layer;
use medibloc_primitives::{
	credential::{Role, Serial},
	CredentialMutate, Moment,
};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

// In a layer of storage each, so that a caller may go on after a failure.
impl<T: Config> CredentialMutate<T::AccountId> for Pallet<T> {
	fn issue(
		issuer: &T::AccountId,
		holder: &T::AccountId,
		role: Role,
		evidence: H256,
		expires_at: Moment,
	) -> Result<Serial, DispatchError> {
		with_storage_layer(|| {
			Self::do_issue(issuer.clone(), holder.clone(), role, evidence, expires_at)
		})
	}

	fn suspend(issuer: &T::AccountId, holder: &T::AccountId, role: Role) -> DispatchResult {
		with_storage_layer(|| Self::do_suspend(issuer.clone(), holder.clone(), role))
	}

	fn revoke(issuer: &T::AccountId, holder: &T::AccountId, role: Role) -> DispatchResult {
		with_storage_layer(|| Self::do_revoke(issuer.clone(), holder.clone(), role))
	}
}
