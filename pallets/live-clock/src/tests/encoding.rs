// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Frozen encodings: clients and stored data rely on them.

use super::*;
use codec::{Encode, MaxEncodedLen};
use sp_core::bytes::to_hex;
use sp_io::hashing::twox_128;

#[test]
fn the_key_of_the_clock_is_frozen() {
	let expected = [twox_128(b"LiveClock"), twox_128(b"Clock")].concat();
	assert_eq!(Clock::<Test>::hashed_key().to_vec(), expected);
}

#[test]
fn stored_types_are_frozen() {
	let reading = Reading { began_at: 1, read_at: 2, live: LiveMoment::from_millis(3) };
	let expected = "0x010000000000000002000000000000000300000000000000";
	assert_eq!(to_hex(&reading.encode(), false), expected);
	assert_eq!(Reading::max_encoded_len(), 24);
}
