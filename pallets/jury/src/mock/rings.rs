// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Rings whose proofs name the key: they prove what real ones do, and hide nothing.

use super::{AccountId, Test, GENESIS};
use codec::{Decode, Encode};
use frame_support::{ensure, pallet_prelude::*, parameter_types, storage_alias};
use medibloc_primitives::{
	rings::{
		possession_message, Alias, Cohort, CohortState, MembershipError, Placement,
		PossessionProof, RingId, RingKey, RingProof,
	},
	AnonymousMembership, RingsInspect, RingsMutate,
};
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::{DispatchError, DispatchResult};

parameter_types! {
	/// The most members of a ring of jurors.
	pub static RingCapacity: u32 = 255;
	/// The most proofs that a block checks.
	pub static MaxChecks: u32 = 1_000;
}

pub const NOT_OPEN: DispatchError = DispatchError::Other("the cohort is not open");
pub const NOT_FREE: DispatchError = DispatchError::Other("the key is taken");
pub const INVALID: DispatchError = DispatchError::Other("the key is no point of the curve");
pub const NOT_HELD: DispatchError = DispatchError::Other("the key was not shown to be held");

#[derive(Encode, Decode)]
struct Standing {
	state: CohortState,
	keys: Vec<RingKey>,
	rings: Vec<Vec<RingKey>>,
}

#[storage_alias]
type Cohorts = StorageMap<MockRings, Blake2_128Concat, Cohort, Standing>;

/// Where keys are enrolled, and whether they are only reserved.
#[storage_alias]
type Taken = StorageMap<MockRings, Blake2_128Concat, RingKey, (Cohort, bool)>;

/// The number of proofs that a block checked.
#[storage_alias]
type Checked = StorageValue<MockRings, (u64, u32)>;

pub struct Rings;

/// A valid key with this name.
pub fn fresh_key(name: &impl Encode) -> RingKey {
	let mut key = blake2_256(&("key", name).encode());
	key[0] = 0;
	key
}

/// The key of a juror for an epoch.
pub fn ring_key(who: AccountId, epoch: u32) -> RingKey {
	fresh_key(&("juror", who, epoch))
}

/// What is no point of the curve.
pub fn invalid_key(number: u8) -> RingKey {
	[0xff - number % 0x10; 32]
}

fn is_valid(key: &RingKey) -> bool {
	key[0] == 0
}

/// The proof that `enroller` holds a key.
pub fn possession(cohort: &Cohort, key: &RingKey, enroller: AccountId) -> PossessionProof {
	possession_by(cohort, key, &enroller.encode())
}

fn possession_by(cohort: &Cohort, key: &RingKey, enroller: &[u8]) -> PossessionProof {
	let mut proof: PossessionProof = [0; core::mem::size_of::<PossessionProof>()];
	let message = possession_message(GENESIS, cohort, enroller);
	proof[..32].copy_from_slice(&blake2_256(&("possession", key, message).encode()));
	proof
}

/// A proof by the holder of a key.
pub fn proof(key: &RingKey, context: &[u8; 32], message: &[u8; 32]) -> RingProof {
	("proof", key, context, message).encode().try_into().unwrap()
}

/// The alias of the holder of a key.
pub fn alias(key: &RingKey, context: &[u8; 32]) -> Alias {
	blake2_256(&("alias", key, context).encode())
}

/// Builds the rings of all frozen cohorts.
pub fn build_all() {
	let frozen: Vec<_> = Cohorts::iter()
		.filter(|(_, standing)| standing.state == CohortState::Frozen)
		.map(|(cohort, _)| cohort)
		.collect();
	frozen.iter().for_each(build);
}

