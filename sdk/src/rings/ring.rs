// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Rings that were checked, and proofs of membership in them.

use super::{Error, RingSecret, SeenRing, SourceError};
use async_trait::async_trait;
use codec::Encode;
use medibloc_primitives::rings::{
	Alias, Cohort, CohortState, RingId, RingInfo, RingKey, RingProof,
};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use std::{collections::BTreeSet, fmt};
use verifiable::{
	ring::{
		ark_vrf::{ring::SrsLookup, suites::bandersnatch::BandersnatchSha512Ell2},
		bandersnatch::BandersnatchVrfVerifiable as Vrf,
		ring_verifier_builder_params, RingDomainSize, StaticChunk,
	},
	GenerateVerifiable,
};

type Commitment = <Vrf as GenerateVerifiable>::Members;

/// A ring whose members were checked against its commitment.
#[derive(Clone, PartialEq, Eq)]
pub struct Ring {
	id: RingId,
	members: Vec<RingKey>,
	/// The size of the polynomials that the commitment is made with.
	domain: RingDomainSize,
	commitment: Commitment,
	digest: H256,
}

/// A proof of membership, and what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
	/// What the member shows for the context.
	pub alias: Alias,
	/// The proof.
	pub proof: RingProof,
}

impl Ring {
	/// Takes a ring as a node answers it, if it is whole: at least `least` members, no more than fit,
	/// none twice, all of them keys, and the commitment is the one to exactly these members in this
	/// order. Takes 0.1 to 0.3 seconds of a processor; 5 for the 16,000 vouchers of a term.
	///
	/// The node also chose the commitment: see [the module](super#what-a-lying-node-can-do) for what
	/// this proves, and [`confirm`](Self::confirm) and [`fetch`] for the rest.
	///
	/// # Errors
	///
	/// [`TooFew`](Error::TooFew), [`TooMany`](Error::TooMany), [`Duplicate`](Error::Duplicate),
	/// [`BadMember`](Error::BadMember), [`OtherMembers`](Error::OtherMembers).
	pub fn check(id: RingId, info: RingInfo, least: usize) -> Result<Self, Error> {
		// All pages of its members together; with one missing the commitment is another.
		let RingInfo { commitment, len: _, members } = info;
		let most = usize::try_from(id.cohort.ring_capacity()).unwrap_or(usize::MAX);
		// A ring of one hides nobody, whatever the network allows.
		let least = least.max(2);
		match members.len() {
			few if few < least => return Err(Error::TooFew { members: few, least }),
			many if many > most => return Err(Error::TooMany { members: many, most }),
			_ => (),
		}
		if members.iter().collect::<BTreeSet<_>>().len() != members.len() {
			return Err(Error::Duplicate);
		}
		let digest = H256(blake2_256(&commitment));
		// One of them is that of the chain: the smallest, unless it keeps all rings of a cohort in one.
		for domain in domains(members.len()) {
			let built = build(domain, &members)?;
			if built.encode() == commitment {
				return Ok(Self { id, members, domain, commitment: built, digest });
			}
		}
		Err(Error::OtherMembers)
	}

	/// Its identity.
	pub fn id(&self) -> RingId {
		self.id
	}

	/// The keys of its members, in the order of the ring.
	pub fn members(&self) -> &[RingKey] {
		&self.members
	}

	/// The hash of the commitment to its members, to compare rings by.
	pub fn digest(&self) -> H256 {
		self.digest
	}

	/// What is kept with a key that was found in this ring.
	pub fn seen(&self) -> SeenRing {
		SeenRing { ring: self.id, digest: self.digest }
	}

	/// Whether `key` is a member.
	pub fn contains(&self, key: &RingKey) -> bool {
		self.members.contains(key)
	}

	/// Compares the ring with the commitment that another source has for it: another node, or better
	/// a storage proof under a finalized state root.
	///
	/// # Errors
	///
	/// [`Disagreement`](Error::Disagreement).
	pub fn confirm(&self, commitment: &[u8]) -> Result<(), Error> {
		if H256(blake2_256(commitment)) == self.digest {
			Ok(())
		} else {
			Err(Error::Disagreement)
		}
	}

	/// Compares the ring with the one that a key was first found in.
	///
	/// # Errors
	///
	/// [`Changed`](Error::Changed).
	pub fn recognise(&self, seen: Option<&SeenRing>) -> Result<(), Error> {
		match seen {
			Some(seen) if *seen != self.seen() => Err(Error::Changed),
			_ => Ok(()),
		}
	}

