// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Traits by which other pallets use rings.

use super::{Alias, Cohort, CohortState, PossessionProof, RingId, RingKey, RingProof};
use crate::Moment;
use alloc::vec::Vec;
#[cfg(feature = "runtime-benchmarks")]
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult, Weight};

/// Why a proof of membership does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MembershipError {
	/// There is no such ring, or it is not built or ended.
	RingNotFound,
	/// The proof is malformed, of another ring, context or message.
	BadProof,
	/// There are more than [`MAX_PROOFS`](super::MAX_PROOFS).
	TooMany,
}

/// Checks of proofs of membership. Answered by `pallet-rings`.
///
/// What is used up in a context is kept by whoever defines the context.
pub trait AnonymousMembership {
	/// The alias of the member of `ring` who made `proof` for `context` and `message`. Takes a time fixed
	/// by the size of the ring: some 30 ms, of more than 767 members 214 ms the first time.
	fn check(
		ring: &RingId,
		context: &[u8; 32],
		message: &[u8; 32],
		proof: &RingProof,
	) -> Result<Alias, MembershipError>;

	/// The same for several proofs of one ring, quicker together: `(context, message, proof)` each, at most
	/// [`MAX_PROOFS`](super::MAX_PROOFS). All or nothing.
	fn check_all(
		ring: &RingId,
		proofs: &[([u8; 32], [u8; 32], RingProof)],
	) -> Result<Vec<Alias>, MembershipError>;

	/// Whether that many more proofs may be checked in this block. Asked while a transaction that brings
	/// them is validated: the pool knows no limit of its own.
	fn has_room(proofs: u32) -> bool;

	/// Counts proofs that were checked in this block. Told by the dispatch of the call that brought them.
	fn note_checked(proofs: u32);

	/// Makes a full ring of `cohort`, so that a benchmark can prove to be in it. Answers the ring and
	/// a proof for `context` and `message` by the next member: the aliases of up to
	/// [`MAX_PROOFS`](super::MAX_PROOFS) proofs differ.
	#[cfg(feature = "runtime-benchmarks")]
	fn prove(cohort: Cohort, context: &[u8; 32], message: &[u8; 32]) -> (RingId, RingProof);
}

/// Look-ups of cohorts and rings. Answered by `pallet-rings`.
pub trait RingsInspect {
	/// The state of a cohort; `None` if it was never opened, or is forgotten.
	fn state(cohort: &Cohort) -> Option<CohortState>;

	/// The number of keys of a cohort.
	fn members(cohort: &Cohort) -> u32;

	/// The number of rings of a cohort; none before they are built.
	fn rings(cohort: &Cohort) -> u16;

	/// The number of members of a ring; none before it is built.
	fn ring_len(ring: &RingId) -> u32;

	/// When a cohort was frozen; `None` before. A context that admits only rings which were there when
	/// it opened asks this.
	fn frozen_at(_cohort: &Cohort) -> Option<Moment> {
		None
	}

	/// The ring that a key was placed in; `None` before its cohort is built.
	fn ring_of(cohort: &Cohort, key: &RingKey) -> Option<RingId>;

	/// Whether nobody enrolled `key` in a cohort that still stands.
	fn is_free(key: &RingKey) -> bool;
}

/// Cohorts that other pallets fill. Done by `pallet-rings`.
///
/// Each of these either succeeds or changes nothing.
pub trait RingsMutate {
	/// Opens a cohort, whose keys may be inserted. An error if it was opened before.
	fn open(cohort: Cohort) -> DispatchResult;

	/// Inserts a key. An error if the cohort is not open or full, or the key is not a point of the curve
	/// of the right order, is enrolled already, or was not shown to be held: `possession` signs
	/// [`possession_message`](super::possession_message) for `enroller`.
	fn insert(
		cohort: &Cohort,
		key: RingKey,
		enroller: &[u8],
		possession: &PossessionProof,
	) -> DispatchResult;

	/// Keeps a key for a cohort that is open or will be opened, so that it is a member only once
	/// [`insert_reserved`](Self::insert_reserved) says so. An error if it is not a point of the curve of
	/// the right order, or is enrolled or reserved already. Takes some 3 ms.
	fn reserve(cohort: &Cohort, key: RingKey) -> DispatchResult;

	/// Makes a reserved key a member. An error if the cohort is not open or full, or the key is not
	/// reserved for it.
	fn insert_reserved(cohort: &Cohort, key: &RingKey) -> DispatchResult;

	/// Gives a reserved key free. Nothing happens if it is not reserved for the cohort.
	fn unreserve(cohort: &Cohort, key: &RingKey);

	/// Takes a key out of a cohort that is open.
	fn remove(cohort: &Cohort, key: &RingKey) -> DispatchResult;

	/// Closes a cohort. Its keys are placed and its rings built in the blocks that follow, once
	/// randomness is there that nobody knows now; with fewer than `min_members` keys there are no rings.
	fn freeze(cohort: &Cohort, min_members: u32) -> Result<CohortState, DispatchError>;

	/// Marks a cohort as ended. It is deleted in the blocks that follow.
	fn retire(cohort: &Cohort) -> DispatchResult;

	/// A valid key that is not enrolled and its proof of possession, number `seed`, so that a benchmark
	/// can insert it.
	#[cfg(feature = "runtime-benchmarks")]
	fn key(
		cohort: &Cohort,
		seed: u32,
		enroller: &[u8],
		genesis: H256,
	) -> (RingKey, PossessionProof);
}

/// Weights of what `pallet-rings` does for the calls of other pallets. Answered by `pallet-rings`.
///
/// Those of the checks include that a transaction is validated by an instance of the runtime that checked
/// nothing before. A benchmark runs in one that did: a pallet whose own benchmarks make the check adds
/// [`cold_start`](Self::cold_start). Before a call the members are at most
/// [`ring_capacity`](super::Cohort::ring_capacity), after it [`RingsInspect::ring_len`] tells how many.
pub trait RingsWeights {
	/// What the first check of a ring of so many members takes longer than the next in an instance of the
	/// runtime. It jumps above 255 members, and again above 767.
	fn cold_start(members: u32) -> Weight;

	/// [`AnonymousMembership::check`] of a ring of at most so many members.
	fn check(members: u32) -> Weight;

	/// [`AnonymousMembership::check_all`] of so many proofs of a ring of at most so many members.
	fn check_all(members: u32, proofs: u32) -> Weight;

	/// [`RingsMutate::open`].
	fn open() -> Weight;

	/// [`RingsMutate::insert`].
	fn insert() -> Weight;

	/// [`RingsMutate::reserve`].
	fn reserve() -> Weight;

	/// [`RingsMutate::insert_reserved`].
	fn insert_reserved() -> Weight;

	/// [`RingsMutate::unreserve`].
	fn unreserve() -> Weight;

	/// [`RingsMutate::remove`].
	fn remove() -> Weight;

	/// [`RingsMutate::freeze`].
	fn freeze() -> Weight;

	/// [`RingsMutate::retire`].
	fn retire() -> Weight;
}
