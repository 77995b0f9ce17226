// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Traits by which other pallets consult and change credentials.

use super::{Role, Serial};
use crate::Moment;
use sp_runtime::{DispatchError, DispatchResult};

/// Look-ups of credentials. Answered by `pallet-credentials`.
pub trait CredentialInspect<AccountId> {
	/// Whether `who` is known to have been certified as `role` at `at`, which may lie in the past.
	fn is_active(who: &AccountId, role: Role, at: Moment) -> bool;

	/// Whether `who` was certified as `role` at `at`; `None` if that is no longer known. Differs from
	/// [`is_active`](Self::is_active) only where something is forgotten.
	fn was_certified(who: &AccountId, role: Role, at: Moment) -> Option<bool> {
		Some(Self::is_active(who, role, at))
	}

	/// The serial of the credential by which `who` acts as `role` now; `None` if it is not live.
	fn active_serial(who: &AccountId, role: Role) -> Option<Serial>;

	/// The holder and the role of the credential `serial`. Known for good, also after it ended.
	fn holder(serial: Serial) -> Option<(AccountId, Role)>;

	/// Gives `who` a live credential for `role`, so that a benchmark can act by it.
	#[cfg(feature = "runtime-benchmarks")]
	fn certify(who: &AccountId, role: Role) -> Serial;
}

/// Credentials issued and ended in the name of an authority. Done by `pallet-credentials`, under the
/// checks, the deposits and the events of its calls.
///
/// Who may act for the authority is for the caller to decide: the jury (what a verdict on a holder
/// ends), markets (who is certified to buy by an authority of their own). Each of these either succeeds
/// or changes nothing.
pub trait CredentialMutate<AccountId> {
	/// Certifies `holder` as `role` until `expires_at`, in the name of `issuer`.
	fn issue(
		issuer: &AccountId,
		holder: &AccountId,
		role: Role,
		expires_at: Moment,
	) -> Result<Serial, DispatchError>;

	/// Sets the credential that `issuer` issued aside for a time.
	fn suspend(issuer: &AccountId, holder: &AccountId, role: Role) -> DispatchResult;

	/// Ends the credential that `issuer` issued, for good.
	fn revoke(issuer: &AccountId, holder: &AccountId, role: Role) -> DispatchResult;
}
