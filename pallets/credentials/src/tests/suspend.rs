// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn set_aside(issuer: AccountId) -> sp_runtime::DispatchResult {
	Credentials::suspend(signed(issuer), ALICE, Practitioner)
}

#[test]
fn suspend_closes_the_running_period() {
	ExtBuilder::default().build_and_execute(|| {
		let serial = issue(BOARD, ALICE, YEAR);
		pass(DAY);
		assert_ok!(set_aside(BOARD));
		assert_eq!(credential(ALICE).status, Status::Suspended { since: START + DAY });
		assert_eq!(last_event(), Event::Suspended { serial, holder: ALICE, role: Practitioner });
		assert_eq!(
			history(ALICE),
			[Period { serial, issuer: BOARD, issued_at: START, from: START, until: START + DAY }]
		);
		assert_eq!(state(ALICE), CredentialState::Suspended);
		assert!(!is_active(ALICE));
		assert!(was_active(ALICE, START + DAY - 1));
		assert!(!was_active(ALICE, START + DAY));
	});
}

#[test]
fn suspend_cuts_what_earlier_acts_gave() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		renew(BOARD, ALICE, 2 * YEAR);
		pass(DAY);
		assert_ok!(set_aside(BOARD));
		assert!(history(ALICE).iter().all(|period| period.until == now()));
		assert!(!was_active(ALICE, now()));
		pass(DAY);
		assert!(!is_active(ALICE));
	});
}

#[test]
fn suspend_in_the_block_of_the_issue_leaves_no_period() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		assert_ok!(set_aside(BOARD));
		assert_eq!(history(ALICE), []);
		assert!(!was_active(ALICE, START));
	});
}

#[test]
fn a_suspended_credential_expires() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		assert_ok!(set_aside(BOARD));
		set_time(START + YEAR);
		assert_eq!(state(ALICE), CredentialState::Expired);
	});
}

#[test]
fn suspend_rejects_all_but_the_issuer() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		for who in [COLLEGE, ALICE, ADMIN, STRANGER] {
			assert_noop!(set_aside(who), Error::<Test>::NoPermission);
		}
	});
}

#[test]
fn suspend_rejects_an_account_without_credential() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(set_aside(BOARD), Error::<Test>::NotFound);
	});
}

#[test]
fn suspend_rejects_a_credential_that_is_not_valid() {
	let ends: [(fn(), Error<Test>); 5] = [
		(|| set_time(START + YEAR), Error::Expired),
		(|| suspend(BOARD, ALICE), Error::Suspended),
		(|| revoke(BOARD, ALICE), Error::AlreadyRevoked),
		(|| surrender(ALICE), Error::AlreadySurrendered),
		(|| invalidate(BOARD, START), Error::Invalidated),
	];
	for (end, error) in ends {
		ExtBuilder::default().build_and_execute(|| {
			issue(BOARD, ALICE, YEAR);
			pass(DAY);
			end();
			assert_noop!(set_aside(BOARD), error);
		});
	}
}

#[test]
fn suspend_in_the_block_of_resumption_and_renewal_leaves_no_empty_period() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		suspend(BOARD, ALICE);
		pass(DAY);
		resume(BOARD, ALICE);
		renew(BOARD, ALICE, 2 * YEAR);
		assert_eq!(history(ALICE).len(), 2);
		assert_ok!(set_aside(BOARD));
		assert_eq!(history(ALICE).len(), 1);
		assert!(!was_active(ALICE, now()));
	});
}
