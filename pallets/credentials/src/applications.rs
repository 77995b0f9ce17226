// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Applications: filed, withdrawn and rejected.

use crate::{pallet::*, types::*};
use frame_support::{
	ensure,
	pallet_prelude::{DispatchResult, Get},
	traits::Time,
};
use medibloc_primitives::credential::Role;
use pallet_support::MutateDeposit;
use sp_core::H256;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_apply(
		applicant: T::AccountId,
		role: Role,
		authority: T::AccountId,
		evidence: H256,
	) -> DispatchResult {
		let now = T::Time::now();
		let asked = Authorities::<T>::get(&authority).ok_or(Error::<T>::AuthorityNotFound)?;
		Self::ensure_certifies(&asked, role)?;
		if let Some(earlier) = Applications::<T>::get(&applicant, role) {
			ensure!(earlier.expires_at <= now, Error::<T>::ApplicationAlreadyExists);
			let deposit = &earlier.deposit;
			T::Currency::refund_deposit(HoldReason::Application, Some(&applicant), deposit)?;
		}
		let (reason, price) = (HoldReason::Application, T::ApplicationDeposit::get());
		let deposit = T::Currency::take_deposit(reason, &applicant, Some(&applicant), price)?;

		let expires_at = now.saturating_add(T::ApplicationLifetime::get());
		let application = Application {
			authority: authority.clone(),
			evidence,
			applied_at: now,
			expires_at,
			deposit,
		};
		Applications::<T>::insert(&applicant, role, application);
		Self::deposit_event(Event::Applied { applicant, role, authority, expires_at });
		Ok(())
	}

	pub(crate) fn do_withdraw_application(applicant: T::AccountId, role: Role) -> DispatchResult {
		let application =
			Applications::<T>::take(&applicant, role).ok_or(Error::<T>::ApplicationNotFound)?;
		let deposit = &application.deposit;
		T::Currency::refund_deposit(HoldReason::Application, Some(&applicant), deposit)?;
		Self::deposit_event(Event::ApplicationWithdrawn { applicant, role });
		Ok(())
	}

	pub(crate) fn do_reject_application(
		authority: T::AccountId,
		applicant: T::AccountId,
		role: Role,
	) -> DispatchResult {
		let application =
			Applications::<T>::get(&applicant, role).ok_or(Error::<T>::ApplicationNotFound)?;
		ensure!(application.authority == authority, Error::<T>::NoPermission);
		Self::acting_authority(&authority)?;

		Applications::<T>::remove(&applicant, role);
		let deposit = &application.deposit;
		T::Currency::refund_deposit(HoldReason::Application, Some(&applicant), deposit)?;
		Self::deposit_event(Event::ApplicationRejected { applicant, role, authority });
		Ok(())
	}
}
