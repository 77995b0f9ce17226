// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Ring VRF signatures over Bandersnatch: keys, rings and proofs of membership as the chain checks them.
//!
//! A thin layer over the crate [`verifiable`], whose arithmetic is generic and would be compiled again in
//! every crate that uses it; here it is compiled once, and optimised in builds for development too.
//!
//! What comes from others (keys, signatures, proofs) is decoded with every check. What the chain itself
//! stored ([`Builder::resume`], commitments in [`validate`]) and the parameters are decoded without a check of
//! their points: whoever calls vouches for them.

#![no_std]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

extern crate alloc;

mod builder;
mod proof;
mod secret;
#[cfg(feature = "test-utils")]
pub mod testing;
#[cfg(all(test, feature = "test-utils"))]
mod tests;

pub use builder::{is_commitment, Builder};
pub use proof::{set_up, validate, validate_all, Claim};
#[cfg(feature = "prover")]
pub use secret::prove;
pub use secret::Secret;
pub use verifiable::ring::RingDomainSize as Domain;

use verifiable::{
	ring::bandersnatch::{BandersnatchSha512Ell2 as Suite, BandersnatchVrfVerifiable as Vrf},
	GenerateVerifiable,
};

/// A public key: a compressed point.
pub type Key = [u8; 32];

/// What a proof shows for its context.
pub type Alias = [u8; 32];

/// A plain signature by a key.
pub type Signature = [u8; 64];

/// The commitment to the members of a ring, uncompressed.
pub type Commitment = [u8; 288];

/// A commitment to which members are still added, uncompressed.
pub type OpenCommitment = [u8; 848];

/// The bytes of a point of the parameters.
pub const POINT_LEN: usize = 96;

/// The most members of a ring over a domain.
pub const fn capacity(domain: Domain) -> usize {
	domain.max_ring_size::<Suite>()
}

/// The smallest domain that has room for a ring of so many members.
pub fn domain(members: u32) -> Option<Domain> {
	let members = usize::try_from(members).ok()?;
	Domain::VARIANTS.into_iter().find(|domain| members <= capacity(*domain))
}

/// Whether the key is the one encoding of a point of the large subgroup other than the identity.
pub fn is_valid(key: &Key) -> bool {
	Vrf::is_member_valid(key)
}

/// Whether the holder of the key signed the message.
pub fn is_signed(key: &Key, message: &[u8], signature: &Signature) -> bool {
	Vrf::verify_signature(signature, message, key)
}
