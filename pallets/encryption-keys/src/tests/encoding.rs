// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Frozen encodings: clients and stored data rely on them.

use super::*;
use crate::{Call, Entry, PublishedKey};
use codec::Encode;
use pallet_support::testing::{frozen, frozen_calls, frozen_variants};
use sp_core::sr25519;
use sp_io::hashing::{blake2_128, twox_128};

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
	let entry = |signature, payer| {
		let deposit = Deposit { payer, amount: 4u128 };
		Entry { epoch: 3, published: Some(PublishedKey { key: key(1), signature, deposit }) }
	};
	let (key, signed, payer) = ("01".repeat(32), "02".repeat(64), "09".repeat(32));
	let amount = "04000000000000000000000000000000";
	frozen(entry(None, None), &format!("03000000 01 {key} 00 00 {amount}"));
	frozen(
		entry(Some(signature()), Some(AccountId::new([9; 32]))),
		&format!("03000000 01 {key} 0101{signed} 01{payer} {amount}"),
	);
	let withdrawn = Entry::<MultiSignature, Deposit<AccountId, u128>> { epoch: 3, published: None };
	frozen(withdrawn, "03000000 00");
}

#[test]
fn variants_keep_their_indices() {
	frozen_variants::<HoldReason>(&["Key"]);
	frozen_variants::<Event<Test>>(&["Published", "Withdrawn"]);
	frozen_variants::<Error<Test>>(&[
		"InvalidKey",
		"EpochNotLater",
		"EpochTooFar",
		"InvalidSignature",
		"NotFound",
	]);
}

#[test]
fn calls_are_frozen() {
	let publish = |signature| Call::<Test>::publish { key: key(1), epoch: 3, signature };
	let (key, signed) = ("01".repeat(32), "02".repeat(64));
	frozen_calls([
		(publish(None), format!("00 {key} 03000000 00")),
		(publish(Some(signature())), format!("00 {key} 03000000 0101{signed}")),
		(Call::withdraw {}, "01".into()),
	]);
}
