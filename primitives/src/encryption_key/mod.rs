// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! X25519 encryption keys of accounts: refusal of unsafe keys, and the bytes that the account
//! signs.

mod stored;

pub use stored::{Entry, PublishedKey};

use alloc::vec::Vec;
use codec::Encode;
use curve25519_dalek::MontgomeryPoint;

const TAG: &[u8] = b"medibloc/encryption-key/v1";

/// Whether it is safe to encrypt to the key: it is encoded in the one canonical way, and the secret
/// that is agreed on with it is not known beforehand, as it is with a point of low order.
pub fn is_usable(key: &[u8; 32]) -> bool {
	// The cofactor, 8, takes every point of low order to zero: of the curve, and of its twist.
	let cofactor = [true, false, false, false];
	let multiple = MontgomeryPoint(*key).mul_bits_be(cofactor.into_iter());
	is_canonical(key) && multiple.to_bytes() != [0; 32]
}

/// Whether the number is below 2^255 - 19.
fn is_canonical([low, middle @ .., high]: &[u8; 32]) -> bool {
	*high < 0x7f || (*high == 0x7f && (middle.iter().any(|byte| *byte != 0xff) || *low < 0xed))
}

/// The messages an account may sign to publish a key, on the chain whose first block has the hash
/// `genesis`: the bytes of the protocol, or these as browser wallets sign bytes, within `<Bytes>`.
pub fn signed_forms(
	genesis: &impl Encode,
	account: &impl Encode,
	epoch: u32,
	key: &[u8; 32],
) -> [Vec<u8>; 2] {
	let bytes = (TAG, genesis, account, epoch, key).encode();
	let wrapped = [&b"<Bytes>"[..], &bytes, b"</Bytes>"].concat();
	[bytes, wrapped]
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn number(low: u8, middle: u8, high: u8) -> [u8; 32] {
		let mut key = [middle; 32];
		(key[0], key[31]) = (low, high);
		key
	}

	fn of_order_eight() -> [[u8; 32]; 2] {
		[
			"e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
			"5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
		]
		.map(|text| sp_core::bytes::from_hex(text).unwrap().try_into().unwrap())
	}

	#[test]
	fn every_point_of_low_order_is_refused() {
		// Zero, one, and one less than the prime.
		for key in [number(0, 0, 0), number(1, 0, 0), number(0xec, 0xff, 0x7f)] {
			assert!(!is_usable(&key), "{key:?}");
		}
		for key in of_order_eight() {
			assert!(!is_usable(&key), "{key:?}");
		}
	}

	#[test]
	fn a_key_that_is_not_encoded_in_the_canonical_way_is_refused() {
		// The base point, and the same after the prime was added or the highest bit set.
		assert!(is_usable(&number(9, 0, 0)));
		assert!(!is_usable(&number(0xed + 9, 0xff, 0x7f)));
		assert!(!is_usable(&number(9, 0, 0x80)));
		// The largest number that is canonical, and is of no low order.
		assert!(is_usable(&number(0xeb, 0xff, 0x7f)));
		assert!(!is_usable(&number(0xed, 0xff, 0x7f)));
	}

	proptest! {
		#[test]
		fn every_key_pair_is_usable(secret in any::<[u8; 32]>()) {
			prop_assert!(is_usable(&MontgomeryPoint::mul_base_clamped(secret).to_bytes()));
		}
	}

	#[test]
	fn what_is_signed_is_that_of_the_protocol() {
		let [bytes, wrapped] = signed_forms(&[1u8; 32], &[9u8; 32], 3, &[5; 32]);
		let tag = [&[0x68][..], b"medibloc/encryption-key/v1"].concat();
		assert_eq!(bytes, [&tag[..], &[1; 32], &[9; 32], &[3, 0, 0, 0], &[5; 32]].concat());
		assert_eq!(wrapped, [b"<Bytes>", &bytes[..], b"</Bytes>"].concat());
	}
}
