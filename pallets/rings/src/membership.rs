// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Proofs of membership, and how many of them a block checks.

use crate::{types::Commitment, CheckedProofs, Config, Pallet, Rings};
use alloc::vec::Vec;
use frame_support::{ensure, traits::Get};
use medibloc_primitives::rings::{
	Alias, AnonymousMembership, MembershipError, RingId, RingProof, MAX_PROOFS,
};
use medibloc_ring_vrf::{domain, validate, validate_all, Claim, Domain};

impl<T: Config> Pallet<T> {
	/// What proofs of a ring are checked against.
	fn verifier(ring: &RingId) -> Option<(Domain, Commitment)> {
		let placement = Self::built_placement(&ring.cohort)?;
		if !Self::is_of_this_year(&ring.cohort) {
			return None;
		}
		let commitment = Rings::<T>::get(ring.cohort, ring.index)?;
		Some((domain(placement.ring_len(ring.index.into()))?, commitment))
	}
}

impl<T: Config> AnonymousMembership for Pallet<T> {
	fn check(
		ring: &RingId,
		context: &[u8; 32],
		message: &[u8; 32],
		proof: &RingProof,
	) -> Result<Alias, MembershipError> {
		let (domain, commitment) = Self::verifier(ring).ok_or(MembershipError::RingNotFound)?;
		#[cfg(feature = "runtime-benchmarks")]
		let (context, message) = crate::fixtures::stand_in(context, message, proof);
		validate(domain, &commitment, Claim { context, message, proof })
			.ok_or(MembershipError::BadProof)
	}

	fn check_all(
		ring: &RingId,
		proofs: &[([u8; 32], [u8; 32], RingProof)],
	) -> Result<Vec<Alias>, MembershipError> {
		let is_too_many = u32::try_from(proofs.len()).map_or(true, |len| len > MAX_PROOFS);
		ensure!(!is_too_many, MembershipError::TooMany);
		let (domain, commitment) = Self::verifier(ring).ok_or(MembershipError::RingNotFound)?;
		let claims: Vec<_> = proofs
			.iter()
			.map(|(context, message, proof)| {
				#[cfg(feature = "runtime-benchmarks")]
				let (context, message) = crate::fixtures::stand_in(context, message, proof);
				Claim { context, message, proof }
			})
			.collect();
		validate_all(domain, &commitment, &claims).ok_or(MembershipError::BadProof)
	}

	fn has_room(proofs: u32) -> bool {
		CheckedProofs::<T>::get()
			.checked_add(proofs)
			.is_some_and(|checked| checked <= T::MaxProofsPerBlock::get())
	}

	fn note_checked(proofs: u32) {
		CheckedProofs::<T>::mutate(|checked| *checked = checked.saturating_add(proofs));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn prove(
		cohort: medibloc_primitives::rings::Cohort,
		context: &[u8; 32],
		message: &[u8; 32],
	) -> (RingId, RingProof) {
		crate::fixtures::make_ring::<T>(cohort);
		(RingId { cohort, index: 0 }, crate::fixtures::prove(&cohort, context, message))
	}
}