pub fn build(cohort: &Cohort) {
	Cohorts::mutate(cohort, |standing| {
		let standing = standing.as_mut().expect("the cohort was opened");
		assert_eq!(standing.state, CohortState::Frozen);
		let capacity = match cohort {
			Cohort::Practitioners { .. } => RingCapacity::get(),
			_ => u32::MAX,
		};
		let members = standing.keys.len() as u32;
		let seed = H256(blake2_256(&("seed", cohort).encode()));
		let placement = Placement::new(seed, members, capacity).expect("there are members");
		standing.rings = (0..placement.rings())
			.map(|ring| {
				(0..placement.ring_len(ring))
					.map(|place| standing.keys[placement.position(ring, place).unwrap() as usize])
					.collect()
			})
			.collect();
		standing.state = CohortState::Built;
	});
}

/// The keys of a ring.
pub fn ring_members(cohort: &Cohort, ring: u16) -> Vec<RingKey> {
	let mut rings = Cohorts::get(cohort).map(|standing| standing.rings).unwrap_or_default();
	match usize::from(ring) < rings.len() {
		true => rings.swap_remove(ring.into()),
		false => Vec::new(),
	}
}

/// Whether a key is reserved for a cohort.
pub fn is_reserved(cohort: &Cohort, key: &RingKey) -> bool {
	Taken::get(key) == Some((*cohort, true))
}

/// Gives a reserved key free behind the back of the pallet.
pub fn steal(key: &RingKey) {
	Taken::remove(key);
}

/// The number of proofs that this block checked.
pub fn checked() -> u32 {
	let (block, count) = Checked::get().unwrap_or_default();
	if block == frame_system::Pallet::<Test>::block_number() {
		count
	} else {
		0
	}
}

impl AnonymousMembership for Rings {
	fn check(
		ring: &RingId,
		context: &[u8; 32],
		message: &[u8; 32],
		proof: &RingProof,
	) -> Result<Alias, MembershipError> {
		let standing = Cohorts::get(ring.cohort).ok_or(MembershipError::RingNotFound)?;
		ensure!(standing.state == CohortState::Built, MembershipError::RingNotFound);
		let members =
			standing.rings.get(usize::from(ring.index)).ok_or(MembershipError::RingNotFound)?;
		let key = members
			.iter()
			.find(|key| *proof == self::proof(key, context, message))
			.ok_or(MembershipError::BadProof)?;
		Ok(alias(key, context))
	}

	fn check_all(
		ring: &RingId,
		proofs: &[([u8; 32], [u8; 32], RingProof)],
	) -> Result<Vec<Alias>, MembershipError> {
		proofs
			.iter()
			.map(|(context, message, proof)| Self::check(ring, context, message, proof))
			.collect()
	}

	fn has_room(proofs: u32) -> bool {
		checked() + proofs <= MaxChecks::get()
	}

	fn note_checked(proofs: u32) {
		Checked::put((frame_system::Pallet::<Test>::block_number(), checked() + proofs));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn prove(cohort: Cohort, context: &[u8; 32], message: &[u8; 32]) -> (RingId, RingProof) {
		let keys: Vec<_> = (0..cohort.ring_capacity().min(255))
			.map(|n| fresh_key(&("member", cohort, n)))
			.collect();
		let rings = vec![keys.clone()];
		Cohorts::insert(cohort, Standing { state: CohortState::Built, keys: keys.clone(), rings });
		// The next member each time.
		let next = Proved::mutate(|proved| {
			*proved = proved.wrapping_add(1);
			*proved
		});
		let key = keys[next as usize % keys.len()];
		(RingId { cohort, index: 0 }, proof(&key, context, message))
	}
}

#[cfg(feature = "runtime-benchmarks")]
#[storage_alias]
type Proved = StorageValue<MockRings, u32, ValueQuery>;

impl RingsInspect for Rings {
	fn state(cohort: &Cohort) -> Option<CohortState> {
		Cohorts::get(cohort).map(|standing| standing.state)
	}

	fn members(cohort: &Cohort) -> u32 {
		Cohorts::get(cohort).map_or(0, |standing| standing.keys.len() as u32)
	}

	fn rings(cohort: &Cohort) -> u16 {
		Cohorts::get(cohort).map_or(0, |standing| standing.rings.len() as u16)
	}

