// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, Consents, Error, Event, HoldReason, RequestPolicy};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use medibloc_primitives::{consent::Terms, credential::Role, Moment};
use sp_runtime::TokenError;

fn request(requester: AccountId) -> DispatchResultWithPostInfo {
	Consent::request(RuntimeOrigin::signed(requester), PATIENT, terms().into())
}

#[test]
fn request_is_stored_with_a_deposit_and_grants_nothing() {
	ExtBuilder.build_and_execute(|| {
		certify(DOCTOR, Role::Practitioner, 0..Moment::MAX);
		assert_ok!(request(DOCTOR));

		let expires_at = START + RequestLifetime::get();
		let stored = Consents::<Test>::get(PATIENT, doctor()).expect("stored").request;
		let stored = stored.expect("a request is open");
		assert_eq!(stored.terms, Terms { from: START, ..terms() });
		assert_eq!((stored.requested_at, stored.expires_at), (START, expires_at));
		assert_eq!(stored.deposit, own(50 + terms().encoded_size() as u64));
		assert_eq!(on_hold(HoldReason::Request, DOCTOR), stored.deposit.amount);
		assert_eq!(
			last_event(),
			Event::Requested {
				patient: PATIENT,
				requester: DOCTOR,
				terms: stored.terms.hash(),
				expires_at
			}
		);
		assert!(!Consent::check_access(&PATIENT, &DOCTOR, &asked(), None).is_permit());
	});
}

#[test]
fn request_rejects_accounts_without_a_live_credential() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(request(DOCTOR), Error::<Test>::NotCertified);
		certify(DOCTOR, Role::Practitioner, 0..START);
		assert_noop!(request(DOCTOR), Error::<Test>::NotCertified);
	});
}

#[test]
fn request_admits_every_role() {
	for role in Role::ALL {
		ExtBuilder.build_and_execute(|| {
			certify(DOCTOR, role, START..START + 1);
			assert_ok!(request(DOCTOR));
		});
	}
}

#[test]
fn request_admits_anyone_if_the_patient_does() {
	ExtBuilder.build_and_execute(|| {
		let patient = RuntimeOrigin::signed(PATIENT);
		assert_ok!(Consent::set_default(patient, RequestPolicy::Anyone));
		assert_ok!(request(STRANGER));
	});
}

#[test]
fn request_rejects_everyone_if_the_patient_does() {
	ExtBuilder.build_and_execute(|| {
		certify(DOCTOR, Role::Practitioner, 0..Moment::MAX);
		let patient = RuntimeOrigin::signed(PATIENT);
		assert_ok!(Consent::set_default(patient, RequestPolicy::Nobody));
		assert_noop!(request(DOCTOR), Error::<Test>::RequestsRefused);
	});
}

#[test]
fn request_rejects_the_own_records() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(request(PATIENT), Error::<Test>::OwnRecords);
	});
}

#[test]
fn request_rejects_a_denial() {
	ExtBuilder.build_and_execute(|| {
		let doctor = RuntimeOrigin::signed(DOCTOR);
		assert_noop!(Consent::request(doctor, PATIENT, denial().into()), Error::<Test>::NotPermit);
	});
}

#[test]
fn request_rejects_a_second_one_until_the_first_lapses() {
	ExtBuilder.build_and_execute(|| {
		certify(DOCTOR, Role::Practitioner, 0..Moment::MAX);
		assert_ok!(request(DOCTOR));
		set_time(START + RequestLifetime::get() - 1);
		assert_noop!(request(DOCTOR), Error::<Test>::AlreadyRequested);

		RequestDeposit::set(70);
		set_time(START + RequestLifetime::get());
		assert_ok!(request(DOCTOR));
		assert_eq!(on_hold(HoldReason::Request, DOCTOR), 70 + terms().encoded_size() as u64);
	});
}

#[test]
fn request_rejects_an_account_that_cannot_pay_the_deposit() {
	ExtBuilder.build_and_execute(|| {
		certify(DOCTOR, Role::Practitioner, 0..Moment::MAX);
		RequestDeposit::set(FUNDS);
		assert_noop!(request(DOCTOR), TokenError::FundsUnavailable);
	});
}
