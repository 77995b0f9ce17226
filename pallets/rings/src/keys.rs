// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Keys: enrolled, reserved and taken out.

use crate::{
	types::{Enrolment, Stage, Standing},
	Cohorts, Config, Error, Event, Keys, Members, Pallet, Reserved,
};
use frame_support::{dispatch::DispatchResult, ensure};
use medibloc_primitives::rings::{possession_message, Cohort, PossessionProof, RingKey};
use medibloc_ring_vrf::{is_signed, is_valid};

impl<T: Config> Pallet<T> {
	/// Fails unless the key can be enrolled: it is valid and enrolled nowhere.
	// What costs least is asked first.
	fn ensure_enrollable(key: &RingKey) -> Result<(), Error<T>> {
		ensure!(!Keys::<T>::contains_key(key), Error::<T>::KeyTaken);
		ensure!(is_valid(key), Error::<T>::InvalidKey);
		Ok(())
	}

	/// Fails unless the holder of the key, which can be enrolled, lets `enroller` do so.
	pub(crate) fn ensure_possessed(
		cohort: &Cohort,
		key: &RingKey,
		enroller: &[u8],
		possession: &PossessionProof,
	) -> Result<(), Error<T>> {
		Self::ensure_enrollable(key)?;
		let message = possession_message(Self::genesis(), cohort, enroller);
		ensure!(is_signed(key, &message, possession), Error::<T>::BadPossession);
		Ok(())
	}

	/// Fails if a cohort that is open has no room for one key more.
	pub(crate) fn ensure_room(cohort: &Cohort, standing: &Standing) -> Result<(), Error<T>> {
		ensure!(standing.members < Self::most_members(cohort), Error::<T>::Full);
		Ok(())
	}

	/// Enrols a key that can be, in a cohort that has room, as its last.
	pub(crate) fn append(cohort: Cohort, standing: Standing, key: RingKey) {
		let position = standing.members;
		Members::<T>::insert(cohort, position, key);
		Keys::<T>::insert(key, Enrolment { cohort, position: Some(position) });
		let members = position.saturating_add(1);
		Cohorts::<T>::insert(cohort, Standing { members, ..standing });
		Self::deposit_event(Event::Enrolled { cohort, key });
	}

	/// Takes a key out of a cohort that is open; the last one moves into the gap.
	pub(crate) fn take_out(
		cohort: Cohort,
		standing: Standing,
		key: &RingKey,
	) -> Result<(), Error<T>> {
		let position = Self::position(&cohort, key).ok_or(Error::<T>::NotEnrolled)?;
		let last = standing.members.checked_sub(1).ok_or(Error::<T>::NotEnrolled)?;
		if position != last {
			let moved = Members::<T>::get(cohort, last).ok_or(Error::<T>::NotEnrolled)?;
			Members::<T>::insert(cohort, position, moved);
			Keys::<T>::insert(moved, Enrolment { cohort, position: Some(position) });
		}
		Members::<T>::remove(cohort, last);
		Keys::<T>::remove(key);
		Cohorts::<T>::insert(cohort, Standing { members: last, ..standing });
		Self::deposit_event(Event::Removed { cohort, key: *key });
		Ok(())
	}

	/// The position of a member of a cohort in the order of enrolment.
	pub(crate) fn position(cohort: &Cohort, key: &RingKey) -> Option<u32> {
		Keys::<T>::get(key).filter(|enrolment| enrolment.cohort == *cohort)?.position
	}

	pub(crate) fn is_reserved(cohort: &Cohort, key: &RingKey) -> bool {
		Keys::<T>::get(key) == Some(Enrolment { cohort: *cohort, position: None })
	}

	pub(crate) fn do_insert(
		cohort: &Cohort,
		key: RingKey,
		enroller: &[u8],
		possession: &PossessionProof,
	) -> DispatchResult {
		let standing = Self::open_standing(cohort)?;
		Self::ensure_room(cohort, &standing)?;
		Self::ensure_possessed(cohort, &key, enroller, possession)?;
		Self::append(*cohort, standing, key);
		Ok(())
	}

	pub(crate) fn do_reserve(cohort: &Cohort, key: RingKey) -> DispatchResult {
		if let Some(standing) = Cohorts::<T>::get(cohort) {
			ensure!(standing.stage == Stage::Open, Error::<T>::NotOpen);
		}
		Self::ensure_enrollable(&key)?;
		Keys::<T>::insert(key, Enrolment { cohort: *cohort, position: None });
		Reserved::<T>::insert(cohort, key, ());
		Ok(())
	}

	pub(crate) fn do_insert_reserved(cohort: &Cohort, key: &RingKey) -> DispatchResult {
		let standing = Self::open_standing(cohort)?;
		Self::ensure_room(cohort, &standing)?;
		ensure!(Self::is_reserved(cohort, key), Error::<T>::NotReserved);
		Reserved::<T>::remove(cohort, key);
		Self::append(*cohort, standing, *key);
		Ok(())
	}

	pub(crate) fn do_unreserve(cohort: &Cohort, key: &RingKey) {
		if Self::is_reserved(cohort, key) {
			Reserved::<T>::remove(cohort, key);
			Keys::<T>::remove(key);
		}
	}

	pub(crate) fn do_remove(cohort: &Cohort, key: &RingKey) -> DispatchResult {
		let standing = Self::open_standing(cohort)?;
		Self::take_out(*cohort, standing, key)?;
		Ok(())
	}
}