	fn ring_len(ring: &RingId) -> u32 {
		ring_members(&ring.cohort, ring.index).len() as u32
	}

	fn ring_of(cohort: &Cohort, key: &RingKey) -> Option<RingId> {
		let rings = Cohorts::get(cohort)?.rings;
		let index = rings.iter().position(|ring| ring.contains(key))?;
		Some(RingId { cohort: *cohort, index: index as u16 })
	}

	fn is_free(key: &RingKey) -> bool {
		!Taken::contains_key(key)
	}
}

impl RingsMutate for Rings {
	fn open(cohort: Cohort) -> DispatchResult {
		ensure!(!Cohorts::contains_key(cohort), DispatchError::Other("it was opened before"));
		let standing = Standing {
			state: CohortState::Open,
			keys: Default::default(),
			rings: Default::default(),
		};
		Cohorts::insert(cohort, standing);
		Ok(())
	}

	fn insert(
		cohort: &Cohort,
		key: RingKey,
		enroller: &[u8],
		possession: &PossessionProof,
	) -> DispatchResult {
		let mut standing = open_standing(cohort)?;
		ensure!(is_valid(&key), INVALID);
		ensure!(Self::is_free(&key), NOT_FREE);
		ensure!(*possession == possession_by(cohort, &key, enroller), NOT_HELD);
		standing.keys.push(key);
		Cohorts::insert(cohort, standing);
		Taken::insert(key, (cohort, false));
		Ok(())
	}

	fn reserve(cohort: &Cohort, key: RingKey) -> DispatchResult {
		ensure!(Self::state(cohort).is_none_or(|state| state == CohortState::Open), NOT_OPEN);
		ensure!(is_valid(&key), INVALID);
		ensure!(Self::is_free(&key), NOT_FREE);
		Taken::insert(key, (cohort, true));
		Ok(())
	}

	fn insert_reserved(cohort: &Cohort, key: &RingKey) -> DispatchResult {
		let mut standing = open_standing(cohort)?;
		ensure!(is_reserved(cohort, key), NOT_FREE);
		standing.keys.push(*key);
		Cohorts::insert(cohort, standing);
		Taken::insert(key, (cohort, false));
		Ok(())
	}

	fn unreserve(cohort: &Cohort, key: &RingKey) {
		if is_reserved(cohort, key) {
			Taken::remove(key);
		}
	}

	fn remove(cohort: &Cohort, key: &RingKey) -> DispatchResult {
		let mut standing = open_standing(cohort)?;
		standing.keys.retain(|member| member != key);
		Cohorts::insert(cohort, standing);
		Taken::remove(key);
		Ok(())
	}

	fn freeze(cohort: &Cohort, min_members: u32) -> Result<CohortState, DispatchError> {
		let mut standing = open_standing(cohort)?;
		standing.state = match (standing.keys.len() as u32) < min_members.max(1) {
			true => CohortState::TooSmall,
			false => CohortState::Frozen,
		};
		let state = standing.state;
		Cohorts::insert(cohort, standing);
		Ok(state)
	}

	fn retire(cohort: &Cohort) -> DispatchResult {
		let standing = Cohorts::get(cohort).ok_or(DispatchError::Other("it was never opened"))?;
		ensure!(standing.state != CohortState::Open, DispatchError::Other("it is open"));
		standing.keys.iter().for_each(Taken::remove);
		Cohorts::remove(cohort);
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn key(cohort: &Cohort, seed: u32, enroller: &[u8], _: H256) -> (RingKey, PossessionProof) {
		let key = fresh_key(&("benchmark", cohort, seed));
		(key, possession_by(cohort, &key, enroller))
	}
}

fn open_standing(cohort: &Cohort) -> Result<Standing, DispatchError> {
	Cohorts::get(cohort).filter(|standing| standing.state == CohortState::Open).ok_or(NOT_OPEN)
}
