// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Everything that an assertion can have wrong, signed by the right key over the right challenge where
//! it is not that which is wrong.

use super::*;
use crate::{verification::invalid, Assertion, PublicKey, VerifyPasskey, MAX_CLIENT_DATA};
use codec::{Decode, Encode};
use sp_runtime::transaction_validity::TransactionValidityError;

type Case = (&'static str, fn(&Request) -> Assertion, Refusal);

/// A request that is answered after a change.
macro_rules! with {
	($($field:ident = $value:expr),*) => {
		|request| {
			let mut request = request.clone();
			$(request.$field = $value;)*
			PATIENT.answer(&request)
		}
	};
}

/// An answer with another challenge.
fn challenged(request: &Request, change: impl FnOnce(&str) -> String) -> Assertion {
	let request = Request { challenge: change(&request.challenge), ..request.clone() };
	PATIENT.answer(&request)
}

/// Client data that are written anew, and signed.
fn rewritten(request: &Request, change: impl FnOnce(String) -> String) -> Assertion {
	let Assertion { client_data, .. } = PATIENT.answer(request);
	let text = String::from_utf8(client_data.into_inner()).unwrap();
	PATIENT.sign_data(request, change(text).into_bytes())
}

const CASES: &[Case] = &[
	("another origin", with!(origin = "https://evil.example"), Refusal::OriginNotAllowed),
	(
		"another origin of the same relying party",
		with!(origin = "https://blog.medipass.example"),
		Refusal::OriginNotAllowed,
	),
	("another scheme", with!(origin = "http://medipass.example"), Refusal::OriginNotAllowed),
	("another port", with!(origin = "https://medipass.example:444"), Refusal::OriginNotAllowed),
	(
		"the origin of another relying party",
		with!(origin = OTHER_ORIGIN),
		Refusal::OriginNotAllowed,
	),
	("the beginning of an origin", with!(origin = "https://medipass"), Refusal::OriginNotAllowed),
	("no origin", with!(origin = ""), Refusal::OriginNotAllowed),
	("another relying party", with!(relying_party = OTHER_ID), Refusal::KeyNotFound),
	("an unknown relying party", with!(relying_party = "evil.example"), Refusal::KeyNotFound),
	("a registration", with!(kind = "webauthn.create"), Refusal::WrongType),
	("a payment", with!(kind = "payment.get"), Refusal::WrongType),
	("a page inside of another", with!(more = ",\"crossOrigin\":true"), Refusal::CrossOrigin),
	(
		"a page inside of a known one",
		with!(more = ",\"crossOrigin\":true,\"topOrigin\":\"https://medipass.example\""),
		Refusal::CrossOrigin,
	),
	(
		"a page around it",
		with!(more = ",\"crossOrigin\":false,\"topOrigin\":\"https://evil.example\""),
		Refusal::CrossOrigin,
	),
	("nobody there", with!(flags = 0x04), Refusal::UserNotPresent),
	("nobody verified", with!(flags = 0x01), Refusal::UserNotVerified),
	("no flags", with!(flags = 0), Refusal::UserNotPresent),
	("a new credential", with!(flags = 0x45), Refusal::InvalidAuthenticatorData),
	("extensions", with!(flags = 0x85), Refusal::InvalidAuthenticatorData),
	("copied and not copyable", with!(flags = 0x15), Refusal::InvalidAuthenticatorData),
	(
		"a padded challenge",
		|request| challenged(request, |text| format!("{text}=")),
		Refusal::WrongChallenge,
	),
	(
		"a challenge in hexadecimal",
		|request| challenged(request, |text| text.bytes().map(|it| format!("{it:02x}")).collect()),
		Refusal::WrongChallenge,
	),
	("no challenge", |request| challenged(request, |_| String::new()), Refusal::WrongChallenge),
	(
		"an origin twice",
		with!(more = ",\"origin\":\"https://medipass.example\""),
		Refusal::InvalidClientData,
	),
	(
		"another origin after it",
		with!(more = ",\"origin\":\"https://evil.example\""),
		Refusal::InvalidClientData,
	),
	(
		"another type after it",
		with!(more = ",\"type\":\"webauthn.create\""),
		Refusal::InvalidClientData,
	),
	(
		"inside of another page and not",
		with!(more = ",\"crossOrigin\":false,\"crossOrigin\":true"),
		Refusal::InvalidClientData,
	),
	(
		"a byte behind the client data",
		|request| rewritten(request, |text| text + "\n"),
		Refusal::InvalidClientData,
	),
	(
		"client data twice",
		|request| rewritten(request, |text| text.clone() + &text),
		Refusal::InvalidClientData,
	),
	("no client data", |request| rewritten(request, |_| String::new()), Refusal::InvalidClientData),
	("s in the upper half", |request| with_high_s(PATIENT.answer(request)), Refusal::HighS),
	(
		"no signature",
		|request| Assertion { signature: [0; 64], ..PATIENT.answer(request) },
		Refusal::InvalidSignature,
	),
	(
		"a signature out of range",
		|request| Assertion { signature: [0xff; 64], ..PATIENT.answer(request) },
		Refusal::InvalidSignature,
	),
	("the signature of another key", |request| THIEF.answer(request), Refusal::InvalidSignature),
	(
		"r and s in the other order",
		|request| {
			let mut assertion = PATIENT.answer(request);
			assertion.signature.rotate_left(32);
			// One of the two is in the upper half at times: what is refused then is that.
			if crate::verification::verify_signature(&PATIENT.key(), &assertion)
				== Err(Refusal::HighS)
			{
				assertion = with_high_s(assertion);
			}
			assertion
		},
		Refusal::InvalidSignature,
	),
	(
		"a counter that was not signed",
		|request| {
			let mut assertion = PATIENT.answer(request);
			assertion.authenticator_data[36] = 1;
			assertion
		},
		Refusal::InvalidSignature,
	),
];

fn draft() -> Draft {
	Draft::of(&PATIENT.account(), remark("hello"))
}

fn answer(change: fn(&Request) -> Assertion) -> Result<(), TransactionValidityError> {
	let account = PATIENT.account();
	let request = PATIENT.request(&draft().challenge(&account));
	validate(&draft().asserted(&account, PATIENT, change(&request))).map(drop)
}

#[test]
fn every_wrong_assertion_is_refused_for_what_is_wrong() {
	ExtBuilder.build_and_execute(|| {
		assert_eq!(answer(|request| PATIENT.answer(request)), Ok(()));
		for (name, change, refusal) in CASES {
			assert_eq!(answer(*change), Err(invalid(*refusal)), "{name}");
		}
	});
}

#[test]
fn what_differs_between_right_ones_is_accepted() {
	ExtBuilder.build_and_execute(|| {
		let accepted: &[fn(&Request) -> Assertion] = &[
			with!(more = ""),
			with!(
				more = ",\"crossOrigin\":false,\"other_keys_can_be_added_here\":\"do not compare\""
			),
			with!(more = ",\"extraData\":\"clientDataJSON may be extended\""),
			// On one device, or on several; counted or not; with flags of later versions.
			with!(flags = 0x0d),
			with!(flags = 0x1d),
			with!(flags = 0x05 | 0x22),
			with!(counter = 7),
			with!(counter = u32::MAX),
			|request| rewritten(request, |text| text.replace("//", "\\/\\/")),
		];
		for change in accepted {
			assert_eq!(answer(*change), Ok(()));
		}
	});
}

#[test]
fn a_counter_that_falls_is_accepted() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		for counter in [5, 0, 3] {
			let draft = draft();
			let request = PATIENT.request(&draft.challenge(&account));
			let assertion = PATIENT.answer(&Request { counter, ..request });
			submit(&draft.asserted(&account, PATIENT, assertion)).unwrap().1.unwrap();
		}
	});
}

