// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Every bit of every message counts.

use super::*;

/// Tells of each message with one bit changed that it is refused.
fn every_bit_counts(message: &[u8], is_refused: impl Fn(&[u8]) -> bool) {
	for position in 0..message.len() {
		for bit in 0..8 {
			let mut changed = message.to_vec();
			changed[position] ^= 1 << bit;
			assert!(is_refused(&changed), "bit {bit} of byte {position}");
		}
	}
	assert!(is_refused(&[message, &[0]].concat()));
	assert!(is_refused(&message[..message.len() - 1]));
	assert!(is_refused(&[]));
}

#[test]
fn of_a_sealed_share() {
	let custody = custody(3, 2);
	let Split { policy, commitments, shares } = &custody.split;
	let is_refused = |bytes: &[u8]| {
		SealedShare::from_bytes(bytes)
			.and_then(|share| share.open(&custody.keys[0], policy, commitments))
			.is_err()
	};
	assert!(!is_refused(&shares[0].to_bytes()));
	every_bit_counts(&shares[0].to_bytes(), is_refused);
}

#[test]
fn of_a_release() {
	let custody = custody(3, 2);
	let key = SecretKey::random(&mut OsRng);
	let context = context(&key);
	let Split { policy, commitments, .. } = &custody.split;
	let is_refused = |bytes: &[u8]| {
		Release::from_bytes(bytes)
			.and_then(|release| release.open(&key, policy, commitments, &context))
			.is_err()
	};
	let release = custody.release(0, &context).to_bytes();
	assert!(!is_refused(&release));
	every_bit_counts(&release, is_refused);
}

#[test]
fn of_sealed_secrets() {
	let custody = custody(2, 2);
	let is_refused = |bytes: &[u8]| {
		SealedRecord::from_bytes(bytes)
			.and_then(|sealed| sealed.open(&custody.secret, &custody.split.policy))
			.is_err()
	};
	assert!(!is_refused(&custody.sealed.to_bytes()));
	every_bit_counts(&custody.sealed.to_bytes(), is_refused);
}

#[test]
fn of_a_policy() {
	let custody = custody(3, 2);
	let Split { policy, commitments, shares } = &custody.split;
	let is_refused = |bytes: &[u8]| {
		Policy::from_bytes(bytes)
			.and_then(|policy| shares[0].open(&custody.keys[0], &policy, commitments))
			.is_err()
	};
	assert_eq!(Policy::from_bytes(&policy.to_bytes()), Ok(policy.clone()));
	every_bit_counts(&policy.to_bytes(), is_refused);
}
