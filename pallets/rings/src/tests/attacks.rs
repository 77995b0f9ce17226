// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Attacks on anonymity and on what one key may do once.

use super::*;
use medibloc_primitives::{
	credential::Role,
	rings::{context, MembershipError},
};
use medibloc_ring_vrf::testing::invalid_keys;
use sp_core::H256;
use sp_runtime::Permill;
use std::collections::BTreeSet;

/// Of 1,534 persons 766 are keys that one institution made up, enrolled in a row around the key of its
/// victim. In order of enrolment the first ring would be these and the victim.
#[test]
fn keys_around_one_victim_are_spread_over_all_rings() {
	ExtBuilder.build_and_execute(|| {
		MaxVouches::set(1_000);
		VouchDeposit::set(1);
		for number in 0..383 {
			assert_ok!(vouch(HOSPITAL, number));
		}
		let victim = 383;
		assert_ok!(vouch(CLINIC, victim));
		for number in 384..767 {
			assert_ok!(vouch(HOSPITAL, number));
		}
		for number in 767..1_534 {
			assert_ok!(vouch(CLINIC, number));
		}
		enter(2023, 12);
		assert_ok!(Rings::freeze(signed(STRANGER), DECEMBER));
		draw();
		build(&DECEMBER);
		assert_eq!(Rings::rings(&DECEMBER), 2);
		let ring = Rings::ring_of(&DECEMBER, &key(victim)).unwrap();
		let honest: BTreeSet<_> = (767..1_534).map(key).collect();
		let beside = members(&ring).iter().filter(|key| honest.contains(*key)).count();
		// 383 are expected, with a deviation of 10.
		assert!((320..=450).contains(&beside), "{beside} honest keys beside the victim");
	});
}

/// The same institution among three others: it is let in only as far as a third.
#[test]
fn no_institution_fills_a_cohort_around_a_victim() {
	ExtBuilder.build_and_execute(|| {
		MinPersons::set(30);
		MaxShare::set(Permill::from_rational(1u32, 3u32));
		Credentials::issue(20, Role::Institution);
		Credentials::issue(21, Role::Institution);
		let mut keys = 0u32..;
		let mut vouch_for = |who, count: usize| {
			keys.by_ref().take(count).take_while(|number| vouch(who, *number).is_ok()).count()
		};
		assert_eq!(vouch_for(HOSPITAL, 100), 9);
		assert_eq!(vouch_for(CLINIC, 1), 1);
		assert_eq!(vouch_for(HOSPITAL, 100), 0);
		assert_eq!(vouch_for(CLINIC, 8) + vouch_for(20, 9) + vouch_for(21, 9), 26);
		assert_eq!(vouch_for(HOSPITAL, 100), 4);
		let (hospital, all) =
			(crate::Vouched::<Test>::get(DECEMBER, HOSPITAL), Rings::members(&DECEMBER));
		assert!(hospital * 3 <= all, "{hospital} of {all}");
	});
}

/// Jurors who work together enrol one after the other.
#[test]
fn jurors_who_enrol_together_own_no_ring() {
	ExtBuilder.build_and_execute(|| {
		make(&JURORS, 0..510);
		let colluding: BTreeSet<_> = (0..255).map(key).collect();
		for index in 0..2 {
			let list = members(&ring(&JURORS, index));
			let together = list.iter().filter(|key| colluding.contains(*key)).count();
			// 127 are expected, with a deviation of 6.
			assert!((90..=165).contains(&together), "{together} of {}", list.len());
		}
	});
}

/// A key seen in the pool with its possession proof.
#[test]
fn a_copied_key_is_enrolled_by_nobody_else() {
	ExtBuilder.build_and_execute(|| {
		let (seen, proof) = (key(1), possession(1, &DECEMBER, HOSPITAL));
		let copied = Rings::vouch(signed(CLINIC), seen, proof);
		assert_noop!(copied, Error::<Test>::BadPossession);
		collect(&JURORS, []);
		for enroller in [DOCTOR, HOSPITAL] {
			let copied = <Rings as RingsMutate>::insert(&JURORS, seen, &enroller.encode(), &proof);
			assert_noop!(copied, Error::<Test>::BadPossession);
		}
		assert_ok!(Rings::vouch(signed(HOSPITAL), seen, proof));
		// Nor is it used again once it is free.
		assert_ok!(Rings::withdraw_vouch(signed(HOSPITAL), seen));
		assert_noop!(
			<Rings as RingsMutate>::insert(&JURORS, seen, &HOSPITAL.encode(), &proof),
			Error::<Test>::BadPossession
		);
	});
}

