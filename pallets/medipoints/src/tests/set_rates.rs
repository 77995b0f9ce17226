// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn set(buy: Balance, redeem: Balance) -> DispatchResult {
	Medipoints::set_rates(signed(ADMIN), buy, redeem)
}

#[test]
fn the_rates_are_those_of_the_beginning_until_they_are_set() {
	ExtBuilder.build_and_execute(|| {
		assert_eq!(
			Rates::<Test>::get(),
			crate::types::Rates { buy: 1_000, redeem: 800, set_at: 0 }
		);
		assert_ok!(set(1_100, 720));
		assert_eq!(
			Rates::<Test>::get(),
			crate::types::Rates { buy: 1_100, redeem: 720, set_at: NOW }
		);
		assert_eq!(last_event(), Event::RatesSet { buy: 1_100, redeem: 720 });
	});
}

#[test]
fn each_rate_changes_by_at_most_a_tenth() {
	ExtBuilder.build_and_execute(|| {
		for (buy, redeem) in [(1_101, 800), (899, 800), (1_000, 881), (1_000, 719)] {
			assert_noop!(set(buy, redeem), Error::<Test>::StepTooLarge);
		}
		assert_ok!(set(900, 880));
	});
}

#[test]
fn the_rates_change_once_a_day() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(set(1_100, 800));
		pass(DAY - 1);
		assert_noop!(set(1_200, 800), Error::<Test>::TooSoon);
		pass(1);
		assert_ok!(set(1_200, 800));
	});
}

#[test]
fn a_point_is_never_redeemed_for_more_than_it_is_bought_for() {
	ExtBuilder.build_and_execute(|| {
		InitialRates::set((1_000, 1_000));
		assert_noop!(set(999, 1_000), Error::<Test>::RedeemAboveBuy);
		assert_ok!(set(1_000, 1_000));
	});
}

#[test]
fn the_rates_have_bounds() {
	ExtBuilder.build_and_execute(|| {
		InitialRates::set((100_000, 10));
		assert_noop!(set(100_001, 10), Error::<Test>::RateOutOfBounds);
		assert_noop!(set(100_000, 9), Error::<Test>::RateOutOfBounds);
		assert_noop!(set(0, 0), Error::<Test>::RateOutOfBounds);
		assert_ok!(set(100_000, 10));
	});
}

#[test]
fn a_small_rate_moves_by_one() {
	ExtBuilder.build_and_execute(|| {
		InitialRates::set((11, 10));
		assert_noop!(set(13, 10), Error::<Test>::StepTooLarge);
		assert_ok!(set(12, 11));
	});
}

/// What is set aside was fixed before, so that no rate is ever too high for the reserve.
#[test]
fn no_rate_makes_the_reserve_short() {
	ExtBuilder.build_and_execute(|| {
		use frame_support::traits::fungible::Mutate;
		buy(ALICE, 100_000);
		acknowledged(DOCTOR, ALICE);
		Balances::set_balance(&Medipoints::reserve(), 101_601);
		check_state();
		for day in 0..40 {
			let (buy, redeem) = (1_000 + 80 * day, 800 + 70 * day);
			assert_ok!(set(buy, redeem));
			check_state();
			pass(DAY);
		}
		let (first, second) = (redeem(ALICE, 100_000), redeem(DOCTOR, 2_000));
		check_state();
		pass(90 * DAY);
		assert_ok!(Medipoints::pay(signed(BOB), ALICE, first));
		assert_ok!(Medipoints::pay(signed(BOB), DOCTOR, second));
		assert_eq!(reserve(), 1);
	});
}
