// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Runtime API of MediPoints.

use super::{Month, Points, PointsHold};
use crate::{ItemId, Moment};
use alloc::vec::Vec;
use codec::{Codec, Decode, Encode};
use scale_info::TypeInfo;

/// The points of one account that came into being in one month.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct LotInfo {
	/// The month.
	pub month: Month,
	/// What is left of it.
	pub amount: Points,
	/// The moment from which it cannot be spent.
	pub expires_at: Moment,
}

/// Points that wait to be redeemed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct RedemptionInfo {
	/// The id by which it is paid or cancelled.
	pub id: ItemId,
	/// The points.
	pub points: Points,
	/// What is paid for them, in the smallest unit of MED. It was fixed when they were reserved.
	pub promised: u128,
	/// The moment from which it can be paid.
	pub due: Moment,
}

/// The points of an account as the runtime API reports them.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct PointsInfo {
	/// What can be spent, held or redeemed now.
	pub spendable: Points,
	/// What other pallets hold, by reason.
	pub held: Vec<(PointsHold, Points)>,
	/// What waits to be redeemed.
	pub reserved: Vec<RedemptionInfo>,
	/// What can be spent, by month of origin, the oldest first.
	pub lots: Vec<LotInfo>,
	/// All that was ever earned.
	pub score: Points,
}

sp_api::decl_runtime_apis! {
	/// MediPoints.
	pub trait PointsApi<AccountId> where AccountId: Codec {
		/// The points of an account. Reads its entry, that of its redemptions and one for each reason for
		/// which points can be held.
		fn points(who: AccountId) -> PointsInfo;
	}
}
