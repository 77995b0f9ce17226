// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn the_admin_takes_money_out() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot_with(BUDGET, 1_000);
		let before = free(&HOSPITAL);
		assert_ok!(Sponsorship::withdraw(signed(HOSPITAL), pot, 400));
		assert_eq!(last_event(), Event::Withdrawn { pot, amount: 400 });
		assert_eq!((free(&money(pot)), free(&HOSPITAL)), (600, before + 400));
	});
}

#[test]
fn neither_deposits_nor_the_last_of_a_pot_are_taken_out() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot_with(BUDGET, 10_000);
		enrol(pot, PATIENT);
		let fee = succeed(Tx::new(PATIENT, store(1, 500)));
		let rest = 10_000 - 200 - 500 - fee - ED;
		assert_noop!(Sponsorship::withdraw(signed(HOSPITAL), pot, rest + 1), TokenError::Frozen);
		assert_ok!(Sponsorship::withdraw(signed(HOSPITAL), pot, rest));
		assert_eq!(free(&money(pot)), ED);
	});
}

#[test]
fn nobody_else_takes_money_out() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		public_pot(1_000);
		enrol(pot, PATIENT);
		for who in [PATIENT, STRANGER, APP] {
			assert_noop!(Sponsorship::withdraw(signed(who), pot, 1), Error::<Test>::NoPermission);
		}
		for who in [GOVERNANCE, TREASURY, HOSPITAL] {
			assert_noop!(
				Sponsorship::withdraw(signed(who), PUBLIC_POT, 1),
				Error::<Test>::NoPermission
			);
		}
	});
}
