// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn withdraw_application_pays_the_deposit_back() {
	ExtBuilder::default().build_and_execute(|| {
		apply(ALICE, BOARD);
		assert_ok!(Credentials::withdraw_application(signed(ALICE), Practitioner));
		assert_eq!(Applications::<Test>::get(ALICE, Practitioner), None);
		assert_eq!(on_hold(HoldReason::Application, ALICE), 0);
		assert_eq!(
			last_event(),
			Event::ApplicationWithdrawn { applicant: ALICE, role: Practitioner }
		);
	});
}

#[test]
fn withdraw_application_works_after_expiry_and_removal_of_the_authority() {
	ExtBuilder::default().build_and_execute(|| {
		apply(ALICE, BOARD);
		remove(BOARD);
		pass(YEAR);
		assert_ok!(Credentials::withdraw_application(signed(ALICE), Practitioner));
	});
}

#[test]
fn withdraw_application_rejects_who_has_not_applied() {
	ExtBuilder::default().build_and_execute(|| {
		apply(ALICE, BOARD);
		assert_noop!(
			Credentials::withdraw_application(signed(BOB), Practitioner),
			Error::<Test>::ApplicationNotFound
		);
		assert_noop!(
			Credentials::withdraw_application(signed(ALICE), Role::Institution),
			Error::<Test>::ApplicationNotFound
		);
	});
}
