// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Claims of sponsorship by the public pot: the bytes that prover and chain agree on.
//!
//! A claim names an account, the month and the number of the claim in it. The one who claims is a person
//! of a ring, and nobody learns which, nor that two claims are those of one person.

use crate::{
	rings::{self, Alias, RingId, RingProof},
	Month,
};
use codec::Encode;
use sp_core::H256;
use sp_crypto_hashing::blake2_256;

/// The context of a claim. A key shows one alias in it, and so makes the claim of this number once a month.
///
/// The account is not in it, or a key could claim for any number of accounts. The number is, so that the
/// aliases of one person's claims cannot be linked.
pub fn claim_context(genesis: H256, month: Month, number: u8) -> [u8; 32] {
	rings::context("sponsorship/claim", genesis, &(month, number))
}

/// The message that the proof of a claim signs: the use, the chain, and the call without its proof.
///
/// Ring and alias are bound by the proof itself, which is valid for one ring and shows one alias.
pub fn claim_message(genesis: H256, account: &impl Encode, month: Month, number: u8) -> [u8; 32] {
	blake2_256(&("medibloc/sponsorship/claim", genesis, account, month, number).encode())
}

/// What the work of a claim is done for: the whole call without the work itself.
///
/// The proof is in it, so that each bad proof costs work of its own.
pub fn claim_work(
	genesis: H256,
	account: &impl Encode,
	month: Month,
	number: u8,
	ring: &RingId,
	alias: &Alias,
	proof: &RingProof,
) -> [u8; 32] {
	let call = (account, month, number, ring, alias, proof);
	blake2_256(&("medibloc/sponsorship/claim/work", genesis, call).encode())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::rings::Cohort;
	use alloc::collections::BTreeSet;

	const GENESIS: H256 = H256::repeat_byte(1);
	const MONTH: Month = Month(683);

	#[test]
	fn context_and_message_are_bound_to_all_that_they_name() {
		let mut seen = BTreeSet::new();
		for genesis in [GENESIS, H256::repeat_byte(2)] {
			for month in [MONTH, MONTH.after(1)] {
				for number in [0, 1] {
					assert!(seen.insert(claim_context(genesis, month, number)));
					for account in [1u64, 2] {
						assert!(seen.insert(claim_message(genesis, &account, month, number)));
					}
				}
			}
		}
		assert_eq!(seen.len(), 24);
	}

	#[test]
	fn work_is_done_for_one_call() {
		let ring = |index| RingId { cohort: Cohort::Persons { year: 2026, month: 11 }, index };
		let proof = |byte| RingProof::truncate_from([byte; 9].to_vec());
		let work = |account: u64, number, ring, alias, proof| {
			claim_work(GENESIS, &account, MONTH, number, &ring, &[alias; 32], &proof)
		};
		let all = [
			work(1, 0, ring(0), 0, proof(0)),
			work(2, 0, ring(0), 0, proof(0)),
			work(1, 1, ring(0), 0, proof(0)),
			work(1, 0, ring(1), 0, proof(0)),
			work(1, 0, ring(0), 1, proof(0)),
			work(1, 0, ring(0), 0, proof(1)),
		];
		assert_eq!(BTreeSet::from(all).len(), all.len());
	}
}