#[test]
fn a_key_signs_for_no_account_that_is_not_its_own() {
	ExtBuilder.build_and_execute(|| {
		let unknown = Err(invalid(Refusal::KeyNotFound));
		let refuse = |account: &AccountId32, key: Authenticator| {
			let transaction = Draft::of(account, remark("")).signed(account, key);
			assert_eq!(validate(&transaction).map(drop), unknown);
		};
		// Of another passkey, of another kind, of nobody.
		refuse(&PATIENT.account(), THIEF);
		refuse(&HOSPITAL, THIEF);
		refuse(&AccountId32::new([0; 32]), THIEF);
		refuse(&AccountId32::new([1; 32]), PATIENT);
		// A key of the account at the time, and a key of the right bytes for another relying party.
		let account = PATIENT.account();
		add(&account, PHONE);
		refuse(&account, ELSEWHERE);
		refuse(&account, Authenticator { relying_party: OTHER_ID, ..PATIENT });
		remove(&account, PHONE);
		refuse(&account, PHONE);
		// The first key after it was removed.
		add(&account, PHONE);
		remove(&account, PATIENT);
		refuse(&account, PATIENT);
	});
}

/// The transaction of the account of a key that no authenticator has.
fn of_key(key: PublicKey) -> Result<(), TransactionValidityError> {
	let relying_party = PATIENT.passkey().relying_party;
	let passkey = Passkey { relying_party, key };
	let account = AccountId32::new(medibloc_primitives::passkey::account_of(&passkey));
	let draft = Draft::of(&account, remark(""));
	let assertion = PATIENT.sign(&draft.challenge(&account));
	let signature = crate::PasskeySignature { account, key, assertion };
	validate(&draft.with(Some(signature))).map(drop)
}

