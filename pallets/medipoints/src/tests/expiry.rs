// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Expiry: points of a month can be spent until the end of the 24th month after it.

use super::*;

#[test]
fn points_live_to_the_last_moment_of_the_24th_month_after_their_own() {
	// Of the first and of the last moment of a month alike.
	let january = Month::new(2026, 1).unwrap();
	for bought_at in [january.start(), january.after(1).start() - 1] {
		ExtBuilder.build_and_execute(|| {
			set_time(bought_at);
			buy(ALICE, 1_000);
			let end = Month::new(2028, 2).unwrap().start();
			set_time(end - 1);
			assert_eq!(spendable(ALICE), 1_000);
			assert_eq!(Medipoints::points(&ALICE).lots[0].expires_at, end);
			set_time(end);
			assert_eq!(spendable(ALICE), 0);
			assert_eq!(Medipoints::points(&ALICE).lots, []);
		});
	}
}

#[test]
fn what_has_expired_is_of_no_use_before_anybody_sweeps_it() {
	ExtBuilder.build_and_execute(|| {
		buy(ALICE, 1_000);
		pass_months(24);
		assert_ok!(Medipoints::hold(&ALICE, JUROR, 1));
		Medipoints::release(&ALICE, JUROR, 1);
		pass_months(1);
		assert_noop!(Medipoints::redeem(signed(ALICE), 1, 0), Error::<Test>::Insufficient);
		assert_noop!(Medipoints::hold(&ALICE, JUROR, 1), Error::<Test>::Insufficient);
		// It still is in the entry.
		assert_eq!(lots(ALICE).len(), 1);
	});
}

#[test]
fn the_oldest_is_spent_first() {
	ExtBuilder.build_and_execute(|| {
		let first = month();
		buy(ALICE, 1_000);
		pass_months(1);
		buy(ALICE, 1_000);
		pass_months(1);
		buy(ALICE, 1_000);
		assert_ok!(Medipoints::hold(&ALICE, JUROR, 1_500));
		assert_eq!(lots(ALICE), [(first.after(1), 500, 500), (first.after(2), 1_000, 1_000)]);
	});
}

#[test]
fn an_entry_never_has_more_than_25_lots() {
	ExtBuilder.build_and_execute(|| {
		for _ in 0..60 {
			buy(ALICE, 1_000);
			pass_months(1);
			assert!(lots(ALICE).len() <= 25);
		}
		buy(ALICE, 1_000);
		assert_eq!(lots(ALICE).len(), 25);
		assert_eq!(spendable(ALICE), 25_000);
	});
}
