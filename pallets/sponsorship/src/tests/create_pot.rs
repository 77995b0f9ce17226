// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::Budget;

#[test]
fn institutions_and_care_apps_create_pots_for_a_deposit() {
	ExtBuilder.build_and_execute(|| {
		for who in [HOSPITAL, APP] {
			assert_ok!(Sponsorship::create_pot(signed(who.clone()), BUDGET));
			let Event::PotCreated { pot, admin, account } = last_event() else { panic!() };
			assert_eq!((admin, account.clone()), (who.clone(), money(pot)));
			let stored = Pots::<Test>::get(pot).unwrap();
			assert_eq!(
				(stored.admin, stored.budget, stored.listings),
				(Some(who.clone()), BUDGET, 0)
			);
			assert_eq!(PotAccounts::<Test>::get(account), Some(pot));
			assert_eq!(on_hold(HoldReason::Pot, &who), 300);
			assert_eq!(free(&money(pot)), 0);
		}
		assert_eq!(Pots::<Test>::iter().count(), 2);
	});
}

#[test]
fn others_create_no_pots() {
	ExtBuilder.build_and_execute(|| {
		// The stranger is a practitioner.
		for who in [STRANGER, REVOKED, RICH] {
			assert_noop!(
				Sponsorship::create_pot(signed(who), BUDGET),
				Error::<Test>::CredentialNotLive
			);
		}
	});
}

#[test]
fn create_pot_rejects_a_short_period() {
	ExtBuilder.build_and_execute(|| {
		for period in [0, DAY - 1] {
			let budget = Budget { period, ..BUDGET };
			assert_noop!(
				Sponsorship::create_pot(signed(HOSPITAL), budget),
				Error::<Test>::PeriodTooShort
			);
		}
	});
}

#[test]
fn create_pot_rejects_who_cannot_pay_the_deposit() {
	ExtBuilder.build_and_execute(|| {
		PotDeposit::set(ENDOWMENT + 1);
		assert_noop!(
			Sponsorship::create_pot(signed(HOSPITAL), BUDGET),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn create_pot_fails_when_ids_run_out() {
	ExtBuilder.build_and_execute(|| {
		set_block(2, (u64::from(u32::MAX) + 1) * 1_000);
		assert_noop!(
			Sponsorship::create_pot(signed(HOSPITAL), BUDGET),
			Error::<Test>::IdsExhausted
		);
	});
}
