// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Proof of work that a transaction without a fee carries, so that junk costs its sender more than it
//! costs a node to refuse.
//!
//! After Adam Back, "Hashcash - a denial of service counter-measure" (2002). The work is bound to the call
//! and to a recent block, so that it can be neither reused nor stored up.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_crypto_hashing::blake2_256;

/// How many blocks old the block that the work names may be.
pub const MAX_AGE: u32 = 64;

/// The proof of work of a call.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Hashcash {
	/// The number of a block that is less than [`MAX_AGE`] blocks old.
	pub block: u32,
	/// What makes the hash begin with enough zeros.
	pub nonce: u64,
}

impl Hashcash {
	/// How many zero bits the hash begins with: over a tag, the hash of the call without its work, the
	/// hash of the named block and the nonce. The call is hashed with its proof: else one work would do
	/// for any number of calls with bad proofs.
	pub fn bits(&self, call: &[u8; 32], block_hash: &H256) -> u32 {
		let hash = blake2_256(&("medibloc/hashcash", call, block_hash, self.nonce).encode());
		let mut bits: u32 = 0;
		for byte in hash {
			bits = bits.saturating_add(byte.leading_zeros());
			if byte != 0 {
				break;
			}
		}
		bits
	}

	/// Does the work: some 2^`difficulty` hashes.
	#[cfg(any(feature = "std", feature = "runtime-benchmarks"))]
	pub fn work(call: &[u8; 32], block: u32, block_hash: &H256, difficulty: u32) -> Self {
		let mut hashcash = Self { block, nonce: 0 };
		while hashcash.bits(call, block_hash) < difficulty {
			hashcash.nonce = hashcash.nonce.wrapping_add(1);
		}
		hashcash
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const CALL: [u8; 32] = [1; 32];
	const BLOCK: H256 = H256::repeat_byte(2);

	#[test]
	fn work_is_bound_to_the_call_and_the_block() {
		let hashcash = Hashcash::work(&CALL, 7, &BLOCK, 12);
		assert_eq!(hashcash.block, 7);
		assert!(hashcash.bits(&CALL, &BLOCK) >= 12);
		let others = (0..64u8).filter(|other| {
			hashcash.bits(&[*other; 32], &BLOCK) >= 12 && *other != 1
				|| hashcash.bits(&CALL, &H256::repeat_byte(*other)) >= 12 && *other != 2
		});
		assert!(others.count() <= 1);
	}

	#[test]
	fn bits_are_those_before_the_first_one() {
		// By Python's hashlib.blake2b(digest_size=32) over the same bytes.
		let bits = |nonce| Hashcash { block: 0, nonce }.bits(&CALL, &BLOCK);
		assert_eq!((0..6).map(bits).collect::<alloc::vec::Vec<_>>(), [1, 0, 3, 0, 2, 0]);
	}

	#[test]
	fn less_work_is_found_sooner() {
		let nonce = |difficulty| Hashcash::work(&CALL, 0, &BLOCK, difficulty).nonce;
		assert_eq!(nonce(0), 0);
		assert!(nonce(4) <= nonce(8) && nonce(8) <= nonce(12));
	}
}
