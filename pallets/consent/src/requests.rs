// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Requests: sending, withdrawing, accepting and declining.

use crate::{
	Config, Consents, Defaults, Error, Event, HoldReason, OpenRequest, Pallet, RequestPolicy,
};
use frame_support::{
	ensure,
	pallet_prelude::{DispatchError, DispatchResult},
	traits::{Get, Time},
};
use medibloc_primitives::{
	consent::{Effect, Grantee, Terms},
	credential::Role,
	CredentialInspect, Moment,
};
use pallet_support::MutateDeposit;
use sp_core::H256;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_request(
		requester: T::AccountId,
		patient: T::AccountId,
		terms: Terms,
	) -> Result<u32, DispatchError> {
		ensure!(requester != patient, Error::<T>::OwnRecords);
		ensure!(terms.effect == Effect::Permit, Error::<T>::NotPermit);
		let now = T::Time::now();
		let terms = Self::checked_terms(terms, now)?;
		Self::ensure_may_request(&patient, &requester, now)?;

		let grantee = Grantee::Account(requester.clone());
		let mut consent = Consents::<T>::get(&patient, &grantee).unwrap_or_default();
		if let Some(lapsed) = consent.request.take() {
			ensure!(now >= lapsed.expires_at, Error::<T>::AlreadyRequested);
			let (reason, deposit) = (HoldReason::Request, &lapsed.deposit);
			T::Currency::refund_sponsored_deposit::<T::Sponsorship>(reason, &requester, deposit)?;
		}
		let (reason, price) =
			(HoldReason::Request, Self::deposit_for(T::RequestDeposit::get(), &terms));
		let deposit =
			T::Currency::take_sponsored_deposit::<T::Sponsorship>(reason, &requester, price)?;
		let (hash, expires_at) = (terms.hash(), now.saturating_add(T::RequestLifetime::get()));
		consent.request = Some(OpenRequest { terms, requested_at: now, expires_at, deposit });
		let grants = Self::store(&patient, &grantee, consent);

		Self::deposit_event(Event::Requested { patient, requester, terms: hash, expires_at });
		Ok(grants)
	}

	pub(crate) fn do_withdraw_request(
		requester: T::AccountId,
		patient: T::AccountId,
	) -> Result<u32, DispatchError> {
		let grants = Self::drop_request(&patient, &requester)?;
		Self::deposit_event(Event::RequestWithdrawn { patient, requester });
		Ok(grants)
	}

	pub(crate) fn do_accept(
		patient: T::AccountId,
		requester: T::AccountId,
		terms: H256,
	) -> Result<u32, DispatchError> {
		let grantee = Grantee::Account(requester.clone());
		let mut consent =
			Consents::<T>::get(&patient, &grantee).ok_or(Error::<T>::RequestNotFound)?;
		let request = consent.request.take().ok_or(Error::<T>::RequestNotFound)?;
		ensure!(request.terms.hash() == terms, Error::<T>::RequestChanged);
		let now = T::Time::now();
		ensure!(now < request.expires_at, Error::<T>::RequestExpired);
		let terms = Self::checked_terms(request.terms, now)?;

		T::Currency::refund_sponsored_deposit::<T::Sponsorship>(
			HoldReason::Request,
			&requester,
			&request.deposit,
		)?;
		Self::give_grant(&patient, &grantee, &mut consent, terms, now, |grant| Event::Accepted {
			patient: patient.clone(),
			requester,
			grant,
		})?;
		Ok(Self::store(&patient, &grantee, consent))
	}

	pub(crate) fn do_decline(
		patient: T::AccountId,
		requester: T::AccountId,
	) -> Result<u32, DispatchError> {
		let grants = Self::drop_request(&patient, &requester)?;
		Self::deposit_event(Event::Declined { patient, requester });
		Ok(grants)
	}

	pub(crate) fn do_set_default(patient: T::AccountId, policy: RequestPolicy) -> DispatchResult {
		if policy == RequestPolicy::default() {
			Defaults::<T>::remove(&patient);
		} else {
			Defaults::<T>::insert(&patient, policy);
		}
		Self::deposit_event(Event::DefaultSet { patient, policy });
		Ok(())
	}

	fn drop_request(
		patient: &T::AccountId,
		requester: &T::AccountId,
	) -> Result<u32, DispatchError> {
		let grantee = Grantee::Account(requester.clone());
		let mut consent =
			Consents::<T>::get(patient, &grantee).ok_or(Error::<T>::RequestNotFound)?;
		let request = consent.request.take().ok_or(Error::<T>::RequestNotFound)?;
		T::Currency::refund_sponsored_deposit::<T::Sponsorship>(
			HoldReason::Request,
			requester,
			&request.deposit,
		)?;
		Ok(Self::store(patient, &grantee, consent))
	}

	fn ensure_may_request(
		patient: &T::AccountId,
		requester: &T::AccountId,
		now: Moment,
	) -> DispatchResult {
		match Defaults::<T>::get(patient) {
			RequestPolicy::Anyone => Ok(()),
			RequestPolicy::Certified => {
				let is_certified = |role| T::Credentials::is_active(requester, role, now);
				ensure!(Role::ALL.into_iter().any(is_certified), Error::<T>::NotCertified);
				Ok(())
			},
			RequestPolicy::Nobody => Err(Error::<T>::RequestsRefused.into()),
		}
	}
}
