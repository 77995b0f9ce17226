// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers of the runtime API.

use crate::{Cohorts, Config, Members, Pallet, Rings};
use alloc::vec::Vec;
use medibloc_primitives::rings::{Cohort, CohortInfo, RingId, RingInfo, RingKey, MAX_RING_PAGE};

impl<T: Config> Pallet<T> {
	/// A cohort; `None` if there is none.
	pub fn cohort(cohort: &Cohort) -> Option<CohortInfo> {
		let standing = Cohorts::<T>::get(cohort)?;
		let rings = Self::ring_count(cohort, &standing);
		Some(CohortInfo {
			state: standing.state(),
			members: standing.members,
			rings,
			built: standing.rings.min(rings),
			frozen_at: standing.frozen_at,
		})
	}

	/// The cohort of persons that a key which an institution vouches for now enters.
	pub fn collecting_cohort() -> Option<Cohort> {
		Self::collecting()
	}

	/// A ring with its members from the place `start` on, at most [`MAX_RING_PAGE`]; `None` if its cohort is
	/// not built.
	pub fn ring(ring: &RingId, start: u32) -> Option<RingInfo> {
		let placement = Self::built_placement(&ring.cohort)?;
		let commitment = Rings::<T>::get(ring.cohort, ring.index)?.to_vec();
		let index = u32::from(ring.index);
		let len = placement.ring_len(index);
		let members = (start..len.min(start.saturating_add(MAX_RING_PAGE)))
			.map(|place| Members::<T>::get(ring.cohort, placement.position(index, place)?))
			.collect::<Option<Vec<RingKey>>>()?;
		Some(RingInfo { commitment, len, members })
	}
}
