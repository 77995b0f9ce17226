// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Frozen encodings: clients and stored data rely on them, and whoever repeats a draw.

use super::*;
use pallet_support::testing::frozen;
use sp_core::bytes::to_hex;
use sp_io::hashing::{twox_128, twox_64};

#[test]
fn the_keys_are_frozen() {
	let key = |item: &[u8]| [twox_128(b"Randomness"), twox_128(item)].concat();
	assert_eq!(LastReading::<Test>::hashed_key().to_vec(), key(b"LastReading"));
	assert_eq!(BlocksPerTurn::<Test>::hashed_key().to_vec(), key(b"BlocksPerTurn"));
	let turn = [2, 1, 0, 0];
	let expected = [key(b"Values"), twox_64(&turn).to_vec(), turn.to_vec()].concat();
	assert_eq!(Values::<Test>::hashed_key_for(RandomnessTurn(0x102)), expected);
}

#[test]
fn stored_types_are_frozen() {
	let (turn, value) = (RandomnessTurn(0x102), Some(H256::repeat_byte(7)));
	frozen(turn, "02010000");
	frozen(Reading::default(), "00000000 00 00");
	frozen(
		Reading { turn, value, is_current: true },
		&format!("02010000 01 {} 01", "07".repeat(32)),
	);
}

#[test]
fn what_is_drawn_is_frozen() {
	ExtBuilder::default().build_and_execute(|| {
		blocks_with([1, 2, 3]);
		// By Python's hashlib.blake2b(digest_size=32).
		let expected = "0x98830dfe6c0e6527e3ceb2571c6186efad667352e3f261f0019a4a41357db915";
		assert_eq!(to_hex(drawn(RandomnessTurn(1)).as_bytes(), false), expected);
	});
	ExtBuilder::development(1).build_and_execute(|| {
		block_after(H256::repeat_byte(9), Proven::Absent);
		let expected = "0x0657275e7b655e2b1ea2a4f86d10b65ae0f7cd3776f415c3fd15a44cd3733d77";
		let kept = Values::<Test>::get(RandomnessTurn(1)).unwrap();
		assert_eq!(to_hex(kept.as_bytes(), false), expected);
	});
}
