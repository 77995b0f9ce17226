// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! MediPoints of an account.

use crate::{amount::amount, BlockRef, Id, Invalid};
use medibloc_primitives::{
	apis::{LotInfo, PointsInfo, RedemptionInfo},
	points::{Month, PointsHold},
	Moment,
};
use serde::{Deserialize, Serialize};

/// The points of an account. Amounts are in thousandths of a point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Points {
	/// What can be spent, held or redeemed now.
	pub spendable: String,
	/// What is held, by reason.
	pub held: Vec<HeldPoints>,
	/// What waits to be redeemed.
	pub reserved: Vec<ReservedPoints>,
	/// What can be spent, by month of origin, the oldest first.
	pub lots: Vec<Lot>,
	/// The end of the first of the lots; `None` if there is none.
	pub next_expiry: Option<Moment>,
	/// All that was ever earned.
	pub score: String,
	/// The block whose state this is.
	pub block: BlockRef,
}

/// Points that are held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HeldPoints {
	/// Why.
	pub reason: PointsHold,
	/// How many.
	pub points: String,
}

/// Points that wait to be redeemed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReservedPoints {
	/// The id by which they are paid or taken back.
	pub id: Id,
	/// How many.
	pub points: String,
	/// What is paid for them, in the smallest unit of MED.
	pub promised: String,
	/// The moment from which they are paid.
	pub payable_at: Moment,
}

/// The points of one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Lot {
	/// The month in which they came into being.
	pub month: Month,
	/// How many are left.
	pub points: String,
	/// The moment from which they cannot be spent.
	pub expires_at: Moment,
}

impl Points {
	/// What the runtime says at a block.
	pub fn new(info: PointsInfo, block: BlockRef) -> Self {
		let PointsInfo { spendable, held, reserved, lots, score } = info;
		let held = held.into_iter();
		let reserved = reserved.into_iter();
		Self {
			spendable: spendable.to_string(),
			held: held
				.map(|(reason, amount)| HeldPoints { reason, points: amount.to_string() })
				.collect(),
			reserved: reserved
				.map(|redemption| ReservedPoints {
					id: redemption.id.into(),
					points: redemption.points.to_string(),
					promised: redemption.promised.to_string(),
					payable_at: redemption.due,
				})
				.collect(),
			next_expiry: lots.iter().map(|lot| lot.expires_at).min(),
			lots: lots
				.into_iter()
				.map(|lot| Lot {
					month: lot.month,
					points: lot.amount.to_string(),
					expires_at: lot.expires_at,
				})
				.collect(),
			score: score.to_string(),
			block,
		}
	}
}

impl TryFrom<Points> for PointsInfo {
	type Error = Invalid;

	fn try_from(points: Points) -> Result<Self, Invalid> {
		let held = points.held.into_iter();
		let reserved = points.reserved.into_iter();
		let lots = points.lots.into_iter();
		Ok(Self {
			spendable: amount(&points.spendable)?,
			held: held
				.map(|held| Ok((held.reason, amount(&held.points)?)))
				.collect::<Result<_, Invalid>>()?,
			reserved: reserved
				.map(|reserved| {
					Ok(RedemptionInfo {
						id: reserved.id.parse()?,
						points: amount(&reserved.points)?,
						promised: amount(&reserved.promised)?,
						due: reserved.payable_at,
					})
				})
				.collect::<Result<_, Invalid>>()?,
			lots: lots
				.map(|lot| {
					let Lot { month, expires_at, .. } = lot;
					Ok(LotInfo { month, amount: amount(&lot.points)?, expires_at })
				})
				.collect::<Result<_, Invalid>>()?,
			score: amount(&points.score)?,
		})
	}
}
