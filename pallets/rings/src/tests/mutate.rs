// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Cohorts that other pallets fill.

use super::*;
use crate::{Enrolment, Keys, Members, Queue, Reserved};

fn reserve(cohort: &Cohort, number: u32) -> DispatchResult {
	<Rings as RingsMutate>::reserve(cohort, key(number))
}

fn insert_reserved(cohort: &Cohort, number: u32) -> DispatchResult {
	<Rings as RingsMutate>::insert_reserved(cohort, &key(number))
}

fn remove(cohort: &Cohort, number: u32) -> DispatchResult {
	<Rings as RingsMutate>::remove(cohort, &key(number))
}

fn retire(cohort: &Cohort) -> DispatchResult {
	<Rings as RingsMutate>::retire(cohort)
}

#[test]
fn a_cohort_is_opened_once() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(<Rings as RingsMutate>::open(JURORS));
		assert_eq!(last_event(), Event::Opened { cohort: JURORS });
		assert_noop!(<Rings as RingsMutate>::open(JURORS), Error::<Test>::AlreadyExists);
		assert_ok!(retire(&JURORS));
		assert_noop!(<Rings as RingsMutate>::open(JURORS), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn keys_are_inserted_in_order() {
	ExtBuilder.build_and_execute(|| {
		collect(&JURORS, [5, 3, 4]);
		let members: Vec<_> = (0..3).map(|at| Members::<Test>::get(JURORS, at).unwrap()).collect();
		assert_eq!(members, [5, 3, 4].map(key));
		assert_eq!(last_event(), Event::Enrolled { cohort: JURORS, key: key(4) });
	});
}

#[test]
fn insert_rejects_keys_that_are_not_shown_to_be_held() {
	ExtBuilder.build_and_execute(|| {
		collect(&JURORS, []);
		let insert = |proof: PossessionProof| {
			<Rings as RingsMutate>::insert(&JURORS, key(1), &DOCTOR.encode(), &proof)
		};
		for proof in [
			possession(1, &JURORS, STRANGER),
			possession(1, &VOUCHERS, DOCTOR),
			possession(2, &JURORS, DOCTOR),
			[0; 64],
		] {
			assert_noop!(insert(proof), Error::<Test>::BadPossession);
		}
		assert_ok!(insert(possession(1, &JURORS, DOCTOR)));
	});
}

#[test]
fn insert_rejects_a_cohort_that_is_not_open_or_full() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(insert(&JURORS, 1), Error::<Test>::CohortNotFound);
		MaxMembers::set(3);
		collect(&JURORS, 1..=3);
		assert_noop!(insert(&JURORS, 4), Error::<Test>::Full);
		assert_ok!(freeze_at(&JURORS, 1));
		assert_noop!(insert(&JURORS, 4), Error::<Test>::NotOpen);
	});
}

#[test]
fn a_reserved_key_becomes_a_member_when_it_is_said() {
	ExtBuilder.build_and_execute(|| {
		// Before the cohort is opened, too.
		assert_ok!(reserve(&VOUCHERS, 1));
		assert_noop!(insert_reserved(&VOUCHERS, 1), Error::<Test>::CohortNotFound);
		collect(&VOUCHERS, []);
		assert_eq!(Rings::members(&VOUCHERS), 0);
		assert_ok!(insert_reserved(&VOUCHERS, 1));
		let enrolment = Enrolment { cohort: VOUCHERS, position: Some(0) };
		assert_eq!(Keys::<Test>::get(key(1)), Some(enrolment));
		assert!(!Reserved::<Test>::contains_key(VOUCHERS, key(1)));
		assert_noop!(insert_reserved(&VOUCHERS, 1), Error::<Test>::NotReserved);
	});
}

#[test]
fn reserve_rejects_keys_that_are_taken() {
	ExtBuilder.build_and_execute(|| {
		collect(&JURORS, [1]);
		assert_ok!(reserve(&VOUCHERS, 2));
		for number in [1, 2] {
			assert_noop!(reserve(&VOUCHERS, number), Error::<Test>::KeyTaken);
			assert_noop!(insert(&JURORS, number), Error::<Test>::KeyTaken);
		}
		assert_noop!(insert_reserved(&VOUCHERS, 1), Error::<Test>::CohortNotFound);
	});
}

#[test]
fn a_key_is_reserved_for_one_cohort() {
	ExtBuilder.build_and_execute(|| {
		let other = Cohort::Vouchers { jurisdiction: KR, term: 2 };
		collect(&VOUCHERS, []);
		collect(&other, []);
		assert_ok!(reserve(&VOUCHERS, 1));
		assert_noop!(insert_reserved(&other, 1), Error::<Test>::NotReserved);
		assert_noop!(insert_reserved(&VOUCHERS, 2), Error::<Test>::NotReserved);
		// Nothing happens to it in the name of another cohort.
		<Rings as RingsMutate>::unreserve(&other, &key(1));
		assert!(!Rings::is_free(&key(1)));
		<Rings as RingsMutate>::unreserve(&VOUCHERS, &key(1));
		assert!(Rings::is_free(&key(1)));
	});
}

