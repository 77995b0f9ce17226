// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn enact(authority: AccountId) -> sp_runtime::DispatchResult {
	Credentials::enact(signed(STRANGER), authority)
}

fn announce_removal(authority: AccountId) {
	assert_ok!(Credentials::remove_authority(RuntimeOrigin::root(), authority));
}

#[test]
fn enact_removes_an_authority_once_the_window_for_a_veto_is_over() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		announce_removal(BOARD);
		pass(DELAY);
		assert!(is_active(ALICE));
		assert_ok!(enact(BOARD));
		assert_eq!(last_event(), Event::AuthorityRemoved { authority: BOARD });
		let status = Authorities::<Test>::get(BOARD).unwrap().status;
		assert_eq!(status, AuthorityStatus::Removed { at: START + DELAY });
		assert_eq!(Sanctions::<Test>::get(BOARD), None);
		assert_eq!(state(ALICE), CredentialState::IssuerRemoved);
		assert!(was_active(ALICE, now() - 1));
	});
}

#[test]
fn enact_voids_the_acts_of_an_authority_in_retrospect() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		pass(DAY);
		let since = now();
		issue(BOARD, BOB, YEAR);
		assert_ok!(Credentials::invalidate_since(RuntimeOrigin::root(), BOARD, since));
		// What it certifies while the sanction is pending is void with the rest.
		pass(DAY);
		issue(BOARD, STRANGER, YEAR);
		pass(DELAY);
		assert!(is_active(BOB));
		assert_ok!(enact(BOARD));
		assert_eq!(last_event(), Event::AuthorityInvalidated { authority: BOARD, since });
		assert_eq!(Authorities::<Test>::get(BOARD).unwrap().invalid_since, Some(since));
		assert_eq!(state(ALICE), CredentialState::Active);
		for void in [BOB, STRANGER] {
			assert_eq!(state(void), CredentialState::Invalidated);
			assert_eq!(was_certified(void, now() - 1), Some(false));
		}
	});
}

#[test]
fn enact_rejects_a_sanction_that_can_still_be_vetoed() {
	ExtBuilder::default().build_and_execute(|| {
		announce_removal(BOARD);
		assert_noop!(enact(BOARD), Error::<Test>::SanctionNotDue);
		pass(DELAY - 1);
		assert_noop!(enact(BOARD), Error::<Test>::SanctionNotDue);
		pass(1);
		assert_ok!(enact(BOARD));
	});
}

#[test]
fn enact_rejects_what_was_not_announced_or_is_settled() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(enact(BOARD), Error::<Test>::SanctionNotFound);
		announce_removal(BOARD);
		pass(DELAY);
		assert_ok!(enact(BOARD));
		assert_noop!(enact(BOARD), Error::<Test>::SanctionNotFound);
	});
}

#[test]
fn an_authority_can_be_suspended_and_activated_while_a_sanction_is_pending() {
	ExtBuilder::default().build_and_execute(|| {
		announce_removal(BOARD);
		set_status(BOARD, TargetStatus::Suspended);
		set_status(BOARD, TargetStatus::Active);
		set_status(BOARD, TargetStatus::Suspended);
		pass(DELAY);
		assert_ok!(enact(BOARD));
	});
}