/// A proof for the same subject on a chain with another genesis, or for another use.
#[test]
fn a_proof_of_another_chain_or_use_is_refused() {
	ExtBuilder.build_and_execute(|| {
		make(&JURORS, 0..5);
		let (ring, message) = (ring(&JURORS, 0), [2; 32]);
		let here = context("ballot", System::block_hash(0), &7u32);
		let elsewhere = context("ballot", H256::repeat_byte(9), &7u32);
		let proof = prove(&members(&ring), &secret(0), &elsewhere, &message);
		let bad = Err(MembershipError::BadProof);
		assert_eq!(Rings::check(&ring, &here, &message, &proof), bad);
		let for_voting = prove(&members(&ring), &secret(0), &here, &message);
		let claim = context("claim", System::block_hash(0), &7u32);
		assert_eq!(Rings::check(&ring, &claim, &message, &for_voting), bad);
		let alias = Rings::check(&ring, &here, &message, &for_voting).unwrap();
		assert_ne!(Rings::check(&ring, &elsewhere, &message, &proof), Ok(alias));
	});
}

/// A proof made before one more member joined, as if the ring had grown.
#[test]
fn a_proof_of_a_ring_that_was_smaller_is_refused() {
	ExtBuilder.build_and_execute(|| {
		make(&JURORS, 0..5);
		let ring = ring(&JURORS, 0);
		let all = members(&ring);
		let fewer: Vec<_> = all.iter().copied().filter(|member| *member != key(4)).collect();
		let proof = prove(&fewer, &secret(0), &[1; 32], &[2; 32]);
		let check = Rings::check(&ring, &[1; 32], &[2; 32], &proof);
		assert_eq!(check, Err(MembershipError::BadProof));
	});
}

/// Somebody outside of the ring who adds the own key to the list.
#[test]
fn a_proof_of_a_ring_with_a_member_of_ones_own_is_refused() {
	ExtBuilder.build_and_execute(|| {
		make(&JURORS, 0..5);
		let ring = ring(&JURORS, 0);
		let all = members(&ring);
		let with_one_more = [&all[..], &[key(9)]].concat();
		let instead = [&all[..4], &[key(9)]].concat();
		for list in [with_one_more, instead] {
			let proof = prove(&list, &secret(9), &[1; 32], &[2; 32]);
			let check = Rings::check(&ring, &[1; 32], &[2; 32], &proof);
			assert_eq!(check, Err(MembershipError::BadProof));
		}
	});
}

#[test]
fn keys_of_small_order_and_other_encodings_are_refused() {
	ExtBuilder.build_and_execute(|| {
		collect(&JURORS, []);
		for key in invalid_keys(&key(1)) {
			let invalid = Error::<Test>::InvalidKey;
			let vouch = Rings::vouch(signed(HOSPITAL), key, [0; 64]);
			assert_noop!(vouch, Error::<Test>::InvalidKey);
			assert_noop!(<Rings as RingsMutate>::reserve(&VOUCHERS, key), invalid);
			let insert = <Rings as RingsMutate>::insert(&JURORS, key, &[], &[0; 64]);
			assert_noop!(insert, Error::<Test>::InvalidKey);
		}
	});
}

/// One key twice in a ring would let its holder act as two, if aliases were not of keys.
#[test]
fn a_key_enters_no_two_cohorts_that_stand() {
	ExtBuilder.build_and_execute(|| {
		make(&JURORS, 0..3);
		let next = Cohort::Practitioners { jurisdiction: KR, epoch: 2 };
		collect(&next, []);
		assert_noop!(insert(&next, 1), Error::<Test>::KeyTaken);
		assert_ok!(<Rings as RingsMutate>::retire(&JURORS));
		assert_noop!(insert(&next, 1), Error::<Test>::KeyTaken);
		assert_ok!(Rings::retire(signed(STRANGER), JURORS));
		assert_ok!(insert(&next, 1));
	});
}
