// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn points_come_back_with_their_months_and_backing() {
	ExtBuilder.build_and_execute(|| {
		let first = month();
		buy(ALICE, 1_000);
		pass_months(1);
		force_rates(2_000, 800);
		buy(ALICE, 1_000);
		let before = lots(ALICE);
		let id = redeem(ALICE, 1_500);
		assert_eq!(lots(ALICE), [(first.after(1), 500, 1_000)]);
		pass_months(3);
		assert_ok!(Medipoints::cancel_redemption(signed(ALICE), id));
		assert_eq!(lots(ALICE), before);
		assert_eq!(Totals::<Test>::get().promised, 0);
		let cancelled = Event::RedemptionCancelled { who: ALICE, id, points: 1_500, expired: 0 };
		assert_eq!(last_event(), cancelled);
	});
}

#[test]
fn a_redemption_is_cancelled_after_it_is_due_as_well_as_before() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		let id = redeem(ALICE, 1_000);
		pass(100 * DAY);
		assert_ok!(Medipoints::cancel_redemption(signed(ALICE), id));
		assert_eq!(spendable(ALICE), 1_000);
	});
}

#[test]
fn cancelling_makes_no_point_live_longer() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		pass_months(1);
		buy(ALICE, 1_000);
		pass_months(23);
		let id = redeem(ALICE, 1_500);
		pass_months(1);
		assert_ok!(Medipoints::cancel_redemption(signed(ALICE), id));
		assert_eq!(spendable(ALICE), 1_000);
		assert_eq!(Totals::<Test>::get().spent, 1_000);
		let cancelled = Event::RedemptionCancelled { who: ALICE, id, points: 500, expired: 1_000 };
		assert_eq!(last_event(), cancelled);
	});
}

#[test]
fn a_redemption_whose_points_have_all_expired_is_not_cancelled_but_paid() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		pass_months(24);
		let id = redeem(ALICE, 1_000);
		pass_months(1);
		assert_noop!(Medipoints::cancel_redemption(signed(ALICE), id), Error::<Test>::Expired);
	});
}

#[test]
fn nobody_cancels_the_redemption_of_another() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		let id = redeem(ALICE, 1_000);
		for who in [BOB, ADMIN] {
			assert_noop!(
				Medipoints::cancel_redemption(signed(who), id),
				Error::<Test>::RedemptionNotFound
			);
		}
	});
}
