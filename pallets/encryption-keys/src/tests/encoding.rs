// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What clients and stored data rely on: a change here breaks them.

use super::*;
use crate::{Call, Entry, PublishedKey};
use codec::Encode;
use sp_core::{bytes::to_hex, sr25519};
use sp_io::hashing::{blake2_128, twox_128};

fn hex(value: impl Encode) -> String {
	to_hex(&value.encode(), false)
}

fn signature() -> MultiSignature {
	sr25519::Signature::from([2; 64]).into()
}

#[test]
fn the_keys_of_entries_are_frozen() {
	let account = PATIENT.to_account_id().encode();
	let expected = [
		&twox_128(b"EncryptionKeys")[..],
		&twox_128(b"Keys"),
		&blake2_128(&account),
		account.as_slice(),
	];
	assert_eq!(Keys::<Test>::hashed_key_for(PATIENT.to_account_id()), expected.concat());
}

#[test]
fn stored_types_are_frozen() {
	let entry = |signature| {
		let published = Some(PublishedKey { key: key(1), signature, deposit: 4u128 });
		hex(Entry { epoch: 3, published })
	};
	let (key, deposit) = ("01".repeat(32), "04000000000000000000000000000000");
	assert_eq!(entry(None), format!("0x0300000001{key}00{deposit}"));
	let signature_hex = "02".repeat(64);
	assert_eq!(entry(Some(signature())), format!("0x0300000001{key}0101{signature_hex}{deposit}"));
	let withdrawn = Entry::<MultiSignature, u128> { epoch: 3, published: None };
	assert_eq!(hex(withdrawn), "0x0300000000");
}

#[test]
fn hold_reasons_are_frozen() {
	assert_eq!(hex(HoldReason::Key), "0x00");
}

#[test]
fn calls_are_frozen() {
	let publish = |signature| hex(Call::<Test>::publish { key: key(1), epoch: 3, signature });
	let (key, signature_hex) = ("01".repeat(32), "02".repeat(64));
	assert_eq!(publish(None), format!("0x00{key}0300000000"));
	assert_eq!(publish(Some(signature())), format!("0x00{key}030000000101{signature_hex}"));
	assert_eq!(hex(Call::<Test>::withdraw {}), "0x01");
}
