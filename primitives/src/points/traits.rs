// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Traits by which other pallets use MediPoints.

use super::{Points, PointsHold};
use crate::record::RecordClass;
use sp_runtime::DispatchResult;

/// Look-ups of points. Answered by `pallet-medipoints`.
pub trait PointsInspect<AccountId> {
	/// What `who` can spend, hold or redeem now.
	fn spendable(who: &AccountId) -> Points;

	/// What is held of `who` for `reason`.
	fn held(who: &AccountId, reason: PointsHold) -> Points;

	/// All that `who` ever earned, which is never spent.
	fn score(who: &AccountId) -> Points;
}

/// Points held and burnt for other pallets. Done by `pallet-medipoints`.
///
/// Nothing here moves points to another account. Each of these either succeeds or changes nothing.
pub trait PointsMutate<AccountId>: PointsInspect<AccountId> {
	/// Holds `amount` of what `who` can spend, the oldest first. Held points keep their months.
	fn hold(who: &AccountId, reason: PointsHold, amount: Points) -> DispatchResult;

	/// Makes at most `amount` of what is held spendable again, and answers how much it was. Points
	/// that expired while they were held get this month. Ending never fails.
	fn release(who: &AccountId, reason: PointsHold, amount: Points) -> Points;

	/// Burns at most `amount` of what is held, the oldest first, and answers how much it was.
	fn burn_held(who: &AccountId, reason: PointsHold, amount: Points) -> Points;

	/// Gives `who` that many points to spend, in as many lots as there can be, so that a benchmark meets
	/// the worst case.
	#[cfg(feature = "runtime-benchmarks")]
	fn endow(who: &AccountId, amount: Points);
}

/// What records earn. Paid by `pallet-medipoints`; asked by `pallet-record-anchors`, whose calls never
/// fail because of it.
pub trait RecordRewards<AccountId> {
	/// The subject, an account of its own, acknowledged a clinical record of this class and author.
	fn acknowledged(author: &AccountId, subject: &AccountId, class: RecordClass);

	/// The subject anchored a record about itself.
	fn contributed(subject: &AccountId, class: RecordClass);

	/// Brings about the state in which each of these costs most, so that a benchmark meets it.
	#[cfg(feature = "runtime-benchmarks")]
	fn prepare(author: &AccountId, subject: &AccountId);
}

impl<AccountId> RecordRewards<AccountId> for () {
	fn acknowledged(_: &AccountId, _: &AccountId, _: RecordClass) {}
	fn contributed(_: &AccountId, _: RecordClass) {}
	#[cfg(feature = "runtime-benchmarks")]
	fn prepare(_: &AccountId, _: &AccountId) {}
}

/// Reputation for what is given away, such as data without a price: it raises the score and brings no
/// points. Done by `pallet-medipoints`.
pub trait ScoreMutate<AccountId> {
	/// Adds `amount` to the score of `who`.
	fn credit_score(who: &AccountId, amount: Points);
}
