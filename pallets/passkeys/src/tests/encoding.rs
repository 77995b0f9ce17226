// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Frozen encodings: clients, authenticators and stored data rely on them.

use super::*;
use crate::{
	Assertion, Call, FurtherKey, KeySet, PasskeySignature, VerifyPasskey, MAX_CLIENT_DATA,
};
use codec::{Decode, Encode};
use pallet_support::testing::{frozen, frozen_calls, frozen_variants};
use sp_io::hashing::{blake2_128, twox_128};

fn passkey() -> Passkey {
	Passkey { relying_party: [1; 32], key: [2; 33] }
}

fn passkey_hex() -> String {
	format!("{} {}", "01".repeat(32), "02".repeat(33))
}

fn assertion() -> Assertion {
	Assertion {
		authenticator_data: [3; 37],
		client_data: vec![0x7b, 0x7d].try_into().unwrap(),
		signature: [4; 64],
	}
}

fn assertion_hex() -> String {
	format!("{} 08 7b7d {}", "03".repeat(37), "04".repeat(64))
}

fn party() -> RelyingParty {
	relying_party("a", &["http://b", "c"])
}

const PARTY_HEX: &str = "04 61 08 20 687474703a2f2f62 04 63";

#[test]
fn the_keys_of_entries_are_frozen() {
	let key = |item: &[u8], first: &[u8]| {
		[&twox_128(b"Passkeys")[..], &twox_128(item), &blake2_128(first), first].concat()
	};
	let account = PATIENT.account();
	assert_eq!(Keys::<Test>::hashed_key_for(&account), key(b"Keys", account.as_ref()));
	let hash = [7; 32];
	assert_eq!(RelyingParties::<Test>::hashed_key_for(hash), key(b"RelyingParties", &hash));
}

#[test]
fn stored_types_are_frozen() {
	frozen(passkey(), &passkey_hex());
	frozen(party(), PARTY_HEX);
	let set = |payer: Option<AccountId32>| {
		let further = FurtherKey { passkey: passkey(), deposit: Deposit { payer, amount: 5u128 } };
		let further = vec![further].try_into().unwrap();
		KeySet { additions: 6, is_first_removed: true, further }
	};
	let amount = "05000000000000000000000000000000";
	let head = format!("06000000 01 04 {}", passkey_hex());
	frozen(set(None), &format!("{head} 00 {amount}"));
	let payer = "09".repeat(32);
	frozen(set(Some(AccountId32::new([9; 32]))), &format!("{head} 01 {payer} {amount}"));
	frozen(KeySet::<Deposit<AccountId32, u128>>::default(), "00000000 00 00");
}

#[test]
fn signatures_are_frozen() {
	frozen(assertion(), &assertion_hex());
	let account = AccountId32::new([9; 32]);
	let signature = PasskeySignature { account, key: [2; 33], assertion: assertion() };
	let hex = format!("{} {} {}", "09".repeat(32), "02".repeat(33), assertion_hex());
	frozen(signature.clone(), &hex);
	// In a transaction there is a signature, or none.
	let signed = VerifyPasskey::<Test>::new(signature.clone());
	assert_eq!(signed.encode(), [&[1][..], &signature.encode()].concat());
	assert_eq!(VerifyPasskey::<Test>(None).encode(), [0]);
}

#[test]
fn a_transaction_begins_with_its_version_and_the_signature() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let bytes = Draft::of(&account, remark("")).signed(&account, PATIENT).encode();
		// After its length: general, of the format 5; the extensions of version 1; a signature.
		assert_eq!(bytes[2..5], [0x45, 1, 1]);
		assert_eq!(bytes[5..37], *AsRef::<[u8]>::as_ref(&account));
		assert_eq!(bytes[37..70], PATIENT.key());
	});
}

#[test]
fn client_data_that_are_too_long_are_not_decoded() {
	let with = |length: u32| {
		let client_data = vec![b' '; length as usize];
		([3u8; 37], client_data, [4u8; 64]).encode()
	};
	assert!(Assertion::decode(&mut &with(MAX_CLIENT_DATA)[..]).is_ok());
	assert!(Assertion::decode(&mut &with(MAX_CLIENT_DATA + 1)[..]).is_err());
}

#[test]
fn variants_keep_their_indices() {
	frozen_variants::<HoldReason>(&["Key"]);
	frozen_variants::<Event<Test>>(&[
		"PasskeyAdded",
		"PasskeyRemoved",
		"RelyingPartySet",
		"RelyingPartyRemoved",
	]);
	frozen_variants::<Error<Test>>(&[
		"RelyingPartyNotFound",
		"OriginNotAllowed",
		"InvalidClientData",
		"WrongType",
		"WrongChallenge",
		"CrossOrigin",
		"UserNotPresent",
		"UserNotVerified",
		"InvalidAuthenticatorData",
		"InvalidKey",
		"InvalidSignature",
		"HighS",
		"AlreadyExists",
		"TooMany",
		"NotFound",
		"LastKey",
		"InvalidRelyingParty",
		"InvalidOrigins",
	]);
}

#[test]
fn the_codes_of_invalid_transactions_are_frozen() {
	let codes = [
		Refusal::RelyingPartyNotFound,
		Refusal::OriginNotAllowed,
		Refusal::InvalidClientData,
		Refusal::WrongType,
		Refusal::WrongChallenge,
		Refusal::CrossOrigin,
		Refusal::UserNotPresent,
		Refusal::UserNotVerified,
		Refusal::InvalidAuthenticatorData,
		Refusal::InvalidKey,
		Refusal::InvalidSignature,
		Refusal::HighS,
		Refusal::KeyNotFound,
	]
	.map(Refusal::code);
	assert_eq!(codes, [64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76]);
}

#[test]
fn calls_are_frozen() {
	let (key, hash) = ("02".repeat(33), "07".repeat(32));
	frozen_calls([
		(
			Call::<Test>::add_passkey { key: [2; 33], assertion: assertion() },
			format!("00 {key} {}", assertion_hex()),
		),
		(Call::remove_passkey { passkey: passkey() }, format!("01 {}", passkey_hex())),
		(Call::set_relying_party { relying_party: party() }, format!("02 {PARTY_HEX}")),
		(Call::remove_relying_party { relying_party: [7; 32] }, format!("03 {hash}")),
	]);
}
