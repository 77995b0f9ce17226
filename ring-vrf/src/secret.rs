// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Secrets of keys.

use super::{Alias, Key, Signature, Vrf};
use verifiable::GenerateVerifiable;

/// The secret of a key. It is wiped from memory when it is dropped.
#[derive(Clone)]
pub struct Secret(<Vrf as GenerateVerifiable>::Secret);

impl Secret {
	/// The secret that is derived from these random bytes.
	pub fn new(entropy: [u8; 32]) -> Self {
		Self(Vrf::new_secret(entropy))
	}

	/// The key.
	pub fn key(&self) -> Key {
		Vrf::member_from_secret(&self.0)
	}

	/// The alias for a context.
	pub fn alias(&self, context: &[u8]) -> Option<Alias> {
		Vrf::alias_in_context(&self.0, context).ok()
	}

	/// A plain signature, which names the key.
	pub fn sign(&self, message: &[u8]) -> Option<Signature> {
		Vrf::sign(&self.0, message).ok()
	}
}

/// A proof that the holder of a secret is one of the members of a ring, as `verifiable` encodes it. `None` if
/// it is not, or a member is not valid.
#[cfg(feature = "prover")]
pub fn prove(
	members: &[Key],
	secret: &Secret,
	context: &[u8],
	message: &[u8],
) -> Option<alloc::vec::Vec<u8>> {
	let domain = super::domain(u32::try_from(members.len()).ok()?)?;
	let state = Vrf::open(domain, &secret.key(), members.iter().copied()).ok()?;
	let (proof, _) = Vrf::create(state, &secret.0, context, message).ok()?;
	Some(proof.into_inner())
}

#[cfg(feature = "test-utils")]
impl Secret {
	/// A proof for several contexts at once, which shows an alias for each.
	pub fn prove_for_several(
		&self,
		members: &[Key],
		contexts: &[&[u8]],
		message: &[u8],
	) -> Option<alloc::vec::Vec<u8>> {
		let domain = super::domain(u32::try_from(members.len()).ok()?)?;
		let state = Vrf::open(domain, &self.key(), members.iter().copied()).ok()?;
		let (proof, _) = Vrf::create_multi_context(state, &self.0, contexts, message).ok()?;
		Some(proof.into_inner())
	}
}
