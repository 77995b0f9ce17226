// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn a_redemption_is_paid_when_it_is_due() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		let id = redeem(ALICE, 1_000);
		set_time(NOW + 90 * DAY - 1);
		assert_noop!(Medipoints::pay(signed(ALICE), ALICE, id), Error::<Test>::NotDue);
		set_time(NOW + 90 * DAY);
		assert_ok!(Medipoints::pay(signed(ALICE), ALICE, id));
		assert_eq!(free(ALICE), ENDOWMENT - 1_000 + 800);
		assert_eq!(reserve(), FUND + 200);
		assert!(!Redemptions::<Test>::contains_key(ALICE));
		let totals = Totals::<Test>::get();
		assert_eq!((totals.spent, totals.backing, totals.promised), (1_000, 0, 0));
		let redeemed = Event::Redeemed { who: ALICE, id, points: 1_000, amount: 800 };
		assert_eq!(last_event(), redeemed);
	});
}

#[test]
fn whoever_has_it_paid_it_goes_to_whose_points_they_were() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		let id = redeem(ALICE, 1_000);
		pass(90 * DAY);
		assert_ok!(Medipoints::pay(signed(BOB), ALICE, id));
		assert_eq!(free(ALICE), ENDOWMENT - 200);
		assert_eq!(free(BOB), ENDOWMENT);
	});
}

#[test]
fn a_redemption_is_paid_once_and_only_that_of_its_owner() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 2_000);
		buy(BOB, 2_000);
		let (id, other) = (redeem(ALICE, 1_000), redeem(BOB, 1_000));
		pass(90 * DAY);
		for (who, id) in [(ALICE, other), (BOB, id), (DOCTOR, id)] {
			let result = Medipoints::pay(signed(who), who, id);
			assert_noop!(result, Error::<Test>::RedemptionNotFound);
		}
		assert_ok!(Medipoints::pay(signed(ALICE), ALICE, id));
		assert_noop!(Medipoints::pay(signed(ALICE), ALICE, id), Error::<Test>::RedemptionNotFound);
	});
}

#[test]
fn points_that_expire_while_they_wait_are_paid() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		pass_months(24);
		let id = redeem(ALICE, 1_000);
		pass(120 * DAY);
		assert_ok!(Medipoints::pay(signed(ALICE), ALICE, id));
		assert_eq!(free(ALICE), ENDOWMENT - 200);
	});
}

#[test]
fn an_account_that_was_emptied_is_paid_too() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		let id = redeem(ALICE, 1_000);
		use frame_support::traits::fungible::Mutate;
		Balances::set_balance(&ALICE, 0);
		pass(90 * DAY);
		assert_ok!(Medipoints::pay(signed(BOB), ALICE, id));
		assert_eq!(free(ALICE), 800);
	});
}

#[test]
fn the_last_of_the_reserve_can_be_paid() {
	ExtBuilder.build_and_execute(|| {
		use frame_support::traits::fungible::Mutate;
		// No surplus: the existential deposit alone.
		Balances::set_balance(&Medipoints::reserve(), 1);
		force_rates(1_000, 1_000);
		buy(ALICE, 1_000);
		let id = redeem(ALICE, 1_000);
		pass(90 * DAY);
		assert_ok!(Medipoints::pay(signed(ALICE), ALICE, id));
		assert_eq!(reserve(), 1);
	});
}
