// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, Consents, Error, Event};
use frame_support::{assert_noop, assert_ok};

#[test]
fn decline_pays_the_deposit_back_and_leaves_nothing() {
	with_request(terms, || {
		assert_ok!(Consent::decline(RuntimeOrigin::signed(PATIENT), DOCTOR));
		assert!(!Consents::<Test>::contains_key(PATIENT, doctor()));
		assert_eq!(free(DOCTOR), FUNDS);
		assert_eq!(last_event(), Event::Declined { patient: PATIENT, requester: DOCTOR });
	});
}

#[test]
fn decline_rejects_whoever_was_not_asked() {
	with_request(terms, || {
		for stranger in [OTHER_PATIENT, DOCTOR] {
			assert_noop!(
				Consent::decline(RuntimeOrigin::signed(stranger), DOCTOR),
				Error::<Test>::RequestNotFound
			);
		}
	});
}