#[test]
fn a_member_is_not_given_free_like_a_reserved_key() {
	ExtBuilder.build_and_execute(|| {
		collect(&VOUCHERS, [1]);
		<Rings as RingsMutate>::unreserve(&VOUCHERS, &key(1));
		assert_eq!(Rings::members(&VOUCHERS), 1);
		assert!(!Rings::is_free(&key(1)));
	});
}

#[test]
fn nothing_is_reserved_for_a_cohort_that_takes_no_keys() {
	ExtBuilder.build_and_execute(|| {
		collect(&VOUCHERS, [1]);
		assert_ok!(reserve(&VOUCHERS, 2));
		assert_ok!(freeze_at(&VOUCHERS, 1));
		assert_noop!(reserve(&VOUCHERS, 3), Error::<Test>::NotOpen);
		assert_noop!(insert_reserved(&VOUCHERS, 2), Error::<Test>::NotOpen);
		// It can still be given free.
		<Rings as RingsMutate>::unreserve(&VOUCHERS, &key(2));
		assert!(Rings::is_free(&key(2)));
	});
}

/// Vouchers in several rings would tell in which ballots they were earned.
#[test]
fn all_vouchers_lie_in_one_ring() {
	ExtBuilder.build_and_execute(|| {
		collect(&VOUCHERS, []);
		let full = Standing { members: 16_126, ..standing(&VOUCHERS) };
		Cohorts::<Test>::insert(VOUCHERS, full);
		assert_ok!(insert_voucher(&VOUCHERS, 1));
		assert_ok!(reserve(&VOUCHERS, 2));
		assert_noop!(insert_reserved(&VOUCHERS, 2), Error::<Test>::Full);
		assert_eq!(VOUCHERS.ring_capacity(), standing(&VOUCHERS).members);
		// As it was, without the members that it never had.
		assert_ok!(remove(&VOUCHERS, 1));
		Cohorts::<Test>::insert(VOUCHERS, Standing { members: 0, ..full });
	});
}

#[test]
fn remove_fills_the_gap_with_the_last_key() {
	ExtBuilder.build_and_execute(|| {
		collect(&JURORS, 1..=3);
		assert_ok!(remove(&JURORS, 1));
		assert_eq!(Members::<Test>::get(JURORS, 0), Some(key(3)));
		assert_ok!(remove(&JURORS, 2));
		assert_ok!(remove(&JURORS, 3));
		assert_eq!(Rings::members(&JURORS), 0);
		assert_ok!(insert(&JURORS, 1));
	});
}

#[test]
fn remove_rejects_keys_that_are_no_members() {
	ExtBuilder.build_and_execute(|| {
		collect(&JURORS, [1]);
		collect(&VOUCHERS, [2]);
		assert_ok!(reserve(&VOUCHERS, 3));
		for number in [2, 3, 4] {
			assert_noop!(remove(&JURORS, number), Error::<Test>::NotEnrolled);
		}
		assert_noop!(remove(&VOUCHERS, 3), Error::<Test>::NotEnrolled);
		assert_ok!(freeze_at(&JURORS, 1));
		assert_noop!(remove(&JURORS, 1), Error::<Test>::NotOpen);
	});
}

#[test]
fn a_cohort_with_too_few_keys_has_no_rings() {
	ExtBuilder.build_and_execute(|| {
		collect(&JURORS, 1..=3);
		assert_eq!(freeze_at(&JURORS, 4), Ok(CohortState::TooSmall));
		assert_eq!(last_event(), Event::FellShort { cohort: JURORS, members: 3 });
		assert_noop!(freeze_at(&JURORS, 1), Error::<Test>::NotOpen);
		collect(&VOUCHERS, []);
		assert_eq!(freeze_at(&VOUCHERS, 0), Ok(CohortState::TooSmall));
		assert!(Queue::<Test>::get().is_empty());
		assert_noop!(
			freeze_at(&Cohort::Vouchers { jurisdiction: KR, term: 9 }, 0),
			Error::<Test>::CohortNotFound
		);
	});
}

#[test]
fn a_cohort_ends_once() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(retire(&JURORS), Error::<Test>::CohortNotFound);
		collect(&JURORS, [1]);
		assert_ok!(retire(&JURORS));
		assert_noop!(retire(&JURORS), Error::<Test>::AlreadyRetired);
		assert_noop!(insert(&JURORS, 2), Error::<Test>::NotOpen);
		assert_noop!(freeze_at(&JURORS, 1), Error::<Test>::NotOpen);
	});
}

#[test]
fn no_other_pallet_touches_persons() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(vouch(HOSPITAL, 1));
		let no = Error::<Test>::VouchedOnly;
		assert_noop!(<Rings as RingsMutate>::open(JANUARY), no);
		assert_noop!(insert(&DECEMBER, 2), Error::<Test>::VouchedOnly);
		assert_noop!(reserve(&DECEMBER, 2), Error::<Test>::VouchedOnly);
		assert_noop!(insert_reserved(&DECEMBER, 2), Error::<Test>::VouchedOnly);
		assert_noop!(remove(&DECEMBER, 1), Error::<Test>::VouchedOnly);
		assert_noop!(freeze_at(&DECEMBER, 1), Error::<Test>::VouchedOnly);
		assert_noop!(retire(&DECEMBER), Error::<Test>::VouchedOnly);
	});
}
