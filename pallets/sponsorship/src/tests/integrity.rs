// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_support::traits::Hooks;

fn check_with(change: impl FnOnce()) {
	ExtBuilder.build().execute_with(|| {
		change();
		<Sponsorship as Hooks<u64>>::integrity_test();
	});
}

#[test]
fn integrity_test_accepts_the_constants_of_the_mock() {
	check_with(|| ());
	check_with(|| MaxEra::set(4));
	check_with(|| MaxEra::set(256));
}

#[test]
#[should_panic(expected = "MinPeriod is at least a millisecond")]
fn integrity_test_rejects_a_period_of_nothing() {
	check_with(|| MinPeriod::set(0));
}

#[test]
#[should_panic(expected = "MaxEra is at least 4")]
fn integrity_test_rejects_an_era_that_nobody_can_sign() {
	check_with(|| MaxEra::set(3));
}

#[test]
#[should_panic(expected = "MaxEra is at least 4")]
fn integrity_test_rejects_an_era_beyond_the_hashes_that_are_kept() {
	check_with(|| MaxEra::set(257));
}

#[test]
#[should_panic(expected = "MaxClaims is at least 1")]
fn integrity_test_rejects_no_claims() {
	check_with(|| MaxClaims::set(0));
}

#[test]
#[should_panic(expected = "MaxListed is at least 1")]
fn integrity_test_rejects_lists_of_nothing() {
	check_with(|| MaxListed::set(0));
}
