// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The parameters of large rings, which a chain is given once.

use verifiable::ring::{Bls12_381Params, RingCurveParams, RingDomainSize};

/// The number of points before which the points are, in the file of the crate.
const HEADER_LEN: usize = 8;

/// The number of chunks with points of rings: the file has some more.
const CHUNKS: usize = 126;

/// The bytes of a chunk: 128 points of 96 bytes.
const CHUNK_LEN: usize = 12_288;

/// The parameters that a chain needs for rings of more than 767 members, in chunks as
/// [`Rings::provide_parameters`](crate::client::Rings::provide_parameters) takes them, in their order: points of
/// BLS12-381, which the crate [`verifiable`] computed from the powers of tau of the Zcash ceremony.
///
/// ```
/// assert_eq!(medibloc_sdk::rings::parameters().count(), 126);
/// ```
pub fn parameters() -> impl ExactSizeIterator<Item = &'static [u8]> {
	let file = Bls12_381Params::ring_builder_params(RingDomainSize::Domain16);
	file.get(HEADER_LEN..).unwrap_or_default().chunks_exact(CHUNK_LEN).take(CHUNKS)
}

#[cfg(test)]
mod tests {
	use sp_crypto_hashing::blake2_256;
	use std::{fs, path::Path};

	#[test]
	fn the_chunks_are_those_that_the_chain_takes() {
		let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
		let hashes = fs::read(root.join("pallets/rings/params/domain16.hashes")).unwrap();
		let own: Vec<u8> = super::parameters().flat_map(blake2_256).collect();
		assert_eq!(own.len(), 126 * 32);
		assert!(own == hashes);
	}
}
