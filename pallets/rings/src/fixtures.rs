// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A ring for each size of the domain, and a proof by each of its first 32 members, for benchmarks, which
//! cannot prove in WASM, and for tests.
//!
//! The secrets of the keys are hashes of their numbers.
//! `WRITE_FIXTURES=1 cargo test -p pallet-rings fixtures` writes the files anew.

use crate::{
	types::{Commitment, Enrolment, Stage, Standing},
	Cohorts, Config, Keys, Members, Rings,
};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use frame_support::traits::Time;
use medibloc_primitives::rings::{Cohort, Placement, RingKey, RingProof};
use medibloc_ring_vrf::{domain, Domain, Secret};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash};

/// A ring and proofs of it.
#[derive(Encode, Decode)]
pub(crate) struct Fixture {
	/// The keys of the ring, in their order.
	pub(crate) keys: Vec<RingKey>,
	/// The commitment to them.
	pub(crate) commitment: Commitment,
	/// A proof by each of the first members for [`CONTEXT`] and [`MESSAGE`].
	pub(crate) proofs: Vec<RingProof>,
}

/// The context of the proofs.
pub(crate) const CONTEXT: [u8; 32] = [0xc0; 32];

/// The message of the proofs.
pub(crate) const MESSAGE: [u8; 32] = [0x3e; 32];

/// What places the keys.
const SEED: H256 = H256::repeat_byte(0x5e);

static DOMAIN_11: &[u8] = include_bytes!("../fixtures/domain11.scale");
static DOMAIN_12: &[u8] = include_bytes!("../fixtures/domain12.scale");
static DOMAIN_16: &[u8] = include_bytes!("../fixtures/domain16.scale");

impl Fixture {
	pub(crate) fn of(domain: Domain) -> Self {
		let mut bytes = match domain {
			Domain::Domain11 => DOMAIN_11,
			Domain::Domain12 => DOMAIN_12,
			Domain::Domain16 => DOMAIN_16,
		};
		Self::decode(&mut bytes).expect("the fixtures are encoded; write them anew")
	}

	/// The largest that a ring of the cohort can need.
	pub(crate) fn for_cohort(cohort: &Cohort) -> Self {
		Self::of(domain(cohort.ring_capacity()).expect("a full ring has a domain"))
	}
}

/// The secret with this name.
pub(crate) fn secret(name: &impl Encode) -> Secret {
	Secret::new(BlakeTwo256::hash_of(&("medibloc/rings/test", name)).0)
}

/// The secret of a key of a fixture.
#[cfg(test)]
pub(crate) fn member(domain: Domain, index: u32) -> Secret {
	secret(&("fixture", domain.as_power(), index))
}

/// Makes the cohort one that has the keys of a fixture in one ring, at this stage.
fn insert<T: Config>(cohort: Cohort, keys: Vec<RingKey>, rings: u16, stage: fn(H256) -> Stage) {
	let members = u32::try_from(keys.len()).expect("there are few");
	let placement =
		Placement::new(SEED, members, cohort.ring_capacity()).expect("the ring has members");
	for (place, key) in (0u32..).zip(keys) {
		let position = placement.position(0, place).expect("there is one ring");
		Members::<T>::insert(cohort, position, key);
		Keys::<T>::insert(key, Enrolment { cohort, position: Some(position) });
	}
	let frozen_at = Some(T::Time::now());
	Cohorts::<T>::insert(cohort, Standing { stage: stage(SEED), members, rings, frozen_at });
}

/// Makes the cohort one that is built and has one ring, unless it is that already.
pub(crate) fn make_ring<T: Config>(cohort: Cohort) {
	let Fixture { keys, commitment, .. } = Fixture::for_cohort(&cohort);
	if Rings::<T>::get(cohort, 0) != Some(commitment) {
		insert::<T>(cohort, keys, 1, |seed| Stage::Built { seed });
		Rings::<T>::insert(cohort, 0, commitment);
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub(crate) use for_benchmarks::{chunk, key, make_unfinished, prove, stand_in};

/// Unfinished rings, and proofs in the place of others.
#[cfg(feature = "runtime-benchmarks")]
mod for_benchmarks {
	use super::*;
	use crate::{parameters::Chunk, types::Progress, Parameters, Unfinished};
	use frame_support::storage::unhashed;
	use medibloc_primitives::rings::{possession_message, PossessionProof, MAX_PROOFS};
	use medibloc_ring_vrf::Builder;

	static CHUNK: &[u8] = include_bytes!("../fixtures/domain16-chunk0.bin");

	const NEXT: &[u8] = b":rings:benchmark:next";

	/// Makes the cohort one whose only ring, of the largest domain, lacks its last `missing` members. It says
	/// to have the others, and has none, which costs the same.
	pub(crate) fn make_unfinished<T: Config>(cohort: Cohort, missing: u32) {
		let Fixture { keys, .. } = Fixture::for_cohort(&cohort);
		let members = u32::try_from(keys.len()).expect("there are few");
		insert::<T>(cohort, keys, 0, |seed| Stage::Placed { seed });
		let added = members.saturating_sub(missing);
		let commitment = Builder::start(Domain::Domain16).pause().expect("it is encoded");
		Unfinished::<T>::insert(cohort, Progress { added, commitment });
		// Any points will do: they are not checked, and adding them takes the same time. The last members are
		// beyond the sixth chunk, those before them in it.
		for index in 5..7 {
			Parameters::<T>::insert(index, chunk());
		}
	}

	/// The first chunk of the points for rings of the largest domain.
	pub(crate) fn chunk() -> Chunk {
		Chunk::truncate_from(CHUNK.to_vec())
	}

	/// A valid key that is not enrolled, and a proof of its possession.
	pub(crate) fn key(
		cohort: &Cohort,
		seed: u32,
		enroller: &[u8],
		genesis: H256,
	) -> (RingKey, PossessionProof) {
		let secret = secret(&("key", seed));
		let message = possession_message(genesis, cohort, enroller);
		(secret.key(), secret.sign(&message).expect("a signature has a fixed length"))
	}

	fn slot(proof: &RingProof) -> Vec<u8> {
		(b":rings:benchmark:proof:", BlakeTwo256::hash(proof)).encode()
	}

	/// A proof that is taken for one for this context and message.
	pub(crate) fn prove(cohort: &Cohort, context: &[u8; 32], message: &[u8; 32]) -> RingProof {
		let number: u32 = unhashed::get_or_default(NEXT);
		unhashed::put(NEXT, &number.wrapping_add(1));
		let index = number.checked_rem(MAX_PROOFS).unwrap_or_default();
		let proofs = Fixture::for_cohort(cohort).proofs;
		let proof = proofs.into_iter().nth(index as usize).expect("there are so many");
		let slot = slot(&proof);
		unhashed::put(&slot, &(context, message));
		// What a benchmark adds to the check is not part of its cost.
		frame_benchmarking::benchmarking::add_to_whitelist(slot.into());
		proof
	}

	/// The context and message that a proof is checked for: those it was made for, if it stands in for one
	/// for these.
	pub(crate) fn stand_in<'a>(
		context: &'a [u8; 32],
		message: &'a [u8; 32],
		proof: &RingProof,
	) -> (&'a [u8; 32], &'a [u8; 32]) {
		match unhashed::get::<([u8; 32], [u8; 32])>(&slot(proof)) {
			Some(taken_for) if taken_for == (*context, *message) => (&CONTEXT, &MESSAGE),
			_ => (context, message),
		}
	}
}
