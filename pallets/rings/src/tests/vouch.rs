// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Collecting, Keys, Members, Vouched, Vouches};
use medibloc_primitives::{credential::Role, Month};
use sp_core::H256;
use sp_runtime::{Permill, TokenError};

#[test]
fn the_first_vouch_opens_the_cohort_of_the_next_month() {
	ExtBuilder.build_and_execute(|| {
		assert_eq!(Rings::state(&DECEMBER), None);
		assert_ok!(vouch(HOSPITAL, 1));
		assert_eq!(Rings::state(&DECEMBER), Some(CohortState::Open));
		assert_eq!(Rings::members(&DECEMBER), 1);
		assert_eq!(Members::<Test>::get(DECEMBER, 0), Some(key(1)));
		assert_eq!(Collecting::<Test>::get(), Month::new(2023, 12));
		let (cohort, key) = (DECEMBER, key(1));
		let (institution, serial) = (HOSPITAL, HOSPITAL_SERIAL);
		assert_eq!(
			events(),
			[
				Event::Opened { cohort },
				Event::Enrolled { cohort, key },
				Event::Vouched { cohort, key, institution, serial },
			]
		);
	});
}

#[test]
fn a_vouch_takes_a_deposit_and_leaves_a_trail() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(vouch(HOSPITAL, 1));
		VouchDeposit::set(25);
		assert_ok!(vouch(HOSPITAL, 2));
		assert_ok!(vouch(CLINIC, 3));
		assert_eq!(on_hold(HoldReason::Vouch, HOSPITAL), 35);
		assert_eq!(on_hold(HoldReason::Vouch, CLINIC), 25);
		assert_eq!(Vouched::<Test>::get(DECEMBER, HOSPITAL), 2);
		let vouch = Vouches::<Test>::get(key(3)).unwrap();
		assert_eq!((vouch.serial, vouch.deposit.payer), (CLINIC_SERIAL, Some(CLINIC)));
	});
}

#[test]
fn vouch_rejects_whoever_is_no_certified_institution() {
	ExtBuilder.build_and_execute(|| {
		for who in [STRANGER, DOCTOR] {
			assert_noop!(vouch(who, 1), Error::<Test>::CredentialNotLive);
		}
		Credentials::set_live(HOSPITAL_SERIAL, false);
		assert_noop!(vouch(HOSPITAL, 1), Error::<Test>::CredentialNotLive);
	});
}

#[test]
fn vouch_rejects_an_institution_that_cannot_pay() {
	ExtBuilder.build_and_execute(|| {
		VouchDeposit::set(ENDOWMENT + 1);
		assert_noop!(vouch(HOSPITAL, 1), TokenError::FundsUnavailable);
	});
}

#[test]
fn vouch_rejects_a_key_that_is_enrolled_or_reserved_anywhere() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(vouch(HOSPITAL, 1));
		collect(&JURORS, [2]);
		assert_ok!(<Rings as RingsMutate>::reserve(&VOUCHERS, key(3)));
		for number in [1, 2, 3] {
			assert_noop!(vouch(HOSPITAL, number), Error::<Test>::KeyTaken);
			assert_noop!(vouch(CLINIC, number), Error::<Test>::KeyTaken);
		}
	});
}

#[test]
fn vouch_rejects_a_possession_proof_for_something_else() {
	ExtBuilder.build_and_execute(|| {
		let (genesis, who) = (System::block_hash(0), HOSPITAL.encode());
		let other_cohort = possession_message(genesis, &JANUARY, &who);
		let other_chain = possession_message(H256::repeat_byte(7), &DECEMBER, &who);
		let other_enroller = possession_message(genesis, &DECEMBER, &CLINIC.encode());
		for message in [other_cohort, other_chain, other_enroller, [0; 32]] {
			let vouch = Rings::vouch(signed(HOSPITAL), key(1), sign(1, &message));
			assert_noop!(vouch, Error::<Test>::BadPossession);
		}
		let of_another = possession(2, &DECEMBER, HOSPITAL);
		for proof in [of_another, [0; 64], [0xff; 64]] {
			let vouch = Rings::vouch(signed(HOSPITAL), key(1), proof);
			assert_noop!(vouch, Error::<Test>::BadPossession);
		}
	});
}

#[test]
fn an_institution_vouches_for_so_many_keys_of_a_cohort() {
	ExtBuilder.build_and_execute(|| {
		MaxVouches::set(2);
		assert_ok!(vouch(HOSPITAL, 1));
		assert_ok!(vouch(HOSPITAL, 2));
		assert_noop!(vouch(HOSPITAL, 3), Error::<Test>::TooManyVouches);
		// Others, and the same in the next cohort, are not meant.
		assert_ok!(vouch(CLINIC, 3));
		enter(2023, 12);
		assert_ok!(vouch(HOSPITAL, 4));
		assert_eq!(Vouched::<Test>::get(JANUARY, HOSPITAL), 1);
		assert_eq!(Vouched::<Test>::get(DECEMBER, HOSPITAL), 2);
	});
}

