// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Proofs of membership: accepted, refused, together and counted.

use super::*;
use crate::fixtures::{make_ring, member, Fixture, CONTEXT, MESSAGE};
use medibloc_primitives::rings::{MembershipError, MAX_PROOFS};
use proptest::prelude::*;

const BAD: Result<[u8; 32], MembershipError> = Err(MembershipError::BadProof);
const NO_RING: Result<[u8; 32], MembershipError> = Err(MembershipError::RingNotFound);

fn proofs(cohort: &Cohort) -> Vec<RingProof> {
	Fixture::for_cohort(cohort).proofs
}

fn item(proof: &RingProof) -> ([u8; 32], [u8; 32], RingProof) {
	(CONTEXT, MESSAGE, proof.clone())
}

fn items(cohort: &Cohort, count: usize) -> Vec<([u8; 32], [u8; 32], RingProof)> {
	proofs(cohort).iter().take(count).map(item).collect()
}

/// From the keys of members, through the steps of this pallet, to the alias.
#[test]
fn a_member_proves_with_what_the_runtime_api_tells() {
	ExtBuilder.build_and_execute(|| {
		make(&JURORS, 0..10);
		let ring = ring(&JURORS, 0);
		let (context, message) = ([1; 32], [2; 32]);
		let proof = prove(&members(&ring), &secret(4), &context, &message);
		assert_eq!(proof.len(), 785);
		let alias = secret(4).alias(&context).unwrap();
		assert_eq!(Rings::check(&ring, &context, &message, &proof), Ok(alias));
		// The same member in the same context is known again, in another not.
		let again = prove(&members(&ring), &secret(4), &context, &[3; 32]);
		assert_eq!(Rings::check(&ring, &context, &[3; 32], &again), Ok(alias));
		let elsewhere = prove(&members(&ring), &secret(4), &[9; 32], &message);
		assert_ne!(Rings::check(&ring, &[9; 32], &message, &elsewhere), Ok(alias));
		// Another member has another alias.
		let other = prove(&members(&ring), &secret(5), &context, &message);
		assert_ne!(Rings::check(&ring, &context, &message, &other), Ok(alias));
	});
}

#[test]
fn a_proof_is_of_its_ring_context_and_message_alone() {
	for cohort in [JURORS, DECEMBER, VOUCHERS] {
		ExtBuilder.build().execute_with(|| {
			make_ring::<Test>(cohort);
			let (ring, proof) = (ring(&cohort, 0), &proofs(&cohort)[0]);
			assert!(Rings::check(&ring, &CONTEXT, &MESSAGE, proof).is_ok());
			assert_eq!(Rings::check(&ring, &MESSAGE, &MESSAGE, proof), BAD);
			assert_eq!(Rings::check(&ring, &CONTEXT, &CONTEXT, proof), BAD);
			for other in [JURORS, DECEMBER, VOUCHERS].iter().filter(|other| **other != cohort) {
				let foreign = &proofs(other)[0];
				assert_eq!(Rings::check(&ring, &CONTEXT, &MESSAGE, foreign), BAD);
			}
		});
	}
}

#[test]
fn what_is_no_proof_is_refused() {
	ExtBuilder.build().execute_with(|| {
		make_ring::<Test>(JURORS);
		let ring = ring(&JURORS, 0);
		let proof = proofs(&JURORS)[0].to_vec();
		let long = [&proof[..], &[0]].concat();
		let none = RingProof::default();
		// As many outputs as are promised, and none of them.
		let without_output = [&proof[..752], &[0]].concat();
		for bytes in [long, proof[..784].to_vec(), without_output, vec![0; 785], vec![0xff; 785]] {
			let proof = RingProof::try_from(bytes).unwrap();
			assert_eq!(Rings::check(&ring, &CONTEXT, &MESSAGE, &proof), BAD);
			let all = Rings::check_all(&ring, &[item(&proof)]);
			assert_eq!(all, Err(MembershipError::BadProof));
		}
		assert_eq!(Rings::check(&ring, &CONTEXT, &MESSAGE, &none), BAD);
	});
}

/// A proof for two contexts shows two aliases, and counts for neither.
#[test]
fn a_proof_for_several_contexts_is_refused() {
	ExtBuilder.build().execute_with(|| {
		make(&JURORS, 0..3);
		let ring = ring(&JURORS, 0);
		let contexts: [&[u8]; 2] = [&CONTEXT, &MESSAGE];
		let proof = secret(1).prove_for_several(&members(&ring), &contexts, &MESSAGE).unwrap();
		// It does not even fit.
		assert!(RingProof::try_from(proof).is_err());
	});
}

#[test]
fn proofs_are_checked_together() {
	for cohort in [JURORS, DECEMBER, VOUCHERS] {
		ExtBuilder.build().execute_with(|| {
			make_ring::<Test>(cohort);
			let ring = ring(&cohort, 0);
			let check = |proof| Rings::check(&ring, &CONTEXT, &MESSAGE, proof).unwrap();
			let one_by_one: Vec<_> = proofs(&cohort).iter().map(check).collect();
			for count in [0, 1, 2, MAX_PROOFS as usize] {
				let aliases = Rings::check_all(&ring, &items(&cohort, count)).unwrap();
				assert_eq!(aliases, one_by_one[..count]);
			}
		});
	}
}

