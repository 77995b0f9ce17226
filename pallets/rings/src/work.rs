// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Work that blocks with room do by themselves.

use crate::{
	types::{Stage, Work},
	Config, Error, Pallet, Queue, WeightInfo,
};
use frame_support::{storage::with_storage_layer, traits::Get, weights::Weight};
use medibloc_primitives::rings::Cohort;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// Lets blocks work on a cohort by themselves. If the queue is full they do not, and calls do.
	pub(crate) fn join_queue(cohort: &Cohort) {
		let mut queue = Queue::<T>::get();
		if !queue.contains(cohort) && queue.try_push(*cohort).is_ok() {
			Queue::<T>::put(queue);
		}
	}

	/// Says that there is nothing more to do for a cohort.
	pub(crate) fn leave_queue(cohort: &Cohort) {
		let mut queue = Queue::<T>::get();
		if queue.contains(cohort) {
			queue.retain(|queued| queued != cohort);
			Queue::<T>::put(queue);
		}
	}

	/// The weight of what a step did.
	pub(crate) fn weight_of(work: Work) -> Weight {
		match work {
			Work::Frozen => T::WeightInfo::freeze(),
			Work::Drawn => T::WeightInfo::draw(),
			Work::Added(keys) => T::WeightInfo::build(keys),
			Work::Deleted(keys) => T::WeightInfo::retire(keys),
		}
	}

	/// The weight of the heaviest step of `build`.
	pub(crate) fn heaviest_build() -> Weight {
		T::WeightInfo::build(T::KeysPerStep::get()).max(T::WeightInfo::draw())
	}

	/// Takes a step for the first cohort of the queue, if the block has room for the heaviest one. One for
	/// which there is nothing to do yet goes to the end.
	pub(crate) fn work(remaining: Weight) -> Weight {
		let looked = T::WeightInfo::look();
		let heaviest = Self::heaviest_build()
			.max(T::WeightInfo::retire(T::KeysPerStep::get()))
			.max(T::WeightInfo::freeze());
		if remaining.any_lt(looked.saturating_add(heaviest)) {
			return Weight::zero();
		}
		let queue = Queue::<T>::get();
		let Some(cohort) = queue.first().copied() else { return looked };
		match with_storage_layer(|| Self::step(&cohort)) {
			Ok(work) => looked.saturating_add(Self::weight_of(work)),
			Err(_) => {
				if queue.len() > 1 {
					Queue::<T>::mutate(|queue| queue.as_mut().rotate_left(1));
				}
				looked
			},
		}
	}

	fn step(cohort: &Cohort) -> Result<Work, DispatchError> {
		let standing = Self::standing(cohort)?;
		match standing.stage {
			Stage::Open => Ok(Self::do_freeze_persons(cohort)?),
			Stage::Frozen { .. } | Stage::Placed { .. } => Ok(Self::do_build(cohort)?),
			Stage::Retired => Self::delete(cohort, standing),
			Stage::Built { .. } | Stage::TooSmall => Err(Error::<T>::NothingToBuild.into()),
		}
	}
}
