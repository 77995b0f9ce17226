// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn take_up(issuer: AccountId) -> sp_runtime::DispatchResult {
	Credentials::resume(signed(issuer), ALICE, Practitioner)
}

#[test]
fn resume_starts_a_new_period_of_the_same_act() {
	ExtBuilder::default().build_and_execute(|| {
		let serial = issue(BOARD, ALICE, YEAR);
		let before = credential(ALICE);
		pass(DAY);
		suspend(BOARD, ALICE);
		pass(DAY);
		assert_ok!(take_up(BOARD));
		assert_eq!(credential(ALICE), Credential { valid_from: START + 2 * DAY, ..before });
		assert_eq!(last_event(), Event::Resumed { serial, holder: ALICE, role: Practitioner });
		assert_eq!(Credentials::active_serial(&ALICE, Practitioner), Some(serial));
		assert!(was_active(ALICE, START));
		assert!(!was_active(ALICE, START + DAY));
		assert!(!was_active(ALICE, START + 2 * DAY - 1));
		assert!(was_active(ALICE, START + 2 * DAY));
		assert!(!was_active(ALICE, START + YEAR));
	});
}

#[test]
fn a_resumption_is_not_an_act_that_invalidation_voids() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		suspend(BOARD, ALICE);
		pass(DAY);
		resume(BOARD, ALICE);
		invalidate(BOARD, START + 1);
		assert!(is_active(ALICE));
	});
}

#[test]
fn resume_rejects_all_but_the_issuer() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		suspend(BOARD, ALICE);
		for who in [COLLEGE, ALICE, ADMIN, STRANGER] {
			assert_noop!(take_up(who), Error::<Test>::NoPermission);
		}
	});
}

#[test]
fn resume_rejects_an_account_without_credential() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(take_up(BOARD), Error::<Test>::NotFound);
	});
}

#[test]
fn resume_rejects_a_credential_that_is_not_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		assert_noop!(take_up(BOARD), Error::<Test>::NotSuspended);
	});
}

#[test]
fn resume_rejects_a_credential_that_has_ended() {
	let ends: [(fn(), Error<Test>); 3] = [
		(|| set_time(START + YEAR), Error::Expired),
		(|| revoke(BOARD, ALICE), Error::AlreadyRevoked),
		(|| surrender(ALICE), Error::AlreadySurrendered),
	];
	for (end, error) in ends {
		ExtBuilder::default().build_and_execute(|| {
			issue(BOARD, ALICE, YEAR);
			pass(DAY);
			suspend(BOARD, ALICE);
			end();
			assert_noop!(take_up(BOARD), error);
		});
	}
}
