// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, Defaults, Event, RequestPolicy};
use frame_support::assert_ok;

#[test]
fn set_default_is_stored_until_the_default_is_chosen_again() {
	ExtBuilder.build_and_execute(|| {
		assert_eq!(Defaults::<Test>::get(PATIENT), RequestPolicy::Certified);
		for policy in [RequestPolicy::Nobody, RequestPolicy::Anyone, RequestPolicy::Certified] {
			assert_ok!(Consent::set_default(RuntimeOrigin::signed(PATIENT), policy));
			assert_eq!(Defaults::<Test>::get(PATIENT), policy);
			assert_eq!(last_event(), Event::DefaultSet { patient: PATIENT, policy });
		}
		assert!(!Defaults::<Test>::contains_key(PATIENT));
	});
}

#[test]
fn set_default_permits_no_access() {
	ExtBuilder.build_and_execute(|| {
		let patient = RuntimeOrigin::signed(PATIENT);
		assert_ok!(Consent::set_default(patient, RequestPolicy::Anyone));
		assert!(!Consent::check_access(&PATIENT, &DOCTOR, &asked(), None).is_permit());
	});
}
