// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Validation of terms, in grants and in requests.

use crate::{mock::*, Error, RequestPolicy};
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::{
	consent::{Obligations, Scope, Terms},
	Jurisdiction,
};
use sp_runtime::DispatchResult;

fn admitting_anyone(test: impl FnOnce()) {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(Consent::set_default(RuntimeOrigin::signed(PATIENT), RequestPolicy::Anyone));
		test();
	});
}

/// Grants and requests on these terms, which must give the same answer.
fn offer(terms: Terms) -> DispatchResult {
	let [granted, requested] = [
		Consent::grant(RuntimeOrigin::signed(PATIENT), doctor(), terms.clone().into()),
		Consent::request(RuntimeOrigin::signed(DOCTOR), PATIENT, terms.into()),
	]
	.map(|result| result.map(drop).map_err(|failure| failure.error));
	assert_eq!(granted, requested);
	granted
}

fn assert_granted(terms: Terms) {
	assert_ok!(Consent::grant(RuntimeOrigin::signed(PATIENT), doctor(), terms.into()));
}

#[test]
fn terms_without_a_record_are_rejected() {
	admitting_anyone(|| {
		assert_noop!(offer(Terms { scope: classes([]), ..terms() }), Error::<Test>::EmptyScope);
		assert_granted(Terms { scope: Scope::All, ..terms() });
	});
}

#[test]
fn terms_without_an_action_are_rejected() {
	admitting_anyone(|| {
		assert_noop!(offer(Terms { actions: actions([]), ..terms() }), Error::<Test>::NoActions);
	});
}

#[test]
fn terms_without_a_purpose_are_rejected() {
	admitting_anyone(|| {
		assert_noop!(offer(Terms { purposes: purposes([]), ..terms() }), Error::<Test>::NoPurposes);
	});
}

#[test]
fn terms_without_a_use_are_rejected() {
	admitting_anyone(|| {
		assert_noop!(offer(Terms { max_uses: Some(0), ..terms() }), Error::<Test>::NoUses);
		assert_granted(Terms { max_uses: Some(1), ..terms() });
	});
}

#[test]
fn terms_that_have_ended_are_rejected() {
	admitting_anyone(|| {
		assert_noop!(offer(Terms { until: START, ..terms() }), Error::<Test>::EmptyPeriod);
		assert_granted(Terms { until: START + 1, ..terms() });
	});
}

#[test]
fn terms_that_end_before_they_begin_are_rejected() {
	admitting_anyone(|| {
		let from = START + DAY;
		assert_noop!(offer(Terms { from, until: from, ..terms() }), Error::<Test>::EmptyPeriod);
		assert_granted(Terms { from, until: from + 1, ..terms() });
	});
}

#[test]
fn terms_that_last_too_long_are_rejected() {
	admitting_anyone(|| {
		let latest = START + MaxGrantDuration::get();
		assert_noop!(offer(Terms { until: latest + 1, ..terms() }), Error::<Test>::TooLong);
		assert_granted(Terms { until: latest, ..terms() });
	});
}

#[test]
fn terms_for_a_malformed_country_are_rejected() {
	admitting_anyone(|| {
		let at = |code| Obligations { no_reshare: false, place: Some(Jurisdiction(code)) };
		assert_noop!(
			offer(Terms { obligations: at(*b"kr"), ..terms() }),
			Error::<Test>::InvalidPlace
		);
		assert_granted(Terms { obligations: at(*b"KR"), ..terms() });
	});
}

#[test]
fn denials_with_a_limit_of_uses_are_rejected() {
	admitting_anyone(|| {
		assert_noop!(
			Consent::grant(
				RuntimeOrigin::signed(PATIENT),
				doctor(),
				Terms { max_uses: Some(1), ..denial() }.into()
			),
			Error::<Test>::DenialWithUses
		);
		assert_granted(denial());
	});
}

#[test]
fn denials_with_obligations_are_rejected() {
	admitting_anyone(|| {
		for obligations in [
			Obligations { no_reshare: true, place: None },
			Obligations { no_reshare: false, place: Some(KR) },
		] {
			let terms = Terms { obligations, ..denial() };
			assert_noop!(
				Consent::grant(RuntimeOrigin::signed(PATIENT), doctor(), terms.into()),
				Error::<Test>::DenialWithObligations
			);
		}
	});
}
