// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Cohorts: opened, frozen and ended.

use crate::{
	types::{Stage, Standing},
	Cohorts, Collecting, Config, Error, Event, Pallet, Unfinished,
};
use frame_support::{
	dispatch::DispatchResult,
	ensure,
	traits::{Get, Time},
};
use frame_system::pallet_prelude::BlockNumberFor;
use medibloc_primitives::{
	rings::{Cohort, CohortState, Placement},
	DelayedRandomness,
};
use sp_core::H256;
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
	/// Fails if the cohort is one of persons, which nobody but this pallet fills.
	pub(crate) fn ensure_foreign(cohort: &Cohort) -> Result<(), Error<T>> {
		ensure!(!matches!(cohort, Cohort::Persons { .. }), Error::<T>::VouchedOnly);
		Ok(())
	}

	pub(crate) fn standing(cohort: &Cohort) -> Result<Standing, Error<T>> {
		Cohorts::<T>::get(cohort).ok_or(Error::<T>::CohortNotFound)
	}

	/// A cohort that keys are enrolled in.
	pub(crate) fn open_standing(cohort: &Cohort) -> Result<Standing, Error<T>> {
		let standing = Self::standing(cohort)?;
		ensure!(standing.stage == Stage::Open, Error::<T>::NotOpen);
		Ok(standing)
	}

	/// Where the keys of a cohort are placed; `None` before they are.
	pub(crate) fn placement(cohort: &Cohort, standing: &Standing) -> Option<Placement> {
		match standing.stage {
			Stage::Placed { seed } | Stage::Built { seed } => {
				Placement::new(seed, standing.members, cohort.ring_capacity())
			},
			Stage::Open | Stage::Frozen { .. } | Stage::TooSmall | Stage::Retired => None,
		}
	}

	/// The most keys of a cohort: vouchers all lie in one ring.
	pub(crate) fn most_members(cohort: &Cohort) -> u32 {
		match cohort {
			Cohort::Vouchers { .. } => T::MaxMembers::get().min(cohort.ring_capacity()),
			Cohort::Practitioners { .. } | Cohort::Persons { .. } => T::MaxMembers::get(),
		}
	}

	/// Where the keys of a cohort are placed, if all its rings are built.
	pub(crate) fn built_placement(cohort: &Cohort) -> Option<Placement> {
		let standing = Cohorts::<T>::get(cohort)?;
		match standing.stage {
			Stage::Built { .. } => Self::placement(cohort, &standing),
			_ => None,
		}
	}

	pub(crate) fn do_open(cohort: Cohort) -> DispatchResult {
		ensure!(!Cohorts::<T>::contains_key(cohort), Error::<T>::AlreadyExists);
		Cohorts::<T>::insert(cohort, Standing::new());
		Self::deposit_event(Event::Opened { cohort });
		Ok(())
	}

	/// Freezes a cohort that is open. With fewer than `min_members` keys, or none, there are no rings.
	pub(crate) fn do_freeze(cohort: &Cohort, standing: Standing, min_members: u32) -> CohortState {
		let is_too_small = standing.members < min_members.max(1);
		let stage = match is_too_small {
			true => Stage::TooSmall,
			false => Stage::Frozen { turn: T::Randomness::turn() },
		};
		let standing = Standing { stage, frozen_at: Some(T::Time::now()), ..standing };
		Cohorts::<T>::insert(cohort, standing);
		let (cohort, members) = (*cohort, standing.members);
		Self::stop_collecting(&cohort);
		if is_too_small {
			Self::leave_queue(&cohort);
			Self::deposit_event(Event::FellShort { cohort, members });
		} else {
			Self::join_queue(&cohort);
			Self::deposit_event(Event::Frozen { cohort, members });
		}
		standing.state()
	}

	/// Says that a cohort which was open is not any more.
	fn stop_collecting(cohort: &Cohort) {
		// No more than one cohort of persons is open.
		if matches!(cohort, Cohort::Persons { .. }) {
			Collecting::<T>::kill();
		}
	}

	/// Marks a cohort as ended.
	pub(crate) fn end(cohort: &Cohort, standing: Standing) -> Result<Standing, Error<T>> {
		ensure!(standing.stage != Stage::Retired, Error::<T>::AlreadyRetired);
		if standing.stage == Stage::Open {
			Self::stop_collecting(cohort);
		}
		let standing = Standing { stage: Stage::Retired, ..standing };
		Cohorts::<T>::insert(cohort, standing);
		Unfinished::<T>::remove(cohort);
		Self::join_queue(cohort);
		Self::deposit_event(Event::Retired { cohort: *cohort });
		Ok(standing)
	}

	/// The hash of the first block, which tells chains apart.
	pub(crate) fn genesis() -> H256 {
		frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero())
	}
}
