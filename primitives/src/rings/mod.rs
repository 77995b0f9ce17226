// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Rings: membership that is proven without saying which member proves it.
//!
//! The keys of a [`Cohort`] are collected, frozen, shuffled and placed in [rings](RingId). Whoever holds
//! a key of a ring proves it for a *context* and shows an [`Alias`], which is the same for the same key
//! and context, and cannot be linked to any other. The proofs are Bandersnatch ring VRF signatures, as
//! the crate `verifiable` makes and checks them.

pub(crate) mod api;
mod placement;
mod traits;

pub use api::*;
pub use placement::Placement;
pub use traits::{AnonymousMembership, MembershipError, RingsInspect, RingsMutate, RingsWeights};

use crate::Jurisdiction;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::{bounded::BoundedVec, ConstU32, H256};
use sp_crypto_hashing::blake2_256;

/// The public key of a member of a ring: a compressed point of Bandersnatch.
pub type RingKey = [u8; 32];

/// What a member shows for a context, the same each time, unlinkable to that for any other context.
pub type Alias = [u8; 32];

/// The longest encoding of a proof of membership, in bytes. Proofs take 785.
pub const MAX_PROOF_LEN: u32 = 800;

/// A proof of membership, as the crate `verifiable` encodes it.
pub type RingProof = BoundedVec<u8, ConstU32<MAX_PROOF_LEN>>;

/// The most proofs that are checked together.
pub const MAX_PROOFS: u32 = 32;

/// The most members of a ring that one answer of the runtime API contains.
pub const MAX_RING_PAGE: u32 = 1_024;

/// A proof that whoever enrols a key holds it: a plain signature by the key.
pub type PossessionProof = [u8; 64];

/// Keys that are collected in one period, frozen together and placed in the same rings.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Cohort {
	/// The certified practitioners who judge in a jurisdiction during an epoch. `pallet-jury` opens and
	/// freezes it.
	#[codec(index = 0)]
	Practitioners {
		/// The jurisdiction.
		jurisdiction: Jurisdiction,
		/// The epoch of its jury.
		epoch: u32,
	},
	/// The persons whose keys serve from a month on: institutions vouched for them in the month before, or
	/// earlier in the year if those were too few. `pallet-rings` opens and freezes it.
	#[codec(index = 1)]
	Persons {
		/// The year, with which all keys end.
		year: u16,
		/// The month, from 1 to 12.
		month: u8,
	},
	/// The vouchers that a term of a jury paid. `pallet-jury` opens and freezes it.
	#[codec(index = 2)]
	Vouchers {
		/// The jurisdiction.
		jurisdiction: Jurisdiction,
		/// The term of its jury.
		term: u32,
	},
}

impl Cohort {
	/// The most members of one of its rings.
	///
	/// The polynomial commitment of a ring has room for a power of two of points, of which the proof
	/// itself takes 257: 255 of 512 are left, 767 of 1,024 and 16,127 of 16,384.
	///
	/// All vouchers lie in one ring. With several, the rings that somebody redeems from tell in which
	/// ballots the vouchers were earned.
	pub const fn ring_capacity(&self) -> u32 {
		match self {
			Self::Practitioners { .. } => 255,
			Self::Persons { .. } => 767,
			Self::Vouchers { .. } => 16_127,
		}
	}
}

/// Identifies a ring.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct RingId {
	/// The cohort whose keys it holds.
	pub cohort: Cohort,
	/// Its number among the rings of the cohort, from 0.
	pub index: u16,
}

/// Where a cohort stands.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub enum CohortState {
	/// Keys are enrolled.
	#[codec(index = 0)]
	Open,
	/// No more keys; the randomness that places them is awaited, or rings are being built.
	#[codec(index = 1)]
	Frozen,
	/// All rings are built.
	#[codec(index = 2)]
	Built,
	/// It ended with fewer keys than a ring needs, and has no rings.
	#[codec(index = 3)]
	TooSmall,
	/// Its keys and rings are being deleted; nothing is proven any more.
	#[codec(index = 4)]
	Retired,
}

/// What the holder of a key signs to show possession of it.
///
/// It names the chain, the cohort and who enrols the key, so that nobody enrols the key of another,
/// whether copied from the pool or from another cohort. `enroller` is the encoding of the account that
/// enrols the key: the practitioner, or the institution that vouches.
pub fn possession_message(genesis: H256, cohort: &Cohort, enroller: &[u8]) -> [u8; 32] {
	blake2_256(&("medibloc/rings/possession", genesis, cohort, enroller).encode())
}

/// The context of a use: the alias for it is unlinkable to that for any other use, chain or subject.
///
/// `subject` names what is used up in it: the ballot, the term, the month and author.
pub fn context(usage: &str, genesis: H256, subject: &impl Encode) -> [u8; 32] {
	blake2_256(&("medibloc/rings/context", usage, genesis, subject).encode())
}
