// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Liveness: stashes without session keys, and the judgement of silent authors at the end of an era.

use crate::{Config, Event, MissedEras, Pallet, StakingAdapter, WeightInfo};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{
	dispatch::DispatchClass,
	storage::bounded_btree_map::BoundedBTreeMap,
	traits::{Defensive, Get, ValidatorRegistration, ValidatorSet},
	weights::Weight,
};
use sp_staking::EraIndex;

impl<T: Config> Pallet<T> {
	/// Those of the stashes that have session keys. Tells of the others.
	pub(crate) fn ready(stashes: Vec<T::AccountId>) -> Vec<T::AccountId> {
		Self::note_weight(T::WeightInfo::ready(count(&stashes)));
		let (ready, missing): (Vec<_>, Vec<_>) =
			stashes.into_iter().partition(T::Session::is_registered);
		for stash in missing {
			Self::deposit_event(Event::KeysMissing { stash });
		}
		ready
	}

	/// Takes the points of those who were silent in the era, and the candidacy of those who were too
	/// often. Who has a seat and no keys is silent as well.
	pub(crate) fn judge(era: EraIndex) {
		let points = T::Staking::points(era);
		let authors: Vec<_> = T::Session::validators()
			.into_iter()
			.map(|stash| {
				let earned = points.get(&stash).copied().unwrap_or_default();
				(stash, earned)
			})
			.collect();
		Self::note_weight(T::WeightInfo::judge(count(&authors)));

		let median = median(authors.iter().map(|(_, earned)| *earned).collect());
		if median < T::MinMedian::get() {
			return;
		}
		let without_keys: Vec<_> = T::Staking::elected(era)
			.into_iter()
			.filter(|stash| {
				!T::Session::is_registered(stash)
					&& !authors.iter().any(|(author, _)| author == stash)
			})
			.map(|stash| (stash, 0))
			.collect();
		let silent: Vec<_> = authors
			.into_iter()
			.filter(|(_, earned)| earned.saturating_mul(2) < median)
			.chain(without_keys)
			.take(T::MaxAuthors::get() as usize)
			.collect();

		let before = MissedEras::<T>::get();
		let mut missed = BTreeMap::new();
		for (stash, points) in &silent {
			let eras = before.get(stash).copied().unwrap_or_default().saturating_add(1);
			Self::deposit_event(Event::PointsForfeited {
				stash: stash.clone(),
				era,
				points: *points,
				median,
			});
			if eras < T::MaxMissedEras::get() || !Self::unseat(stash, era) {
				missed.insert(stash.clone(), eras);
			}
		}
		if !silent.is_empty() {
			let silent: Vec<_> = silent.into_iter().map(|(stash, _)| stash).collect();
			T::Staking::forfeit(era, &silent);
		}
		MissedEras::<T>::put(BoundedBTreeMap::try_from(missed).defensive_unwrap_or_default());
	}

	/// Ends the candidacy of a stash, unless too few would be left. Returns whether it did.
	fn unseat(stash: &T::AccountId, era: EraIndex) -> bool {
		let stash = stash.clone();
		if T::Staking::is_invulnerable(&stash) {
			return false;
		}
		if T::Staking::candidates() <= T::Staking::minimum().max(1) {
			Self::deposit_event(Event::Spared { stash, era });
			return false;
		}
		// Who does not stand any more has nothing to lose.
		if T::Staking::chill(&stash).is_ok() {
			Self::deposit_event(Event::Unseated { stash, era });
		}
		true
	}

	/// Adds to the weight of the block what cannot be refused.
	fn note_weight(weight: Weight) {
		frame_system::Pallet::<T>::register_extra_weight_unchecked(
			weight,
			DispatchClass::Mandatory,
		);
	}
}

pub(crate) fn count<T>(items: &[T]) -> u32 {
	u32::try_from(items.len()).unwrap_or(u32::MAX)
}

/// The upper median, or nothing of nothing.
fn median(mut values: Vec<u32>) -> u32 {
	values.sort_unstable();
	values.get(values.len() / 2).copied().unwrap_or_default()
}
