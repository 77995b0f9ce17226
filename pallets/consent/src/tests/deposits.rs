// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Refunds are as large as what was paid, whatever the parameters have become.

use crate::{mock::*, HoldReason, RequestPolicy};
use codec::Encode;
use frame_support::assert_ok;

fn change_parameters() {
	GrantDeposit::set(1);
	RequestDeposit::set(7_000);
	DepositPerByte::set(5);
	LogDeposit::set(3_000);
}

fn nothing_is_held() {
	for account in [PATIENT, DOCTOR] {
		assert_eq!(free(account), FUNDS);
	}
}

#[test]
fn grants_are_refunded_as_they_were_paid() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), terms());
		let size = terms().encoded_size() as u64;
		assert_eq!(on_hold(HoldReason::Grant, PATIENT), 100 + size);
		change_parameters();
		assert_ok!(Consent::narrow(RuntimeOrigin::signed(PATIENT), doctor(), id, terms().into()));
		assert_eq!(on_hold(HoldReason::Grant, PATIENT), 100 + size);
		grant_to(doctor(), terms());
		assert_eq!(on_hold(HoldReason::Grant, PATIENT), 100 + size + 1 + 5 * size);
		change_parameters();
		set_time(START + 100 * DAY);
		assert_ok!(Consent::prune_expired(RuntimeOrigin::signed(STRANGER), PATIENT, doctor()));
		nothing_is_held();
	});
}

#[test]
fn requests_are_refunded_as_they_were_paid() {
	ExtBuilder.build_and_execute(|| {
		let patient = RuntimeOrigin::signed(PATIENT);
		assert_ok!(Consent::set_default(patient, RequestPolicy::Anyone));
		assert_ok!(Consent::request(RuntimeOrigin::signed(DOCTOR), PATIENT, terms().into()));
		change_parameters();
		assert_ok!(Consent::decline(RuntimeOrigin::signed(PATIENT), DOCTOR));
		nothing_is_held();
	});
}

#[test]
fn log_entries_are_refunded_as_they_were_paid() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), terms());
		for deposit in [10, 3_000] {
			LogDeposit::set(deposit);
			assert_ok!(log());
		}
		assert_eq!(on_hold(HoldReason::Log, DOCTOR), 3_010);
		LogDeposit::set(1);
		set_time(START + 100 * DAY);
		assert_ok!(Consent::prune_log(RuntimeOrigin::signed(STRANGER), PATIENT, 1));
		assert_eq!(on_hold(HoldReason::Log, DOCTOR), 3_000);
		assert_ok!(Consent::prune_log(RuntimeOrigin::signed(STRANGER), PATIENT, 1));
		assert_ok!(Consent::prune_expired(RuntimeOrigin::signed(STRANGER), PATIENT, doctor()));
		nothing_is_held();
	});
}

#[test]
fn deposits_go_back_to_whoever_paid_them() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), terms());
		grant_to(doctor(), terms());
		// As if the stranger had paid for one of the grants.
		sponsor(&doctor(), 0, STRANGER);
		check_state();
		set_time(START + 100 * DAY);
		assert_ok!(Consent::prune_expired(signed(STRANGER), PATIENT, doctor()));
		assert_eq!(free(STRANGER), FUNDS);
		nothing_is_held();
	});
}

#[test]
fn a_refund_never_blocks_a_call() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), terms());
		slash(HoldReason::Grant, PATIENT, 20);
		set_time(START + 100 * DAY);
		assert_ok!(Consent::prune_expired(signed(STRANGER), PATIENT, doctor()));
		assert_eq!(on_hold(HoldReason::Grant, PATIENT), 0);
	});
}
