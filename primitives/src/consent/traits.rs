// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Traits by which other pallets consult and change consent.

use super::{AccessQuery, GrantId, Grantee, Terms, Verdict};
use crate::Moment;
use sp_runtime::{DispatchError, DispatchResult};

/// Decisions on access. Answered by `pallet-consent`.
pub trait ConsentInspect<AccountId> {
	/// Whether `accessor` may do what `request` says with records of `patient` at `at`.
	fn can_access(
		patient: &AccountId,
		accessor: &AccountId,
		request: &AccessQuery,
		at: Moment,
	) -> Verdict;

	/// Whether a permit of `patient` that names `who` is in force at `at`, whatever it permits. One to
	/// everyone in a role names nobody.
	fn names(patient: &AccountId, who: &AccountId, at: Moment) -> bool;

	/// Gives a permit of `patient` that names `who`, beside as many other grants as there can be, so
	/// that a benchmark can find it.
	#[cfg(feature = "runtime-benchmarks")]
	fn permit(patient: &AccountId, who: &AccountId);
}

/// Grants given and ended in the name of a patient. Done by `pallet-consent`, under the checks, the
/// deposits and the events of its calls.
///
/// Who may act for the patient is for the caller to decide: guardians (grants for a ward), markets (the
/// consent that a settled sale comes with), the jury (what a verdict ends). Each of these either
/// succeeds or changes nothing.
pub trait ConsentMutate<AccountId> {
	/// Gives `grantee` a grant of `patient`, who pays the deposit.
	fn grant(
		patient: &AccountId,
		grantee: Grantee<AccountId>,
		terms: Terms,
	) -> Result<GrantId, DispatchError>;

	/// Ends a permit and gives a narrower one in its place.
	fn narrow(
		patient: &AccountId,
		grantee: Grantee<AccountId>,
		grant: GrantId,
		terms: Terms,
	) -> Result<GrantId, DispatchError>;

	/// Ends a permit.
	fn revoke(patient: &AccountId, grantee: Grantee<AccountId>, grant: GrantId) -> DispatchResult;

	/// Ends a denial, which opens what other grants permit.
	fn lift(patient: &AccountId, grantee: Grantee<AccountId>, grant: GrantId) -> DispatchResult;
}
