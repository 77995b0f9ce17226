// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Traits by which other pallets consult and change credentials.

use super::{Role, Roles, Serial};
use crate::{Jurisdiction, Moment};
use sp_core::H256;
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

	/// Whether `who` held a credential as `role` at any moment from `since` to `at`, be it one that was
	/// declared void later; `None` if that is no longer known. By default what is known of `at`, for
	/// registries whose credentials never end.
	fn was_held(who: &AccountId, role: Role, _since: Moment, at: Moment) -> Option<bool> {
		Self::was_certified(who, role, at)
	}

	/// The serial of the credential by which `who` acts as `role` now; `None` if it is not live.
	fn active_serial(who: &AccountId, role: Role) -> Option<Serial>;

	/// The holder and the role of the credential `serial`. Known for good, also after it ended.
	fn holder(serial: Serial) -> Option<(AccountId, Role)>;

	/// The authority that answers for what was done by the credential `serial`: the one that issued it,
	/// or the one that certified its holder in the role since. `None` if that is not known any more, or
	/// if the authority may not act.
	fn authority(serial: Serial) -> Option<AccountId>;

	/// Gives `who` a live credential for `role`, so that a benchmark can act by it: of all live ones the
	/// one that costs most to look up.
	#[cfg(feature = "runtime-benchmarks")]
	fn certify(who: &AccountId, role: Role) -> Serial;

	/// Lets the credential of `who` run out, so that a benchmark meets a holder who is certified no more.
	#[cfg(feature = "runtime-benchmarks")]
	fn lapse(who: &AccountId, role: Role);

	/// Gives `who` a credential for `role` that is not live, and costs as much to look up as any.
	#[cfg(feature = "runtime-benchmarks")]
	fn certify_void(_who: &AccountId, _role: Role) {}
}

/// Look-ups for a pallet that acts as an authority, such as the jury. Answered by `pallet-credentials`.
pub trait AuthorityInspect<AccountId> {
	/// The roles and the country that `who` certifies in. `None` if it is no authority, or may certify
	/// nobody now: it is suspended, was removed, or its acts were declared void.
	fn scope(who: &AccountId) -> Option<(Roles, Jurisdiction)>;

	/// The application of `applicant` for `role`: the authority applied to, the evidence, and the moment
	/// from which it can no longer be granted. One that expired is answered too, until it is pruned.
	fn application(applicant: &AccountId, role: Role) -> Option<(AccountId, H256, Moment)>;

	/// The country of the credential by which `who` acts as `role` now; `None` if it is not live. Costs
	/// what [`CredentialInspect::active_serial`] costs.
	fn certified_in(who: &AccountId, role: Role) -> Option<Jurisdiction>;

	/// Registers an authority for every role, so that a benchmark can apply to it.
	#[cfg(feature = "runtime-benchmarks")]
	fn register(who: &AccountId, jurisdiction: Jurisdiction);

	/// Files an application of `applicant`, who is funded, so that a benchmark can grant it: of all that
	/// can be granted the one that costs most.
	#[cfg(feature = "runtime-benchmarks")]
	fn apply(applicant: &AccountId, role: Role, authority: &AccountId, evidence: H256);
}

/// Credentials issued and ended in the name of an authority. Done by `pallet-credentials`, under the
/// checks, the deposits and the events of its calls.
///
/// Who may act for the authority is for the caller to decide: the jury (what a verdict on a holder
/// ends), markets (who is certified to buy by an authority of their own). Each of these either succeeds
/// or changes nothing.
pub trait CredentialMutate<AccountId> {
	/// Certifies `holder` as `role` until `expires_at`, in the name of `issuer`, to which the holder has
	/// applied with `evidence`.
	fn issue(
		issuer: &AccountId,
		holder: &AccountId,
		role: Role,
		evidence: H256,
		expires_at: Moment,
	) -> Result<Serial, DispatchError>;

	/// Sets the credential that `issuer` issued aside for a time.
	fn suspend(issuer: &AccountId, holder: &AccountId, role: Role) -> DispatchResult;

	/// Ends the credential that `issuer` issued, for good.
	fn revoke(issuer: &AccountId, holder: &AccountId, role: Role) -> DispatchResult;
}
