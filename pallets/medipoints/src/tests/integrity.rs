// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_support::traits::Hooks;
use sp_runtime::Permill;

fn check_with(change: impl FnOnce()) {
	ExtBuilder.build().execute_with(|| {
		change();
		<Medipoints as Hooks<u64>>::integrity_test();
	});
}

#[test]
fn integrity_test_accepts_the_constants_of_the_mock() {
	check_with(|| ());
}

#[test]
#[should_panic(expected = "a rate of nothing backs no point")]
fn integrity_test_rejects_a_rate_of_nothing() {
	check_with(|| MinRate::set(0));
}

#[test]
#[should_panic(expected = "the initial rates are out of bounds")]
fn integrity_test_rejects_a_redeem_rate_above_the_price() {
	check_with(|| InitialRates::set((800, 801)));
}

#[test]
#[should_panic(expected = "the initial rates are out of bounds")]
fn integrity_test_rejects_initial_rates_below_the_bounds() {
	check_with(|| MinRate::set(801));
}

#[test]
#[should_panic(expected = "the initial rates are out of bounds")]
fn integrity_test_rejects_initial_rates_above_the_bounds() {
	check_with(|| MaxRate::set(999));
}

#[test]
#[should_panic(expected = "MaxStep is a part, and not nothing")]
fn integrity_test_rejects_rates_that_never_change() {
	check_with(|| MaxStep::set(Permill::zero()));
}

#[test]
#[should_panic(expected = "MaxStep is a part, and not nothing")]
fn integrity_test_rejects_rates_that_vanish_at_once() {
	check_with(|| MaxStep::set(Permill::one()));
}

#[test]
#[should_panic(expected = "MaxRedemptions is at least 1")]
fn integrity_test_rejects_no_redemptions() {
	check_with(|| MaxRedemptions::set(0));
}

#[test]
#[should_panic(expected = "EarnPeriod is at least a millisecond")]
fn integrity_test_rejects_no_period() {
	check_with(|| EarnPeriod::set(0));
}

#[test]
#[should_panic(expected = "MaxListed is at least 1")]
fn integrity_test_rejects_empty_lists() {
	check_with(|| MaxListed::set(0));
}
