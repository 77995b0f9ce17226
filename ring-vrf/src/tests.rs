// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{
	testing::{commit, invalid_keys, parameters},
	*,
};
use alloc::vec::Vec;

fn secret(number: u8) -> Secret {
	Secret::new([number; 32])
}

fn keys(count: u8) -> Vec<Key> {
	(0..count).map(|number| secret(number).key()).collect()
}

#[test]
fn a_ring_of_so_many_members_has_the_smallest_domain() {
	for (members, expected) in [
		(0, Some(Domain::Domain11)),
		(255, Some(Domain::Domain11)),
		(256, Some(Domain::Domain12)),
		(767, Some(Domain::Domain12)),
		(768, Some(Domain::Domain16)),
		(16_127, Some(Domain::Domain16)),
		(16_128, None),
		(u32::MAX, None),
	] {
		assert_eq!(domain(members), expected);
	}
	assert_eq!(Domain::VARIANTS.map(capacity), [255, 767, 16_127]);
}

#[test]
fn a_member_proves_and_nobody_else() {
	let members = keys(5);
	let commitment = commit(&members).unwrap();
	let (context, message) = (&b"context"[..], &b"message"[..]);
	let proof = prove(&members, &secret(3), context, message).unwrap();
	let claim = Claim { context, message, proof: &proof };
	let alias = secret(3).alias(context);
	assert_eq!(validate(Domain::Domain11, &commitment, claim), alias);
	assert_eq!(validate_all(Domain::Domain11, &commitment, &[claim]), alias.map(|it| [it].into()));
	let other = Claim { message: b"another", ..claim };
	assert_eq!(validate(Domain::Domain11, &commitment, other), None);
	assert_eq!(validate_all(Domain::Domain11, &commitment, &[claim, other]), None);
	assert_eq!(prove(&members, &secret(9), context, message), None);
}

/// The prover blinds its proofs with randomness; without, a proof would tell its maker.
#[test]
fn two_proofs_of_the_same_differ() {
	let members = keys(3);
	let prove = || prove(&members, &secret(1), b"context", b"message").unwrap();
	assert_ne!(prove(), prove());
}

#[test]
fn a_ring_that_was_paused_is_the_same() {
	let (members, points) = (keys(5), parameters(Domain::Domain12));
	let mut builder = Builder::start(Domain::Domain12);
	builder.add(&members[..2], &points[..2 * POINT_LEN]).unwrap();
	let mut builder = Builder::resume(&builder.pause().unwrap()).unwrap();
	builder.add(&members[2..], &points[2 * POINT_LEN..5 * POINT_LEN]).unwrap();
	let stepwise = builder.finish().unwrap();
	let mut builder = Builder::start(Domain::Domain12);
	builder.add(&members, &points[..5 * POINT_LEN]).unwrap();
	assert_eq!(builder.finish(), Some(stepwise));
	assert!(is_commitment(&stepwise));
	let mut changed = stepwise;
	changed[100] ^= 1;
	assert!(!is_commitment(&changed));
}

#[test]
fn nothing_is_added_without_points_or_room() {
	let points = parameters(Domain::Domain11);
	let mut builder = Builder::start(Domain::Domain11);
	assert_eq!(builder.add(&keys(2), &points[..POINT_LEN]), None);
	assert_eq!(builder.add(&keys(2), &[]), None);
	let many: Vec<Key> = keys(128).into_iter().chain(keys(128)).collect();
	assert_eq!(builder.add(&many, &points[..256 * POINT_LEN]), None);
	assert_eq!(builder.add(&many[..255], &points[..255 * POINT_LEN]), Some(()));
}

#[test]
fn keys_that_are_none_are_refused() {
	let valid = secret(1).key();
	assert!(is_valid(&valid));
	let signature = secret(1).sign(b"message").unwrap();
	for key in invalid_keys(&valid) {
		assert!(!is_valid(&key), "{key:?}");
		assert!(!is_signed(&key, b"message", &signature));
		let points = &parameters(Domain::Domain11)[..POINT_LEN];
		assert_eq!(Builder::start(Domain::Domain11).add(&[key], points), None);
	}
}

#[test]
fn a_signature_is_by_its_key_over_its_message() {
	let signature = secret(1).sign(b"message").unwrap();
	assert!(is_signed(&secret(1).key(), b"message", &signature));
	assert!(!is_signed(&secret(2).key(), b"message", &signature));
	assert!(!is_signed(&secret(1).key(), b"another", &signature));
	for bit in 0..512 {
		let mut changed = signature;
		changed[bit / 8] ^= 1 << (bit % 8);
		assert!(!is_signed(&secret(1).key(), b"message", &changed));
	}
}
