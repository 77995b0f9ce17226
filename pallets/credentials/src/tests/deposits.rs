// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn a_new_price_never_changes_the_refund_of_an_application() {
	ExtBuilder::default().build_and_execute(|| {
		for price in [0, 1_000] {
			ApplicationDeposit::set(&10);
			apply(ALICE, BOARD);
			ApplicationDeposit::set(&price);
			assert_ok!(Credentials::withdraw_application(signed(ALICE), Practitioner));
			assert_eq!(free(ALICE), ENDOWMENT);
		}
	});
}

#[test]
fn a_new_price_never_changes_the_refund_of_a_credential() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		assert_eq!(free(ALICE), ENDOWMENT - 30);
		CredentialDeposit::set(&1_000);
		surrender(ALICE);
		pass(DAY);
		issue(COLLEGE, ALICE, YEAR);
		assert_eq!(free(ALICE), ENDOWMENT - 1_000);

		CredentialDeposit::set(&5);
		pass(YEAR + RETENTION + 1);
		assert_ok!(Credentials::prune(signed(STRANGER), ALICE, Practitioner));
		assert_eq!(free(ALICE), ENDOWMENT);
	});
}

#[test]
fn nothing_is_held_while_deposits_are_free() {
	ExtBuilder::default().build_and_execute(|| {
		ApplicationDeposit::set(&0);
		CredentialDeposit::set(&0);
		issue(BOARD, PAUPER, YEAR);
		assert!(is_active(PAUPER));
		pass(YEAR + RETENTION + 1);
		assert_ok!(Credentials::prune(signed(STRANGER), PAUPER, Practitioner));
	});
}

#[test]
fn a_refund_never_blocks_a_call() {
	ExtBuilder::default().build().execute_with(|| {
		issue(BOARD, ALICE, YEAR);
		// Something outside of this pallet took what was held.
		slash(HoldReason::Credential, ALICE, 20);
		revoke(BOARD, ALICE);
		issue(COLLEGE, ALICE, YEAR);
		assert_eq!(on_hold(HoldReason::Credential, ALICE), 30);
	});
}

#[test]
fn a_deposit_goes_back_to_whoever_paid_it() {
	use pallet_support::MutateDeposit;
	ExtBuilder::default().build_and_execute(|| {
		apply(ALICE, BOARD);
		// As if the stranger had paid for the applicant.
		let reason = HoldReason::Application;
		Balances::refund_deposit(reason, Some(&ALICE), &own(10)).unwrap();
		let deposit = Balances::take_deposit(reason, &STRANGER, Some(&ALICE), 10).unwrap();
		Applications::<Test>::mutate(ALICE, Practitioner, |application| {
			application.as_mut().unwrap().deposit = deposit
		});
		check_state();
		assert_ok!(Credentials::withdraw_application(signed(ALICE), Practitioner));
		assert_eq!((free(ALICE), free(STRANGER)), (ENDOWMENT, ENDOWMENT));
	});
}
