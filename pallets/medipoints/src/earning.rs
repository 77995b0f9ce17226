// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Points earned by records (`RecordRewards`).
//!
//! Nothing here fails: where a cap, the budget or the reserve is used up, a record earns less or nothing.

use crate::{
	types::{points_for, AccountOf, BalanceOf, Lot, Lots},
	Config, Event, Pairs, Pallet, Pending, Rates, SpentBudget, Totals,
};
use frame_support::traits::{Contains, Get, Time};
use medibloc_primitives::{points::Points, record::RecordClass, RecordRewards};
use sp_runtime::traits::{CheckedSub, Saturating, Zero};

impl<T: Config> Pallet<T> {
	/// The number of the period in which what is earned shares a budget, and what is spent of it.
	pub(crate) fn spent_budget() -> (u64, BalanceOf<T>) {
		let now = T::Time::now().checked_div(T::EarnPeriod::get()).unwrap_or_default();
		match SpentBudget::<T>::get() {
			(period, spent) if period == now => (period, spent),
			_ => (now, BalanceOf::<T>::zero()),
		}
	}

	/// How many of `points` can be earned now, and what is set aside for them: no more than is left of the
	/// budget of the period, and than the reserve has beyond the backing of all points.
	pub(crate) fn affordable(points: Points) -> (Points, BalanceOf<T>) {
		let rate = Rates::<T>::get().redeem;
		let budget = T::EarnBudget::get().saturating_sub(Self::spent_budget().1);
		let surplus =
			Self::reserve_balance().checked_sub(&Totals::<T>::get().backing).unwrap_or_default();
		let most = budget.min(surplus);
		let price = Self::price_up(points, rate);
		if price <= most {
			return (points, price);
		}
		let points = points_for(most, rate).unwrap_or_default().min(points);
		(points, Self::price_up(points, rate))
	}

	/// Lets `who` earn as many of `points` as can be afforded, and answers how many. `count` notes them
	/// in the entry of the account.
	pub(crate) fn earn(
		who: &T::AccountId,
		points: Points,
		count: impl FnOnce(&mut AccountOf<T>, Points),
	) -> Points {
		let (points, backing) = Self::affordable(points);
		if points == 0 || !Self::can_issue(points, backing) {
			return 0;
		}
		Self::note_issued(points, backing);
		let (period, spent) = Self::spent_budget();
		SpentBudget::<T>::put((period, spent.saturating_add(backing)));
		let month = Self::month();
		Self::mutate_account(who, |account| {
			account.lots.add(Lot { month, points, backing });
			account.score.saturating_accrue(points);
			count(account, points);
		});
		Self::deposit_event(Event::Earned { who: who.clone(), points });
		points
	}
}

impl<T: Config> RecordRewards<T::AccountId> for Pallet<T> {
	fn acknowledged(author: &T::AccountId, subject: &T::AccountId, class: RecordClass) {
		let reward = T::Rewards::get().for_author(class).min(T::MaxReward::get());
		if reward == 0 || author == subject {
			return;
		}
		let (month, day) = (Self::month(), Self::day());
		let mut pair = Pairs::<T>::get(author, subject).unwrap_or_default();
		if pair.month != month {
			pair = crate::Pair { month, ..Default::default() };
		}
		let today = crate::Accounts::<T>::get(author).authored.on(day);
		let points = reward
			.min(T::AuthorDailyCap::get().saturating_sub(today))
			.min(T::PairMonthlyCap::get().saturating_sub(pair.points));
		if points == 0 {
			return;
		}
		let count = |account: &mut AccountOf<T>, points| account.authored.count(day, points);
		let points = if T::Sponsored::contains(subject) {
			Pending::<T>::mutate((author, month), |pending| {
				pending.points.saturating_accrue(points);
				pending.claims.saturating_accrue(u32::from(!pair.is_pending));
			});
			pair.is_pending = true;
			Self::mutate_account(author, |account| count(account, points));
			points
		} else {
			Self::earn(author, points, count)
		};
		if points > 0 {
			pair.points.saturating_accrue(points);
			Pairs::<T>::insert(author, subject, pair);
		}
	}

	fn contributed(subject: &T::AccountId, class: RecordClass) {
		let reward = T::Rewards::get().for_subject(class).min(T::MaxReward::get());
		if reward == 0 || T::Sponsored::contains(subject) {
			return;
		}
		let day = Self::day();
		let today = crate::Accounts::<T>::get(subject).contributed.on(day);
		let cost = points_for(T::ContributionCost::get(), Rates::<T>::get().redeem);
		let points = reward
			.min(T::SubjectDailyCap::get().saturating_sub(today))
			.min(cost.unwrap_or(Points::MAX));
		Self::earn(subject, points, |account, points| account.contributed.count(day, points));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn prepare(author: &T::AccountId, subject: &T::AccountId) {
		crate::benchmarking::prepare::<T>(author, subject)
	}
}
