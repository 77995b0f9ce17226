// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

fn announce(authority: AccountId) -> sp_runtime::DispatchResult {
	Credentials::remove_authority(RuntimeOrigin::root(), authority)
}

#[test]
fn remove_authority_announces_the_removal_and_changes_nothing_else() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		let authority = Authorities::<Test>::get(BOARD);
		assert_ok!(announce(BOARD));
		let (sanction, due_at) = (Sanction::Removal, LiveMoment::from_millis(DELAY));
		assert_eq!(Sanctions::<Test>::get(BOARD), Some(Announcement { sanction, due_at }));
		assert_eq!(last_event(), Event::SanctionAnnounced { authority: BOARD, sanction, due_at });
		assert_eq!(Authorities::<Test>::get(BOARD), authority);
		pass(DAY);
		assert!(is_active(ALICE));
		issue(BOARD, BOB, YEAR);
	});
}

#[test]
fn remove_authority_rejects_an_unknown_authority() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(announce(STRANGER), Error::<Test>::AuthorityNotFound);
	});
}

#[test]
fn remove_authority_rejects_a_second_sanction_until_the_first_is_settled() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(announce(BOARD));
		assert_noop!(announce(BOARD), Error::<Test>::SanctionAlreadyExists);
		assert_noop!(
			Credentials::invalidate_since(RuntimeOrigin::root(), BOARD, START),
			Error::<Test>::SanctionAlreadyExists
		);
		assert_ok!(announce(COLLEGE));
		assert_ok!(Credentials::veto(signed(ADMIN), BOARD));
		assert_ok!(announce(BOARD));
	});
}

#[test]
fn removal_is_final() {
	ExtBuilder::default().build_and_execute(|| {
		remove(BOARD);
		pass(DAY);
		for target in [TargetStatus::Active, TargetStatus::Suspended] {
			let set = Credentials::set_authority_status(signed(ADMIN), BOARD, target);
			assert_eq!(set, Err(Error::<Test>::AuthorityRemoved.into()));
		}
		assert_noop!(announce(BOARD), Error::<Test>::AuthorityRemoved);
	});
}

#[test]
fn removal_ends_all_credentials_from_that_moment_on() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, YEAR);
		issue(BOARD, BOB, YEAR);
		issue(COLLEGE, STRANGER, YEAR);
		pass(DAY);
		renew(BOARD, BOB, 2 * YEAR);
		pass(DAY);
		assert!(is_active(ALICE));
		remove(BOARD);
		for holder in [ALICE, BOB] {
			assert_eq!(state(holder), CredentialState::IssuerRemoved);
			assert!(!is_active(holder));
			assert!(was_active(holder, now() - 1));
			assert!(!was_active(holder, now()));
			assert!(!was_active(holder, now() + DAY));
		}
		assert!(is_active(STRANGER));
	});
}

#[test]
fn a_credential_that_expired_before_the_removal_counts_as_expired() {
	ExtBuilder::default().build_and_execute(|| {
		issue(BOARD, ALICE, DAY);
		issue(BOARD, BOB, DAY + 1);
		pass(DAY);
		remove(BOARD);
		pass(DAY);
		assert_eq!(state(ALICE), CredentialState::Expired);
		assert_eq!(state(BOB), CredentialState::IssuerRemoved);
	});
}
