// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Claims of what records of sponsored subjects earn: the bytes that prover and chain agree on.
//!
//! A claim names the author of the records and the month in which their subjects acknowledged them. The
//! one who claims is a person of a ring, and nobody learns which.

use super::Month;
use crate::rings::{self, Alias, RingId, RingProof};
use codec::Encode;
use sp_core::H256;
use sp_crypto_hashing::blake2_256;

/// The context of a claim. A key shows one alias in it, and so claims once for an author and a month.
pub fn claim_context(genesis: H256, author: &impl Encode, month: Month) -> [u8; 32] {
	rings::context("points/earn", genesis, &(author, month))
}

/// The message that the proof of a claim signs: the use, the chain, and the call without its proof.
///
/// Ring and alias are bound by the proof itself, which is valid for one ring and shows one alias.
pub fn claim_message(genesis: H256, author: &impl Encode, month: Month) -> [u8; 32] {
	blake2_256(&("medibloc/points/claim", genesis, author, month).encode())
}

/// What the work of a claim is done for: the whole call without the work itself.
///
/// The proof is in it, so that each bad proof costs work of its own.
pub fn claim_work(
	genesis: H256,
	author: &impl Encode,
	month: Month,
	ring: &RingId,
	alias: &Alias,
	proof: &RingProof,
) -> [u8; 32] {
	blake2_256(&("medibloc/points/claim/work", genesis, author, month, ring, alias, proof).encode())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::rings::Cohort;
	use alloc::collections::BTreeSet;

	const GENESIS: H256 = H256::repeat_byte(1);
	const MONTH: Month = Month(683);

	#[test]
	fn context_and_message_are_bound_to_chain_author_month_and_use() {
		let mut seen = BTreeSet::new();
		for genesis in [GENESIS, H256::repeat_byte(2)] {
			for author in [1u64, 2] {
				for month in [MONTH, MONTH.after(1)] {
					assert!(seen.insert(claim_context(genesis, &author, month)));
					assert!(seen.insert(claim_message(genesis, &author, month)));
				}
			}
		}
		assert_eq!(seen.len(), 16);
	}

	#[test]
	fn work_is_done_for_one_proof() {
		let ring = |index| RingId { cohort: Cohort::Persons { year: 2026, month: 11 }, index };
		let proof = |byte| RingProof::truncate_from([byte; 9].to_vec());
		let work = |author: u64, ring, alias, proof| {
			claim_work(GENESIS, &author, MONTH, &ring, &[alias; 32], &proof)
		};
		let all = [
			work(1, ring(0), 0, proof(0)),
			work(2, ring(0), 0, proof(0)),
			work(1, ring(1), 0, proof(0)),
			work(1, ring(0), 1, proof(0)),
			work(1, ring(0), 0, proof(1)),
		];
		assert_eq!(BTreeSet::from(all).len(), all.len());
	}
}