	/// Proves for `context` and `message` that whoever has `secret` is a member, and checks the proof
	/// against the commitment as the chain does. Takes 0.4 to 0.8 seconds of a processor and 25 MiB of
	/// memory, and 10 seconds and 180 MiB in a ring of more than 767, where the process has 226 MiB at most
	/// with the ring; so run it on a thread for blocking work.
	///
	/// Each proof of a member for one context shows the same alias, and two for one message share bytes:
	/// compare aliases, never proofs.
	///
	/// # Errors
	///
	/// [`NotMember`](Error::NotMember), [`NotProven`](Error::NotProven).
	pub fn prove(
		&self,
		secret: &RingSecret,
		context: &[u8; 32],
		message: &[u8; 32],
	) -> Result<Membership, Error> {
		let key = secret.public();
		if !self.contains(&key) {
			return Err(Error::NotMember);
		}
		let not_proven = |_| Error::NotProven;
		let opened =
			Vrf::open(self.domain, &key, self.members.iter().copied()).map_err(not_proven)?;
		let (proof, alias) =
			Vrf::create(opened, &secret.vrf(), context, message).map_err(not_proven)?;
		if !Vrf::is_valid(self.domain, &proof, &self.commitment, context, &alias, message) {
			return Err(Error::NotProven);
		}
		let proof = proof.into_inner().try_into().map_err(|_| Error::NotProven)?;
		Ok(Membership { alias, proof })
	}

	/// The alias of whoever made `proof` for `context` and `message`; `None` if it does not hold.
	pub fn verify(
		&self,
		context: &[u8; 32],
		message: &[u8; 32],
		proof: &RingProof,
	) -> Option<Alias> {
		let proof = proof.to_vec().try_into().ok()?;
		Vrf::validate(self.domain, &proof, &self.commitment, context, message).ok()
	}
}

impl fmt::Debug for Ring {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Ring")
			.field("id", &self.id)
			.field("members", &self.members.len())
			.field("digest", &self.digest)
			.finish()
	}
}

/// The encoded commitment to `members`, as the chain computes it.
///
/// # Errors
///
/// [`TooMany`](Error::TooMany), [`BadMember`](Error::BadMember).
pub fn commitment(members: &[RingKey]) -> Result<Vec<u8>, Error> {
	let most = RingDomainSize::Domain16.max_ring_size::<BandersnatchSha512Ell2>();
	let too_many = Error::TooMany { members: members.len(), most };
	let domain = domains(members.len()).next().ok_or(too_many)?;
	build(domain, members).map(|commitment| commitment.encode())
}

fn build(domain: RingDomainSize, members: &[RingKey]) -> Result<Commitment, Error> {
	let params = ring_verifier_builder_params::<BandersnatchSha512Ell2>(domain);
	let mut building = Vrf::start_members(domain);
	Vrf::push_members(&mut building, members.iter().copied(), |range| {
		let points = (&params).lookup(range).ok_or(())?;
		Ok(points.into_iter().map(StaticChunk).collect())
	})
	.map_err(|_| Error::BadMember)?;
	Ok(Vrf::finish_members(building))
}

/// The sizes of polynomials that have room for so many members, the smallest first.
fn domains(members: usize) -> impl Iterator<Item = RingDomainSize> {
	let has_room =
		move |domain: &RingDomainSize| domain.max_ring_size::<BandersnatchSha512Ell2>() >= members;
	RingDomainSize::VARIANTS.into_iter().filter(has_room)
}

/// Whoever answers rings: a node, or a copy of what one answered. What is answered is of a finalized
/// block.
#[async_trait]
pub trait RingSource: Send + Sync {
	/// A ring with its members; `None` if it is not there.
	async fn ring(&self, ring: &RingId) -> Result<Option<RingInfo>, SourceError>;

	/// Where a cohort stands; `None` if it was never opened, or is forgotten.
	async fn cohort(&self, cohort: &Cohort) -> Result<Option<CohortState>, SourceError>;
}

/// Asks each of the sources for a ring, and takes it if they all have the same and it is whole.
///
/// The sources should be nodes of different people, over connections that do not tell that they are
/// asked by one client. A node that is alone with its answer cannot single anybody out.
///
/// # Errors
///
/// [`Source`](Error::Source) if any of them does not answer, [`NotFound`](Error::NotFound) if any does
/// not have it, [`Disagreement`](Error::Disagreement), and those of [`check`](Ring::check).
pub async fn fetch(sources: &[&dyn RingSource], id: RingId, least: usize) -> Result<Ring, Error> {
	let (first, others) = sources.split_first().ok_or(Error::NotFound(id))?;
	let info = first.ring(&id).await?.ok_or(Error::NotFound(id))?;
	for other in others {
		let other = other.ring(&id).await?.ok_or(Error::NotFound(id))?;
		if other != info {
			return Err(Error::Disagreement);
		}
	}
	crate::blocking::run(move || Ring::check(id, info, least)).await
}
