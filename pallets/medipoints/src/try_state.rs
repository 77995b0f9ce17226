// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariants of points, what is set aside for them, and claims.

use crate::{
	types::{AccountOf, BalanceOf, LotOf, Sum},
	Accounts, Config, Holds, Pairs, Pallet, Pending, Rates, Redemptions, SpentBudget, Totals,
};
use frame_support::ensure;
use medibloc_primitives::Month;
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

impl<T: Config> Pallet<T> {
	/// Checks the invariants:
	///
	/// 1. The lots of a list are of different months, the oldest first, none of them empty and none of
	///    a month to come.
	/// 2. No entry is stored that says nothing.
	/// 3. What can be spent, is held or is reserved of all accounts is what was issued and not spent, and
	///    its backing is the total.
	/// 4. What is promised for a redemption is at most its backing; together it is the total.
	/// 5. The reserve can pay the backing of all points.
	/// 6. A point is not redeemed for more than it is bought for.
	/// 7. Ids of the redemptions of an account differ.
	/// 8. Nothing is counted of a day, a month or a period to come.
	/// 9. Each claim that can be made brings something.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut sum = Sum::<BalanceOf<T>>::default();
		let mut add = |more: Sum<BalanceOf<T>>| {
			sum.points.saturating_accrue(more.points);
			sum.backing.saturating_accrue(more.backing);
		};
		for account in Accounts::<T>::iter_values() {
			ensure!(account != AccountOf::<T>::default(), "an empty entry is stored");
			ensure!(
				account.authored.day.max(account.contributed.day) <= Self::day(),
				"a day to come is counted"
			);
			add(Self::try_state_lots(&account.lots)?);
		}
		for held in Holds::<T>::iter_values() {
			ensure!(!held.is_empty(), "an empty entry is stored");
			add(Self::try_state_lots(&held)?);
		}
		let mut promised = BalanceOf::<T>::zero();
		for redemptions in Redemptions::<T>::iter_values() {
			ensure!(!redemptions.is_empty(), "an empty entry is stored");
			for (position, redemption) in redemptions.iter().enumerate() {
				ensure!(
					redemptions.iter().take(position).all(|other| other.id != redemption.id),
					"two redemptions have one id"
				);
				let reserved = Self::try_state_lots(&redemption.lots)?;
				ensure!(reserved.points > 0, "an empty entry is stored");
				ensure!(
					redemption.promised <= reserved.backing,
					"more is promised than is set aside"
				);
				promised.saturating_accrue(redemption.promised);
				add(reserved);
			}
		}
		let totals = Totals::<T>::get();
		ensure!(
			totals.issued.checked_sub(totals.spent) == Some(sum.points),
			"the points are not those that were issued and not spent"
		);
		ensure!(totals.backing == sum.backing, "what is set aside is not the total");
		ensure!(totals.promised == promised, "what is promised is not the total");
		ensure!(Self::reserve_balance() >= totals.backing, "the reserve cannot pay");
		let rates = Rates::<T>::get();
		ensure!(rates.redeem <= rates.buy, "a point is redeemed for more than it is bought for");
		Self::try_state_earning()
	}

	fn try_state_lots(lots: &[LotOf<T>]) -> Result<Sum<BalanceOf<T>>, TryRuntimeError> {
		let mut before: Option<Month> = None;
		for lot in lots {
			ensure!(before.is_none_or(|before| before < lot.month), "lots are out of order");
			ensure!(lot.points > 0, "a lot is empty");
			before = Some(lot.month);
		}
		ensure!(before.is_none_or(|latest| latest <= Self::month()), "a lot is of a month to come");
		Ok(Sum::of(lots))
	}

	fn try_state_earning() -> Result<(), TryRuntimeError> {
		ensure!(SpentBudget::<T>::get().0 <= Self::spent_budget().0, "a period to come has spent");
		for pair in Pairs::<T>::iter_values() {
			ensure!(pair.month <= Self::month(), "a pair is of a month to come");
			ensure!(pair.points > 0, "a pair earned nothing");
		}
		for ((_, month), pending) in Pending::<T>::iter() {
			ensure!(month <= Self::month(), "claims wait of a month to come");
			ensure!(
				pending.points >= pending.claims.into(),
				"a claim that can be made brings nothing"
			);
		}
		Ok(())
	}
}
