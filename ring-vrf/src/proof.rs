// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Proofs of membership.

use super::{Alias, Commitment, Domain, Suite, Vrf};
use alloc::vec::Vec;
use core::hint::black_box;
use verifiable::{
	ring::{make_canonical_pcs_vk, make_ring_context},
	BatchProofItem, DecodeUnchecked, GenerateVerifiable,
};

type Members = <Vrf as GenerateVerifiable>::Members;
type Proof = <Vrf as GenerateVerifiable>::Proof;

/// A proof, and what it is said to be for.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
	/// The context, which decides on the alias.
	pub context: &'a [u8],
	/// The message.
	pub message: &'a [u8],
	/// The proof, as `verifiable` encodes it.
	pub proof: &'a [u8],
}

/// The alias that a proof shows, if it is valid for the ring with this commitment.
pub fn validate(domain: Domain, commitment: &Commitment, claim: Claim) -> Option<Alias> {
	let (proof, members) = (decode(claim.proof)?, members(commitment)?);
	Vrf::validate(domain, &proof, &members, claim.context, claim.message).ok()
}

/// The aliases that proofs show which are all valid for the ring with this commitment. Takes a third of the
/// time for each.
pub fn validate_all(
	domain: Domain,
	commitment: &Commitment,
	claims: &[Claim],
) -> Option<Vec<Alias>> {
	let members = members(commitment)?;
	let items = claims
		.iter()
		.map(|claim| {
			Some(BatchProofItem {
				proof: decode(claim.proof)?,
				config: domain,
				members: members.clone(),
				context: claim.context.to_vec(),
				message: claim.message.to_vec(),
			})
		})
		.collect::<Option<Vec<_>>>()?;
	Vrf::batch_validate(&items).ok()
}

/// Sets up what a check over a domain needs, and an instance of the runtime keeps once it has it. For
/// measuring.
pub fn set_up(domain: Domain) {
	black_box(make_ring_context::<Suite>(domain));
	black_box(make_canonical_pcs_vk::<Suite>());
}

fn decode(proof: &[u8]) -> Option<Proof> {
	proof.to_vec().try_into().ok()
}

fn members(commitment: &Commitment) -> Option<Members> {
	Members::decode_unchecked(&mut &commitment[..]).ok()
}
