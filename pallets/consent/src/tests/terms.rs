// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What terms may say, in a grant and in a request.

use crate::{mock::*, Error, RequestPolicy};
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::{
	consent::{Obligations, Scope, Terms},
	Jurisdiction,
};

fn assert_rejected(terms: Terms, error: Error<Test>) {
	let patient = RuntimeOrigin::signed(PATIENT);
	assert_ok!(Consent::set_default(patient.clone(), RequestPolicy::Anyone));
	let doctor_signs = RuntimeOrigin::signed(DOCTOR);
	let error = sp_runtime::DispatchError::from(error);
	assert_noop!(Consent::grant(patient, doctor(), terms.clone()), error);
	assert_noop!(Consent::request(doctor_signs, PATIENT, terms), error);
}

fn assert_granted(terms: Terms) {
	assert_ok!(Consent::grant(RuntimeOrigin::signed(PATIENT), doctor(), terms));
}

#[test]
fn terms_without_a_record_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		assert_rejected(Terms { scope: classes([]), ..terms() }, Error::EmptyScope);
		assert_granted(Terms { scope: Scope::All, ..terms() });
	});
}

#[test]
fn terms_without_an_action_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		assert_rejected(Terms { actions: actions([]), ..terms() }, Error::NoActions);
	});
}

#[test]
fn terms_without_a_purpose_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		assert_rejected(Terms { purposes: purposes([]), ..terms() }, Error::NoPurposes);
	});
}

#[test]
fn terms_without_a_use_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		assert_rejected(Terms { max_uses: Some(0), ..terms() }, Error::NoUses);
		assert_granted(Terms { max_uses: Some(1), ..terms() });
	});
}

#[test]
fn terms_that_have_ended_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		assert_rejected(Terms { until: START, ..terms() }, Error::EmptyPeriod);
		assert_granted(Terms { until: START + 1, ..terms() });
	});
}

#[test]
fn terms_that_end_before_they_begin_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		let from = START + DAY;
		assert_rejected(Terms { from, until: from, ..terms() }, Error::EmptyPeriod);
		assert_granted(Terms { from, until: from + 1, ..terms() });
	});
}

#[test]
fn terms_that_last_too_long_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		let latest = START + MaxGrantDuration::get();
		assert_rejected(Terms { until: latest + 1, ..terms() }, Error::TooLong);
		assert_granted(Terms { until: latest, ..terms() });
	});
}

#[test]
fn terms_for_a_malformed_country_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		let at = |code| Obligations { no_reshare: false, place: Some(Jurisdiction(code)) };
		assert_rejected(Terms { obligations: at(*b"kr"), ..terms() }, Error::InvalidPlace);
		assert_granted(Terms { obligations: at(*b"KR"), ..terms() });
	});
}

#[test]
fn denials_with_a_limit_of_uses_are_rejected() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(
			Consent::grant(
				RuntimeOrigin::signed(PATIENT),
				doctor(),
				Terms { max_uses: Some(1), ..denial() }
			),
			Error::<Test>::DenialWithUses
		);
		assert_granted(denial());
	});
}
