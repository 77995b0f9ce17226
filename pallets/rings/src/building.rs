// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Building of rings: keys are placed by randomness, and added to their rings step by step.

use crate::{
	types::{Progress, Stage, Standing, Work},
	Cohorts, Config, Error, Event, Members, Pallet, Rings, Unfinished,
};
use alloc::vec::Vec;
use frame_support::{defensive, traits::Get};
use medibloc_primitives::{
	rings::{Cohort, RingId, RingKey},
	DelayedRandomness, Draw, RandomnessTurn,
};
use medibloc_ring_vrf::{domain, Builder};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

impl<T: Config> Pallet<T> {
	/// The next step of building the rings of a cohort.
	pub(crate) fn do_build(cohort: &Cohort) -> Result<Work, Error<T>> {
		let standing = Self::standing(cohort)?;
		match standing.stage {
			Stage::Frozen { turn } => Self::draw(*cohort, standing, turn),
			Stage::Placed { seed } => Self::add_members(*cohort, standing, seed),
			Stage::Open | Stage::Built { .. } | Stage::TooSmall | Stage::Retired => {
				Err(Error::<T>::NothingToBuild)
			},
		}
	}

	fn draw(cohort: Cohort, standing: Standing, turn: RandomnessTurn) -> Result<Work, Error<T>> {
		match T::Randomness::draw(turn) {
			Draw::Pending => return Err(Error::<T>::NotDrawn),
			// Its keys are the same as before, and nobody knows the next value: nothing can be chosen by
			// waiting.
			Draw::Forgotten => {
				let stage = Stage::Frozen { turn: T::Randomness::turn() };
				Cohorts::<T>::insert(cohort, Standing { stage, ..standing });
				Self::deposit_event(Event::DrawnAnew { cohort });
			},
			Draw::Drawn(value) => {
				let seed = BlakeTwo256::hash_of(&("medibloc/rings/seed", value, cohort));
				let standing = Standing { stage: Stage::Placed { seed }, ..standing };
				Cohorts::<T>::insert(cohort, standing);
				Self::deposit_event(Event::Placed {
					cohort,
					rings: Self::ring_count(&cohort, &standing),
				});
			},
		}
		Self::join_queue(&cohort);
		Ok(Work::Drawn)
	}

	/// Adds members to the first ring that is not built.
	fn add_members(cohort: Cohort, standing: Standing, seed: H256) -> Result<Work, Error<T>> {
		let (added, is_last_member) = Self::add_to_ring(cohort, &standing)?;
		Self::join_queue(&cohort);
		if is_last_member {
			let index = standing.rings;
			let rings = index.saturating_add(1);
			let is_last = rings >= Self::ring_count(&cohort, &standing);
			let stage = if is_last { Stage::Built { seed } } else { standing.stage };
			Cohorts::<T>::insert(cohort, Standing { stage, rings, ..standing });
			Self::deposit_event(Event::RingBuilt { ring: RingId { cohort, index } });
			if is_last {
				Self::leave_queue(&cohort);
				Self::deposit_event(Event::Built { cohort, rings });
			}
		}
		Ok(Work::Added(added))
	}

	/// How many members were added to the ring, and whether they were its last.
	fn add_to_ring(cohort: Cohort, standing: &Standing) -> Result<(u32, bool), Error<T>> {
		let progress = Unfinished::<T>::get(cohort);
		let start = progress.map(|progress| progress.added).unwrap_or_default();
		let (keys, len) =
			Self::next_members(cohort, standing, start).ok_or_else(Self::unbuildable)?;
		let domain = domain(len).ok_or_else(Self::unbuildable)?;
		let first = usize::try_from(start).map_err(|_| Self::unbuildable())?;
		let points = Self::points(domain, first..first.saturating_add(keys.len()))
			.ok_or(Error::<T>::ParametersMissing)?;
		let builder = match progress {
			Some(progress) => Builder::resume(&progress.commitment),
			None => Some(Builder::start(domain)),
		};
		let mut builder = builder.ok_or_else(Self::unbuildable)?;
		builder.add(&keys, &points).ok_or_else(Self::unbuildable)?;
		let count = u32::try_from(keys.len()).map_err(|_| Self::unbuildable())?;
		let added = start.saturating_add(count);
		if added < len {
			let commitment = builder.pause().ok_or_else(Self::unbuildable)?;
			Unfinished::<T>::insert(cohort, Progress { added, commitment });
		} else {
			let commitment = builder.finish().ok_or_else(Self::unbuildable)?;
			Rings::<T>::insert(cohort, standing.rings, commitment);
			Unfinished::<T>::remove(cohort);
		}
		Ok((count, added >= len))
	}

	/// The members to be added to the ring that has `start` of them, and how many it has in the end.
	fn next_members(
		cohort: Cohort,
		standing: &Standing,
		start: u32,
	) -> Option<(Vec<RingKey>, u32)> {
		let placement = Self::placement(&cohort, standing)?;
		let ring = u32::from(standing.rings);
		let len = placement.ring_len(ring);
		let end = start.saturating_add(T::KeysPerStep::get()).min(len);
		let keys = (start..end)
			.map(|place| Members::<T>::get(cohort, placement.position(ring, place)?))
			.collect::<Option<_>>()?;
		Some((keys, len))
	}

	/// What no state of this pallet brings about: keys were checked when they entered, and are all there.
	fn unbuildable() -> Error<T> {
		defensive!("the keys of a cohort cannot be added to a ring");
		Error::<T>::NothingToBuild
	}

	/// The number of rings that the keys of a frozen cohort fill.
	pub(crate) fn ring_count(cohort: &Cohort, standing: &Standing) -> u16 {
		match standing.stage {
			Stage::Frozen { .. } | Stage::Placed { .. } | Stage::Built { .. } => {
				let rings = standing.members.div_ceil(cohort.ring_capacity());
				u16::try_from(rings).unwrap_or(u16::MAX)
			},
			Stage::Open | Stage::TooSmall | Stage::Retired => 0,
		}
	}
}
