// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers to other pallets: the rule on access.

use crate::{Config, Consents, Pallet};
use medibloc_primitives::{
	consent::{decide, decide_access, DenyReason, Grantee, Request, Verdict},
	AnchorInspect, ConsentInspect, CredentialInspect, Moment,
};

impl<T: Config> ConsentInspect<T::AccountId> for Pallet<T> {
	fn can_access(
		patient: &T::AccountId,
		accessor: &T::AccountId,
		request: &Request,
		at: Moment,
	) -> Verdict {
		Self::verdict(patient, accessor, request, at).0
	}
}

impl<T: Config> Pallet<T> {
	/// The answer, and the grantee whose grants gave it.
	pub(crate) fn verdict(
		patient: &T::AccountId,
		accessor: &T::AccountId,
		request: &Request,
		at: Moment,
	) -> (Verdict, Grantee<T::AccountId>) {
		decide_access(
			patient,
			accessor,
			request,
			|anchor| T::Anchors::class(patient, anchor),
			|grantee| {
				Consents::<T>::get(patient, grantee)
					.map_or(Verdict::Deny(DenyReason::NoGrant), |consent| {
						decide(&consent.grants, request, at)
					})
			},
			|role| T::Credentials::is_active(accessor, role, at),
		)
	}
}
