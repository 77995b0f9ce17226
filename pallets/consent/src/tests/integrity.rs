// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::mock::*;
use frame_support::traits::Hooks;

fn check(set: impl FnOnce()) {
	ExtBuilder.build().execute_with(|| {
		set();
		<Consent as Hooks<u64>>::integrity_test();
	});
}

#[test]
fn integrity_test_accepts_the_constants_of_the_mock() {
	check(|| ());
}

#[test]
#[should_panic(expected = "a patient must be able to give a grant and narrow it")]
fn integrity_test_rejects_grants_that_cannot_be_narrowed() {
	check(|| MaxGrants::set(1));
}

#[test]
#[should_panic(expected = "the access log must be prunable")]
fn integrity_test_rejects_a_log_that_nobody_can_prune() {
	check(|| MaxPrune::set(0));
}

#[test]
#[should_panic(expected = "a request must be open for some time")]
fn integrity_test_rejects_requests_that_lapse_at_once() {
	check(|| RequestLifetime::set(0));
}

#[test]
#[should_panic(expected = "a grant must be kept at least as long as what was logged under it")]
fn integrity_test_rejects_grants_that_go_before_what_they_justify() {
	check(|| GrantRetention::set(LogRetention::get() - 1));
}

#[test]
#[should_panic(expected = "a grant must hold for some time")]
fn integrity_test_rejects_grants_that_end_at_once() {
	check(|| MaxGrantDuration::set(0));
}
