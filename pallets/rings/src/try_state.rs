// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariants of cohorts, keys, rings and vouches.

use crate::{
	parameters::is_chunk,
	types::{Enrolment, Stage, Standing},
	Cohorts, Collecting, Config, HoldReason, Keys, Members, Pallet, Parameters, Queue, Reserved,
	Rings, Unfinished, Vouched, Vouches,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::Get};
use medibloc_primitives::{
	rings::{Cohort, RingKey},
	CredentialInspect,
};
use medibloc_ring_vrf::{is_commitment, is_valid};
use pallet_support::ensure_held;
use sp_runtime::{traits::Saturating, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// Checks the invariants:
	///
	/// 1. The members of a cohort are at the positions from 0, without gaps, each key at one; a cohort has no
	///    more of them than it can have.
	/// 2. A key that is enrolled is the member at its position or reserved, and valid; whatever is a member or
	///    reserved is enrolled there.
	/// 3. A cohort has as many rings as it says: none before its keys are placed, all when it is built. Each
	///    is a commitment to points of the right order.
	/// 4. A ring has some of its members only while the rings of its cohort are being built, fewer than all,
	///    and is the next one.
	/// 5. The members of cohorts of persons, and no other keys, have a vouch, by a known credential.
	/// 6. The vouches of an institution in a cohort are counted.
	/// 7. What is on hold of every account is what the deposits for vouches say.
	/// 8. The one cohort of persons that is open is the one that collects.
	/// 9. Each cohort is queued once at most, and only while there is something to do for it.
	/// 10. A cohort was frozen at a moment if it is not open.
	/// 11. The parameters are those of their hashes.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		for (cohort, standing) in Cohorts::<T>::iter() {
			Self::try_state_members(&cohort, &standing)?;
			Self::try_state_rings(&cohort, &standing)?;
			Self::try_state_stage(&cohort, &standing)?;
		}
		Self::try_state_keys()?;
		Self::try_state_orphans()?;
		Self::try_state_vouches()?;
		Self::try_state_queue()?;
		for (index, chunk) in Parameters::<T>::iter() {
			ensure!(is_chunk(index, &chunk), "parameters are not those of their hash");
		}
		let deposits = Vouches::<T>::iter_values().map(|vouch| (None, vouch.deposit));
		ensure_held::<T, T::Currency>(HoldReason::Vouch, deposits)
	}

	fn try_state_members(cohort: &Cohort, standing: &Standing) -> Result<(), TryRuntimeError> {
		let count = Members::<T>::iter_key_prefix(cohort).count();
		ensure!(
			usize::try_from(standing.members) == Ok(count),
			"the members are not as many as said"
		);
		ensure!(standing.members <= T::MaxMembers::get(), "a cohort has too many members");
		for position in 0..standing.members {
			let key = Members::<T>::get(cohort, position).ok_or("a position has no member")?;
			let enrolment = Enrolment { cohort: *cohort, position: Some(position) };
			ensure!(Keys::<T>::get(key) == Some(enrolment), "a member is not enrolled there");
		}
		Ok(())
	}

	fn try_state_rings(cohort: &Cohort, standing: &Standing) -> Result<(), TryRuntimeError> {
		let placed = Self::ring_count(cohort, standing);
		let is_as_built = match standing.stage {
			Stage::Open | Stage::Frozen { .. } | Stage::TooSmall => standing.rings == 0,
			Stage::Placed { .. } => standing.rings < placed,
			Stage::Built { .. } => standing.rings == placed,
			Stage::Retired => true,
		};
		ensure!(is_as_built, "a cohort says to have rings that it cannot have");
		let count = Rings::<T>::iter_key_prefix(cohort).count();
		ensure!(count == usize::from(standing.rings), "the rings are not as many as said");
		for index in 0..standing.rings {
			let commitment = Rings::<T>::get(cohort, index).ok_or("a ring has no commitment")?;
			ensure!(is_commitment(&commitment), "a ring is no commitment");
		}
		if let Some(progress) = Unfinished::<T>::get(cohort) {
			ensure!(matches!(standing.stage, Stage::Placed { .. }), "a ring is built of no cohort");
			let placement = Self::placement(cohort, standing).ok_or("a ring has no members")?;
			let len = placement.ring_len(standing.rings.into());
			ensure!((1..len).contains(&progress.added), "a ring has as many members as cannot be");
		}
		Ok(())
	}

	fn try_state_stage(cohort: &Cohort, standing: &Standing) -> Result<(), TryRuntimeError> {
		let is_dated = match standing.stage {
			Stage::Open => standing.frozen_at.is_none(),
			// It may have been open until then.
			Stage::Retired => true,
			_ => standing.frozen_at.is_some(),
		};
		ensure!(is_dated, "a cohort is open and frozen, or neither");
		if matches!(cohort, Cohort::Persons { .. }) && standing.stage == Stage::Open {
			let collected = Self::collected().map(|(collected, _)| collected);
			ensure!(collected == Some(*cohort), "an open cohort of persons does not collect");
		}
		Ok(())
	}

	fn try_state_keys() -> Result<(), TryRuntimeError> {
		for (key, Enrolment { cohort, position }) in Keys::<T>::iter() {
			ensure!(is_valid(&key), "an enrolled key is not valid");
			match position {
				Some(position) => ensure!(
					Members::<T>::get(cohort, position) == Some(key),
					"an enrolled key is not the member at its position"
				),
				None => ensure!(
					Reserved::<T>::contains_key(cohort, key),
					"an enrolled key is neither a member nor reserved"
				),
			}
		}
		for (cohort, key, ()) in Reserved::<T>::iter() {
			let enrolment = Enrolment { cohort, position: None };
			ensure!(Keys::<T>::get(key) == Some(enrolment), "a reserved key is not enrolled so");
			ensure!(!matches!(cohort, Cohort::Persons { .. }), "a key is reserved for persons");
		}
		Ok(())
	}

	/// Nothing is of a cohort that there is not.
	fn try_state_orphans() -> Result<(), TryRuntimeError> {
		let cohorts: BTreeSet<_> = Cohorts::<T>::iter_keys().collect();
		let members = Members::<T>::iter_keys().map(|(cohort, _)| cohort);
		let rings = Rings::<T>::iter_keys().map(|(cohort, _)| cohort);
		let is_known = |cohort: &Cohort| cohorts.contains(cohort);
		ensure!(members.chain(rings).all(|of| is_known(&of)), "a member or ring is of no cohort");
		ensure!(
			Unfinished::<T>::iter_keys().all(|of| is_known(&of)),
			"a ring is built of no cohort"
		);
		Ok(())
	}

	fn try_state_vouches() -> Result<(), TryRuntimeError> {
		let mut counts = BTreeMap::<(Cohort, T::AccountId), u32>::new();
		for (key, vouch) in Vouches::<T>::iter() {
			let cohort = Self::persons_with(&key).ok_or("a vouch is for no person")?;
			ensure!(T::Credentials::holder(vouch.serial).is_some(), "an institution is unknown");
			let payer = vouch.deposit.payer.ok_or("a deposit names no payer")?;
			counts.entry((cohort, payer)).or_default().saturating_inc();
		}
		for (key, enrolment) in Keys::<T>::iter() {
			let is_person = matches!(enrolment.cohort, Cohort::Persons { .. });
			ensure!(!is_person || Vouches::<T>::contains_key(key), "nobody vouches for a person");
		}
		for (cohort, institution, count) in Vouched::<T>::iter() {
			let counted = counts.remove(&(cohort, institution));
			ensure!(counted == Some(count), "the vouches of an institution are not counted");
		}
		ensure!(counts.is_empty(), "the vouches of an institution are not counted");
		Ok(())
	}

	fn persons_with(key: &RingKey) -> Option<Cohort> {
		let cohort = Keys::<T>::get(key)?.cohort;
		matches!(cohort, Cohort::Persons { .. }).then_some(cohort)
	}

	fn try_state_queue() -> Result<(), TryRuntimeError> {
		let queue = Queue::<T>::get();
		let queued: BTreeSet<_> = queue.iter().collect();
		ensure!(queued.len() == queue.len(), "a cohort is queued twice");
		for cohort in queue {
			let stage = Cohorts::<T>::get(cohort).map(|standing| standing.stage);
			let is_in_work = match stage {
				Some(Stage::Open) => matches!(cohort, Cohort::Persons { .. }),
				Some(Stage::Frozen { .. } | Stage::Placed { .. } | Stage::Retired) => true,
				Some(Stage::Built { .. } | Stage::TooSmall) | None => false,
			};
			ensure!(is_in_work, "there is nothing to do for a cohort that is queued");
		}
		if let Some(month) = Collecting::<T>::get() {
			let stage = Cohorts::<T>::get(Self::persons_of(month)).map(|standing| standing.stage);
			ensure!(stage == Some(Stage::Open), "the cohort that collects is not open");
		}
		Ok(())
	}
}
