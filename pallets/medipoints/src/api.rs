// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers of the runtime API.

use crate::{types::Sum, Accounts, Config, Holds, Pallet, Redemptions};
use medibloc_primitives::points::{LotInfo, PointsInfo, RedemptionInfo};
use sp_runtime::SaturatedConversion;

impl<T: Config> Pallet<T> {
	/// The points of an account.
	pub fn points(who: &T::AccountId) -> PointsInfo {
		let (account, now) = (Accounts::<T>::get(who), Self::month());
		let live = account.lots.iter().filter(|lot| lot.is_live(now));
		PointsInfo {
			spendable: account.spendable(now),
			held: Holds::<T>::iter_prefix(who)
				.map(|(reason, lots)| (reason, Sum::of(&lots).points))
				.collect(),
			reserved: Redemptions::<T>::get(who)
				.iter()
				.map(|redemption| RedemptionInfo {
					id: redemption.id,
					points: Sum::of(&redemption.lots).points,
					promised: redemption.promised.saturated_into(),
					due: redemption.due,
				})
				.collect(),
			lots: live
				.map(|lot| LotInfo {
					month: lot.month,
					amount: lot.points,
					expires_at: lot.expires_at(),
				})
				.collect(),
			score: account.score,
		}
	}
}
