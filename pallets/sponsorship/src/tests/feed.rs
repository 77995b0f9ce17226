// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn the_treasury_feeds_the_public_pot() {
	ExtBuilder.build_and_execute(|| {
		public_pot(100);
		assert_ok!(Sponsorship::feed(signed(GOVERNANCE), MOST));
		let event = Event::Funded { pot: PUBLIC_POT, who: TREASURY, amount: MOST };
		assert_eq!(last_event(), event);
		assert_eq!(free(&money(PUBLIC_POT)), 100 + MOST);
		assert_eq!(free(&TREASURY), ENDOWMENT - MOST);
	});
}

#[test]
fn feed_rejects_more_than_the_origin_may() {
	ExtBuilder.build_and_execute(|| {
		public_pot(100);
		assert_noop!(Sponsorship::feed(signed(GOVERNANCE), MOST + 1), Error::<Test>::AboveLimit);
	});
}

#[test]
fn feed_rejects_before_there_is_a_public_pot() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(Sponsorship::feed(signed(GOVERNANCE), MOST), Error::<Test>::NotFound);
	});
}

#[test]
fn feed_leaves_the_treasury_its_existential_deposit() {
	ExtBuilder.build_and_execute(|| {
		public_pot(100);
		Balances::set_balance(&TREASURY, MOST);
		assert_noop!(Sponsorship::feed(signed(GOVERNANCE), MOST), TokenError::NotExpendable);
	});
}
