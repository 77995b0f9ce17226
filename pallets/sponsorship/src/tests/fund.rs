// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn anyone_funds_a_pot() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot_with(BUDGET, 1_000);
		assert_ok!(Sponsorship::fund(signed(RICH), pot, 500));
		assert_eq!(free(&money(pot)), 1_500);
		assert_eq!(free(&RICH), ENDOWMENT - 500);
		assert_eq!(last_event(), Event::Funded { pot, who: RICH, amount: 500 });
	});
}

#[test]
fn a_transfer_to_its_account_funds_a_pot() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot_with(BUDGET, ED);
		assert_ok!(Balances::transfer_allow_death(signed(RICH), money(pot), 5_000));
		enrol(pot, PATIENT);
		let fee = succeed(Tx::new(PATIENT, overstate()));
		assert_eq!(free(&money(pot)), ED + 5_000 - 200 - fee);
	});
}

#[test]
fn fund_rejects_what_is_no_pot() {
	ExtBuilder.build_and_execute(|| {
		for pot in [PUBLIC_POT, ItemId(7)] {
			assert_noop!(Sponsorship::fund(signed(RICH), pot, 500), Error::<Test>::NotFound);
		}
	});
}

#[test]
fn fund_rejects_who_has_less() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		assert_noop!(
			Sponsorship::fund(signed(RICH), pot, ENDOWMENT + 1),
			TokenError::FundsUnavailable
		);
	});
}
