// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn set(authority: AccountId, status: TargetStatus) -> sp_runtime::DispatchResult {
	Credentials::set_authority_status(signed(ADMIN), authority, status)
}

fn status(authority: AccountId) -> AuthorityStatus {
	Authorities::<Test>::get(authority).unwrap().status
}

#[test]
fn set_authority_status_suspends_and_activates() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(set(BOARD, TargetStatus::Suspended));
		assert_eq!(status(BOARD), AuthorityStatus::Suspended);
		assert_eq!(last_event(), Event::AuthoritySuspended { authority: BOARD });

		assert_ok!(set(BOARD, TargetStatus::Active));
		assert_eq!(status(BOARD), AuthorityStatus::Active);
		assert_eq!(last_event(), Event::AuthorityActivated { authority: BOARD });
	});
}

#[test]
fn set_authority_status_rejects_an_unknown_authority() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(set(STRANGER, TargetStatus::Suspended), Error::<Test>::AuthorityNotFound);
	});
}

#[test]
fn set_authority_status_rejects_the_present_status() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(set(BOARD, TargetStatus::Active), Error::<Test>::StatusUnchanged);
		set_status(BOARD, TargetStatus::Suspended);
		assert_noop!(set(BOARD, TargetStatus::Suspended), Error::<Test>::StatusUnchanged);
	});
}

#[test]
fn suspension_leaves_credentials_valid() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		set_status(BOARD, TargetStatus::Suspended);
		assert_eq!(state(ALICE), CredentialState::Active);
		pass(DAY);
		assert!(is_active(ALICE));
		assert!(was_active(ALICE, now()));
	});
}

#[test]
fn an_authority_that_may_not_act_is_rejected_by_every_call_of_an_authority() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		apply(BOB, BOARD);
		pass(DAY);
		let ends: [(fn(), Error<Test>); 2] = [
			(|| set_status(BOARD, TargetStatus::Suspended), Error::AuthoritySuspended),
			(|| remove(BOARD), Error::AuthorityRemoved),
		];
		for (end, error) in ends {
			end();
			let error = DispatchError::from(error);
			let later = now() + 2 * YEAR;
			let board = || signed(BOARD);
			assert_noop!(Credentials::issue(board(), BOB, Practitioner, EVIDENCE, later), error);
			assert_noop!(Credentials::renew(board(), ALICE, Practitioner, later), error);
			assert_noop!(Credentials::suspend(board(), ALICE, Practitioner), error);
			assert_noop!(Credentials::resume(board(), ALICE, Practitioner), error);
			assert_noop!(Credentials::revoke(board(), ALICE, Practitioner), error);
			assert_noop!(Credentials::reject_application(board(), BOB, Practitioner), error);
			assert_noop!(
				Credentials::apply(signed(STRANGER), Practitioner, BOARD, H256::zero()),
				error
			);
		}
	});
}

#[test]
fn a_suspended_authority_issues_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		set_status(BOARD, TargetStatus::Suspended);
		assert_noop!(
			Credentials::issue(signed(BOARD), BOB, Practitioner, EVIDENCE, now() + YEAR),
			Error::<Test>::AuthoritySuspended
		);
	});
}

#[test]
fn an_activated_authority_acts_again() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		set_status(BOARD, TargetStatus::Suspended);
		set_status(BOARD, TargetStatus::Active);
		revoke(BOARD, ALICE);
		issue(BOARD, BOB, YEAR);
	});
}
