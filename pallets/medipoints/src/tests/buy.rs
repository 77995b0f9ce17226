// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn points_are_bought_at_the_rate() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(Medipoints::buy(signed(ALICE), 2_500, 2_500));
		assert_eq!(lots(ALICE), [(month(), 2_500, 2_500)]);
		assert_eq!(free(ALICE), ENDOWMENT - 2_500);
		assert_eq!(reserve(), FUND + 2_500);
		assert_eq!(Totals::<Test>::get().issued, 2_500);
		assert_eq!(last_event(), Event::Bought { who: ALICE, points: 2_500, amount: 2_500 });
		assert_eq!(Medipoints::score(&ALICE), 0);
	});
}

#[test]
fn what_buys_no_whole_point_stays_with_the_buyer() {
	ExtBuilder.build_and_execute(|| {
		force_rates(3_000, 800);
		// 666 thousandths cost 1,998, and one more would cost 2,001.
		assert_ok!(Medipoints::buy(signed(ALICE), 2_000, 0));
		assert_eq!(lots(ALICE), [(month(), 666, 1_998)]);
		assert_eq!(free(ALICE), ENDOWMENT - 1_998);
	});
}

#[test]
fn a_price_is_rounded_up() {
	ExtBuilder.build_and_execute(|| {
		force_rates(1_001, 800);
		// 999 thousandths cost 999.999.
		assert_ok!(Medipoints::buy(signed(ALICE), 1_000, 0));
		assert_eq!(lots(ALICE), [(month(), 999, 1_000)]);
	});
}

#[test]
fn purchases_of_a_month_are_one_lot() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		force_rates(1_100, 800);
		buy(ALICE, 1_000);
		assert_eq!(lots(ALICE), [(month(), 2_000, 2_100)]);
		pass_months(1);
		buy(ALICE, 1_000);
		assert_eq!(lots(ALICE).len(), 2);
	});
}

#[test]
fn less_than_the_least_purchase_is_refused() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(Medipoints::buy(signed(ALICE), 99, 0), Error::<Test>::PurchaseTooSmall);
		assert_noop!(Medipoints::buy(signed(ALICE), 0, 0), Error::<Test>::PurchaseTooSmall);
		assert_ok!(Medipoints::buy(signed(ALICE), 100, 0));
		MinPurchase::set(0);
		assert_noop!(Medipoints::buy(signed(ALICE), 0, 0), Error::<Test>::PurchaseTooSmall);
		force_rates(3_000, 800);
		assert_noop!(Medipoints::buy(signed(ALICE), 2, 0), Error::<Test>::PurchaseTooSmall);
	});
}

#[test]
fn a_rate_that_rose_meanwhile_is_noticed() {
	ExtBuilder.build_and_execute(|| {
		force_rates(1_001, 800);
		assert_noop!(Medipoints::buy(signed(ALICE), 1_000, 1_000), Error::<Test>::TooFewPoints);
	});
}

#[test]
fn more_points_than_can_be_counted_are_refused() {
	ExtBuilder.build().execute_with(|| {
		force_rates(10, 10);
		// 10^17 x 1,000 / 10 fits; ten times as much does not.
		let amount = u64::MAX / 10;
		assert_noop!(Medipoints::buy(signed(ALICE), amount, 0), Error::<Test>::Overflow);
		Totals::<Test>::mutate(|totals| totals.issued = u64::MAX - 100);
		assert_noop!(Medipoints::buy(signed(ALICE), 1_000, 0), Error::<Test>::Overflow);
		Totals::<Test>::mutate(|totals| (totals.issued, totals.backing) = (0, u64::MAX));
		assert_noop!(Medipoints::buy(signed(ALICE), 1_000, 0), Error::<Test>::Overflow);
	});
}

#[test]
fn nobody_buys_with_more_than_they_have() {
	ExtBuilder.build_and_execute(|| {
		let all = Medipoints::buy(signed(ALICE), ENDOWMENT + 1_000, 0);
		assert_noop!(all, TokenError::FundsUnavailable);
		// The account of the buyer lives on.
		assert_noop!(Medipoints::buy(signed(ALICE), ENDOWMENT, 0), TokenError::NotExpendable);
	});
}

#[test]
fn nothing_is_sold_before_the_reserve_is_funded() {
	ExtBuilder.build().execute_with(|| {
		let reserve = Medipoints::reserve();
		use frame_support::traits::fungible::Mutate;
		Balances::set_balance(&reserve, 0);
		assert_noop!(Medipoints::buy(signed(ALICE), 1_000, 0), Error::<Test>::ReserveNotFunded);
		fund_reserve(1);
		assert_ok!(Medipoints::buy(signed(ALICE), 1_000, 0));
		check_state();
	});
}

#[test]
fn a_purchase_sweeps_what_has_expired() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		pass_months(25);
		buy(ALICE, 500);
		assert_eq!(lots(ALICE), [(month(), 500, 500)]);
		assert_eq!(Totals::<Test>::get().spent, 1_000);
		let expired = Event::Expired { who: ALICE, points: 1_000 };
		System::assert_has_event(expired.into());
	});
}
