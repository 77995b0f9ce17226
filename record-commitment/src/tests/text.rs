// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::TextSalt;
use codec::Encode;
use sp_core::H256;
use sp_crypto_hashing::blake2_256;

#[test]
fn a_hash_is_of_its_tag_the_salt_and_the_text() {
	let preimage = (&b"medibloc/text/v1"[..], [7u8; 32], "Words.").encode();
	let hash = H256::from(blake2_256(&preimage));
	assert_eq!(TextSalt::from([7; 32]).hash("Words."), hash);
	assert!(TextSalt::from([7; 32]).verify("Words.", &hash));
}

#[test]
fn another_salt_or_text_has_another_hash() {
	let (salt, other) = (TextSalt::random().unwrap(), TextSalt::random().unwrap());
	assert_ne!(salt, other);
	let hash = salt.hash("a");
	assert!(!other.verify("a", &hash));
	for text in ["", "A", "a ", "a\n"] {
		assert!(!salt.verify(text, &hash), "{text:?}");
	}
}

#[test]
fn no_part_of_the_salt_passes_for_text() {
	let mut longer = [0; 33];
	longer[32] = b'a';
	assert_ne!(TextSalt::from([0; 32]).hash("a"), TextSalt::from([0; 32]).hash(longer));
}

#[test]
fn a_salt_is_not_printed() {
	assert_eq!(format!("{:?}", TextSalt::from([1; 32])), "TextSalt(..)");
}
