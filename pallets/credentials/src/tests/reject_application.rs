// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn reject_application_pays_the_deposit_back() {
	ExtBuilder::default().build_and_execute(|| {
		apply(ALICE, BOARD);
		assert_ok!(Credentials::reject_application(signed(BOARD), ALICE, Practitioner));
		assert_eq!(Applications::<Test>::get(ALICE, Practitioner), None);
		assert_eq!(on_hold(HoldReason::Application, ALICE), 0);
		assert_eq!(
			last_event(),
			Event::ApplicationRejected { applicant: ALICE, role: Practitioner, authority: BOARD }
		);
	});
}

#[test]
fn reject_application_rejects_all_but_the_authority_asked() {
	ExtBuilder::default().build_and_execute(|| {
		apply(ALICE, BOARD);
		for who in [COLLEGE, ALICE, STRANGER] {
			assert_noop!(
				Credentials::reject_application(signed(who), ALICE, Practitioner),
				Error::<Test>::NoPermission
			);
		}
	});
}

#[test]
fn reject_application_rejects_an_unknown_application() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Credentials::reject_application(signed(BOARD), ALICE, Practitioner),
			Error::<Test>::ApplicationNotFound
		);
	});
}
