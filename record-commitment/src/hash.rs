// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! BLAKE2b-256 with a tag for each of its uses.

use alloc::vec::Vec;
use blake2b_simd::{
	many::{hash_many, HashManyJob},
	Params, State,
};
use codec::{Encode, Output};
use sp_core::H256;

fn params() -> Params {
	let mut params = Params::new();
	params.hash_length(H256::len_bytes());
	params
}

/// BLAKE2b-256 of `SCALE(tag) ‖ SCALE(preimage)`.
pub(crate) fn tagged(tag: &[u8], preimage: impl Encode) -> H256 {
	H256::from_slice(params().hash(&(tag, preimage).encode()).as_bytes())
}

/// [`tagged`] of many preimages of one length, several at a time where the processor can.
pub(crate) fn tagged_many<T: Encode>(tag: &[u8], preimages: &[T]) -> Vec<H256> {
	// Few enough to stay in the first-level cache.
	const BLOCK: usize = 64;
	let params = params();
	let mut hashes = Vec::with_capacity(preimages.len());
	let mut bytes = Vec::new();
	for block in preimages.chunks(BLOCK) {
		bytes.clear();
		for preimage in block {
			tag.encode_to(&mut bytes);
			preimage.encode_to(&mut bytes);
		}
		let mut jobs: Vec<_> = bytes
			.chunks_exact(bytes.len().div_ceil(block.len()))
			.map(|preimage| HashManyJob::new(&params, preimage))
			.collect();
		hash_many(&mut jobs);
		hashes.extend(jobs.iter().map(|job| H256::from_slice(job.to_hash().as_bytes())));
	}
	hashes
}

/// [`tagged`] in progress, for a preimage that is not worth copying or not SCALE.
pub(crate) struct Tagged(State);

impl Tagged {
	pub(crate) fn new(tag: &[u8]) -> Self {
		let mut hash = Self(params().to_state());
		tag.encode_to(&mut hash);
		hash
	}

	pub(crate) fn finish(self) -> H256 {
		H256::from_slice(self.0.finalize().as_bytes())
	}
}

impl Output for Tagged {
	fn write(&mut self, bytes: &[u8]) {
		self.0.update(bytes);
	}
}
