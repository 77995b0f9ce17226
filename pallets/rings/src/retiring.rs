// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Deletion of cohorts that ended, step by step.

use crate::{
	types::{Stage, Standing, Work},
	Cohorts, Config, Error, Event, Keys, Members, Pallet, Reserved, Rings,
};
use alloc::vec::Vec;
use frame_support::{ensure, traits::Get};
use medibloc_primitives::rings::Cohort;
use sp_runtime::{DispatchError, SaturatedConversion};

impl<T: Config> Pallet<T> {
	/// Ends a cohort of persons that is over, and takes a step of deleting any that ended.
	pub(crate) fn do_retire(cohort: &Cohort) -> Result<Work, DispatchError> {
		let standing = Self::standing(cohort)?;
		if standing.stage == Stage::Retired {
			return Self::delete(cohort, standing);
		}
		ensure!(Self::is_over(cohort, &standing), Error::<T>::NotOver);
		let standing = Self::end(cohort, standing)?;
		Self::delete(cohort, standing)
	}

	/// Deletes of a cohort that ended as much as a step does: keys with their vouches, rings, reservations,
	/// and at last the cohort.
	pub(crate) fn delete(cohort: &Cohort, mut standing: Standing) -> Result<Work, DispatchError> {
		let most = T::KeysPerStep::get();
		let mut left = most;
		while let (Some(position), Some(after)) =
			(standing.members.checked_sub(1), left.checked_sub(1))
		{
			if let Some(key) = Members::<T>::take(cohort, position) {
				Keys::<T>::remove(key);
				Self::end_vouch(cohort, &key)?;
			}
			(standing.members, left) = (position, after);
		}
		while let (Some(index), Some(after)) = (standing.rings.checked_sub(1), left.checked_sub(1))
		{
			Rings::<T>::remove(cohort, index);
			(standing.rings, left) = (index, after);
		}
		let reserved: Vec<_> =
			Reserved::<T>::iter_key_prefix(cohort).take(left.saturated_into()).collect();
		for key in reserved {
			Reserved::<T>::remove(cohort, key);
			Keys::<T>::remove(key);
			left = left.saturating_sub(1);
		}
		// With room left in the step nothing is left of the cohort.
		if left > 0 {
			Cohorts::<T>::remove(cohort);
			Self::leave_queue(cohort);
			Self::deposit_event(Event::Forgotten { cohort: *cohort });
		} else {
			Cohorts::<T>::insert(cohort, standing);
			Self::join_queue(cohort);
		}
		Ok(Work::Deleted(most.saturating_sub(left)))
	}
}
