// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::Budget;

#[test]
fn the_admin_sets_the_budget() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		let budget = Budget { fees: 1, period: 2 * DAY, deposits: 3 };
		assert_ok!(Sponsorship::set_budget(signed(HOSPITAL), pot, budget));
		assert_eq!(Pots::<Test>::get(pot).unwrap().budget, budget);
		assert_eq!(last_event(), Event::BudgetSet { pot, budget });
	});
}

#[test]
fn a_smaller_budget_holds_for_what_was_spent() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		let fee = succeed(Tx::new(PATIENT, overstate()));
		let tx = Tx::new(PATIENT, overstate());
		// Room for what was spent and the most of another, less one.
		let fees = fee + tx.fee() - 1;
		assert_ok!(Sponsorship::set_budget(signed(HOSPITAL), pot, Budget { fees, ..BUDGET }));
		refuse(&tx, InvalidTransaction::Payment);
		let fees = fees + 1;
		assert_ok!(Sponsorship::set_budget(signed(HOSPITAL), pot, Budget { fees, ..BUDGET }));
		succeed(tx);
	});
}

#[test]
fn another_length_of_periods_forgets_nothing_of_this_one() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		pass(DAY / 2);
		let mut spent = succeed(Tx::new(PATIENT, overstate()));
		for period in [365 * DAY, DAY, 7 * DAY, DAY] {
			let budget = Budget { period, ..BUDGET };
			assert_ok!(Sponsorship::set_budget(signed(HOSPITAL), pot, budget));
			spent += succeed(Tx::new(PATIENT, overstate()));
			assert_eq!(listing(pot, &PATIENT).spent, spent);
			check_state();
		}
		pass(DAY / 2);
		let fee = succeed(Tx::new(PATIENT, overstate()));
		assert_eq!(listing(pot, &PATIENT).spent, fee);
	});
}

#[test]
fn set_budget_rejects_a_short_period() {
	ExtBuilder.build_and_execute(|| {
		let (pot, budget) = (pot(), Budget { period: DAY - 1, ..BUDGET });
		assert_noop!(
			Sponsorship::set_budget(signed(HOSPITAL), pot, budget),
			Error::<Test>::PeriodTooShort
		);
	});
}

#[test]
fn set_budget_rejects_others() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		public_pot(1_000);
		assert_noop!(
			Sponsorship::set_budget(signed(APP), pot, BUDGET),
			Error::<Test>::NoPermission
		);
		// The public pot has no admin.
		for who in [HOSPITAL, GOVERNANCE] {
			assert_noop!(
				Sponsorship::set_budget(signed(who), PUBLIC_POT, BUDGET),
				Error::<Test>::NoPermission
			);
		}
		assert_noop!(
			Sponsorship::set_budget(signed(HOSPITAL), ItemId(7), BUDGET),
			Error::<Test>::NotFound
		);
	});
}
