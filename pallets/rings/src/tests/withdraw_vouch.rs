// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Enrolment, Keys, Members, Vouched, Vouches};

fn withdraw(who: AccountId, number: u32) -> DispatchResult {
	Rings::withdraw_vouch(signed(who), key(number))
}

#[test]
fn the_last_key_moves_into_the_gap() {
	ExtBuilder.build_and_execute(|| {
		for number in 1..=3 {
			assert_ok!(vouch(HOSPITAL, number));
		}
		assert_ok!(withdraw(HOSPITAL, 1));
		assert_eq!(Rings::members(&DECEMBER), 2);
		assert_eq!(Members::<Test>::get(DECEMBER, 0), Some(key(3)));
		let enrolment = Enrolment { cohort: DECEMBER, position: Some(0) };
		assert_eq!(Keys::<Test>::get(key(3)), Some(enrolment));
		assert!(Rings::is_free(&key(1)));
		assert_eq!(last_event(), Event::Removed { cohort: DECEMBER, key: key(1) });
	});
}

#[test]
fn the_deposit_goes_back_as_it_was_paid_and_the_budget_with_it() {
	ExtBuilder.build_and_execute(|| {
		MaxVouches::set(1);
		assert_ok!(vouch(HOSPITAL, 1));
		VouchDeposit::set(500);
		assert_ok!(withdraw(HOSPITAL, 1));
		assert_eq!(free(HOSPITAL), ENDOWMENT);
		assert!(!Vouches::<Test>::contains_key(key(1)));
		assert!(!Vouched::<Test>::contains_key(DECEMBER, HOSPITAL));
		// The same key and budget can be used again.
		assert_ok!(vouch(HOSPITAL, 1));
	});
}

#[test]
fn an_institution_withdraws_without_a_credential() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(vouch(HOSPITAL, 1));
		Credentials::set_live(HOSPITAL_SERIAL, false);
		assert_ok!(withdraw(HOSPITAL, 1));
	});
}

#[test]
fn withdraw_vouch_rejects_others() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(vouch(HOSPITAL, 1));
		assert_noop!(withdraw(CLINIC, 1), Error::<Test>::NoPermission);
		assert_noop!(withdraw(HOSPITAL, 2), Error::<Test>::NotVouched);
		// A key that nobody vouched for is no key of a person.
		collect(&JURORS, [2]);
		assert_noop!(withdraw(DOCTOR, 2), Error::<Test>::NotVouched);
	});
}

#[test]
fn withdraw_vouch_rejects_a_frozen_cohort() {
	ExtBuilder.build_and_execute(|| {
		for number in 1..=3 {
			assert_ok!(vouch(HOSPITAL, number));
		}
		enter(2023, 12);
		assert_ok!(Rings::freeze(signed(STRANGER), DECEMBER));
		assert_noop!(withdraw(HOSPITAL, 1), Error::<Test>::NotOpen);
		draw();
		build(&DECEMBER);
		assert_noop!(withdraw(HOSPITAL, 1), Error::<Test>::NotOpen);
	});
}
