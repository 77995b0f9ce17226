// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers to other pallets: the rule on access, and the facts of the state that it reads.

use crate::{Config, Consents, DepositOf, Pallet, Summaries};
use core::{convert::Infallible, marker::PhantomData};
use medibloc_primitives::{
	consent::{decide_access, AccessQuery, Facts, Granted, Grantee, Summary, Verdict},
	credential::Role,
	record::{AnchorId, Version},
	AnchorInspect, ConsentInspect, CredentialInspect, Moment,
};

impl<T: Config> ConsentInspect<T::AccountId> for Pallet<T> {
	fn can_access(
		patient: &T::AccountId,
		accessor: &T::AccountId,
		request: &AccessQuery,
		at: Moment,
	) -> Verdict {
		Self::verdict(patient, accessor, request, at).0
	}

	fn names(patient: &T::AccountId, who: &T::AccountId, at: Moment) -> bool {
		[Grantee::Account(who.clone()), Grantee::Institution(who.clone())].iter().any(|grantee| {
			let consent = Consents::<T>::get(patient, grantee);
			consent.is_some_and(|consent| consent.grants.iter().any(|grant| grant.permits_at(at)))
				&& grantee.role().is_none_or(|role| T::Credentials::is_active(who, role, at))
		})
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn permit(patient: &T::AccountId, who: &T::AccountId) {
		crate::benchmarking::permit::<T>(patient, who)
	}
}

impl<T: Config> Pallet<T> {
	/// The answer, and the grantee whose grants gave it.
	pub(crate) fn verdict(
		patient: &T::AccountId,
		accessor: &T::AccountId,
		request: &AccessQuery,
		at: Moment,
	) -> (Verdict, Grantee<T::AccountId>) {
		let Ok(decision) = decide_access(&mut Stored::<T>::new(patient, accessor), request, at);
		decision
	}
}

/// The facts between a patient and an accessor, as they are in the state.
pub(crate) struct Stored<'a, T: Config> {
	patient: &'a T::AccountId,
	accessor: &'a T::AccountId,
	_runtime: PhantomData<T>,
}

impl<'a, T: Config> Stored<'a, T> {
	pub(crate) fn new(patient: &'a T::AccountId, accessor: &'a T::AccountId) -> Self {
		Self { patient, accessor, _runtime: PhantomData }
	}
}

impl<T: Config> Facts for Stored<'_, T> {
	type AccountId = T::AccountId;
	type Deposit = DepositOf<T>;
	type Error = Infallible;

	fn patient(&self) -> &T::AccountId {
		self.patient
	}

	fn accessor(&self) -> &T::AccountId {
		self.accessor
	}

	fn version(&mut self, anchor: AnchorId) -> Result<Option<Version>, Infallible> {
		Ok(T::Anchors::version(self.patient, anchor))
	}

	fn summary(&mut self) -> Result<Summary, Infallible> {
		Ok(Summaries::<T>::get(self.patient))
	}

	fn grants(
		&mut self,
		grantee: &Grantee<T::AccountId>,
	) -> Result<Granted<DepositOf<T>>, Infallible> {
		let consent = Consents::<T>::get(self.patient, grantee);
		Ok(consent.map(Granted::from).unwrap_or_default())
	}

	fn is_certified(&mut self, role: Role, at: Moment) -> Result<Option<bool>, Infallible> {
		Ok(T::Credentials::was_certified(self.accessor, role, at))
	}

	fn held(&mut self, role: Role, since: Moment, at: Moment) -> Result<Option<bool>, Infallible> {
		Ok(T::Credentials::was_held(self.accessor, role, since, at))
	}
}
