// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Points that are held and burnt for other pallets (`PointsMutate`), and their score (`ScoreMutate`).

use crate::{
	types::{HeldOf, LotOf, Lots, Sum, LIFETIME},
	Config, Event, Holds, Pallet,
};
use frame_support::dispatch::DispatchResult;
use medibloc_primitives::{
	points::{Points, PointsHold},
	Month, PointsMutate, ScoreMutate,
};
use sp_runtime::traits::Saturating;

impl<T: Config> Pallet<T> {
	/// Makes one lot of all that expired while it was held, so that there are never more lots than fit.
	/// Its month is the latest that has expired.
	fn gather_expired(held: &mut HeldOf<T>, now: Month) {
		let latest = Month(now.0.saturating_sub(LIFETIME.saturating_add(1)));
		for lot in held.take_expired(now) {
			held.add(LotOf::<T> { month: latest, ..lot });
		}
	}

	fn put_held(who: &T::AccountId, reason: PointsHold, held: HeldOf<T>) {
		match held.is_empty() {
			true => Holds::<T>::remove(who, reason),
			false => Holds::<T>::insert(who, reason, held),
		}
	}
}

impl<T: Config> PointsMutate<T::AccountId> for Pallet<T> {
	fn hold(who: &T::AccountId, reason: PointsHold, amount: Points) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		let lots = Self::try_mutate_account(who, |account| Self::take_spendable(account, amount))?;
		let mut held = Holds::<T>::get(who, reason);
		Self::gather_expired(&mut held, Self::month());
		lots.into_iter().for_each(|lot| held.add(lot));
		Self::put_held(who, reason, held);
		Self::deposit_event(Event::Held { who: who.clone(), reason, points: amount });
		Ok(())
	}

	fn release(who: &T::AccountId, reason: PointsHold, amount: Points) -> Points {
		let mut held = Holds::<T>::get(who, reason);
		let lots = held.take_points(amount);
		let points = Sum::of(&lots).points;
		if points == 0 {
			return 0;
		}
		Self::put_held(who, reason, held);
		let now = Self::month();
		Self::mutate_account(who, |account| {
			for lot in lots {
				let month = if lot.is_live(now) { lot.month } else { now };
				account.lots.add(LotOf::<T> { month, ..lot });
			}
		});
		Self::deposit_event(Event::Released { who: who.clone(), reason, points });
		points
	}

	fn burn_held(who: &T::AccountId, reason: PointsHold, amount: Points) -> Points {
		let mut held = Holds::<T>::get(who, reason);
		let points = Self::note_spent(&held.take_points(amount)).points;
		if points == 0 {
			return 0;
		}
		Self::put_held(who, reason, held);
		Self::deposit_event(Event::Burnt { who: who.clone(), reason, points });
		points
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn endow(who: &T::AccountId, amount: Points) {
		crate::benchmarking::endow::<T>(who, amount)
	}
}

impl<T: Config> ScoreMutate<T::AccountId> for Pallet<T> {
	fn credit_score(who: &T::AccountId, amount: Points) {
		if amount > 0 {
			Self::mutate_account(who, |account| account.score.saturating_accrue(amount));
			Self::deposit_event(Event::ScoreCredited { who: who.clone(), points: amount });
		}
	}
}