#[test]
fn one_bad_proof_spoils_all_that_come_with_it() {
	ExtBuilder.build().execute_with(|| {
		make_ring::<Test>(JURORS);
		let ring = ring(&JURORS, 0);
		let refused = Err(MembershipError::BadProof);
		for index in [0, 15, 31] {
			let mut spoiled = items(&JURORS, 32);
			spoiled[index].1 = CONTEXT;
			assert_eq!(Rings::check_all(&ring, &spoiled), refused);
			let mut foreign = items(&JURORS, 32);
			foreign[index].2 = proofs(&DECEMBER)[index].clone();
			assert_eq!(Rings::check_all(&ring, &foreign), refused);
		}
		// Two proofs that swap their messages do not cancel out.
		let mut swapped = items(&JURORS, 2);
		swapped[0].1 = [7; 32];
		swapped[1].1 = [8; 32];
		assert_eq!(Rings::check_all(&ring, &swapped), refused);
	});
}

#[test]
fn more_than_32_are_not_checked_together() {
	ExtBuilder.build().execute_with(|| {
		make_ring::<Test>(JURORS);
		let mut many = items(&JURORS, 32);
		many.push(many[0].clone());
		let ring = ring(&JURORS, 0);
		assert_eq!(Rings::check_all(&ring, &many), Err(MembershipError::TooMany));
	});
}

#[test]
fn only_a_ring_that_is_built_and_has_not_ended_counts() {
	ExtBuilder.build().execute_with(|| {
		let proof = &proofs(&JURORS)[0];
		let check = |index| Rings::check(&ring(&JURORS, index), &CONTEXT, &MESSAGE, proof);
		assert_eq!(check(0), NO_RING);
		make_ring::<Test>(JURORS);
		assert!(check(0).is_ok());
		assert_eq!(check(1), NO_RING);
		assert_eq!(check(u16::MAX), NO_RING);
		assert_ok!(<Rings as RingsMutate>::retire(&JURORS));
		assert_eq!(check(0), NO_RING);
	});
	ExtBuilder.build().execute_with(|| {
		// The first ring of two is there, its cohort is not.
		collect(&JURORS, 0..256);
		assert_ok!(freeze_at(&JURORS, 1));
		draw();
		for _ in 0..4 {
			Rings::do_build(&JURORS).unwrap();
		}
		assert_eq!(standing(&JURORS).rings, 1);
		let check = Rings::check(&ring(&JURORS, 0), &CONTEXT, &MESSAGE, &proofs(&JURORS)[0]);
		assert_eq!(check, NO_RING);
	});
}

#[test]
fn persons_prove_during_their_year() {
	ExtBuilder.build().execute_with(|| {
		make_ring::<Test>(DECEMBER);
		let proof = &proofs(&DECEMBER)[0];
		let check = || Rings::check(&ring(&DECEMBER, 0), &CONTEXT, &MESSAGE, proof);
		let check_all = || Rings::check_all(&ring(&DECEMBER, 0), &[item(proof)]);
		let begin = medibloc_primitives::Month::new(2024, 1).unwrap().start();
		set_time(begin - 1);
		assert!(check().is_ok() && check_all().is_ok());
		set_time(begin);
		assert_eq!(check(), NO_RING);
		assert_eq!(check_all(), Err(MembershipError::RingNotFound));
		// Nor before, if the clock of a chain was wrong.
		enter(2022, 12);
		assert_eq!(check(), NO_RING);
	});
}

#[test]
fn a_block_has_room_for_so_many_proofs() {
	ExtBuilder.build_and_execute(|| {
		assert!(Rings::has_room(0) && Rings::has_room(40));
		assert!(!Rings::has_room(41) && !Rings::has_room(u32::MAX));
		Rings::note_checked(8);
		assert!(Rings::has_room(32) && !Rings::has_room(33));
		Rings::note_checked(u32::MAX);
		assert!(!Rings::has_room(0));
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(256))]

	/// Whatever bytes of a valid proof are changed: nothing panics, and it does not count.
	#[test]
	fn a_changed_proof_is_refused(
		changes in proptest::collection::vec((0usize..785, 1u8..=255), 1..4),
		len in prop_oneof![3 => Just(785usize), 1 => 0usize..785],
	) {
		let mut bytes = proofs(&JURORS)[3].to_vec();
		let mut original = bytes.clone();
		for (index, change) in changes {
			bytes[index] ^= change;
		}
		bytes.truncate(len);
		original.truncate(785);
		prop_assume!(bytes != original);
		ExtBuilder.build().execute_with(|| {
			make_ring::<Test>(JURORS);
			let proof = RingProof::try_from(bytes).unwrap();
			assert_eq!(Rings::check(&ring(&JURORS, 0), &CONTEXT, &MESSAGE, &proof), BAD);
			let all = Rings::check_all(&ring(&JURORS, 0), &[item(&proof)]);
			assert_eq!(all, Err(MembershipError::BadProof));
		});
	}
}

/// Each alias is that of the member, whoever looks.
#[test]
fn the_alias_is_that_of_the_member() {
	ExtBuilder.build().execute_with(|| {
		make_ring::<Test>(VOUCHERS);
		let alias = member(Domain::Domain16, 31).alias(&CONTEXT).unwrap();
		let proof = &proofs(&VOUCHERS)[31];
		assert_eq!(Rings::check(&ring(&VOUCHERS, 0), &CONTEXT, &MESSAGE, proof), Ok(alias));
	});
}