#[test]
fn an_institution_has_no_larger_a_share_than_it_may_have() {
	ExtBuilder.build_and_execute(|| {
		MaxShare::set(Permill::from_percent(40));
		MinPersons::set(5);
		let third = Credentials::issue(20, Role::Institution);
		// Two of five, while there are fewer.
		assert_ok!(vouch(HOSPITAL, 1));
		assert_ok!(vouch(HOSPITAL, 2));
		assert_noop!(vouch(HOSPITAL, 3), Error::<Test>::ShareTooLarge);
		assert_ok!(vouch(CLINIC, 11));
		assert_ok!(vouch(CLINIC, 12));
		assert_noop!(vouch(CLINIC, 13), Error::<Test>::ShareTooLarge);
		assert_ok!(vouch(20, 21));
		assert_ok!(vouch(20, 22));
		// The hospital has 2 of 6, and would have 3 of 7.
		assert_noop!(vouch(HOSPITAL, 3), Error::<Test>::ShareTooLarge);
		let fourth = Credentials::issue(21, Role::Institution);
		assert_ok!(vouch(21, 31));
		// And now 3 of 8.
		assert_ok!(vouch(HOSPITAL, 3));
		assert_noop!(vouch(HOSPITAL, 4), Error::<Test>::ShareTooLarge);
		assert_ne!(third, fourth);
	});
}

#[test]
fn vouch_rejects_one_key_more_than_a_cohort_can_have() {
	ExtBuilder.build_and_execute(|| {
		MaxMembers::set(2);
		assert_ok!(vouch(HOSPITAL, 1));
		assert_ok!(vouch(CLINIC, 2));
		assert_noop!(vouch(CLINIC, 3), Error::<Test>::Full);
	});
}

#[test]
fn keys_of_january_are_collected_in_december() {
	ExtBuilder.build_and_execute(|| {
		enter(2023, 12);
		assert_ok!(vouch(HOSPITAL, 1));
		assert_eq!(Rings::state(&JANUARY), Some(CohortState::Open));
	});
}

#[test]
fn the_first_vouch_of_a_month_freezes_the_cohort_before() {
	ExtBuilder.build_and_execute(|| {
		for number in 1..=3 {
			assert_ok!(vouch(HOSPITAL, number));
		}
		enter(2023, 12);
		assert_ok!(vouch(HOSPITAL, 4));
		assert_eq!(Rings::state(&DECEMBER), Some(CohortState::Frozen));
		assert_eq!(Rings::members(&DECEMBER), 3);
		assert_eq!(Rings::frozen_at(&DECEMBER), Some(now()));
		assert_eq!(Rings::members(&JANUARY), 1);
		assert_eq!(events()[0], Event::Frozen { cohort: DECEMBER, members: 3 });
	});
}

#[test]
fn too_few_persons_wait_for_those_of_the_next_months() {
	ExtBuilder.build_and_execute(|| {
		enter(2024, 3);
		let april = persons(2024, 4);
		assert_ok!(vouch(HOSPITAL, 1));
		enter(2024, 4);
		assert_ok!(vouch(HOSPITAL, 2));
		enter(2024, 6);
		assert_eq!(Rings::collecting(), Some(april));
		assert_ok!(vouch(CLINIC, 3));
		assert_eq!(Rings::members(&april), 3);
		// Now there are enough, and its month has begun long ago.
		assert_eq!(Rings::collecting(), Some(persons(2024, 7)));
		assert_ok!(vouch(CLINIC, 4));
		assert_eq!(Rings::state(&april), Some(CohortState::Frozen));
		assert_eq!(Rings::members(&persons(2024, 7)), 1);
	});
}

#[test]
fn persons_wait_for_no_month_of_another_year() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(vouch(HOSPITAL, 1));
		enter(2023, 12);
		assert_ok!(vouch(HOSPITAL, 2));
		assert_eq!(Rings::state(&DECEMBER), Some(CohortState::TooSmall));
		assert_eq!(events()[0], Event::FellShort { cohort: DECEMBER, members: 1 });
		assert_eq!(Keys::<Test>::get(key(2)).unwrap().cohort, JANUARY);
	});
}

#[test]
fn nothing_is_collected_at_the_end_of_time() {
	ExtBuilder.build_and_execute(|| {
		set_time(u64::MAX);
		assert_eq!(Rings::collecting(), None);
		let vouch = Rings::vouch(signed(HOSPITAL), key(1), [0; 64]);
		assert_noop!(vouch, Error::<Test>::NotOpen);
	});
}
