// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The published examples of the standard, which nobody here made.

use super::*;
use crate::{verification::decode_key, Assertion, PublicKey};
use p256::ecdsa::Signature;
use sp_core::bytes::from_hex;

const TEXT: &str = include_str!("../../vectors/webauthn.txt");

struct Vector {
	name: &'static str,
	challenge: [u8; 32],
	key: PublicKey,
	assertion: Assertion,
	has_high_s: bool,
	expected: &'static str,
}

/// As a client brings an assertion into the form of the chain: DER unpacked, and `s` made low.
fn convert(signature: &[u8]) -> ([u8; 64], bool) {
	let signature = Signature::from_der(signature).unwrap();
	let low = signature.normalize_s();
	(low.unwrap_or(signature).to_bytes().into(), low.is_some())
}

fn vectors() -> Vec<Vector> {
	let lines: Vec<_> = TEXT.lines().filter(|line| !line.starts_with('#')).collect();
	let blocks = lines.split(|line| line.is_empty()).filter(|block| !block.is_empty());
	blocks
		.map(|block| {
			let &[name, challenge, key, authenticator, client, signature, expected] = block else {
				panic!("a vector has seven lines");
			};
			let bytes = |hex: &str| from_hex(hex).unwrap();
			let (signature, has_high_s) = convert(&bytes(signature));
			let assertion = Assertion {
				authenticator_data: bytes(authenticator).try_into().unwrap(),
				client_data: bytes(client).try_into().unwrap(),
				signature,
			};
			let challenge = bytes(challenge).try_into().unwrap();
			let key = bytes(key).try_into().unwrap();
			Vector { name, challenge, key, assertion, has_high_s, expected }
		})
		.collect()
}

fn with_example_org(test: impl FnOnce()) {
	ExtBuilder.build_and_execute(|| {
		let example = relying_party("example.org", &["https://example.org"]);
		Passkeys::set_relying_party(signed(ADMIN), example).unwrap();
		test();
	});
}

#[test]
fn the_examples_of_the_standard_are_judged_as_written_down() {
	with_example_org(|| {
		let vectors = vectors();
		assert_eq!(vectors.len(), 10);
		for Vector { name, challenge, key, assertion, expected, .. } in &vectors {
			let found = match Passkeys::verify(key, assertion, challenge) {
				Ok(()) => "accepted".into(),
				Err(refusal) => format!("{refusal:?}"),
			};
			assert_eq!(found, *expected, "{name}");
		}
		let accepted = vectors.iter().filter(|vector| vector.expected == "accepted").count();
		assert_eq!(accepted, 3);
	});
}

#[test]
fn every_signature_of_the_examples_is_that_of_its_key() {
	for Vector { name, key, assertion, .. } in vectors() {
		assert!(decode_key(&key).is_some());
		let verify = crate::verification::verify_signature;
		assert_eq!(verify(&key, &assertion), Ok(()), "{name}");
		assert_eq!(verify(&key, &with_high_s(assertion.clone())), Err(Refusal::HighS), "{name}");
		let mut other = assertion;
		other.authenticator_data[36] ^= 1;
		assert_eq!(verify(&key, &other), Err(Refusal::InvalidSignature), "{name}");
	}
	// Six were published with `s` in the upper half, as authenticators give it.
	assert_eq!(vectors().iter().filter(|vector| vector.has_high_s).count(), 6);
}

#[test]
fn the_challenge_of_another_example_is_refused() {
	with_example_org(|| {
		let vectors = vectors();
		for Vector { name, key, assertion, expected, .. } in &vectors {
			for other in vectors.iter().filter(|other| other.name != *name) {
				let refusal = Passkeys::verify(key, assertion, &other.challenge).unwrap_err();
				let before = format!("{refusal:?}") == *expected;
				assert!(before || refusal == Refusal::WrongChallenge, "{name}");
			}
		}
	});
}
