// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Whether a permit in force names an account.

use crate::mock::*;
use frame_support::assert_ok;
use medibloc_primitives::{
	consent::{Grantee, Terms},
	credential::Role,
	ConsentInspect,
};

fn names(who: AccountId) -> bool {
	Consent::names(&PATIENT, &who, Timestamp::get())
}

#[test]
fn a_permit_names_its_grantee_while_it_is_in_force() {
	ExtBuilder.build_and_execute(|| {
		assert!(!names(DOCTOR));
		let id = grant_to(doctor(), Terms { from: START + DAY, ..terms() });
		assert!(!names(DOCTOR), "it has not begun");
		set_time(START + DAY);
		assert!(names(DOCTOR) && !names(HOSPITAL));
		assert!(!Consent::names(&OTHER_PATIENT, &DOCTOR, Timestamp::get()));
		assert_ok!(Consent::revoke(signed(PATIENT), doctor(), id));
		assert!(!names(DOCTOR));

		grant_to(doctor(), terms());
		pass(10 * DAY);
		assert!(!names(DOCTOR), "it has run out");
	});
}

#[test]
fn a_permit_that_is_used_up_names_nobody() {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), Terms { max_uses: Some(1), ..terms() });
		assert!(names(DOCTOR));
		assert_ok!(log());
		assert!(!names(DOCTOR));
	});
}

#[test]
fn an_institution_is_named_while_it_is_certified() {
	ExtBuilder.build_and_execute(|| {
		grant_to(Grantee::Institution(HOSPITAL), terms());
		assert!(!names(HOSPITAL));
		certify(HOSPITAL, Role::Institution, 0..START + DAY);
		assert!(names(HOSPITAL));
		pass(DAY);
		assert!(!names(HOSPITAL));
	});
}

#[test]
fn denials_and_permits_to_a_role_name_nobody() {
	ExtBuilder.build_and_execute(|| {
		certify(DOCTOR, Role::Practitioner, 0..u64::MAX);
		grant_to(Grantee::Role(Role::Practitioner), terms());
		grant_to(doctor(), denial());
		assert!(!names(DOCTOR));
	});
}
