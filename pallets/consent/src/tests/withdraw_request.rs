// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, Consents, Error, Event};
use frame_support::{assert_noop, assert_ok};

#[test]
fn withdraw_pays_the_deposit_back_and_leaves_nothing() {
	with_request(terms, || {
		assert_ok!(Consent::withdraw_request(RuntimeOrigin::signed(DOCTOR), PATIENT));
		assert!(!Consents::<Test>::contains_key(PATIENT, doctor()));
		assert_eq!(free(DOCTOR), FUNDS);
		let event = Event::RequestWithdrawn { patient: PATIENT, requester: DOCTOR };
		assert_eq!(last_event(), event);
	});
}

#[test]
fn withdraw_is_possible_after_the_lapse() {
	with_request(terms, || {
		set_time(START + RequestLifetime::get());
		assert_ok!(Consent::withdraw_request(RuntimeOrigin::signed(DOCTOR), PATIENT));
	});
}

#[test]
fn withdraw_rejects_the_request_of_another() {
	with_request(terms, || {
		for stranger in [STRANGER, PATIENT] {
			assert_noop!(
				Consent::withdraw_request(RuntimeOrigin::signed(stranger), PATIENT),
				Error::<Test>::RequestNotFound
			);
		}
	});
}

#[test]
fn withdraw_leaves_grants() {
	with_request(terms, || {
		grant_to(doctor(), terms());
		assert_ok!(Consent::withdraw_request(RuntimeOrigin::signed(DOCTOR), PATIENT));
		assert_eq!(grants(&doctor()).len(), 1);
	});
}
