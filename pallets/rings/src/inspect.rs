// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers to other pallets.

use crate::{Cohorts, Config, Keys, Pallet, WeightInfo};
use frame_support::weights::Weight;
use medibloc_primitives::{
	rings::{Cohort, CohortState, Placement, RingId, RingKey, RingsInspect, RingsWeights},
	Moment,
};
use medibloc_ring_vrf::{domain, Domain};

impl<T: Config> RingsInspect for Pallet<T> {
	fn state(cohort: &Cohort) -> Option<CohortState> {
		Cohorts::<T>::get(cohort).map(|standing| standing.state())
	}

	fn members(cohort: &Cohort) -> u32 {
		Cohorts::<T>::get(cohort).map(|standing| standing.members).unwrap_or_default()
	}

	fn rings(cohort: &Cohort) -> u16 {
		let rings = Self::built_placement(cohort).map(|placement| placement.rings());
		rings.and_then(|rings| u16::try_from(rings).ok()).unwrap_or_default()
	}

	fn ring_len(ring: &RingId) -> u32 {
		Self::built_placement(&ring.cohort)
			.map(|placement| placement.ring_len(ring.index.into()))
			.unwrap_or_default()
	}

	fn frozen_at(cohort: &Cohort) -> Option<Moment> {
		Cohorts::<T>::get(cohort)?.frozen_at
	}

	fn ring_of(cohort: &Cohort, key: &RingKey) -> Option<RingId> {
		let placement: Placement = Self::built_placement(cohort)?;
		let (ring, _) = placement.place(Self::position(cohort, key)?)?;
		Some(RingId { cohort: *cohort, index: u16::try_from(ring).ok()? })
	}

	fn is_free(key: &RingKey) -> bool {
		!Keys::<T>::contains_key(key)
	}
}

impl<T: Config> RingsWeights for Pallet<T> {
	fn cold_start(members: u32) -> Weight {
		match domain(members) {
			Some(Domain::Domain11) => T::WeightInfo::set_up_255(),
			Some(Domain::Domain12) => T::WeightInfo::set_up_767(),
			Some(Domain::Domain16) | None => T::WeightInfo::set_up_16127(),
		}
	}

	fn check(members: u32) -> Weight {
		T::WeightInfo::check().saturating_add(Self::cold_start(members))
	}

	fn check_all(members: u32, proofs: u32) -> Weight {
		T::WeightInfo::check_all(proofs).saturating_add(Self::cold_start(members))
	}

	fn open() -> Weight {
		T::WeightInfo::open()
	}

	fn insert() -> Weight {
		T::WeightInfo::insert()
	}

	fn reserve() -> Weight {
		T::WeightInfo::reserve()
	}

	fn insert_reserved() -> Weight {
		T::WeightInfo::insert_reserved()
	}

	fn unreserve() -> Weight {
		T::WeightInfo::unreserve()
	}

	fn remove() -> Weight {
		T::WeightInfo::remove()
	}

	fn freeze() -> Weight {
		T::WeightInfo::freeze_cohort()
	}

	fn retire() -> Weight {
		T::WeightInfo::retire_cohort()
	}
}
