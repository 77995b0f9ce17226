// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn points_are_reserved_at_the_redeem_rate() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 3_000);
		assert_ok!(Medipoints::redeem(signed(ALICE), 2_000, 1_600));
		assert_eq!(spendable(ALICE), 1_000);
		let redemption = Redemptions::<Test>::get(ALICE)[0].clone();
		assert_eq!((redemption.promised, redemption.due), (1_600, NOW + 90 * DAY));
		assert_eq!(redemption.lots.to_vec()[0].backing, 2_000);
		let (who, id, due) = (ALICE, redemption.id, redemption.due);
		let requested = Event::RedemptionRequested { who, id, points: 2_000, promised: 1_600, due };
		assert_eq!(last_event(), requested);
		// Nothing is paid yet, and all of it is still set aside.
		assert_eq!(reserve(), FUND + 3_000);
		assert_eq!(Totals::<Test>::get().promised, 1_600);
		assert_eq!(Totals::<Test>::get().backing, 3_000);
		assert_eq!(Totals::<Test>::get().spent, 0);
	});
}

#[test]
fn what_was_promised_does_not_change_with_the_rate() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		redeem(ALICE, 1_000);
		for rates in [(2_000, 2_000), (10, 10)] {
			force_rates(rates.0, rates.1);
			assert_eq!(Redemptions::<Test>::get(ALICE)[0].promised, 800);
		}
	});
}

#[test]
fn bought_points_are_redeemed_for_at_most_what_was_paid() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		force_rates(5_000, 5_000);
		redeem(ALICE, 1_000);
		assert_eq!(Redemptions::<Test>::get(ALICE)[0].promised, 1_000);
	});
}

#[test]
fn earned_points_are_redeemed_for_at_most_what_was_set_aside() {
	ExtBuilder.build_and_execute(|| {
		acknowledged(DOCTOR, ALICE);
		force_rates(5_000, 5_000);
		redeem(DOCTOR, 2_000);
		assert_eq!(Redemptions::<Test>::get(DOCTOR)[0].promised, 1_600);
	});
}

#[test]
fn each_month_has_a_bound_of_its_own() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		pass_months(1);
		force_rates(3_000, 2_000);
		buy(ALICE, 1_000);
		redeem(ALICE, 2_000);
		assert_eq!(Redemptions::<Test>::get(ALICE)[0].promised, 1_000 + 2_000);
	});
}

#[test]
fn nobody_redeems_more_than_can_be_spent() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(Medipoints::redeem(signed(ALICE), 1, 0), Error::<Test>::Insufficient);
		buy(ALICE, 2_000);
		assert_noop!(Medipoints::redeem(signed(ALICE), 2_001, 0), Error::<Test>::Insufficient);
		assert_ok!(Medipoints::hold(&ALICE, JUROR, 500));
		redeem(ALICE, 500);
		assert_noop!(Medipoints::redeem(signed(ALICE), 1_001, 0), Error::<Test>::Insufficient);
		assert_noop!(Medipoints::redeem(signed(ALICE), u64::MAX, 0), Error::<Test>::Insufficient);
	});
}

#[test]
fn what_is_redeemed_for_nothing_is_refused() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 2_000);
		for points in [0, 1] {
			let result = Medipoints::redeem(signed(ALICE), points, 0);
			assert_noop!(result, Error::<Test>::RedemptionTooSmall);
		}
		assert_ok!(Medipoints::redeem(signed(ALICE), 2, 0));
	});
}

#[test]
fn a_rate_that_fell_meanwhile_is_noticed() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		force_rates(1_000, 799);
		assert_noop!(Medipoints::redeem(signed(ALICE), 1_000, 800), Error::<Test>::TooLittle);
	});
}

#[test]
fn so_many_redemptions_wait_and_no_more() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 4_000);
		let first = redeem(ALICE, 1_000);
		redeem(ALICE, 1_000);
		redeem(ALICE, 1_000);
		assert_noop!(
			Medipoints::redeem(signed(ALICE), 1_000, 0),
			Error::<Test>::TooManyRedemptions
		);
		assert_ok!(Medipoints::cancel_redemption(signed(ALICE), first));
		assert_ok!(Medipoints::redeem(signed(ALICE), 1_000, 0));
	});
}

#[test]
fn redeeming_fails_when_ids_run_out() {
	ExtBuilder.build_and_execute(|| {
		let end = (u64::from(u32::MAX) + 1) * 1_000;
		set_time(end);
		buy(ALICE, 1_000);
		assert_noop!(Medipoints::redeem(signed(ALICE), 1_000, 0), Error::<Test>::IdsExhausted);
	});
}
