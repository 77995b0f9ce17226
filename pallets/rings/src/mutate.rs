// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Cohorts that other pallets fill.

use crate::{Config, Pallet};
use medibloc_primitives::rings::{Cohort, CohortState, PossessionProof, RingKey, RingsMutate};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> RingsMutate for Pallet<T> {
	fn open(cohort: Cohort) -> DispatchResult {
		Self::ensure_foreign(&cohort)?;
		Self::do_open(cohort)
	}

	fn insert(
		cohort: &Cohort,
		key: RingKey,
		enroller: &[u8],
		possession: &PossessionProof,
	) -> DispatchResult {
		Self::ensure_foreign(cohort)?;
		Self::do_insert(cohort, key, enroller, possession)
	}

	fn reserve(cohort: &Cohort, key: RingKey) -> DispatchResult {
		Self::ensure_foreign(cohort)?;
		Self::do_reserve(cohort, key)
	}

	fn insert_reserved(cohort: &Cohort, key: &RingKey) -> DispatchResult {
		Self::ensure_foreign(cohort)?;
		Self::do_insert_reserved(cohort, key)
	}

	fn unreserve(cohort: &Cohort, key: &RingKey) {
		Self::do_unreserve(cohort, key);
	}

	fn remove(cohort: &Cohort, key: &RingKey) -> DispatchResult {
		Self::ensure_foreign(cohort)?;
		Self::do_remove(cohort, key)
	}

	fn freeze(cohort: &Cohort, min_members: u32) -> Result<CohortState, DispatchError> {
		Self::ensure_foreign(cohort)?;
		let standing = Self::open_standing(cohort)?;
		Ok(Self::do_freeze(cohort, standing, min_members))
	}

	fn retire(cohort: &Cohort) -> DispatchResult {
		Self::ensure_foreign(cohort)?;
		Self::end(cohort, Self::standing(cohort)?)?;
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn key(
		cohort: &Cohort,
		seed: u32,
		enroller: &[u8],
		genesis: sp_core::H256,
	) -> (RingKey, PossessionProof) {
		crate::fixtures::key(cohort, seed, enroller, genesis)
	}
}
