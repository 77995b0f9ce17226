// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Dispatch logic of the control calls.

use crate::{pallet::*, types::*};
use frame_support::{
	pallet_prelude::*,
	sp_runtime::traits::UniqueSaturatedInto,
	traits::{fungible::MutateHold, Get},
};
use sp_core::H256;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_frequency_message(
		who: T::AccountId,
		schema: SchemaId,
		payload: Payload,
	) -> DispatchResult {
		ensure!(Schemas::<T>::get(schema).is_some(), Error::<T>::SchemaNotFound);
		let provider = Self::identity(&who)?;
		let index = NextMessage::<T>::get();
		let next = index.checked_add(1).ok_or(Error::<T>::TooMany)?;
		let message = Message { payload, provider, owner: Some(provider) };
		NextMessage::<T>::put(next);
		Messages::<T>::insert((Self::height(), schema, index), message);

		Self::deposit_event(Event::MessageStored { schema, index });
		Ok(())
	}

	pub(crate) fn do_frequency_grant(
		who: T::AccountId,
		delegator: T::AccountId,
		signature: Signature,
		expires_at: Height,
		schemas: SchemaIds,
	) -> DispatchResult {
		Self::use_signature(signature, expires_at)?;
		let provider = Self::identity(&who)?;
		let delegator = Self::identity(&delegator)?;
		ensure!(Providers::<T>::get(provider).is_some(), Error::<T>::ProviderNotFound);
		let last = LastSchema::<T>::get();
		ensure!(schemas.iter().all(|schema| *schema <= last), Error::<T>::SchemaNotFound);
		Delegations::<T>::try_mutate(delegator, provider, |delegation| {
			delegation.revoked_at = 0;
			schemas
				.iter()
				.try_for_each(|schema| delegation.schemas.try_insert(*schema, 0).map(drop))
				.map_err(|_| Error::<T>::TooMany)
		})?;

		Self::deposit_event(Event::Granted { delegator, provider });
		Ok(())
	}

	pub(crate) fn do_kilt_attestation(
		who: T::AccountId,
		claim: H256,
		ctype: H256,
		authorization: Option<Authorization>,
	) -> DispatchResult {
		ensure!(Ctypes::<T>::get(ctype).is_some(), Error::<T>::CtypeNotFound);
		ensure!(Attestations::<T>::get(claim).is_none(), Error::<T>::AlreadyExists);
		let amount = T::AttestationDeposit::get();
		T::Currency::hold(&T::DepositReason::get(), &who, amount)?;
		let deposit = (who.clone(), amount);
		let attester = who.clone();
		let attestation = Attestation { ctype, attester, authorization, revoked: false, deposit };
		Attestations::<T>::insert(claim, attestation);
		MigratedKeys::<T>::insert(claim, ());

		Self::deposit_event(Event::Attested { attester: who, claim, ctype });
		Ok(())
	}

	fn identity(who: &T::AccountId) -> Result<MsaId, Error<T>> {
		Identities::<T>::get(who).ok_or(Error::<T>::IdentityNotFound)
	}

	fn height() -> Height {
		frame_system::Pallet::<T>::block_number().unique_saturated_into()
	}

	/// Appends to the list of used signatures.
	pub(crate) fn use_signature(signature: Signature, expires_at: Height) -> DispatchResult {
		ensure!(Signatures::<T>::get(signature).is_none(), Error::<T>::AlreadyUsed);
		let ends = match SignatureEnds::<T>::get() {
			Some(ends) => {
				Signatures::<T>::mutate(ends.newest, |newest| {
					*newest = Some((ends.newest_expires_at, signature))
				});
				let count = ends.count.saturating_add(1);
				Ends { newest: signature, newest_expires_at: expires_at, count, ..ends }
			},
			None => Ends {
				newest: signature,
				newest_expires_at: expires_at,
				oldest: signature,
				count: 1,
			},
		};
		Signatures::<T>::insert(signature, (expires_at, signature));
		SignatureEnds::<T>::put(ends);
		Ok(())
	}
}