#[test]
fn a_key_that_is_no_compressed_point_is_refused() {
	ExtBuilder.build_and_execute(|| {
		let refused = Err(invalid(Refusal::InvalidKey));
		let with_first = |first: u8| {
			let mut key = PATIENT.key();
			key[0] = first;
			key
		};
		// The compact encoding is that of the same point, or of the one with the other sign.
		for first in [0, 1, 4, 5, 6, 7, 0xff] {
			assert_eq!(of_key(with_first(first)), refused, "{first}");
		}
		let mut no_point = [0; 33];
		(no_point[0], no_point[32]) = (2, 1);
		assert_eq!(of_key(no_point), refused);
		// The prime, and the largest number.
		let prime = "02ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";
		assert_eq!(of_key(sp_core::bytes::from_hex(prime).unwrap().try_into().unwrap()), refused);
		assert_eq!(of_key([[2; 1].as_slice(), &[0xff; 32]].concat().try_into().unwrap()), refused);
		// The point with the other sign is a key, and another one.
		let [first, ..] = PATIENT.key();
		assert_eq!(of_key(with_first(first ^ 1)), Err(invalid(Refusal::InvalidSignature)));
	});
}

#[test]
fn a_passkey_of_an_unknown_relying_party_signs_nothing() {
	ExtBuilder.build_and_execute(|| {
		let key = Authenticator { relying_party: "evil.example", ..PATIENT };
		let account = key.account();
		let transaction = Draft::of(&account, remark("")).signed(&account, key);
		let refused = Err(invalid(Refusal::RelyingPartyNotFound));
		assert_eq!(validate(&transaction).map(drop), refused);
	});
}

#[test]
fn client_data_of_the_greatest_length_are_accepted_and_longer_ones_not_decoded() {
	ExtBuilder.build_and_execute(|| {
		let account = PATIENT.account();
		let request = PATIENT.request(&draft().challenge(&account));
		let with_length = |length: usize| {
			let text =
				String::from_utf8(PATIENT.answer(&request).client_data.into_inner()).unwrap();
			let open = text.strip_suffix('}').unwrap();
			let padding = length - text.len() - ",\"a\":\"\"".len();
			format!("{open},\"a\":\"{}\"}}", "a".repeat(padding)).into_bytes()
		};
		let max = MAX_CLIENT_DATA as usize;
		let assertion = PATIENT.sign_data(&request, with_length(max));
		assert_eq!(assertion.client_data.len(), max);
		let signature = crate::PasskeySignature {
			account: account.clone(),
			key: PATIENT.key(),
			assertion: assertion.clone(),
		};
		assert!(validate(&draft().with(Some(signature))).is_ok());
		// One byte more, where the signature is decoded.
		let longer = with_length(max + 1);
		let extension = (
			Some((account, PATIENT.key())),
			assertion.authenticator_data,
			longer,
			assertion.signature,
		);
		assert!(VerifyPasskey::<Test>::decode(&mut &extension.encode()[..]).is_err());
	});
}
