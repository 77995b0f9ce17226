// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The traits by which the pallets meet.

use crate::{
	consent::{Request, Verdict},
	credential::{Role, Serial},
	record::{AnchorId, RecordClass},
	Moment,
};

/// Who is certified to do what. Answered by `pallet-credentials`.
pub trait CredentialInspect<AccountId> {
	/// Whether `who` was certified as `role` at `at`, which may lie in the past.
	fn is_active(who: &AccountId, role: Role, at: Moment) -> bool;

	/// The serial of the credential by which `who` acts as `role` now; `None` if it is not live.
	fn active_serial(who: &AccountId, role: Role) -> Option<Serial>;

	/// Whom the credential `serial` was issued to, and as what. Known for good, also after it ended.
	fn holder(serial: Serial) -> Option<(AccountId, Role)>;

	/// Gives `who` a live credential for `role`, so that a benchmark can act by it.
	#[cfg(feature = "runtime-benchmarks")]
	fn certify(who: &AccountId, role: Role) -> Serial;
}

/// Who may read what. Answered by `pallet-consent`.
pub trait ConsentInspect<AccountId> {
	/// Whether `accessor` may do what `request` says with records of `patient` at `at`.
	fn can_access(
		patient: &AccountId,
		accessor: &AccountId,
		request: &Request,
		at: Moment,
	) -> Verdict;
}

/// Which records are anchored. Answered by `pallet-record-anchors`.
pub trait AnchorInspect<AccountId> {
	/// The class of the record `anchor` of `patient`; `None` if there is no such record, or it was
	/// erased.
	fn class(patient: &AccountId, anchor: AnchorId) -> Option<RecordClass>;

	/// Anchors a record of this class about `patient`, so that a benchmark can ask for it.
	#[cfg(feature = "runtime-benchmarks")]
	fn anchor(patient: &AccountId, class: RecordClass) -> AnchorId;
}
