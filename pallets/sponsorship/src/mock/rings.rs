// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Rings whose proofs say openly who made them. Every key is a member; there is but the first of a cohort.

use codec::{Decode, Encode};
use frame_support::parameter_types;
#[cfg(feature = "runtime-benchmarks")]
use medibloc_primitives::rings::Cohort;
use medibloc_primitives::{
	rings::{Alias, MembershipError, RingId, RingProof},
	AnonymousMembership,
};
use sp_io::hashing::blake2_256;

parameter_types! {
	/// How many more proofs the block has room for.
	pub static Room: u32 = 32;
	/// How often a proof was verified.
	pub static Verified: u32 = 0;
}

pub struct Rings;

impl Rings {
	pub(crate) fn alias(key: u32, context: &[u8; 32]) -> Alias {
		blake2_256(&(key, context).encode())
	}

	/// The proof that the key `key` is one of the ring.
	pub(crate) fn proof(
		key: u32,
		ring: &RingId,
		context: &[u8; 32],
		message: &[u8; 32],
	) -> RingProof {
		RingProof::truncate_from((key, ring, context, message).encode())
	}
}

impl AnonymousMembership for Rings {
	fn check(
		ring: &RingId,
		context: &[u8; 32],
		message: &[u8; 32],
		proof: &RingProof,
	) -> Result<Alias, MembershipError> {
		Verified::mutate(|count| *count += 1);
		if ring.index != 0 {
			return Err(MembershipError::RingNotFound);
		}
		let key = u32::decode(&mut &proof[..]).map_err(|_| MembershipError::BadProof)?;
		if *proof != Self::proof(key, ring, context, message) {
			return Err(MembershipError::BadProof);
		}
		Ok(Self::alias(key, context))
	}

	fn check_all(
		ring: &RingId,
		proofs: &[([u8; 32], [u8; 32], RingProof)],
	) -> Result<Vec<Alias>, MembershipError> {
		let check = |(context, message, proof): &_| Self::check(ring, context, message, proof);
		proofs.iter().map(check).collect()
	}

	fn has_room(proofs: u32) -> bool {
		proofs <= Room::get()
	}

	fn note_checked(proofs: u32) {
		Room::mutate(|room| *room -= proofs);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn prove(cohort: Cohort, context: &[u8; 32], message: &[u8; 32]) -> (RingId, RingProof) {
		let ring = RingId { cohort, index: 0 };
		(ring, Self::proof(1, &ring, context, message))
	}
}
